"""Extraction as the program calls it: in a child process that bad documents may break."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.capture.child import WORKERS
from claims.capture.extract import Extracted, Limits, NotExtracted, Reason, extract
from claims.capture.helper import helper
from claims.capture.reading import read
from claims.capture.sniff import sniff
from tests.capture.made import PARAGRAPHS, WORDS, page, pdf, warc

URL = "https://echo.example.org/bath"
LONG = page(*PARAGRAPHS * 300)
DOCUMENTS = {
    "a page": (page().encode(), "text/html"),
    "a page of UTF-8 beyond ASCII": (
        page("“L’été”, 市議会, 👩\u200d🔬. " * 9).encode(),
        "text/html",
    ),
    "a PDF": (pdf("One page.", "", "Another page."), "application/pdf"),
    "a text": (WORDS.encode(), "text/plain"),
    "an archive": (warc((URL, page().encode()), (URL, LONG.encode())), "application/warc"),
}
REFUSED = {
    Reason.EMPTY: b"",
    Reason.STUB: page("Please enable JavaScript to continue.").encode(),
    Reason.NOT_TEXT: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    Reason.COMPRESSED: b"\x1f\x8b\x08\0 whatever",
    Reason.NUL: b"The council met\0 on Monday and voted.",
    Reason.NO_TEXT_LAYER: pdf("", ""),
    Reason.ENCRYPTED: pdf("Secret.", password="bath"),
    Reason.TOO_MANY_PAGES: pdf(*["Text."] * 5_000),
    Reason.TOO_LONG: LONG.encode(),
    Reason.NO_WEB_PAGE: warc(),
    Reason.DAMAGED: b"%PDF-1.7 and nothing else",
}


def refused(content: bytes, media_type: str, limits: Limits | None = None) -> NotExtracted:
    with pytest.raises(NotExtracted) as error:
        extract(content, media_type, limits=limits or Limits())
    return error.value


def eventually(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something becomes true before long."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def workers() -> set[int]:
    """The process ids of the helper's workers."""
    listed = Path(f"/proc/{helper.pid}/task/{helper.pid}/children")
    return set(map(int, listed.read_text().split()))


def ended(pid: int) -> bool:
    """Whether a process is gone, or only waits to be buried."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


# What comes out


@pytest.mark.parametrize(("content", "media_type"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_the_child_says_what_reading_says(content, media_type):
    assert extract(content, media_type, url=URL) == read(content, media_type, "", URL, Limits())


def test_pasted_text_is_normalised_and_nothing_else():
    (found,) = extract("  “Yes”,\r\nshe said. ".encode(), "text/plain", charset="utf-8")

    assert found == Extracted(
        text="“Yes”,\nshe said.", content=found.content, media_type="text/plain"
    )


def test_the_header_names_the_encoding():
    (found,) = extract(page("Le café. " * 30).encode("latin-1"), "text/html", charset="latin-1")

    assert "café" in found.text and found.notes == ()


@pytest.mark.parametrize(("reason", "content"), REFUSED.items(), ids=REFUSED.keys())
def test_what_cannot_be_read_says_why_and_what_to_do(reason, content):
    error = refused(content, sniff(content, ""), Limits(characters=100_000, seconds=60))

    assert error.reason == reason
    assert str(error) == error.message
    assert error.message.endswith(".")
    assert any(word in error.message for word in ("pload", "paste", "Unpack", "Get it again"))


def test_a_page_labelled_as_something_else_is_tried_as_text():
    (found,) = extract(WORDS.encode(), "application/octet-stream")

    assert found.text == WORDS.strip()


# What is broken off


def test_a_document_over_its_time_is_stopped_and_the_next_is_read():
    error = refused(LONG.encode(), "text/html", Limits(seconds=0.01))

    assert error.reason == Reason.TIME
    assert error.message.startswith("Reading it took more than 0.01 seconds and was stopped.")
    assert extract(page().encode(), "text/html")


def test_a_document_over_its_memory_is_stopped_and_the_next_is_read():
    error = refused(LONG.encode() * 8, "text/html", Limits(memory=8 * 1024 * 1024))

    assert error.reason == Reason.MEMORY
    assert extract(page().encode(), "text/html")


@on_linux
def test_a_worker_that_dies_while_reading_breaks_only_its_own_document():
    helper.stop()
    helper.start()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(refused, page(*PARAGRAPHS * 6000).encode(), "text/html")  # 8 seconds
        assert eventually(lambda: any(map(busy, workers())))
        os.kill(next(filter(busy, workers())), signal.SIGSEGV)

        assert reading.result().reason == Reason.BROKE_DOWN
    assert extract(page().encode(), "text/html")


def busy(pid: int) -> bool:
    """Whether a worker has taken a document: its processor time may then run out."""
    limits = Path(f"/proc/{pid}/limits")
    try:
        return "Max cpu time              unlimited" not in limits.read_text()
    except OSError:
        return False


@on_linux
def test_a_pdf_has_a_worker_to_itself_and_pages_share_one():
    helper.stop()
    extract(page().encode(), "text/html")
    assert eventually(lambda: len(workers()) == WORKERS)
    before = workers()

    extract(page().encode(), "text/html")
    assert workers() == before

    extract(pdf("Text."), "application/pdf")
    assert eventually(lambda: len(workers() & before) == len(before) - 1)


# The helper


@on_linux
def test_a_helper_that_died_is_replaced():
    extract(page().encode(), "text/html")
    before = helper.pid
    assert before
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: ended(before))

    assert extract(page().encode(), "text/html")
    assert helper.pid != before


def test_a_helper_that_was_stopped_is_started_again():
    helper.stop()
    assert helper.pid is None

    helper.start()
    assert helper.pid
    assert extract(page().encode(), "text/html")


def test_many_threads_each_get_their_own_document():
    def ask(number: int) -> bool:
        words = f"Document number {number}. " * 20
        return extract(words.encode(), "text/plain")[0].text == words.strip()

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(ask, range(60)))


def test_threads_that_begin_together_start_one_helper():
    helper.stop()
    ready, pids = threading.Barrier(6), set()

    def ask() -> None:
        ready.wait()
        helper.start()
        pids.add(helper.pid)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(pids) == 1


@on_linux
def test_the_helper_has_none_of_the_programs_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    helper.stop()
    extract(page().encode(), "text/html")

    assert b"secret" not in Path(f"/proc/{helper.pid}/environ").read_bytes()


PROGRAM = """
import os, sys, time
from claims.capture.extract import extract
from claims.capture.helper import helper
foreign = {"trafilatura", "lxml", "pypdfium2", "warcio", "django"} & set(sys.modules)
text = extract(b"A text.", "text/plain")[0].text
if os.fork():
    os.wait()
    print(helper.pid, text, foreign or "none", flush=True)
    time.sleep(60)
else:
    helper_of_parent_forgotten = helper.pid is None
    print("forgotten" if helper_of_parent_forgotten else "shared", flush=True)
    os._exit(0)
"""


@on_linux
def test_the_program_never_parses_itself_and_the_helper_ends_with_it():
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout
        assert program.stdout.readline() == "forgotten\n"
        pid, *said = program.stdout.readline().split()
        program.kill()

    assert said == ["A", "text.", "none"]
    assert eventually(lambda: ended(int(pid)))


def test_reading_needs_no_django():
    code = "import sys, claims.capture.child; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
