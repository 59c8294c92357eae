"""What was done to rows, and taking it back."""

from datetime import UTC, datetime

import pytest

from claims.actions.changes import (
    as_json,
    changed_since,
    from_json,
    make,
    removed_with_all,
    take_back,
    updated,
    values_of,
)
from claims.actions.claims import add_figure
from claims.models import Appearance, Attribution, Claim, Figure
from tests import builders as made
from tests.sql import run

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)


@pytest.fixture
def quote(db) -> Appearance:
    """An appearance with a chain of two, of which the second was recorded first."""
    quote = made.says(made.claim(), made.source("The Echo"), made.source("a clerk", "anonymous"))
    clerk = quote.attributions.get()
    clerk.via = made.attributed(quote, made.source("The Times"))
    clerk.save()
    return quote


def rows() -> list[tuple[object, ...]]:
    """All that hangs on claims."""
    tables = ("appearance", "attribution", "figure", "claim")
    columns = {"claim": "id, statement, note, event_on, created_at"}
    return [
        row
        for table in tables
        for row in run(f"SELECT {columns.get(table, '*')} FROM claims_{table} ORDER BY id")
    ]


def test_a_row_is_removed_with_its_chain_and_put_back_in_an_order_that_postgresql_accepts(quote):
    before, changes = rows(), removed_with_all(quote)
    make(changes)
    assert not Appearance.objects.exists()
    assert not Attribution.objects.exists()
    take_back(from_json(as_json(changes)))
    assert rows() == before


def test_dates_numbers_and_moments_lose_nothing(db):
    claim = made.claim(event_on="2026-01-02")
    figure = add_figure(claim=claim, value="807.250001", unit="%", by=None)
    before = rows()
    changes = [
        updated(Claim.objects.get(pk=claim.pk), created_at=LONG_AGO, event_on=None),
        *removed_with_all(Figure.objects.get(pk=figure.pk)),
    ]
    make(changes)
    assert not Figure.objects.exists()
    assert Claim.objects.get().created_at == LONG_AGO
    take_back(from_json(as_json(changes)))
    assert rows() == before


def test_what_is_otherwise_by_now_is_named(quote):
    changes = [updated(quote, stance="disputes")]
    make(changes)
    assert changed_since(changes) == []
    Appearance.objects.filter(pk=quote.pk).update(stance="mentions")
    ((change, row),) = changed_since(changes)
    assert (change, row) == (changes[0], quote)


def test_a_row_that_is_gone_is_named_too(quote):
    changes = [updated(quote, stance="disputes")]
    make(changes)
    Appearance.objects.all().delete()
    assert changed_since(changes) == [(changes[0], None)]


def test_a_removed_row_that_somebody_put_back_is_named(quote):
    changes = removed_with_all(quote)
    assert len(changed_since(changes)) == 3


def test_all_columns_of_a_row_are_kept(quote):
    assert values_of(quote).keys() == {field.attname for field in Appearance._meta.concrete_fields}
