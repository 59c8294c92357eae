"""The list of measures."""

import pytest

from claims.actions.claims import add_figure
from claims.actions.measuring import compare_due, explain, put_under
from claims.models import Figure, Measure
from claims.paging import SIZE
from tests import builders as make

pytestmark = pytest.mark.django_db


def figure(statement: str, value: int) -> Figure:
    return add_figure(claim=make.claim(statement), value=value, unit="%", by=None)


@pytest.fixture
def measure(db: None) -> Measure:
    """A measure of two figures that cannot both be right."""
    both = [figure("Late buses rose 12%", 12), figure("Late buses rose 14%", 14)]
    return put_under(figures=both, name="Late buses", by=make.user("bo"), reason="Alike.")


def test_it_says_how_many_figures_there_are_and_whether_they_conflict(measure, read):
    html = read("/figures/")
    assert f'href="/figures/{measure.pk}/"' in html
    assert "12%, 14%" in html
    assert "2 figures" in html
    assert "1 conflict" in html


def test_what_is_explained_is_no_conflict(measure, read):
    pair = tuple(measure.figures.order_by("pk"))
    explain(measure=measure, pairs=[pair], finding="revised", note="So.", by=make.user("bo"))
    html = read("/figures/")
    assert "differences explained" in html
    assert "1 conflict" not in html


def test_an_empty_list_says_so(read):
    assert "No figures have been put under a measure yet." in read("/figures/")


def test_what_is_proposed_is_shown_to_the_newsroom_alone(read, read_as_public):
    figure("Late buses rose 12%", 12)
    figure("Late buses rose 14%", 14)
    compare_due()
    assert "12% beside 14%" in read("/figures/")
    assert "12% beside 14%" not in read_as_public("/figures/")


def test_the_public_sees_no_measure_of_what_it_may_not_read(measure, read_as_public):
    assert "Late buses" not in read_as_public("/figures/")


def test_the_next_page_begins_after_the_last_row(read):
    claim = make.claim()
    for number in range(SIZE + 1):
        made = Measure.objects.create(name=f"Measure {number:03}", unit="%")
        Figure.objects.create(claim=claim, value=1, unit="%", measure=made)
    first = read("/figures/")
    assert "Measure 049" in first
    assert "Measure 050" not in first
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Measure 050" in read(f"/figures/{address}")


@pytest.mark.parametrize("key", ["x", "~", "a~-1", "a~99999999999999999999"])
def test_a_page_that_there_is_not_is_not_found(read, key):
    read(f"/figures/?after={key}", status=404)


def test_the_list_takes_the_same_queries_however_many_measures(
    measure, client, django_assert_num_queries
):
    client.force_login(make.user("reader", role="reader"))
    for number in range(2):
        with django_assert_num_queries(QUERIES):
            client.get("/figures/")
        put_under(
            figures=[figure(f"{number}", 1)], name=f"M{number}", by=make.user("bo"), reason="So."
        )


QUERIES = 6
