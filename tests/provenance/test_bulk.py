"""Work over the whole record, as a person meets it: in several processes, killed, and gone on with."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.provenance.conftest import (  # noqa: F401
    ROOT,
    Prepared,
    hold,
    kill,
    lives,
    query,
    release,
)
from tests.provenance.test_run import environment, manage, until

CLAIMS = 12_000
FILL = f"""
    SET session_replication_role = replica;
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating,
        status, sentence, counted_origins, asserting_families, disputing_families, article_count,
        flag_codes, figure_label, origin_ids, publisher_ids, digest, urgency)
    SELECT 'The ' || n || 'th lamp was lit', '', '', now(), 'draft', '', '',
        'disputed', '', 0, 0, 0, 0, '{{}}', '', '{{}}', '{{}}', '', 0
    FROM generate_series(1, {CLAIMS}) n;
"""


WAITING = 500  # claims whose vectors are made
VECTORS = f"""
    SET session_replication_role = replica;
    DELETE FROM claims_claimvector;
    INSERT INTO claims_claimvector (claim_id, vector, digest, model)
    SELECT id, NULL, '', '' FROM claims_claim WHERE external_id = '' ORDER BY id LIMIT {WAITING};
"""
ARTICLES = 200  # that are compared with one another
TEXTS = f"""
    SET session_replication_role = replica;
    INSERT INTO claims_source (id, name, kind, host, description, external_id)
    OVERRIDING SYSTEM VALUE VALUES (1000, 'The Paper', 'outlet', 'paper.example.org', '', '');
    INSERT INTO claims_article (id, title, url, byline, language, opening_words, external_id,
        created_at, looked_at, publisher_id)
    OVERRIDING SYSTEM VALUE
    SELECT n, 'Report ' || n, 'https://paper.example.org/' || n, '', '', '', '', now(), now(), 1000
    FROM generate_series(1001, 1000 + {ARTICLES}) n;
    INSERT INTO claims_snapshot (id, file, sha256, size, media_type, text, text_sha256, extent,
        method, captured_at, article_id)
    OVERRIDING SYSTEM VALUE
    SELECT n, '', md5(n::text), 1, 'text/plain', (
        SELECT string_agg('word' || (n * 131 + word * 17) % 9973, ' ') FROM generate_series(1, 300) word
    ), '', 'full', 'pasted', now(), n
    FROM generate_series(1001, 1000 + {ARTICLES}) n;
"""


@pytest.fixture
def folder(prepared: Prepared, hold) -> Iterator[Path]:  # noqa: F811
    """A data folder with the sample and many claims whose stored assessments are wrong, and its server up."""
    holder = hold(prepared.folder)
    query(prepared.folder, FILL)
    yield prepared.folder
    release(holder)


def reached(folder: Path) -> int:
    found = query(folder, "SELECT coalesce(max(reached), 0) FROM claims_progress")
    assert isinstance(found, int)
    return found


def wrong(folder: Path) -> object:
    return query(
        folder, "SELECT count(*) FROM claims_claim WHERE status = 'disputed' AND external_id = ''"
    )


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_assessing_everything_that_was_killed_leaves_no_process_and_goes_on_where_it_was(folder):
    killed = subprocess.Popen(
        [sys.executable, "manage.py", "assess", "--all", "--jobs", "2"],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    until(lambda: reached(folder) > 0)
    others = children(killed.pid)
    kill(killed.pid)
    killed.wait()
    until(lambda: not any(lives(pid) for pid in others))
    stopped_at, left = reached(folder), wrong(folder)
    assert others
    assert 0 < stopped_at < CLAIMS

    again = manage(folder, "assess", "--all", "--jobs", "2")
    assert f"Going on after claim {stopped_at}, where a run was stopped" in again.stderr
    assert again.stdout.endswith(f"{left:,} stored assessments differed.\n")
    assert wrong(folder) == 0
    assert reached(folder) == 0


def made(folder: Path) -> int:
    found = query(folder, "SELECT count(*) FROM claims_claimvector WHERE vector IS NOT NULL")
    assert isinstance(found, int)
    return found


def compared(folder: Path) -> int:
    found = query(folder, "SELECT count(*) FROM claims_copycheck WHERE article_id > 1000")
    assert isinstance(found, int)
    return found


def killed_after_some(folder: Path, done: Callable[[Path], int], *command: str) -> int:
    """How far a command came that was killed in the middle."""
    killed = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: done(folder) > 0)
    kill(killed.pid)
    killed.wait()
    return done(folder)


def test_vectors_whose_making_was_killed_are_kept_and_the_others_made(folder):
    query(folder, VECTORS)
    some = killed_after_some(folder, made, "embed", "--all")
    assert 0 < some < WAITING
    assert manage(folder, "embed", "--all").stdout == f"{WAITING - some} vectors made.\n"
    assert made(folder) == WAITING


def test_comparing_articles_that_was_killed_goes_on_with_those_not_compared(folder):
    query(folder, TEXTS)
    some = killed_after_some(folder, compared, "find_copies", "--all")
    assert 0 < some < ARTICLES
    told = manage(folder, "find_copies", "--all").stdout
    assert told.startswith(f"{ARTICLES - some} articles compared; ")
    assert compared(folder) == ARTICLES


ROWS = 2_100  # of a claim each; with long cells that are passed over, a file that is large


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    with path.open("w") as file:
        file.write("statement,article URL,quote,basis,reasons\n")
        for number in range(ROWS):
            words = f"lamp {number} was lit"
            file.write(
                f"{words},https://a.example.org/{number % 9},{words},own_reporting,{'x' * 1_000}\n"
            )
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_an_import_of_a_large_file_has_a_second_process_that_ends_with_it(folder, spreadsheet):
    killed = subprocess.Popen(
        [sys.executable, "manage.py", "import_claims", str(spreadsheet), "--good-rows"],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    until(lambda: children(killed.pid) != [])
    others = children(killed.pid)
    kill(killed.pid)
    killed.wait()
    until(lambda: not any(lives(pid) for pid in others))

    again = manage(folder, "import_claims", str(spreadsheet), "--good-rows")
    assert again.stdout.splitlines()[-1] == "Recorded: 2,100 new.", again.stderr
    recorded = "SELECT count(*) FROM claims_claim WHERE article_count = 1 AND external_id = ''"
    assert query(folder, recorded) == ROWS
    assert query(folder, "SELECT count(*) FROM claims_touched") == 0
