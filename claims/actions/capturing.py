"""Capturing: asking for it, doing it, and keeping what came of it."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from claims.actions.anchoring import anchor_again
from claims.actions.articles import record_article, store_snapshot
from claims.actions.asking import clear_captured
from claims.actions.recording import recording
from claims.actions.sources import record_source
from claims.capture.extract import Extracted, NotExtracted, extract
from claims.capture.fetch import fetch
from claims.capture.policy import Policy
from claims.capture.reasons import NotFetched
from claims.capture.sniff import sniff
from claims.models import (
    Article,
    Capture,
    CaptureAttempt,
    CaptureResult,
    Snapshot,
    Source,
    User,
)
from claims.vocabulary import SourceKind

JOB = "capture"
MOST_ATTEMPTS = 4
UNHURRIED = -10  # the priority of jobs that nobody waits for
FIRST_WAIT = 30  # seconds before the second attempt; each wait after it is four times as long
FAULT = (
    "Something went wrong in Provenance itself. If it does so again, tell whoever runs it, and upload "
    "the page as a file."
)
LONGEST_WAIT = 3600  # seconds, also when a site asks for more


def ask_for_page(
    *,
    url: str,
    by: User | None,
    article: Article | None = None,
    quote: str = "",
    queued: bool = True,
) -> Capture:
    """Ask for a page to be captured from its address; a job does it, or `run` if it is not `queued`."""
    with recording(by=by, reason="capture"):
        capture = Capture.objects.create(
            key=uuid.uuid4(),
            method=Snapshot.Method.URL,
            url=url,
            article=article,
            quote=quote,
            asked_by=by,
        )
        if queued:
            _start(capture)
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
    `url` is where it came from."""
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
        capture.file.save(str(capture.key), ContentFile(content), save=False)
        capture.save(force_insert=True)
        if queued:
            _start(capture)
    return capture


def ask_for_due(*, days: int, most: int) -> list[Capture]:
    """Ask for the articles to be captured again that nobody has looked at for so many days, those that
    have waited longest first, and no more than `most` of them."""
    articles = due(before=timezone.now() - timedelta(days=days))
    return [ask_for_page(url=article.url, by=None, article=article) for article in articles[:most]]


def due(*, before: datetime) -> QuerySet[Article]:
    """Articles with an address and quotes on record whose latest capture or check, also one that
    failed, is older than `before`; the oldest first."""
    captured = Snapshot.objects.filter(article=OuterRef("pk"))
    checked = CaptureResult.objects.filter(article=OuterRef("pk"))
    asked = Capture.objects.filter(article=OuterRef("pk"))
    looked_at = Greatest(
        Subquery(captured.latest_first().values("captured_at")[:1]),
        Subquery(checked.order_by("-pk").values("at")[:1]),
        Subquery(asked.order_by("-pk").values("asked_at")[:1]),
    )
    quoted = Exists(captured.filter(appearances__isnull=False))
    found = Article.objects.exclude(url="").filter(quoted).annotate(looked_at=looked_at)
    return found.filter(looked_at__lt=before).order_by("looked_at", "pk")


def try_again(*, capture: Capture, by: User | None) -> Capture:
    """Start a capture that failed once more."""
    with recording(by=by, reason="capture tried again"):
        capture = Capture.objects.select_for_update().get(pk=capture.pk)
        if capture.state == Capture.State.FAILED:
            _start(capture)
    return capture


def _start(capture: Capture, wait: float = 0) -> None:
    """Put the job into the queue, in this transaction: it is there if and only if the row is.

    What nobody waits for comes after what somebody does.
    """
    capture.state, capture.step, capture.finished_at = Capture.State.WAITING, "", None
    capture.save(update_fields=["state", "step", "finished_at"])
    task = jobs.configure_task(
        JOB,
        schedule_in={"seconds": int(wait)} if wait else None,
        priority=0 if capture.asked_by_id else UNHURRIED,
    )
    task.defer(capture_id=capture.pk)


def run(capture_id: int) -> None:
    """Do a capture. What fails is noted with its reason, and tried again where that may help."""
    capture = Capture.objects.get(pk=capture_id)
    if capture.over:
        return
    try:
        documents = _documents(capture)
        _step(capture, "Storing what was read", Capture.State.RUNNING)
        _keep(capture, documents)
    except NotFetched as failure:
        _fail(capture, failure.reason, str(failure), failure.retry, failure.retry_after)
    except NotExtracted as failure:
        _fail(capture, failure.reason, str(failure))
    except Exception:
        # A fault of ours. The person is told, the log has the rest, and the next attempt may do: two
        # captures that both found a new page meet here.
        _fail(capture, "fault", FAULT, retry=True)
        raise


def _documents(capture: Capture) -> tuple[Extracted, ...]:
    """Fetch or open what was asked for, and read it."""
    if capture.file:
        _step(capture, "Reading the file", Capture.State.RUNNING)
        with capture.file.open() as file:
            content = file.read()
        media_type = "text/plain" if capture.method == Snapshot.Method.PASTED else ""
        return extract(content, media_type or sniff(content, ""), url=capture.url)
    _step(capture, "Fetching the page", Capture.State.RUNNING)
    fetched = fetch(capture.url, policy())
    _step(capture, "Reading the text", Capture.State.RUNNING)
    return extract(fetched.content, fetched.media_type, charset=fetched.charset, url=fetched.url)


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
    """Store what was read, all of it or none."""
    with recording(by=capture.asked_by, reason="capture"):
        for document in documents:
            _keep_one(capture, document)
        _finish(capture, Capture.State.DONE)


def _keep_one(capture: Capture, document: Extracted) -> CaptureResult:
    article = (
        capture.article or _known_article(capture, document) or _new_article(capture, document)
    )
    # One at a time: two captures of one article must see each other.
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
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
    """Under which addresses the article may be on record: its canonical one first.

    A page says itself what its canonical address is, so that of another host is not believed.
    """
    found = [address for address in (document.url, capture.url) if address]
    hosts = {_host(address) for address in found}
    if document.canonical_url and (not hosts or _host(document.canonical_url) in hosts):
        found.insert(0, document.canonical_url)
    return list(dict.fromkeys(address.partition("#")[0] for address in found))


def _host(address: str) -> str:
    """The host of an address, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


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
        language=document.language[:35],
        by=capture.asked_by,
        reason="capture",
    )


def _publisher(addresses: list[str], document: Extracted) -> Source:
    """The known source of the host, or a new outlet; without an address, one not identified."""
    host = _host(addresses[0]) if addresses else ""
    if not host:
        name = document.title or "a captured text"
        return record_source(name=f"publisher of “{name}”"[:300], kind="unidentified", by=None)
    known = Source.objects.filter(host__in=[host, f"www.{host}"]).first()
    return known or record_source(
        name=_new_name(document.outlet or host, host), kind="outlet", host=host, by=None
    )


def _new_name(name: str, host: str) -> str:
    """The name that a page gives its outlet, with the host if an outlet of that name is on record.

    A page may call itself what it likes: whether the two are one is for a person to say.
    """
    taken = Source.objects.named(name[:300]).filter(kind=SourceKind.OUTLET).exists()
    return f"{name[: 290 - len(host)]} ({host})" if taken else name[:300]
