"""A claim with all that documents tell of, where published claims are open to everybody."""

from datetime import date

import pytest

from claims.actions.articles import derive, record_article
from claims.actions.editing import decide
from claims.actions.sources import record_source
from claims.models import Claim
from claims.publish.site import Site
from tests import builders as make
from tests.views.conftest import loaded, sample

__all__ = ["loaded", "sample"]

TEXT = "🌉 It is said in town that the bridge was closed on Monday, and nobody knows why."


@pytest.fixture
def site() -> Site:
    """Where the record of the tests is."""
    return Site("https://record.example.org", "The Example Courier")


@pytest.fixture
def open_record(settings) -> None:
    """Published claims are open, under the address and name of `site`."""
    settings.PUBLIC = "published"
    settings.CANONICAL_URL = "https://record.example.org"
    settings.NEWSROOM = "The Example Courier"


@pytest.fixture
def bridge(db, open_record) -> Claim:
    """A claim that three articles make: one on the web, as an officer of a city's police told the
    Tribune; its copy; and one that an unnamed neighbour is quoted in."""
    claim = make.claim("The bridge was closed on Monday", topics=["bridges", "traffic"])
    times, tribune = make.source("The Times"), make.source("The Tribune")
    police = make.source("City Police", "organisation")
    officer = record_source(name="Ann Officer", kind="person", owner=police, by=None)
    article = record_article(
        publisher=times,
        title="Bridge closed",
        url="https://times.example/bridge?a=1&b=2",
        published_on=date(2024, 5, 6),
        language="en",
        by=None,
    )
    told = make.appearance(claim, make.captured_of(article, f"{TEXT} More."), (tribune, officer))
    copied = make.says(claim, make.source("The Herald"), published_on=date(2024, 5, 7))
    derive(article=copied.snapshot.article, based_on=article, kind="rewrite", by=None)
    make.says(
        claim, tribune, make.source("a neighbour", "anonymous"), make.source("Toll log", "dataset")
    )
    assert told.snapshot.article == article
    return claim


@pytest.fixture
def published(bridge: Claim) -> Claim:
    """The same, published with a caveat and a rating."""
    return publish(bridge, rating="misleading")


def publish(claim: Claim, *, rating: str = "", caveat: str = "Nobody else says so.") -> Claim:
    """An editor publishes it."""
    decide(
        claim=claim,
        outcome="caveat",
        caveat=caveat,
        rating=rating,
        reason="Between us.",
        by=make.user("edna"),
    )
    return Claim.objects.get(pk=claim.pk)
