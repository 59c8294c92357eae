"""The receiver in the documentation does what it says."""

import re
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from claims.actions.delivering import deliver
from claims.actions.webhooks import add_webhook, send_test
from tests.sessions import wait_until

DOCS = Path(__file__).parents[2] / "docs" / "webhooks.md"


@pytest.mark.django_db
def test_the_receiver_in_the_documentation_takes_what_is_signed_and_nothing_else(boss, settings):
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    webhook = add_webhook(address=f"http://127.0.0.1:{port}", told_of=["decision.stale"], by=boss)
    found = re.search(r"## Receiving\n\n((?:    .*\n|\n)+)", DOCS.read_text())
    assert found
    assert len([line for line in found[1].splitlines() if line.strip()]) < 20
    code = textwrap.dedent(found[1]).replace("9000", str(port))
    for secret, state in ((webhook.secret, "delivered"), ("whsec_c2VjcmV0", "waiting")):
        program = code.replace("whsec_c2VjcmV0", secret)
        with subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as receiver:
            try:
                wait_until(lambda: answers(port))
                made = send_test(webhook=webhook, by=boss)
                deliver(webhook.pk)
            finally:
                receiver.terminate()
            assert receiver.stdout
            assert (b"test {" in receiver.stdout.read()) == (state == "delivered")
        made.refresh_from_db()
        assert made.state == state


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0
