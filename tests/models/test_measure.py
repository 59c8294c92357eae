"""What PostgreSQL refuses of measures and comparisons."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.actions.claims import add_figure
from claims.models import Comparison, Figure, Measure
from claims.models.measure import MOST_FIGURES
from tests import builders as make
from tests.sql import copy, refused, refused_as_written_once, run, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(db: None) -> tuple[Figure, Figure]:
    """Two figures in one unit."""
    return tuple(
        add_figure(claim=make.claim(f"Claim {value}"), value=value, unit="%", by=None)
        for value in (12, 14)
    )


@pytest.fixture
def measure(db: None) -> Measure:
    """A measure in that unit."""
    return Measure.objects.create(name="Late buses", unit="%")


@pytest.fixture
def found(figures) -> Comparison:
    """A finding on both."""
    return Comparison.objects.create(
        one=figures[0],
        other=figures[1],
        finding="revised",
        note="So.",
        one_was="12%",
        other_was="14%",
        found_by=make.user(),
        found_at=timezone.now(),
    )


@pytest.mark.parametrize("name", ["", "  ", "\t\u00a0"])
def test_a_measure_has_a_name(measure, name):
    with refused("measure_has_a_name"):
        update(measure, name=name)


def test_a_measure_is_named_once_whatever_the_capitals(measure):
    with refused("measure_is_named_once"):
        copy(measure, name="LATE buses")
    copy(measure, unit="hours")


def test_the_unit_of_a_measure_never_changes(measure):
    with refused_as_written_once("claims_measure"):
        update(measure, unit="hours")
    update(measure, name="Buses that ran late")


def test_a_figure_in_another_unit_is_not_of_the_measure(figures, measure):
    with refused("figure_has_the_unit_of_its_measure"):
        update(figures[0], measure_id=measure.pk, unit="hours")
    update(figures[0], measure_id=measure.pk, unit="%")


def test_a_figure_is_of_no_measure_that_there_is_not(figures):
    with refused("figure_has_the_unit_of_its_measure"):
        update(figures[0], measure_id=10**9)


def test_a_figure_that_gets_another_unit_leaves_its_measure(figures, measure):
    update(figures[0], measure_id=measure.pk)
    update(figures[0], unit="hours")
    assert Figure.objects.get(pk=figures[0].pk).measure is None


def test_a_measure_has_room_for_so_many_figures(figures, measure):
    update(figures[0], measure_id=measure.pk)
    run(
        "INSERT INTO claims_figure (claim_id, comparator, value, unit, period, population, kind,"
        " measure_id) SELECT %s, 'exact', n, '%%', '', '', 'unrecorded', %s"
        " FROM generate_series(2, %s) n",
        figures[0].claim_id,
        measure.pk,
        MOST_FIGURES,
    )
    with refused("measure_has_room"):
        update(figures[1], measure_id=measure.pk)


def test_a_measure_with_figures_is_not_removed(figures, measure):
    update(figures[0], measure_id=measure.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        run("DELETE FROM claims_measure")
        run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(ProtectedError):
        measure.delete()


def test_a_comparison_is_of_two_figures_the_earlier_first(found):
    with refused("comparison_of_two"):
        update(found, other_id=found.one_id)
    with refused("comparison_of_two"):
        update(found, one_id=found.other_id, other_id=found.one_id)


def test_a_comparison_is_made_once(found):
    with refused("comparison_is_made_once"):
        copy(found)


def test_a_finding_is_one_of_the_vocabulary(found):
    with refused("comparison_finding_is_known"):
        update(found, finding="because")


@pytest.mark.parametrize("column", ["found_by_id", "found_at", "one_was", "other_was"])
def test_a_finding_says_who_and_of_what(found, column):
    with refused("comparison_found_by_somebody"):
        update(found, **{column: "" if column.endswith("was") else None})


@pytest.mark.parametrize(
    ("note", "constraint"), [("", "comparison_says_how_one_knows"), (" ", "comparison_has_a_note")]
)
def test_a_finding_says_how_one_knows(found, note, constraint):
    with refused(constraint):
        update(found, note=note)


def test_a_proposal_says_nothing(found):
    with refused("comparison_found_by_somebody"):
        update(found, finding="")
