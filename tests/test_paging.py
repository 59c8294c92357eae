"""Pages by key."""

from datetime import date

import pytest
from django.db import connection

from claims import filters, paging
from claims.actions.claims import record_claim
from claims.filters import NewestWithWords
from claims.models import Claim
from claims.paging import NEWEST, Column, Columns, Order, UnknownPage, counted, newest, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims() -> list[int]:
    """Ids of seven claims, some first published on a day and some on none known."""
    days = ["2026-01-03", None, "2026-01-01", "2026-01-03", None, "2026-01-02", "2026-01-03"]
    ids = []
    for number, day in enumerate(days):
        claim = record_claim(statement=f"Claim {number}", by=None)
        Claim.objects.filter(pk=claim.pk).update(first_published_on=day)
        ids.append(claim.pk)
    return ids


def all_pages(order: Order | Columns, size: int) -> list[int]:
    """The ids of all rows, page after page."""
    found, key = [], ""
    while True:
        rows = page(Claim.objects.all(), order, key, size)
        found += [row.pk for row in rows.rows]
        key = rows.next
        if not key:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_hold_every_row_once_and_in_order(claims, size):
    assert all_pages(NEWEST, size) == claims[::-1]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_rows_without_a_value_come_last(claims, size):
    found = all_pages(Order("first_published_on", nullable=True, reads=date.fromisoformat), size)
    first, second, third, fourth, fifth, sixth, seventh = claims
    assert found == [seventh, fourth, first, sixth, third, fifth, second]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_an_ascending_order_pages_too(claims, size):
    assert all_pages(Order("statement", descending=False), size) == claims


def test_a_row_added_on_top_does_not_move_the_next_page(claims):
    first = page(Claim.objects.all(), NEWEST, size=3)
    record_claim(statement="Just in", by=None)
    second = page(Claim.objects.all(), NEWEST, first.next, size=3)
    assert [row.pk for row in second.rows] == claims[::-1][3:6]


def test_the_last_page_has_no_next(claims):
    assert page(Claim.objects.all(), NEWEST, size=7).next == ""


@pytest.mark.parametrize("key", ["", "x", "1", "~1", "a~1", "1~", "1~²", "1~-1", "\0~1"])
def test_a_key_that_no_list_gave_out_is_refused(claims, key):
    with pytest.raises(UnknownPage):
        Order("article_count", reads=int).after(key)


BY_SEVERAL = Columns((Column("urgency", descending=True), Column("article_count"), Column("id")))


@pytest.fixture
def ranked(claims) -> list[int]:
    """The ids of the claims by their urgency downwards, then by articles upwards, then by id."""
    ranks = [(5, 2), (5, 1), (7, 1), (5, 2), (0, 0), (7, 1), (5, 1)]
    for key, (urgency, articles) in zip(claims, ranks, strict=True):
        Claim.objects.filter(pk=key).update(urgency=urgency, article_count=articles)
    return sorted(
        claims, key=lambda key: (-ranks[claims.index(key)][0], *_rest(ranks, claims, key))
    )


def _rest(ranks, claims, key) -> tuple[int, int]:
    return ranks[claims.index(key)][1], key


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_by_several_columns_hold_every_row_once_and_in_order(ranked, size):
    assert all_pages(BY_SEVERAL, size) == ranked


@pytest.mark.parametrize("size", [1, 2, 50])
def test_the_same_order_goes_backwards(ranked, size):
    assert all_pages(BY_SEVERAL.backwards, size) == ranked[::-1]


@pytest.mark.parametrize("key", ["", "1", "1~2", "1~2~3~4", "a~2~3", "1~2~x", "1~2~-3", "1~\0~3"])
def test_a_key_of_several_columns_that_no_list_gave_out_is_refused(key):
    with pytest.raises(UnknownPage):
        BY_SEVERAL.after(key)


# The newest of many


@pytest.fixture
def few(monkeypatch) -> None:
    """Counts stop at three, and four rows are recent."""
    monkeypatch.setattr(paging, "COUNTED", 3)
    monkeypatch.setattr(paging, "RECENT", 4)


def test_the_newest_of_few_are_found_and_all_are_counted(claims, few):
    found = newest(Claim.objects.filter(pk__in=claims[:3]), 2)
    assert (found.keys, found.number, found.told) == ([claims[2], claims[1]], 3, "3")


@pytest.mark.parametrize("walk", [True, False])
def test_the_newest_of_many_are_found_and_the_count_says_that_there_are_more(claims, few, walk):
    found = newest(Claim.objects.all(), 2, walk=walk)
    assert (found.keys, found.told) == (claims[:-3:-1], "3+")


def test_the_newest_of_many_are_found_although_none_is_recent(claims, few):
    for number in range(5):
        record_claim(statement=f"Later {number}", by=None)
    found = newest(Claim.objects.filter(pk__in=claims), 2)
    assert (found.keys, found.told) == (claims[:-3:-1], "3+")


def test_among_none_there_is_no_newest(db):
    assert newest(Claim.objects.all(), 2) == paging.Newest([], 0)


def test_a_count_of_many_says_that_there_are_more(claims, few):
    assert counted(Claim.objects.filter(pk__in=claims[:3])).told == "3"
    assert counted(Claim.objects.all()).told == "3+"


# Claims with words, of which those are looked for among the newest


@pytest.fixture
def some_hold_them(claims, monkeypatch) -> None:
    """However few claims there are, neither all nor enough of them are near."""
    monkeypatch.setattr(filters, "MANY_HOLDING", 0)
    monkeypatch.setattr(filters, "FAR", 0.001)


def first_with(words: str, most: int) -> list[int]:
    found = NewestWithWords().first(Claim.objects.matching(words), most)
    return [claim.pk for claim in found]


@pytest.mark.parametrize("most", [1, 2, 3, 50])
def test_the_newest_that_hold_words_come_first(claims, some_hold_them, most):
    assert first_with("claim", most) == claims[::-1][:most]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_where_those_that_hold_words_are_old_they_are_found_too(
    claims, some_hold_them, most, monkeypatch
):
    monkeypatch.setattr(filters, "expected", lambda rows: (10_000.0, 1.0))  # as if all held them
    record_claim(statement="Just in", by=None)
    assert first_with("claim", most) == claims[::-1][:most]


def test_nothing_is_found_where_nothing_can_be(some_hold_them):
    assert list(NewestWithWords().first(Claim.objects.none(), 3)) == []


@pytest.mark.parametrize("table", ["claims_claim", "claims_claim_topics"])
def test_what_lists_find_out_of_indexes_alone_is_vacuumed_after_a_thousand_changes(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", [table])
        (options,) = cursor.fetchone()
    assert "autovacuum_vacuum_insert_threshold=1000" in options
    assert "autovacuum_vacuum_insert_scale_factor=0" in options
    assert "autovacuum_vacuum_threshold=1000" in options
    assert "autovacuum_vacuum_scale_factor=0" in options
