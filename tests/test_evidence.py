"""The graphs that are read from the record."""

from datetime import date
from decimal import Decimal

import pytest

from claims import figures
from claims.actions.articles import correct, derive
from claims.actions.claims import add_figure, attribute
from claims.actions.editing import decide, mark_origin
from claims.actions.recording import recording
from claims.evidence import graph_of, graphs
from claims.graph import Appearance, Article, Attribution, Graph, Mark, Source
from claims.models import Claim
from claims.vocabulary import Basis, SourceKind, Stance, Verdict
from tests import builders as make

pytestmark = pytest.mark.django_db

QUERIES = 9


def full_claim(number: int = 1) -> Claim:
    """A claim with something of everything."""
    claim, ana = make.claim(f"Bridge {number} was closed"), make.user("ana")
    times, officer = make.source("The Times"), make.source("an officer", "anonymous")
    found = make.says(claim, times, (make.source("The Tribune"), officer))
    original = make.snapshot(publisher=times).article
    derive(article=found.snapshot.article, based_on=original, kind="rewrite", by=None)
    correct(article=original, kind="correction", text="On Sunday.", by=None)
    mark_origin(claim=claim, source=officer, verdict="independent", reason="Met.", by=ana)
    add_figure(claim=claim, value=number, unit="bridges", by=None)
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    return claim


def test_a_graph_holds_all_that_bears_on_the_claim():
    claim = make.claim(event_on=date(2025, 3, 1))
    group = make.source("Group", "organisation")
    times, wire = make.source("The Times", owner=group), make.source("The Wire")
    officer = make.source("an officer", "anonymous")
    ana, other = make.source("Ana Lima", "person"), make.source("A. Lima", "person")
    found = make.says(claim, times, published_on=date(2025, 3, 2), basis="attributed")
    near = attribute(appearance=found, source=wire, by=None)
    far = attribute(appearance=found, source=officer, via=near, self_interested=True, by=None)
    article, first = found.snapshot.article, make.snapshot(publisher=wire, title="First").article
    middle = make.snapshot(publisher=wire, title="Middle").article
    derive(article=article, based_on=middle, kind="rewrite", by=None)
    derive(article=middle, based_on=first, kind="wire_copy", by=None)
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    correct(article=first, kind="retraction", text="Never.", by=None)
    mark_origin(
        claim=claim, source=ana, verdict="same_as", same_as=other, reason="One.", by=make.user()
    )
    add_figure(claim=claim, value=2, unit="days", comparator="about", kind="estimated", by=None)
    decision = decide(claim=claim, outcome="withhold", reason="One origin.", by=make.user())
    assert graph_of(claim) == Graph(
        sources={
            one.pk: Source(one.pk, one.name, SourceKind(one.kind), one.owner_id)
            for one in (times, wire, officer, ana, other, group)
        },
        articles={
            article.pk: Article(
                article.pk,
                times.pk,
                "The Times on it",
                date(2025, 3, 2),
                frozenset({middle.pk}),
                corrections=1,
            ),
            middle.pk: Article(middle.pk, wire.pk, "Middle", derived_from=frozenset({first.pk})),
            first.pk: Article(first.pk, wire.pk, "First", retracted=True),
        },
        appearances=(
            Appearance(
                found.pk,
                article.pk,
                Stance.ASSERTS,
                Basis.ATTRIBUTED,
                (
                    Attribution(near.pk, wire.pk),
                    Attribution(far.pk, officer.pk, near.pk, self_interested=True),
                ),
            ),
        ),
        marks=(Mark(ana.pk, Verdict.SAME_AS, other.pk),),
        figures=(
            figures.Figure(
                Decimal(2), "days", figures.Comparator.ABOUT, kind=figures.FigureKind.ESTIMATED
            ),
        ),
        event_on=date(2025, 3, 1),
        decided_on=decision.digest,
    )


def test_a_graph_holds_nothing_of_another_claim():
    claim, _ = full_claim(1), full_claim(2)
    assert graph_of(claim) == graphs(Claim.objects.all())[claim.pk]
    assert len(graph_of(claim).appearances) == 1
    assert len(graph_of(claim).sources) == 3


def test_the_latest_decision_is_the_one_that_counts():
    claim = full_claim()
    make.says(claim, make.source("The Herald"), basis="own_reporting")
    latest = decide(claim=claim, outcome="withhold", reason="Two.", by=make.user("ana"))
    assert graph_of(claim).decided_on == latest.digest
    assert latest.supersedes is not None
    assert latest.digest != latest.supersedes.digest


def test_a_ring_of_copies_is_read_once():
    claim = make.claim()
    article, other = make.says(claim, make.source()).snapshot.article, make.snapshot().article
    derive(article=article, based_on=other, kind="rewrite", by=None)
    derive(article=other, based_on=article, kind="rewrite", by=None)
    assert set(graph_of(claim).articles) == {article.pk, other.pk}


def test_a_claim_without_evidence_has_an_empty_graph():
    assert graph_of(make.claim()) == Graph()


def test_no_claims_have_no_graphs():
    assert graphs([]) == {}


@pytest.mark.parametrize("number", [1, 50])
def test_a_batch_of_claims_costs_the_queries_of_one(number, django_assert_num_queries):
    full_claim()
    with recording(by=None):
        for count in range(2, number + 1):
            make.says(make.claim(f"Claim {count}"), make.source(), make.source("Ana", "person"))
    claims = list(Claim.objects.all())
    assert len(claims) == number
    with django_assert_num_queries(QUERIES):
        assert len(graphs(claims)) == number
