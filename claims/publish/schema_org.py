"""A claim, and an editor's rating of it, as schema.org describes them.

What origins amount to is never a rating: it is told in words. A `ClaimReview` is made of a rating that an
editor published, and of nothing else.

https://schema.org/Claim, https://schema.org/ClaimReview
"""

from collections.abc import Iterable
from typing import Any, Protocol

from claims.models import Appearance, Article, Claim, Decision, Source
from claims.origins import Origin
from claims.publish.site import Site, on_the_web
from claims.vocabulary import STATUSES, SourceKind, Stance, State, Status

CONTEXT = "https://schema.org"
# Whoever can have said something, and is named. Documents and datasets are nobody.
AUTHORS = {
    SourceKind.PERSON: "Person",
    SourceKind.ORGANISATION: "Organization",
    SourceKind.OUTLET: "Organization",
}

Document = dict[str, Any]


class Told(Protocol):
    """What is told of an assessment."""

    @property
    def status(self) -> Status:
        """The status."""

    @property
    def sentence(self) -> str:
        """Why."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The origins that assert the claim."""


def document(
    claim: Claim,
    appearances: Iterable[Appearance],
    assessment: Told,
    decision: Decision | None,
    site: Site,
    *,
    whole: bool = True,
) -> Document:
    """The claim, and the review of it if there is one. `decision` is the one in force; `appearances`
    come with article and publisher. Where they are not the `whole` of them, nothing is said of which was
    first. Asks the database for topics alone."""
    found = list(appearances)
    itself = _itself(claim, found, assessment, site, whole)
    made = {**itself, **_on_the_page(claim, assessment, site)}
    review = _review(claim, itself, decision, site)
    return {"@context": CONTEXT, "@graph": [made, *([review] if review else [])]}


def described(claim: Claim, assessment: Told) -> str:
    """What its origins amount to, in words, with the caveat that it was published with."""
    status = STATUSES[Status(assessment.status)].label
    return " ".join(filter(None, [f"{status}.", assessment.sentence, claim.caveat]))


def _on_the_page(claim: Claim, assessment: Told, site: Site) -> Document:
    """What is said of the claim itself, beside what a review says of it."""
    topics = [topic.name for topic in claim.topics.all()]
    return {
        "url": site.page(claim),
        "description": described(claim, assessment),
        "dateCreated": claim.created_at.isoformat(),
        **({"keywords": topics} if topics else {}),
    }


def _itself(
    claim: Claim, appearances: list[Appearance], assessment: Told, site: Site, whole: bool
) -> Document:
    """The claim, who makes it, and where. What is not on record is left out, and never made up."""
    authors = _authors(assessment, site)
    first = _first(appearances, site) if whole else []
    return {
        "@type": "Claim",
        "@id": site.page(claim),
        "text": claim.statement,
        **({"author": authors} if authors else {}),
        **({"datePublished": str(claim.first_published_on)} if claim.first_published_on else {}),
        **({"appearance": _pieces(appearances, site)} if appearances else {}),
        **({"firstAppearance": first} if first else {}),
    }


def _pieces(appearances: Iterable[Appearance], site: Site) -> list[Document]:
    """The articles, each once, with the words that are quoted of it."""
    quotes: dict[int, list[str]] = {}
    articles: dict[int, Article] = {}
    for appearance in appearances:
        article = appearance.snapshot.article
        articles[article.pk] = article
        quotes.setdefault(article.pk, []).append(appearance.exact)
    return [_article(article, quotes[key], site) for key, article in articles.items()]


def _first(appearances: Iterable[Appearance], site: Site) -> list[Document]:
    """The articles that assert it, of the earliest day on record: of one day, nobody knows which was
    first."""
    asserting = [one for one in appearances if one.stance == Stance.ASSERTS]
    days = [one.snapshot.article.published_on for one in asserting]
    first = min((day for day in days if day), default=None)
    if first is None:
        return []
    return _pieces((one for one in asserting if one.snapshot.article.published_on == first), site)


def _article(article: Article, quotes: list[str], site: Site) -> Document:
    return {
        "@type": "Article",
        "@id": site.page(article),
        "url": on_the_web(article) or site.page(article),
        **({"headline": article.title} if article.title else {}),
        **({"datePublished": str(article.published_on)} if article.published_on else {}),
        **({"inLanguage": article.language} if article.language else {}),
        **_publisher(article.publisher, site),
        "hasPart": [{"@type": "Quotation", "text": exact} for exact in quotes],
    }


def _publisher(source: Source, site: Site) -> Document:
    """Who published it, where that is somebody."""
    kind = AUTHORS.get(SourceKind(source.kind))
    if kind is None:
        return {}
    return {"publisher": {"@type": kind, "@id": site.page(source), "name": source.name}}


def _authors(assessment: Told, site: Site) -> list[Document]:
    """Those at the ends of the chains that assert it, if they are named."""
    found = {
        origin.source: {
            "@type": AUTHORS[origin.kind],
            "@id": site.named("source", origin.source),
            "name": origin.name,
        }
        for origin in assessment.origins
        if origin.kind in AUTHORS
    }
    return [found[key] for key in sorted(found)]


def _review(
    claim: Claim, itself: Document, decision: Decision | None, site: Site
) -> Document | None:
    """The rating that the decision in force published, with what indexes of fact-checks ask for.

    The newsroom's scale is one of words, so there is no `ratingValue`.
    """
    if claim.state != State.PUBLISHED or decision is None or not claim.rating:
        return None
    return {
        "@type": "ClaimReview",
        "@id": f"{site.page(claim)}#review",
        "url": site.page(claim),
        "claimReviewed": claim.statement,
        "datePublished": decision.in_force_since.isoformat(),
        "author": {"@type": "Organization", "name": site.newsroom, "url": site.home},
        "reviewRating": {"@type": "Rating", "alternateName": claim.rating},
        "itemReviewed": itself,
    }
