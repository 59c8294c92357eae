"""Work over the whole record, as a person meets it: in several processes, killed, and gone on with."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provenance.conftest import ROOT, hold, kill, lives, query, release  # noqa: F401
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


@pytest.fixture
def folder(data_dir: Path, hold) -> Iterator[Path]:  # noqa: F811
    """A data folder with many claims whose stored assessments are wrong, and its server up."""
    assert manage(data_dir, "migrate", "-v", "0").returncode == 0
    holder = hold(data_dir)
    query(data_dir, FILL)
    yield data_dir
    release(holder)


def reached(folder: Path) -> int:
    found = query(folder, "SELECT coalesce(max(reached), 0) FROM claims_progress")
    assert isinstance(found, int)
    return found


def wrong(folder: Path) -> object:
    return query(folder, "SELECT count(*) FROM claims_claim WHERE status = 'disputed'")


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
def test_an_import_of_a_large_file_has_a_second_process_that_ends_with_it(
    data_dir,
    hold,  # noqa: F811
    spreadsheet,
):
    assert manage(data_dir, "migrate", "-v", "0").returncode == 0
    holder = hold(data_dir)
    killed = subprocess.Popen(
        [sys.executable, "manage.py", "import_claims", str(spreadsheet), "--good-rows"],
        cwd=ROOT,
        env=environment(data_dir),
        stdout=subprocess.DEVNULL,
    )
    until(lambda: children(killed.pid) != [])
    others = children(killed.pid)
    kill(killed.pid)
    killed.wait()
    until(lambda: not any(lives(pid) for pid in others))

    again = manage(data_dir, "import_claims", str(spreadsheet), "--good-rows")
    assert again.stdout.splitlines()[-1] == "Recorded: 2,100 new.", again.stderr
    assert query(data_dir, "SELECT count(*) FROM claims_claim WHERE article_count = 1") == ROWS
    assert query(data_dir, "SELECT count(*) FROM claims_touched") == 0
    release(holder)
