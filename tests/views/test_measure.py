"""The page of a measure."""

from datetime import date

import pytest
from django.test import Client

from claims.actions.claims import add_figure
from claims.actions.measuring import compare_due, put_under
from claims.models import Comparison, Figure, Measure
from tests import builders as make

pytestmark = pytest.mark.django_db


def figure(statement: str, value: object, unit: str = "%", **fields: object) -> Figure:
    """A figure on a claim of its own, which an article of the Times makes on somebody's word."""
    claim = make.claim(statement)
    snapshot = make.snapshot(
        text=f"A report: the city said {value} of them.",
        title=f"On {value}",
        published_on=date(2026, 3, 4),
    )
    make.appearance(
        claim, snapshot, make.source("The city", "organisation"), quote=f"the city said {value}"
    )
    return add_figure(claim=claim, value=value, unit=unit, by=None, **fields)


@pytest.fixture
def figures(db: None) -> tuple[Figure, Figure]:
    """Two that cannot both be right."""
    return figure("Late buses rose 12%", 12), figure("Late buses rose 14%", 14, period="2025")


@pytest.fixture
def measure(figures: tuple[Figure, Figure]) -> Measure:
    """The measure that they are under."""
    return put_under(figures=figures, name="Late buses", by=make.user("bo"), reason="Alike.")


def address(measure: Measure) -> str:
    return f"/figures/{measure.pk}/"


def key(one: Figure, other: Figure) -> str:
    return f"{one.pk}-{other.pk}"


def explained(client: Client, measure: Measure, pairs: list[str], **given: str):
    data = {"act": "explain", "why-pairs": pairs, "why-finding": "revised", "why-note": "So."}
    return client.post(address(measure), {**data, **{f"why-{k}": v for k, v in given.items()}})


def test_figures_stand_side_by_side_each_with_its_claim_article_and_quote(measure, figures, read):
    html = read(address(measure))
    for one in figures:
        appearance = one.claim.appearances.get()
        assert f'href="/claims/{one.claim_id}/"' in html
        assert (
            f'href="/claims/{one.claim_id}/?quote={appearance.pk}#appearance-{appearance.pk}"'
            in html
        )
        assert f'href="/articles/{appearance.snapshot.article_id}/"' in html
        assert appearance.exact in html
    assert "4 Mar 2026" in html
    assert "The city" in html
    assert "2025" in html
    assert "unrecorded" in html


def test_they_are_counted_and_never_averaged(measure, read):
    html = read(address(measure))
    assert "2 figures." in html
    assert "1 pair cannot both be right, and nothing explains it." in html
    assert "never averaged" in html
    assert "13%" not in html


def test_the_plot_has_a_name_and_the_table_the_same_figures(measure, read):
    html = read(address(measure))
    assert html.count('role="img"') == 2
    assert "Late buses: the figures on one scale" in html
    assert "<style" not in html
    assert " style=" not in html


def test_an_editor_says_why_they_differ(measure, figures, staff, read):
    response = explained(staff, measure, [key(*figures)], note="The city corrected it.")
    assert response["Location"] == address(measure)
    html = read(address(measure))
    assert "They differ, and the reasons are on record." in html
    assert "The city corrected it." in html


def test_what_does_not_clear_the_flag_says_so(measure, figures, staff, read):
    explained(staff, measure, [key(*figures)], finding="contradictory")
    assert "does not clear the flag" in read(address(measure))


def test_a_finding_of_figures_that_have_changed_is_asked_for_again(measure, figures, staff, read):
    explained(staff, measure, [key(*figures)])
    Figure.objects.filter(pk=figures[1].pk).update(value=15)
    html = read(address(measure))
    assert "Was explained as “revised” when they said 12% and 14%" in html
    assert "1 pair cannot both be right" in html


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"finding": ""}, "Choose why they differ."),
        ({"finding": "other_measure"}, "Select a valid choice"),
        ({"note": ""}, "Say how you know."),
        ({"pairs": ""}, "Choose the figures that this explains."),
        ({"pairs": "1-2-3"}, "One of these figures has changed meanwhile."),
    ],
)
def test_a_finding_that_is_none_is_refused_and_nothing_typed_is_lost(
    measure, figures, staff, given, words
):
    pairs = [given.pop("pairs")] if "pairs" in given else [key(*figures)]
    response = explained(staff, measure, [p for p in pairs if p], **{"note": "My words.", **given})
    html = response.content.decode()
    assert response.status_code == 400
    assert words in html
    assert "My words." in html or not given.get("note", "x")
    assert not Comparison.objects.exists()


def test_a_measure_is_named_otherwise(measure, staff, read):
    staff.post(
        address(measure), {"act": "rename", "name-name": "Later buses", "name-reason": "So."}
    )
    assert '<h1 class="statement">Later buses</h1>' in read(address(measure))


def test_the_figure_of_a_claim_is_added_by_its_number(measure, staff, read):
    third = figure("The city's buses", 15)
    sent = {"act": "add", "add-claim": f"#{third.claim_id}", "add-reason": "Also buses."}
    assert staff.post(address(measure), sent).status_code == 302
    assert measure.figures.count() == 3


@pytest.mark.parametrize("typed", ["", "x", "999999999999999999999", "0", "-1"])
def test_a_number_that_is_no_claims_is_refused(measure, staff, typed):
    response = staff.post(
        address(measure), {"act": "add", "add-claim": typed, "add-reason": "Also buses."}
    )
    assert response.status_code == 400


def test_a_claim_without_such_a_figure_is_refused(measure, staff):
    other = figure("Late for hours", 3, "hours")
    response = staff.post(
        address(measure),
        {"act": "add", "add-claim": str(other.claim_id), "add-reason": "Also buses."},
    )
    assert "has no figure in % that is not here already" in response.content.decode()


def test_an_act_that_there_is_not_is_refused(measure, staff):
    assert staff.post(address(measure), {"act": "average"}).status_code == 400
    assert staff.post(address(measure), {}).status_code == 400


def test_a_journalist_reads_and_cannot_decide(measure, figures, client):
    client.force_login(make.user("jo", role="journalist"))
    html = client.get(address(measure)).content.decode()
    assert "Nobody has said why yet." in html
    assert "Record why" not in html
    assert explained(client, measure, [key(*figures)]).status_code == 403
    assert not Comparison.objects.exists()


def test_the_public_sees_the_figures_of_what_it_may_read_alone(
    measure, figures, read_as_public, settings
):
    settings.PUBLIC = "sample"
    read_as_public(address(measure), status=404)
    claim = figures[0].claim
    claim.external_id = "sample:c98"
    claim.save()
    html = read_as_public(address(measure))
    assert claim.statement in html
    assert figures[1].claim.statement not in html
    assert "14%" not in html
    assert "No two of them conflict." in html
    assert "/figures/of/" not in html


def test_what_is_proposed_for_it_is_for_the_newsroom(measure, figures, read, read_as_public):
    third = figure("Late buses rose 15%", 15)
    compare_due()
    html = read(address(measure))
    assert "Proposed for it, and confirmed by nobody" in html
    assert third.claim.statement in html


def test_an_illustrative_figure_is_shown_and_conflicts_with_none(measure, read):
    made_up = figure("Late buses rose 90%", 90, kind="illustrative")
    put_under(figures=[made_up], measure=measure, by=make.user("bo"), reason="For show.")
    html = read(address(measure))
    assert "measures nothing, conflicts with none" in html
    assert "1 pair cannot both be right" in html


def test_there_is_no_page_without_a_measure(read):
    read("/figures/999999/", status=404)


def test_the_page_takes_the_same_queries_however_many_figures(
    measure, staff, django_assert_num_queries
):
    for number in range(2):
        with django_assert_num_queries(QUERIES):
            staff.get(address(measure))
        more = [figure(f"More {number} {value}", 12) for value in range(3)]
        put_under(figures=more, measure=measure, by=make.user("bo"), reason="So.")


QUERIES = 9
