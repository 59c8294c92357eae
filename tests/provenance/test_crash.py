"""Everything killed in the middle of the work: what was acknowledged is there, and the record is whole."""

import json
import os
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random

import httpx
import pytest

from tests.provenance.conftest import kill, lives, new_folder, server_pid
from tests.provenance.test_run import Run, manage, start, until

BEFORE = 60  # claims that are there when it begins, to be decided on
AT_ONCE = 8
KILLED_AFTER = 60  # acknowledged writes, of 200 that are tried
SYLLABLES = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]

KEPT = """
import json
from claims.models import Appearance, Decision
print("kept " + json.dumps([
    sorted(Appearance.objects.values_list("claim__statement", flat=True)),
    sorted(Decision.objects.values_list("reason", flat=True)),
]))
"""


class Person:
    """Somebody who is signed in as the administrator, over HTTP."""

    def __init__(self, run: Run) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{run.port}", timeout=10)
        password = re.search(r"Password: (\S+)", run.output)
        assert password
        self.send("/accounts/login/", login="admin", password=password[1])
        assert "sessionid" in self.client.cookies

    def send(self, path: str, **fields: str) -> httpx.Response:
        """Open the page, fill in the form with what it holds hidden, and send it."""
        page = self.client.get(path).text
        names = "csrfmiddlewaretoken|digest|decision"
        hidden = dict(re.findall(rf'name="({names})" value="([^"]*)"', page))
        return self.client.post(path, data={**hidden, **fields}, headers={"Origin": self.origin})

    @property
    def origin(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def record(self, statement: str) -> bool:
        """Record a claim from an article of the sample; whether that was acknowledged."""
        answer = self.send(
            "/articles/1/record/", quote=quote(), statement=statement, basis="own_reporting"
        )
        return answer.status_code == 302

    def decide(self, claim: int, reason: str) -> bool:
        """Decide about a claim; whether that was acknowledged."""
        answer = self.send(f"/review/{claim}/", outcome="not_checkable", reason=reason)
        return answer.status_code == 302


def quote() -> str:
    """Words that stand in the first article of the sample."""
    sample = json.loads(Path("fixtures/sample.json").read_text(encoding="utf-8"))
    words: str = sample["articles"][0]["excerpts"][0]
    return words


def statements(count: int, seed: int) -> list[str]:
    """Statements that do not look alike."""
    chance = Random(seed)
    return [
        " ".join("".join(chance.choices(SYLLABLES, k=4)) for _ in range(6)) for _ in range(count)
    ]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder of its own; whatever still runs on it at the end is ended."""
    made = new_folder()
    yield made
    if pid := server_pid(made):
        kill(pid)
    shutil.rmtree(made, ignore_errors=True)


def everything_killed(run: Run, folder: Path) -> None:
    """The web server with its workers first, then PostgreSQL, then what looks after both."""
    postgres = server_pid(folder)
    assert postgres
    os.killpg(run.web_pid, signal.SIGKILL)
    kill(postgres)
    kill(run.process.pid)
    run.process.wait()
    until(lambda: not lives(postgres))


def test_what_was_acknowledged_survives_when_everything_is_killed(folder: Path) -> None:
    run = start(folder)
    people = [Person(run) for _ in range(AT_ONCE)]
    earlier = statements(BEFORE, seed=1)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        turns = [people[number % AT_ONCE] for number in range(BEFORE)]
        assert all(
            threads.map(lambda turn: turn[0].record(turn[1]), zip(turns, earlier, strict=True))
        )

    recorded, decided, tried = list(earlier), [], 0
    enough = threading.Event()

    def work(number: int) -> None:
        nonlocal tried
        person, new = people[number], statements(100, seed=100 + number)
        for turn in range(200 // AT_ONCE):
            tried += 1
            with suppress(httpx.HTTPError):
                if turn % 2 and person.record(new[turn]):
                    recorded.append(new[turn])
                claim, reason = 21 + (number * 25 + turn) % BEFORE, f"reason {number} {turn}"
                if not turn % 2 and person.decide(claim, reason):
                    decided.append(reason)
            if len(recorded) - BEFORE + len(decided) >= KILLED_AFTER:
                enough.set()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        at_work = [threads.submit(work, number) for number in range(AT_ONCE)]
        assert enough.wait(120)
        everything_killed(run, folder)
        for one in at_work:
            one.result()

    again = start(folder)
    told = manage(folder, "shell", "-v", "0", "-c", KEPT).stdout
    kept_statements, kept_reasons = json.loads(told.partition("kept ")[2].splitlines()[0])
    assert set(recorded) <= set(kept_statements)
    assert set(decided) <= set(kept_reasons)
    assert recorded[BEFORE:]
    assert decided
    verified = manage(folder, "verify")
    assert verified.stdout.endswith("0 differences found.\n"), verified.stdout + verified.stderr
    assert again.get("/claims/") == 200
    again.end(2)
