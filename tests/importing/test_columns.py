"""The header: columns in any order, and what is wrong with those that are none."""

import pytest

from claims.importing.columns import COLUMNS, OF_CLAIMS, WrongColumns, checked
from claims.publish import tables

NAMES = [column.name for column in COLUMNS]


def reasons(*names: str) -> list[str]:
    """Why a header is refused."""
    with pytest.raises(WrongColumns) as refusal:
        checked(names)
    return refusal.value.reasons


def test_columns_may_stand_in_any_order_and_be_written_in_any_way():
    assert checked(reversed(NAMES)) == {column.name: column.field for column in COLUMNS}
    assert checked(["QUOTE", "Article-url", "Statement "])["Article-url"] == "url"


def test_the_column_of_reasons_that_refused_rows_come_back_with_is_passed_over():
    assert "reasons" not in checked([*NAMES, "reasons"])


def test_a_column_that_is_none_is_named_with_the_nearest_that_is():
    [told] = reasons(*NAMES, "qoutes")
    assert told.startswith("“qoutes” is no column. Did you mean “quote”?")


def test_a_column_that_is_like_none_is_named():
    assert reasons(*NAMES, "xyzzy")[0].startswith("“xyzzy” is no column. Delete it")


def test_a_column_without_a_name_is_told_by_its_place():
    assert reasons("", *NAMES) == ["Column 1 has no name. Name it, or delete it."]


def test_a_column_that_comes_twice_is_named():
    assert "“quote” is there 2 times" in reasons(*NAMES, "Quote")[0]


def test_columns_that_are_missing_are_named():
    assert [told[:25] for told in reasons("title", "outlet")] == [
        "The column “statement” is",
        "The column “quote” is mis",
    ]


def test_what_tells_an_article_is_asked_for_by_both_of_its_ways():
    [told] = reasons("statement", "quote")
    assert "“article URL”" in told
    assert "“outlet”, “title” and “date”" in told
    assert checked(["statement", "quote", "outlet"])


def test_a_list_of_claims_is_told_in_one_sentence_where_the_quotes_are():
    header = ["id", "address", "statement", "status", "why", "counted_origins", "flags"]
    [told] = reasons(*header)
    assert "“Every quote of these claims”" in told


def test_the_list_of_claims_that_leaves_here_is_known_for_one():
    assert set(tables.CLAIMS.header()) >= OF_CLAIMS
