"""Articles: recording them, what they derive from, what became of them, and what was captured."""

import hashlib
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from claims.actions.directing import direct_again
from claims.actions.recording import recording
from claims.models import Article, Correction, Derivation, Snapshot, Source, User
from claims.models.snapshot import file_path
from claims.storing import storage

OPENING_WORDS = 8


def record_article(
    *,
    publisher: Source,
    by: User | None,
    title: str = "",
    url: str = "",
    byline: str = "",
    published_on: date | None = None,
    language: str = "",
    external_id: str = "",
    reason: str = "",
) -> Article:
    """Record an article. What is not known of it stays empty."""
    with recording(by=by, reason=reason):
        return Article.objects.create(
            publisher=publisher,
            title=title,
            url=url,
            byline=byline,
            published_on=published_on,
            language=language,
            external_id=external_id,
        )


class ChangedMeanwhile(Exception):
    """Somebody else changed the article after it was read."""


def edit_article(
    *,
    article: Article,
    version: int,
    by: User | None,
    publisher: Source,
    called: str = "",
    reason: str = "",
    **particulars: Any,
) -> Article:
    """Put right what is recorded of an article. `publisher` is put on record if it is not there, and is
    `called` otherwise from now on if that says how. `particulars` are fields of the article.

    Raises ChangedMeanwhile if it is no longer the `version` that was read.
    """
    with recording(by=by, reason=reason):
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        if article.version != version:
            raise ChangedMeanwhile
        before = (article.published_on, article.publisher_id, "")
        if called:
            publisher.name = called
        if called or publisher.pk is None:
            publisher.save()
        article.publisher = publisher
        for name, value in particulars.items():
            setattr(article, name, value)
        article.save(update_fields=["publisher", *particulars])
        if before != (article.published_on, article.publisher_id, called):
            direct_again(article=article, by=by, reason=reason)
        return article


def store_snapshot(
    *,
    article: Article,
    content: bytes,
    text: str,
    extent: str,
    method: str,
    media_type: str,
    by: User | None,
    reason: str = "",
) -> Snapshot:
    """Store what was captured of an article: its bytes once under their SHA-256, and its text.

    A snapshot of an article that has one becomes a revision of the latest. Raises ValueError for an
    empty text, or one with a NUL, which PostgreSQL cannot store; and StorageAway.
    """
    if not text.strip() or "\0" in text:
        raise ValueError("The captured text is empty or holds a NUL character.")
    with recording(by=by, reason=reason):
        snapshot = Snapshot(
            article=article,
            revision_of=article.snapshots.order_by("-captured_at", "-pk").first(),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            media_type=media_type,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            extent=extent,
            method=method,
            captured_by=by,
        )
        snapshot.file.name = put_bytes(snapshot, content)
        snapshot.save(force_insert=True)
        if not article.opening_words:
            article.opening_words = opening_words(text)
            article.save(update_fields=["opening_words"])
        return snapshot


def put_bytes(snapshot: Snapshot, content: bytes) -> str:
    """The name in the storage under which the bytes stand, put there if they were not.

    Raises StorageAway.
    """
    name = file_path(snapshot, "")
    with storage():
        if default_storage.exists(name):
            return name
        return default_storage.save(name, ContentFile(content))


def opening_words(text: str) -> str:
    """The first words of a text, for an article that has no title: "frequented by more than…"."""
    line = text.lstrip()[:500].partition("\n")[0]
    words = line.split()
    shown = " ".join(words[:OPENING_WORDS])[:110]
    return shown if shown == " ".join(words) else f"{shown}…"


def derive(
    *, article: Article, based_on: Article, kind: str, by: User | None, reason: str = ""
) -> Derivation:
    """Record that an article copies, rewrites or translates another."""
    with recording(by=by, reason=reason):
        return Derivation.objects.create(article=article, based_on=based_on, kind=kind)


def correct(
    *,
    article: Article,
    kind: str,
    text: str,
    by: User | None,
    published_on: date | None = None,
    url: str = "",
    reason: str = "",
) -> Correction:
    """Record a correction or a retraction. What a retracted article says no longer counts."""
    with recording(by=by, reason=reason):
        return Correction.objects.create(
            article=article, kind=kind, text=text, published_on=published_on, url=url
        )
