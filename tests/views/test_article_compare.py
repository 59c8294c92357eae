"""`/articles/<id>/compare/`: two captures, word by word."""

import pytest

from claims.actions.articles import record_article
from claims.models import Article, User
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """An article captured three times."""
    article = record_article(publisher=make.source(), title="Tides", by=None)
    for text in ("The tide rose by 807%.", "The tide rose by 870%.", "The  tide\nrose by “870%”"):
        make.captured_of(article, text)
    return article


@pytest.fixture
def keys(article) -> list[int]:
    """Its captures, the first one first."""
    return [one.pk for one in article.snapshots.order_by("pk")]


def test_it_is_for_staff(article, client):
    address = f"/articles/{article.pk}/compare/"
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 403


def test_any_two_captures_are_compared(article, keys, staff, read):
    html = read(f"/articles/{article.pk}/compare/?from={keys[0]}&to={keys[1]}")
    assert "<del>807</del><ins>870</ins>" in html
    assert "1 place differs." in html


def test_the_other_way_round_too(article, keys, staff, read):
    html = read(f"/articles/{article.pk}/compare/?from={keys[1]}&to={keys[0]}")
    assert "<del>870</del><ins>807</ins>" in html


def test_white_space_and_typography_do_not_count(article, keys, staff, read):
    html = read(f"/articles/{article.pk}/compare/?from={keys[1]}&to={keys[2]}")
    assert "0 places differ." in html


def test_without_a_choice_the_latest_is_compared_with_the_one_before(article, keys, staff, read):
    html = read(f"/articles/{article.pk}/compare/")
    assert f'<option value="{keys[1]}" selected>' in html
    assert f'<option value="{keys[2]}" selected>' in html


@pytest.mark.parametrize("key", ["x", "0", "99999999999999999999"])
def test_a_capture_that_is_not_there_is_not_found(article, staff, read, key):
    read(f"/articles/{article.pk}/compare/?from={key}", status=404)


def test_the_capture_of_another_article_is_not_found(article, staff, read):
    other = make.snapshot()
    read(f"/articles/{article.pk}/compare/?from={other.pk}", status=404)


def test_an_article_without_captures_says_so(staff, read):
    bare = record_article(publisher=make.source(), by=None)
    assert "Nothing of this article has been captured yet." in read(f"/articles/{bare.pk}/compare/")


def test_one_capture_is_the_same_as_itself(staff, read):
    article = make.snapshot().article
    assert "0 places differ." in read(f"/articles/{article.pk}/compare/")


def test_captured_markup_is_shown_as_text(article, staff, read):
    make.captured_of(article, "<script>alert(1)</script> <b>The tide</b>")
    html = read(f"/articles/{article.pk}/compare/")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
