"""The page that asks which measure a figure is of."""

import pytest

from claims.actions.claims import add_figure
from claims.actions.measuring import compare_due, put_under
from claims.models import Comparison, Figure, Measure
from tests import builders as make

pytestmark = pytest.mark.django_db


def figure(statement: str, value: int, unit: str = "%") -> Figure:
    return add_figure(claim=make.claim(statement), value=value, unit=unit, by=None)


@pytest.fixture
def both(db: None) -> tuple[Figure, Figure]:
    """Two figures, proposed to be of one measure."""
    made = figure("Late buses rose 12%", 12), figure("Late buses rose 14%", 14)
    compare_due()
    return made


def address(one: Figure) -> str:
    return f"/figures/of/{one.pk}/"


def test_it_shows_what_may_be_of_one_measure_and_says_that_it_is_a_proposal(both, read):
    html = read(address(both[0]))
    assert "Late buses rose 14%" in html
    assert "That is not agreement" in html


def test_a_new_measure_is_no_second_choice_where_none_is_on_record(both, staff):
    first = staff.get(address(both[0])).content.decode()
    assert "What they measure" in first
    assert "or under a new one" not in first


def test_an_editor_puts_both_under_a_new_measure(both, staff):
    sent = {
        "act": "under",
        "under-others": [both[1].pk],
        "under-name": "Late buses",
        "under-reason": "Both count late buses.",
    }
    response = staff.post(address(both[0]), sent)
    measure = Measure.objects.get()
    assert response["Location"] == f"/figures/{measure.pk}/"
    assert set(measure.figures.all()) == set(both)


def test_or_under_one_on_record(both, staff):
    measure = put_under(figures=[both[1]], name="Late", by=make.user("bo"), reason="Late.")
    sent = {"act": "under", "under-measure": measure.pk, "under-reason": "Both."}
    staff.post(address(both[0]), sent)
    assert measure.figures.count() == 2


def test_or_sets_them_apart(both, staff, read):
    sent = {"act": "apart", "apart-others": [both[1].pk], "apart-reason": "Trams, not buses."}
    assert staff.post(address(both[0]), sent)["Location"] == address(both[0])
    html = read(address(both[0]))
    assert "Found to measure something else" in html
    assert "Trams, not buses." in html


def test_or_takes_it_out_again(both, staff):
    put_under(figures=both, name="Late", by=make.user("bo"), reason="Late.")
    sent = {"act": "out", "out-reason": "Trams."}
    assert staff.post(address(both[0]), sent)["Location"] == address(both[0])
    both[0].refresh_from_db()
    assert both[0].measure is None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "under", "under-reason": "So."}, "say in neutral words what is counted"),
        ({"act": "under", "under-name": "Late"}, "Say why. The reason stays on record."),
        ({"act": "under", "under-name": "x" * 201, "under-reason": "So."}, "at most 200"),
        ({"act": "under", "under-name": "a\0b", "under-reason": "So."}, "Null characters"),
        ({"act": "apart", "apart-reason": "So."}, "Choose at least one figure."),
        ({"act": "apart", "apart-others": ["x"], "apart-reason": "So."}, "not a valid value"),
        ({"act": "apart", "apart-others": ["0"], "apart-reason": "So."}, "in the meantime"),
        ({"act": "out", "out-reason": "So."}, ""),
        ({}, ""),
    ],
)
def test_what_is_incomplete_or_wrong_is_refused(both, staff, sent, words):
    response = staff.post(address(both[0]), sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Measure.objects.exists()
    assert not Comparison.objects.exclude(finding="").exists()


def test_a_journalist_reads_and_cannot_decide(both, client):
    client.force_login(make.user("jo", role="journalist"))
    html = client.get(address(both[0])).content.decode()
    assert "Late buses rose 14%" in html
    assert '<form method="post" action="/figures' not in html
    sent = {"act": "under", "under-name": "Late", "under-reason": "So."}
    assert client.post(address(both[0]), sent).status_code == 403


def test_the_public_is_sent_to_sign_in(both, client):
    assert "/accounts/login/" in client.get(address(both[0]))["Location"]


def test_a_figure_that_nobody_looked_for_yet_says_so(read):
    assert "have not been looked for yet" in read(address(figure("Late", 1)))


def test_the_claims_page_leads_here_and_to_the_measure(both, read):
    assert f'href="{address(both[0])}"' in read(f"/claims/{both[0].claim_id}/")
    measure = put_under(figures=both, name="Late buses", by=make.user("bo"), reason="Late.")
    html = read(f"/claims/{both[0].claim_id}/")
    assert f'href="/figures/{measure.pk}/"' in html
    assert "“Late buses” side by side" in html
