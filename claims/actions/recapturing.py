"""Capturing again by itself: a batch at a time, and no site is asked for much at once."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.actions import jobs
from claims.actions.capturing import ask_for_page
from claims.actions.recording import recording
from claims.models import Appearance, Article, Capture
from claims.vocabulary import State

# Seconds from one page of a host to the next: a batch of 300 from one host takes ten minutes.
PACE = 2
REACH = 10  # so many times a batch is looked through for articles that are watched


def ask_for_due(*, days: int, most: int) -> list[Capture]:
    """Ask for watched articles to be captured again that nobody has looked at for so many days, those
    that have waited longest first: so many that no more than `most` captures wait that nobody waits for."""
    room = max(0, most - Capture.objects.under_way().unhurried().count())
    asked: list[Capture] = []
    passed: list[int] = []
    of_host = Counter[str]()
    with recording(by=None, reason="due"):
        for article in due(before=timezone.now() - timedelta(days=days))[: REACH * room]:
            if not article.watched:  # type: ignore[attr-defined]
                passed.append(article.pk)
            elif len(asked) < room:
                asked.append(_ask(article, of_host))
        # Their turn comes again later; until then they do not stand in the way of the others.
        Article.objects.filter(pk__in=passed).update(looked_at=timezone.now())
    return asked


def due(*, before: datetime) -> QuerySet[Article]:
    """Articles with an address that nobody has looked at since `before`, the oldest first; `watched` says
    of each whether it carries a published claim, and so is to be captured again."""
    published = Appearance.objects.filter(
        snapshot__article=OuterRef("pk"), claim__state=State.PUBLISHED
    )
    found = Article.objects.exclude(url="").filter(looked_at__lt=before)
    return found.annotate(watched=Exists(published)).order_by("looked_at", "pk")


def _ask(article: Article, of_host: Counter[str]) -> Capture:
    """Ask for one, after those of its host that were asked for before."""
    host = jobs.host(article.url)
    of_host[host] += 1
    wait = PACE * (of_host[host] - 1)
    return ask_for_page(url=article.url, by=None, article=article, wait=wait)
