"""`/sources/`."""

import pytest

pytestmark = pytest.mark.django_db


def test_sources_are_listed_by_name_with_kind_and_owner(sample, read):
    html = read("/sources/")
    assert html.index("Department of Homeland Security") < html.index("Runable")
    assert "belongs to U.S. Immigration and Customs Enforcement" in html
    assert "anonymous" in html


def test_sources_are_found_by_name_and_kind(sample, read):
    html = read("/sources/?q=ICE&kind=document")
    assert "letter to the American public" in html
    assert "former ICE personnel" not in html


def test_a_kind_that_there_is_not_is_named(sample, read):
    assert "Kind:" in read("/sources/?kind=ghost", status=400)


def test_the_list_takes_one_query(sample, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/sources/")
