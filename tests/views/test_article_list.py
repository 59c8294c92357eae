"""`/articles/`."""

import pytest

pytestmark = pytest.mark.django_db


def test_every_article_is_listed_with_publisher_date_and_claims(sample, read):
    html = read("/articles/")
    assert html.count("<li>\n        <div>") == 5
    assert "Runable" in html
    assert "publisher not recorded" in html
    assert "date not recorded" in html
    assert "11 claims" not in html
    assert "10 claims" in html


def test_articles_are_found_by_title_or_opening_words(sample, read):
    assert "Inside Federal" in read("/articles/?q=federal")
    assert "frequented by more" in read("/articles/?q=frequented")
    assert "No article fits." in read("/articles/?q=zebra")


def test_a_page_that_the_list_never_gave_out_is_not_found(sample, read):
    read("/articles/?after=zebra", status=404)


def test_the_list_takes_one_query(sample, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/articles/")
