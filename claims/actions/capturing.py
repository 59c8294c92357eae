"""Capturing: asking for it, doing it, and keeping what came of it."""

import uuid
from datetime import timedelta

import psycopg
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from claims.actions import jobs
from claims.actions.anchoring import anchor_again
from claims.actions.articles import record_article, store_snapshot
from claims.actions.asking import clear_captured
from claims.actions.copying import look_for_copies_of
from claims.actions.recording import recording
from claims.actions.sources import record_source
from claims.actions.suggesting import keep_suggestions
from claims.capture.extract import Extracted, NotExtracted, extract
from claims.capture.fetch import fetch
from claims.capture.policy import Policy
from claims.capture.reasons import NotFetched
from claims.capture.refusals import Reason, refusal
from claims.capture.sniff import sniff
from claims.capture.web_address import on_the_web
from claims.models import (
    Article,
    Capture,
    CaptureAttempt,
    CaptureResult,
    Snapshot,
    Source,
    User,
)
from claims.storing import StorageAway, storage
from claims.typed import language_tag

MOST_ATTEMPTS = 4
FIRST_WAIT = 30  # seconds before the second attempt; each wait after it is four times as long
FAULT = (
    "Something went wrong in Provenance itself. If it does so again, tell whoever runs it, and upload "
    "the page as a file."
)
SAME_NAME = (
    "Its page calls it “{name}”, as another outlet on record is called. If they are one and the same, "
    "give that one the host {host} and make it the publisher of what is listed here."
)
STOPPED = (
    "The program that captured it was stopped in the middle. If that happens again with this page, tell "
    "whoever runs Provenance, and upload the page as a file."
)
LOST = (
    "Nothing was going to capture it any more: its job is gone from the queue. Try again. If it happens "
    "again, tell whoever runs Provenance."
)
# What PostgreSQL says when two captures record the same, or wait for one another.
MET = (psycopg.errors.UniqueViolation, psycopg.errors.DeadlockDetected)
MOST_MEETINGS = 5  # how often one capture is refused so before that is called a fault
LONGEST_WAIT = 3600  # seconds, also when a site asks for more


def ask_for_page(
    *,
    url: str,
    by: User | None,
    article: Article | None = None,
    quote: str = "",
    queued: bool = True,
    wait: float = 0,
) -> Capture:
    """Ask for a page to be captured from its address; a job does it, in `wait` seconds at the earliest,
    or `run` if it is not `queued`."""
    with recording(by=by, reason="capture"):
        capture = Capture.objects.create(
            key=uuid.uuid4(),
            method=Snapshot.Method.URL,
            url=url,
            article=article,
            quote=quote,
            asked_by=by,
        )
        _look_at(article)
        if queued:
            _start(capture, wait)
    return capture


def ask_for_content(
    *,
    content: bytes,
    filename: str,
    method: str,
    by: User | None,
    url: str = "",
    article: Article | None = None,
    quote: str = "",
    queued: bool = True,
) -> Capture:
    """Ask for a file, or a pasted text, to be read; a job does it, or `run` if it is not `queued`.
    `url` is where it came from.

    Raises StorageAway, and keeps nothing then.
    """
    with recording(by=by, reason="capture"):
        capture = Capture(
            key=uuid.uuid4(),
            method=method,
            url=url,
            filename=filename[:255],
            article=article,
            quote=quote,
            asked_by=by,
        )
        with storage():
            capture.file.save(str(capture.key), ContentFile(content), save=False)
        capture.save(force_insert=True)
        _look_at(article)
        if queued:
            _start(capture)
    return capture


def try_again(*, capture: Capture, by: User | None) -> Capture:
    """Start a capture that failed once more."""
    with recording(by=by, reason="capture tried again"):
        capture = Capture.objects.select_for_update().get(pk=capture.pk)
        if capture.state == Capture.State.FAILED:
            _start(capture)
    return capture


def note_stopped(capture: Capture) -> None:
    """Note that the process that was at work on a capture is gone; it is tried again."""
    _fail(capture, "stopped", STOPPED, retry=True)


def note_lost(capture: Capture) -> None:
    """Note that no job will do a capture. Somebody may try again."""
    _fail(capture, "lost", LOST)


def _start(capture: Capture, wait: float = 0) -> None:
    """Have a job do it, in so many seconds at the earliest."""
    capture.state, capture.step, capture.finished_at = Capture.State.WAITING, "", None
    capture.save(update_fields=["state", "step", "finished_at"])
    jobs.put(capture, wait)


def _look_at(article: Article | None) -> None:
    """Note when an article was last looked at."""
    if article:
        Article.objects.filter(pk=article.pk).update(looked_at=timezone.now())


def run(capture_id: int) -> None:
    """Do a capture. What fails is noted with its reason, and tried again where that may help."""
    with jobs.at_work(capture_id):
        capture = Capture.objects.get(pk=capture_id)
        if not capture.over:
            _do(capture)
            # Nobody waits for these: what was captured is kept, and said to be, before.
            new = Snapshot.objects.filter(capture_results__capture=capture, suggestion_list=None)
            keep_suggestions(snapshots=new.distinct())
            look_for_copies_of(capture.results.values_list("article", flat=True))


def _do(capture: Capture) -> None:
    """Fetch or open, read and keep; note what failed."""
    try:
        documents = _documents(capture)
        _step(capture, "Storing what was read", Capture.State.RUNNING)
        _keep(capture, _wanted(capture, documents))
    except NotFetched as failure:
        _fail(capture, failure.reason, str(failure), failure.retry, failure.retry_after)
    except NotExtracted as failure:
        _fail(capture, failure.reason, str(failure))
    except StorageAway as away:
        _fail(capture, "storage", str(away), retry=True)
    except Exception:
        # A fault of ours. The person is told, the log has the rest, and the next attempt may do.
        _fail(capture, "fault", FAULT, retry=True)
        raise


def _documents(capture: Capture) -> tuple[Extracted, ...]:
    """Fetch or open what was asked for, and read it."""
    if capture.file:
        _step(capture, "Reading the file", Capture.State.RUNNING)
        with storage(), capture.file.open() as file:
            content = file.read()
        media_type = "text/plain" if capture.method == Snapshot.Method.PASTED else ""
        return extract(content, media_type or sniff(content, ""), url=capture.url)
    _step(capture, "Fetching the page", Capture.State.RUNNING)
    fetched = fetch(capture.url, policy())
    _step(capture, "Reading the text", Capture.State.RUNNING)
    return extract(fetched.content, fetched.media_type, charset=fetched.charset, url=fetched.url)


def _wanted(capture: Capture, documents: tuple[Extracted, ...]) -> tuple[Extracted, ...]:
    """What there is to keep: of an archive that was sent for one article, the pages of that article.

    Raises NotExtracted if none of several is.
    """
    article = capture.article
    if article is None or len(documents) == 1:
        return documents
    address = (article.url or capture.url).partition("#")[0]
    its_own = tuple(document for document in documents if address in _named(document))
    if not its_own:
        raise refusal(Reason.OTHER_PAGES, pages=len(documents), address=address or "not on record")
    return its_own


def policy() -> Policy:
    """The terms of fetching, from the settings."""
    return Policy(private_hosts=frozenset(settings.CAPTURE_PRIVATE_HOSTS))


def _step(capture: Capture, step: str, state: str) -> None:
    """Show how far it is, at once."""
    Capture.objects.filter(pk=capture.pk).update(step=step, state=state)


def _fail(
    capture: Capture,
    reason: str,
    message: str,
    retry: bool = False,
    retry_after: float | None = None,
) -> None:
    """Keep a failed attempt with its reason, and plan the next where one may help."""
    with recording(by=capture.asked_by, reason="capture failed"):
        made = capture.attempts.count() + 1
        wait = None
        if retry and made < MOST_ATTEMPTS:
            wait = min(LONGEST_WAIT, max(retry_after or 0, FIRST_WAIT * 4 ** (made - 1)))
        CaptureAttempt.objects.create(
            capture=capture,
            reason=reason,
            message=message,
            next_at=timezone.now() + timedelta(seconds=wait) if wait else None,
        )
        if wait:
            _start(capture, wait)
        else:
            _finish(capture, Capture.State.FAILED)


def _finish(capture: Capture, state: str) -> None:
    Capture.objects.filter(pk=capture.pk).update(state=state, step="", finished_at=timezone.now())


def _keep(capture: Capture, documents: tuple[Extracted, ...]) -> None:
    """Store what was read, all of it or none.

    Two captures may find the same new page, or the first pages of one outlet, at the same moment. The
    one that comes second is refused by PostgreSQL, once the first is through; it looks again, and finds
    what the first has recorded.
    """
    for left in reversed(range(MOST_MEETINGS)):
        try:
            with recording(by=capture.asked_by, reason="capture"):
                for document in documents:
                    _keep_one(capture, document)
                _finish(capture, Capture.State.DONE)
        except (IntegrityError, OperationalError) as error:
            if not left or not isinstance(error.__cause__, MET):
                raise
        else:
            return


def _keep_one(capture: Capture, document: Extracted) -> CaptureResult:
    article = (
        capture.article or _known_article(capture, document) or _new_article(capture, document)
    )
    # One at a time: two captures of one article must see each other.
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    _look_at(article)
    latest = Snapshot.objects.latest_full(article.pk)
    unchanged = latest is not None and latest.text == document.text
    snapshot = latest if latest and unchanged else _snapshot(capture, article, document)
    anchor_again(snapshot=snapshot, by=capture.asked_by)
    clear_captured(article=article, addresses=[*_addresses(capture, document), article.url])
    return CaptureResult.objects.create(
        capture=capture,
        article=article,
        snapshot=snapshot,
        unchanged=unchanged,
        notes="\n".join(document.notes),
    )


def _snapshot(capture: Capture, article: Article, document: Extracted) -> Snapshot:
    return store_snapshot(
        article=article,
        content=document.content,
        text=document.text,
        extent=Snapshot.Extent.FULL,
        method=capture.method,
        media_type=document.media_type,
        by=capture.asked_by,
    )


def _addresses(capture: Capture, document: Extracted) -> list[str]:
    """Under which addresses the article may be on record."""
    # A page of an archive has an address of its own; where the archive came from says nothing of it.
    if capture.method == Snapshot.Method.URL or not document.url:
        return _named(document, capture.url)
    return _named(document)


def _named(document: Extracted, *others: str) -> list[str]:
    """The addresses of a document, without what follows a #: its canonical one first, then its own.

    A page says itself what its canonical address is, so that of another host is not believed.
    """
    found = [address for address in (document.url, *others) if on_the_web(address)]
    hosts = {jobs.host(address) for address in found}
    canonical = on_the_web(document.canonical_url)
    if canonical and (not hosts or jobs.host(canonical) in hosts):
        found.insert(0, canonical)
    return list(dict.fromkeys(address.partition("#")[0] for address in found))


def _known_article(capture: Capture, document: Extracted) -> Article | None:
    addresses = _addresses(capture, document)
    return Article.objects.filter(url__in=addresses).first() if addresses else None


def _new_article(capture: Capture, document: Extracted) -> Article:
    """An article with what was read of it; what was not stays empty."""
    addresses = _addresses(capture, document)
    return record_article(
        publisher=_publisher(addresses, document),
        title=document.title[:500],
        url=addresses[0] if addresses else "",
        byline=document.byline[:300],
        published_on=document.published_on,
        language=_language(document.language),
        by=capture.asked_by,
        reason="capture",
    )


def _language(declared: str) -> str:
    """The language that a page declares, if that is one."""
    try:
        return language_tag(declared)
    except ValueError:
        return ""


def _publisher(addresses: list[str], document: Extracted) -> Source:
    """The known source of the host, or a new outlet; without an address, one not identified."""
    host = jobs.host(addresses[0]) if addresses else ""
    if not host:
        name = document.title or "a captured text"
        return record_source(name=f"publisher of “{name}”"[:300], kind="unidentified", by=None)
    known = Source.with_merged.filter(host=host).first()
    return known.survivor if known else _new_outlet(document.outlet or host, host)


def _new_outlet(name: str, host: str) -> Source:
    """An outlet by the name that its page gives it. If another has that name, the page is not believed
    to be that one's: the host is added, and a person decides."""
    taken = Source.objects.filter(kind="outlet").named(name[:300]).exists()
    return record_source(
        name=f"{name[: 297 - len(host)]} ({host})" if taken else name[:300],
        kind="outlet",
        host=host,
        description=SAME_NAME.format(name=name[:300], host=host) if taken else "",
        by=None,
    )
