"""The client of docs/api.md, as a newcomer pastes it, against a server that runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from claims.actions.tokens import make_token
from tests import builders as make

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_the_client_of_the_documentation_runs_as_it_stands(live_server):
    claim = make.claim("The bridge was closed for a day")
    make.says(claim, make.source(), make.source("an officer", "anonymous"))
    for number in range(205):
        make.claim(f"The ferry sailed {number} times")
    _token, secret = make_token(
        person=make.user("ana", role="reader"), name="newcomer", scopes=["read"]
    )
    [client] = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(client.splitlines()) <= 30
    done = subprocess.run(
        [sys.executable, "-c", client],
        env={"PROVENANCE": live_server.url, "TOKEN": secret, "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    nearest, counted = done.stdout.splitlines()
    assert nearest.startswith("The bridge was closed for a day | uncorroborated | ")
    assert counted == "1 uncorroborated"
