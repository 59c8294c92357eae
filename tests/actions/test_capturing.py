"""Pages from a real server on this machine, captured by the job itself."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions import capturing
from claims.actions.articles import record_article
from claims.actions.asking import ask_for_capture
from claims.models import Anchoring, Appearance, Article, Capture, CaptureResult, Snapshot, Source
from claims.vocabulary import FlagCode
from tests import builders as make
from tests.capture import made
from tests.capture.server import Page, Site, serving
from tests.sessions import PATIENCE, wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

HEAD = (
    '<meta property="og:site_name" content="The Wetherby Echo">'
    '<meta name="author" content="Ana Lima">'
    '<meta property="article:published_time" content="2025-03-04T09:00:00Z">'
)
QUOTE = "Detentions have risen by 807% in a year"
TEXT = (f"{QUOTE}, the ministry said on Tuesday.", *made.PARAGRAPHS)
PAGE, OTHER = made.page().encode(), made.page(*TEXT).encode()


def html(*paragraphs: str, head: str = HEAD) -> Page:
    """A page of a newspaper."""
    return Page(made.page(*paragraphs, head=head).encode())


@pytest.fixture
def pages(settings) -> dict[str, object]:
    """What the server answers; a test may change it."""
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    return {"/bath": html(*TEXT)}


@pytest.fixture
def site(pages) -> Iterator[Site]:
    """The server."""
    with serving(pages) as site:
        yield site


@pytest.fixture
def ana():
    """Somebody who asks for captures."""
    return make.user("ana")


@pytest.fixture
def article() -> Article:
    """One that is on record with its address."""
    return record_article(publisher=make.source(), url="https://echo.example/one", by=None)


def captured(url: str, **asked) -> Capture:
    """Ask for a page and do the job."""
    capture = capturing.ask_for_page(url=url, by=make.user("ana"), **asked)
    capturing.run(capture.pk)
    capture.refresh_from_db()
    return capture


def sent(content: bytes, by, **asked) -> Capture:
    """Send a file and do the job."""
    capture = capturing.ask_for_content(
        content=content, filename="x.warc.gz", method="upload", by=by, **asked
    )
    capturing.run(capture.pk)
    capture.refresh_from_db()
    return capture


def recorded(site: Site) -> Appearance:
    """The page, captured, with its first sentence on record."""
    snapshot = captured(site.url("/bath")).results.get().snapshot
    return make.appearance(make.claim("Detentions rose by 807%"), snapshot, quote=QUOTE)


def waiting_jobs() -> list[ProcrastinateJob]:
    """The jobs in the queue, in the order in which they were put there."""
    return list(ProcrastinateJob.objects.order_by("pk"))


# What a page becomes


def test_a_page_becomes_an_article_with_what_it_says_of_itself(site):
    capture = captured(site.url("/bath"))
    article = Article.objects.get()
    assert capture.state == Capture.State.DONE
    assert article.url == site.url("/bath")
    assert article.title == "Bath to close"
    assert (article.byline, article.published_on) == ("Ana Lima", date(2025, 3, 4))
    assert article.publisher.kind == "outlet"
    assert article.publisher.host == "127.0.0.1"


def test_the_bytes_are_kept_as_they_arrived_and_the_text_of_the_article_alone(site, pages):
    snapshot = captured(site.url("/bath")).results.get().snapshot
    assert snapshot.file.read() == pages["/bath"].body
    assert QUOTE in snapshot.text
    assert "Section 3" not in snapshot.text
    assert (snapshot.extent, snapshot.method) == ("full", "url")
    assert snapshot.captured_by == make.user("ana")


def test_the_outlet_is_known_by_its_host(site):
    known = Source.objects.create(name="The Echo", kind="outlet", host="127.0.0.1")
    captured(site.url("/bath"))
    assert Article.objects.get().publisher == known


def test_the_canonical_address_of_the_same_host_is_the_articles(site, pages):
    pages["/bath?from=feed"] = html(
        *TEXT, head=f'<link rel="canonical" href="{site.url("/bath")}">'
    )
    captured(site.url("/bath?from=feed"))
    captured(site.url("/bath"))
    assert Article.objects.get().url == site.url("/bath")
    assert [found.unchanged for found in CaptureResult.objects.all()] == [False, True]


def test_the_canonical_address_of_another_host_is_not_believed(site, pages):
    victim = record_article(publisher=make.source(), url="https://times.example.org/1", by=None)
    pages["/bath"] = html(*TEXT, head='<link rel="canonical" href="https://times.example.org/1">')
    captured(site.url("/bath"))
    assert not victim.snapshots.exists()
    assert Article.objects.exclude(pk=victim.pk).get().url == site.url("/bath")


def test_a_pasted_text_is_kept_whole_with_a_publisher_that_is_not_known(ana):
    capture = capturing.ask_for_content(
        content=b"Words that somebody pasted.", filename="", method="pasted", by=ana
    )
    capturing.run(capture.pk)
    snapshot = Snapshot.objects.get()
    assert snapshot.text.strip() == "Words that somebody pasted."
    assert snapshot.article.publisher.kind == "unidentified"


def test_a_web_archive_becomes_an_article_for_each_of_its_pages(ana):
    archive = made.warc(
        ("https://echo.example/one", made.page(*TEXT).encode()),
        ("https://echo.example/two", made.page(*made.PARAGRAPHS).encode()),
    )
    capture = capturing.ask_for_content(
        content=archive, filename="x.warc.gz", method="upload", by=ana
    )
    capturing.run(capture.pk)
    assert {article.url for article in Article.objects.all()} == {
        "https://echo.example/one",
        "https://echo.example/two",
    }


def test_the_address_that_an_archive_came_from_is_none_of_its_pages(ana):
    kept = record_article(publisher=make.source(), url="https://archive.example/x", by=None)
    archive = made.warc(("https://echo.example/one", PAGE))
    sent(archive, ana, url=kept.url)
    assert not kept.snapshots.exists()
    assert Article.objects.exclude(pk=kept.pk).get().url == "https://echo.example/one"


# An archive for one article


def test_of_an_archive_for_one_article_its_own_page_is_kept(ana, article):
    archive = made.warc(("https://echo.example/two", OTHER), ("https://echo.example/one#x", PAGE))
    assert sent(archive, ana, article=article).results.get().article == article
    assert article.snapshots.get().file.read() == PAGE
    assert Article.objects.get() == article


def test_its_page_is_known_by_its_canonical_address_too(ana, article):
    same = made.page(head='<link rel="canonical" href="https://echo.example/one">').encode()
    archive = made.warc(
        ("https://echo.example/two", OTHER), ("https://echo.example/one?print", same)
    )
    assert sent(archive, ana, article=article).results.get().snapshot.file.read() == same


def test_a_canonical_address_on_another_host_does_not_make_it_the_articles_page(ana, article):
    same = made.page(head='<link rel="canonical" href="https://echo.example/one">').encode()
    archive = made.warc(("https://other.example/", same), ("https://echo.example/two", OTHER))
    assert sent(archive, ana, article=article).state == Capture.State.FAILED


def test_the_only_page_of_an_archive_is_taken(ana, article):
    sent(made.warc(("https://web.archive.example/one", PAGE)), ana, article=article)
    assert article.snapshots.count() == 1


def test_an_article_without_an_address_is_known_by_the_one_that_was_sent_along(ana):
    article = record_article(publisher=make.source(), by=None)
    archive = made.warc(("https://echo.example/one", PAGE), ("https://echo.example/two", OTHER))
    sent(archive, ana, article=article, url="https://echo.example/two")
    assert article.snapshots.get().file.read() == OTHER


def test_an_archive_without_the_articles_page_fails_and_says_what_to_do(ana, article):
    pages = [(f"https://echo.example/{name}", PAGE) for name in ("two", "three", "four")]
    capture = sent(made.warc(*pages), ana, article=article)
    attempt = capture.attempts.get()
    assert (capture.state, attempt.reason) == (Capture.State.FAILED, "other_pages")
    assert "holds 3 pages" in attempt.message
    assert "(https://echo.example/one)" in attempt.message
    assert "Upload it at /capture/ instead" in attempt.message
    assert not Snapshot.objects.exists()


# Again


def test_a_page_that_did_not_change_is_noted_as_checked(site):
    first = captured(site.url("/bath")).results.get()
    again = captured(site.url("/bath")).results.get()
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.snapshot == first.snapshot
    assert Snapshot.objects.count() == 1


def test_other_bytes_of_the_same_text_are_no_new_capture(site, pages):
    captured(site.url("/bath"))
    pages["/bath"] = html(*TEXT, head=HEAD + '<meta name="build" content="7">')
    assert captured(site.url("/bath")).results.get().unchanged
    assert Snapshot.objects.count() == 1


def test_another_text_is_a_new_capture_of_the_same_article(site, pages):
    first = captured(site.url("/bath")).results.get().snapshot
    pages["/bath"] = html("A new beginning of the story.", *TEXT)
    second = captured(site.url("/bath")).results.get().snapshot
    assert second.revision_of == first
    assert Article.objects.count() == 1


def test_a_changed_figure_is_told_of_the_claim_which_keeps_its_capture(site, pages):
    appearance = recorded(site)
    pages["/bath"] = html(*(line.replace("807%", "870%") for line in TEXT))
    captured(site.url("/bath"))
    was = appearance.snapshot
    appearance.refresh_from_db()
    assert appearance.quote == "changed"
    assert appearance.snapshot == was
    assert appearance.anchorings.get().differs == [["807", "870"]]
    appearance.claim.refresh_from_db()
    assert FlagCode.QUOTE_CHANGED in appearance.claim.flag_codes


def test_a_quote_that_is_gone_is_told_of_the_claim(site, pages):
    appearance = recorded(site)
    pages["/bath"] = html(*made.PARAGRAPHS)
    captured(site.url("/bath"))
    appearance.claim.refresh_from_db()
    assert FlagCode.QUOTE_GONE in appearance.claim.flag_codes


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (("A paragraph before it.", *TEXT), "moved"),
        ((TEXT[0].replace("a year", "the year"), *made.PARAGRAPHS), "reworded"),
    ],
)
def test_a_quote_that_moved_or_was_reworded_raises_no_flag(site, pages, text, state):
    appearance = recorded(site)
    pages["/bath"] = html(*text)
    captured(site.url("/bath"))
    appearance.refresh_from_db()
    assert appearance.quote == state
    appearance.claim.refresh_from_db()
    assert not {FlagCode.QUOTE_CHANGED, FlagCode.QUOTE_GONE} & {*appearance.claim.flag_codes}


def test_a_page_that_changes_back_clears_the_flag(site, pages):
    appearance, was = recorded(site), pages["/bath"]
    pages["/bath"] = html(*made.PARAGRAPHS)
    captured(site.url("/bath"))
    pages["/bath"] = was
    captured(site.url("/bath"))
    appearance.claim.refresh_from_db()
    assert FlagCode.QUOTE_GONE not in appearance.claim.flag_codes
    assert appearance.anchorings.count() == 2


def test_quotes_of_an_excerpt_are_confirmed_in_the_full_text(site, ana):
    article = record_article(publisher=make.source(), url=site.url("/bath"), by=None)
    excerpt = make.captured_of(article, f"{QUOTE}.", extent="excerpt")
    appearance = make.appearance(make.claim(), excerpt, quote=QUOTE)
    captured(site.url("/bath"), article=article)
    note = appearance.anchorings.get()
    assert note.snapshot.extent == "full"
    assert note.snapshot.text[note.start : note.end] == QUOTE
    appearance.refresh_from_db()
    assert appearance.snapshot == excerpt
    assert appearance.quote in {"identical", "moved"}


# Failures


def test_a_failure_keeps_its_reason_and_is_tried_again_later_and_later(site, pages):
    pages["/bath"] = Page(status=503)
    capture = captured(site.url("/bath"))
    assert capture.state == Capture.State.WAITING
    for _ in range(3):
        capturing.run(capture.pk)
    attempts = list(capture.attempts.all())
    waits = [
        round((one.next_at - one.failed_at).total_seconds()) for one in attempts if one.next_at
    ]
    assert [one.reason for one in attempts] == ["http_5xx"] * 4
    assert waits == [30, 120, 480]
    capture.refresh_from_db()
    assert capture.state == Capture.State.FAILED
    assert len(waiting_jobs()) == 4


def test_a_page_that_is_not_there_is_not_tried_again(site):
    capture = captured(site.url("/no"))
    assert capture.state == Capture.State.FAILED
    assert capture.attempts.get().reason == "http_404"
    assert capture.attempts.get().next_at is None


def test_a_private_address_is_refused(settings):
    settings.CAPTURE_PRIVATE_HOSTS = []
    capture = captured("http://127.0.0.1:8000/")
    assert capture.attempts.get().reason in {"private_address", "port"}


def test_what_cannot_be_read_fails_with_its_reason(ana):
    capture = capturing.ask_for_content(
        content=b"\x00\x01\x02\x03" * 99, filename="x.bin", method="upload", by=ana
    )
    capturing.run(capture.pk)
    capture.refresh_from_db()
    assert capture.state == Capture.State.FAILED
    assert capture.attempts.get().message


def test_somebody_may_try_again_and_every_attempt_is_kept(site, pages, ana):
    capture = captured(site.url("/later"))
    pages["/later"] = html(*TEXT)
    capturing.try_again(capture=capture, by=ana)
    capturing.run(capture.pk)
    capture.refresh_from_db()
    assert capture.state == Capture.State.DONE
    assert capture.attempts.count() == 1


def test_what_is_under_way_or_done_is_not_started_again(site, ana):
    capture = captured(site.url("/bath"))
    jobs = len(waiting_jobs())
    capturing.try_again(capture=capture, by=ana)
    capturing.run(capture.pk)
    assert len(waiting_jobs()) == jobs
    assert CaptureResult.objects.count() == 1


def test_a_fault_of_ours_is_told_and_tried_again(site, monkeypatch):
    def fault(**_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(capturing, "store_snapshot", fault)
    with pytest.raises(RuntimeError):
        captured(site.url("/bath"))
    attempt = Capture.objects.get().attempts.get()
    assert attempt.reason == "fault"
    assert attempt.next_at is not None
    assert not Article.objects.exists()


def test_an_archive_is_stored_whole_or_not_at_all(ana, monkeypatch):
    keep, calls = capturing.store_snapshot, []

    def second_fails(**given):
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError("a fault")
        return keep(**given)

    monkeypatch.setattr(capturing, "store_snapshot", second_fails)
    archive = made.warc(
        ("https://echo.example/one", made.page(*TEXT).encode()),
        ("https://echo.example/two", made.page(*made.PARAGRAPHS).encode()),
    )
    capture = capturing.ask_for_content(content=archive, filename="x", method="upload", by=ana)
    with pytest.raises(RuntimeError):
        capturing.run(capture.pk)
    assert not Snapshot.objects.exists()
    assert not Article.objects.exists()


def test_a_job_is_queued_if_and_only_if_the_capture_is_on_record(ana):
    with pytest.raises(RuntimeError), transaction.atomic():
        capturing.ask_for_page(url="https://a.example/", by=ana)
        raise RuntimeError("broken off")
    assert not Capture.objects.exists()
    assert waiting_jobs() == []


def test_an_uploaded_file_is_stored_under_a_name_of_ours(ana):
    capture = capturing.ask_for_content(
        content=b"Words.", filename="../../etc/passwd", method="upload", by=ana
    )
    assert capture.file.name.endswith(str(capture.key))
    assert default_storage.exists(capture.file.name)


def test_nothing_is_noted_of_quotes_in_the_capture_they_come_from(site):
    recorded(site)
    captured(site.url("/bath"))
    assert not Anchoring.objects.exists()


def test_a_capture_clears_the_task_that_asked_for_its_address(site):
    outlet = make.source("The Wetherby Echo")
    claim = make.claim()
    make.says(claim, make.source("Blog"), outlet)
    task = ask_for_capture(claim=claim, source=outlet, url=site.url("/bath"), by=make.user("ana"))
    article = captured(site.url("/bath")).results.get().article
    task.refresh_from_db()
    assert task.cleared_by == article


def test_a_page_of_another_host_that_bears_the_name_of_an_outlet_is_not_taken_for_it(site):
    make.source("The Wetherby Echo")
    publisher = captured(site.url("/bath")).results.get().article.publisher
    assert publisher.name == "The Wetherby Echo (127.0.0.1)"


# Two at once


def met(site: Site, *paths: str) -> list[Capture]:
    """Two captures in sessions of their own, of which the second comes to what the first has recorded
    before the first is through."""
    first, second = [capturing.ask_for_page(url=site.url(path), by=None) for path in paths]

    def run() -> None:
        try:
            capturing.run(second.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            capturing.run(first.pk)
            later: Future[None] = threads.submit(run)
            wait_until(lambda: later.done() or somebody_waits())
            assert not later.done()
        later.result(timeout=PATIENCE)
    return list(Capture.objects.order_by("pk"))


def somebody_waits() -> bool:
    """Whether a session waits for another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_of_two_captures_that_find_a_new_page_at_once_the_second_takes_the_article_of_the_first(
    site,
):
    for capture in met(site, "/bath", "/bath"):
        assert (capture.state, capture.attempts.count()) == (Capture.State.DONE, 0)
        assert capture.results.get().article == Article.objects.get()
    assert Snapshot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_captures_that_find_a_new_outlet_at_once_both_articles_are_that_of_one_outlet(
    pages, site
):
    pages["/leeds"] = html(*made.PARAGRAPHS)
    for capture in met(site, "/bath", "/leeds"):
        assert (capture.state, capture.attempts.count()) == (Capture.State.DONE, 0)
        assert capture.results.get().article.publisher == Source.objects.get()
    assert Article.objects.count() == 2
