"""Writes the rows of a spreadsheet that were planned, a chunk at a time: a few statements for each table,
however many rows."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models.functions import Lower

from claims.actions.anchoring import anchor_afresh
from claims.actions.articles import opening_words, put_bytes
from claims.actions.loading import fresh_ids, load
from claims.actions.sample import GAP
from claims.importing.cells import DEFAULT_STANCE
from claims.importing.placing import Place, place
from claims.importing.planning import NewSource, Outcome, Planned, Reference
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTopic,
    Figure,
    Snapshot,
    Source,
    Topic,
    User,
)

TO_WRITE = {Outcome.NEW, Outcome.LINKED, Outcome.CHANGED}
MEDIA_TYPE = "text/plain; charset=utf-8"
# The columns that are written of a capture, and of an appearance.
CAPTURE = ["id", "article_id", "revision_of_id", "file", "sha256", "size", "media_type", "text"]
CAPTURE += ["text_sha256", "extent", "method", "captured_by_id"]
APPEARANCE = ["id", "claim_id", "snapshot_id", "exact", "prefix", "suffix", "start", "end"]
APPEARANCE += ["stance", "basis", "external_id"]
STORING = 4  # captures whose bytes are put into the storage at a time, while PostgreSQL loads rows
ATTRIBUTION = ["id", "appearance_id", "source_id", "via_id"]


def write(plans: Iterable[Planned], *, by: User | None) -> Counter[str]:
    """Write what the plans of a chunk say, inside `recording`; how many of each kind were made."""
    return _Chunk([plan for plan in plans if plan.outcome in TO_WRITE], by).written()


@dataclass
class _Chunk:
    plans: Sequence[Planned]
    by: User | None
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)  # new ones, by `Row.article`
    claims: dict[str, int] = field(default_factory=dict)  # new ones, by statement in lower case
    places: dict[tuple[str, str], Place] = field(default_factory=dict)  # by `Row.article` and quote
    made: Counter[str] = field(default_factory=Counter)

    def written(self) -> Counter[str]:
        """Table by table, each before those that refer to it."""
        excerpts = self._excerpts()
        captures = [self._excerpt(GAP.join(quotes)) for quotes in excerpts.values()]
        contents = {capture.sha256: capture for capture in captures}
        with ThreadPoolExecutor(max_workers=STORING) as beside:
            stored = beside.map(_put, contents.values())
            self._sources()
            self._articles(excerpts)
            files = dict(zip(contents, stored, strict=True))
        for capture in captures:
            capture.file.name = files[capture.sha256]
        self._captures(excerpts, captures)
        topics = self._topics()
        self._claims(topics)
        self._appearances()
        self._changes()
        self._file(topics)
        self._figures()
        return self.made

    def _sources(self) -> None:
        wanted: dict[tuple[str, str], NewSource] = {}
        for plan in self.plans:
            for one in plan.sources:
                if isinstance(one, NewSource):
                    wanted.setdefault(one.key, one)
        self.sources = dict(zip(wanted, fresh_ids(Source, len(wanted)), strict=True))
        rows = [(self.sources[key], one.name, one.kind, one.host) for key, one in wanted.items()]
        load(Source, ["id", "name", "kind", "host"], rows)
        self.made["sources"] = len(rows)

    def _source(self, one: Reference) -> int:
        return self.sources[one.key] if isinstance(one, NewSource) else one

    def _excerpts(self) -> dict[str, list[str]]:
        """The quotes of each address that stand in no capture yet, in the order of the rows."""
        found: dict[str, list[str]] = {}
        for plan in self.plans:
            if plan.appearance is None and plan.place is None:
                quotes = found.setdefault(plan.row.article, [])
                if plan.row.quote not in quotes:
                    quotes.append(plan.row.quote)
        return found

    def _articles(self, excerpts: dict[str, list[str]]) -> None:
        """New articles, with the first that a row says of each; and what was empty of others."""
        new: dict[str, Article] = {}
        old: dict[int, dict[str, Any]] = {}
        for plan in self.plans:
            row = plan.row
            if plan.article is None:
                article = new.get(row.article) or Article(
                    url=row.address,
                    publisher_id=self._publisher(row.article),
                    opening_words=opening_words(excerpts[row.article][0]),
                )
                article.title = article.title or row.title
                article.published_on = article.published_on or row.published_on
                new[row.article] = article
            elif plan.fills:
                old[plan.article] = {**plan.fills, **old.get(plan.article, {})}
        for key, fills in old.items():
            Article.objects.filter(pk=key).update(**fills)
        self.articles = dict(zip(new, fresh_ids(Article, len(new)), strict=True))
        names = ["url", "publisher_id", "opening_words", "title", "published_on"]
        rows = [
            (self.articles[url], *(getattr(article, name) for name in names))
            for url, article in new.items()
        ]
        load(Article, ["id", *names], rows)
        self.made["articles"] = len(new)

    def _publisher(self, url: str) -> int:
        """What the first row with an outlet says, else what follows from the host."""
        plans = [plan for plan in self._by_address[url] if plan.publisher is not None]
        said = next((plan for plan in plans if plan.row.outlet), plans[0])
        assert said.publisher is not None
        return self._source(said.publisher)

    def _captures(self, excerpts: dict[str, list[str]], new: Sequence[Snapshot]) -> None:
        """An excerpt for each article that has quotes which stand in no capture of it."""
        known = {plan.row.article: plan.article for plan in self.plans if plan.article is not None}
        latest = _latest([known[url] for url in excerpts if url in known])
        for url, row, key in zip(excerpts, new, fresh_ids(Snapshot, len(new)), strict=True):
            row.pk, row.article_id = key, self.articles.get(url) or known[url]
            row.revision_of_id = latest.get(row.article_id)
        load(Snapshot, CAPTURE, [_capture(row) for row in new])
        for row, (url, quotes) in zip(new, excerpts.items(), strict=True):
            start = 0
            for quote in quotes:
                end = start + len(quote)
                self.places[url, quote] = place(row.pk, row.text, start, end)
                start = end + len(GAP)
        self.made["captures"] = len(new)

    def _excerpt(self, text: str) -> Snapshot:
        """Quotes as they are captured, of an article to be said later."""
        content = text.encode()
        digest = hashlib.sha256(content).hexdigest()
        return Snapshot(
            sha256=digest,
            size=len(content),
            media_type=MEDIA_TYPE,
            text=text,
            text_sha256=digest,
            extent=Snapshot.Extent.EXCERPT,
            method=Snapshot.Method.PASTED,
            captured_by=self.by,
        )

    def _claims(self, topics: dict[str, int]) -> None:
        """New claims, each with what it is about to be filed under: PostgreSQL, which notes that on a claim,
        finds it noted and writes none a second time."""
        new: dict[str, str] = {}
        under: dict[str, set[int]] = defaultdict(set)
        for plan in self.plans:
            if plan.claim is None:
                lower = plan.row.statement.lower()
                new.setdefault(lower, plan.row.statement)
                under[lower] |= {topics[name.lower()] for name in plan.topics}
        self.claims = dict(zip(new, fresh_ids(Claim, len(new)), strict=True))
        rows = ((self.claims[lower], new[lower], sorted(under[lower])) for lower in new)
        load(Claim, ["id", "statement", "topic_ids"], rows)
        self.made["claims"] = len(new)

    def _claim(self, plan: Planned) -> int:
        return self.claims[plan.row.statement.lower()] if plan.claim is None else plan.claim

    def _appearances(self) -> None:
        plans = [plan for plan in self.plans if plan.appearance is None]
        for plan, key in zip(plans, fresh_ids(Appearance, len(plans)), strict=True):
            plan.appearance = key
        load(Appearance, APPEARANCE, map(self._appearance, plans))
        self._attribute([plan for plan in plans if plan.chains])
        self.made["quotes"] = len(plans)

    def _appearance(self, plan: Planned) -> tuple[Any, ...]:
        """The values of APPEARANCE."""
        where = plan.place or self.places[plan.row.article, plan.row.quote]
        return (
            plan.appearance,
            self._claim(plan),
            where.snapshot,
            where.exact,
            where.prefix,
            where.suffix,
            where.start,
            where.end,
            plan.row.stance or DEFAULT_STANCE,
            plan.basis,
            plan.row.external_id,
        )

    def _attribute(self, plans: Sequence[Planned]) -> None:
        """Who passed the words on, then who said them: from the one whom the article names to the
        origins, a step of all chains at a time."""
        made: dict[tuple[int, tuple[Reference, ...]], int] = {}
        chains = [(plan.recorded, chain) for plan in plans for chain in plan.chains]
        for length in range(1, max((len(chain) for _key, chain in chains), default=0) + 1):
            ends = dict.fromkeys(
                (key, chain[-length:]) for key, chain in chains if len(chain) >= length
            )
            step = dict(zip(ends, fresh_ids(Attribution, len(ends)), strict=True))
            rows = (
                (own, key, self._source(end[0]), made.get((key, end[1:])))
                for (key, end), own in step.items()
            )
            load(Attribution, ATTRIBUTION, rows)
            made |= step

    def _changes(self) -> None:
        """What rows say otherwise than the record does."""
        plans = [plan for plan in self.plans if plan.was]
        for plan in plans:
            if plan.fields:
                self._change(plan)
        said = [plan for plan in plans if plan.chains]
        Attribution.objects.filter(appearance__among=[plan.recorded for plan in said]).delete()
        self._attribute(said)

    def _change(self, plan: Planned) -> None:
        row = Appearance.objects.select_related("snapshot").get(pk=plan.recorded)
        fields = dict(plan.fields)
        where = fields.pop("quote", None)
        for name, value in fields.items():
            setattr(row, name, value)
        if where:
            row.snapshot = Snapshot.objects.defer("text").get(pk=where.snapshot)
            row.exact, row.prefix, row.suffix = where.exact, where.prefix, where.suffix
            row.start, row.end = where.start, where.end
        row.save()
        if where:
            anchor_afresh(appearance=row, by=self.by)

    def _topics(self) -> dict[str, int]:
        """The topics that are named, by their names in lower case."""
        return _topics({name for plan in self.plans for name in plan.topics})

    def _file(self, topics: dict[str, int]) -> None:
        wanted = {
            (self._claim(plan), topics[name.lower()]) for plan in self.plans for name in plan.topics
        }
        load(ClaimTopic, ["claim_id", "topic_id"], sorted(wanted))

    def _figures(self) -> None:
        new: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for plan in self.plans:
            claim = self._claim(plan) if plan.figures else 0
            for one in plan.figures:
                row = (claim, one.comparator, one.value, one.upper, one.unit)
                new.setdefault((claim, *one.key), row)
        load(Figure, ["claim_id", "comparator", "value", "upper", "unit"], new.values())
        self.made["figures"] = len(new)

    @cached_property
    def _by_address(self) -> dict[str, list[Planned]]:
        found: dict[str, list[Planned]] = defaultdict(list)
        for plan in self.plans:
            found[plan.row.article].append(plan)
        return found


def _put(capture: Snapshot) -> str:
    """The name under which the bytes of an excerpt are stored."""
    return put_bytes(capture, capture.text.encode())


def _capture(row: Snapshot) -> list[Any]:
    """The values of CAPTURE."""
    return [row.file.name if name == "file" else getattr(row, name) for name in CAPTURE]


def _latest(articles: Iterable[int]) -> dict[int, int]:
    """The latest capture of each of these articles that has one."""
    rows = Snapshot.objects.filter(article__among=articles)
    rows = rows.order_by("article", "-captured_at", "-pk").distinct("article")
    return dict(rows.values_list("article", "pk"))


def _topics(names: Iterable[str]) -> dict[str, int]:
    """The topics of these names by their names in lower case, made if they are not there."""
    first: dict[str, str] = {}
    for name in sorted(names):
        first.setdefault(name.lower(), name)
    if not first:
        return {}
    rows = Topic.objects.annotate(lower=Lower("name")).filter(lower__in=first).order_by("-pk")
    found = dict(rows.values_list("lower", "pk"))
    new = [Topic(name=name) for lower, name in first.items() if lower not in found]
    Topic.objects.bulk_create(new)
    return found | {topic.name.lower(): topic.pk for topic in new}
