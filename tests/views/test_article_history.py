"""`/articles/<id>/history/`: what happened to an article and to all that hangs on it."""

import pytest

from claims.actions.articles import correct
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    """A captured article, retracted."""
    found = make.says(make.claim(), make.source()).snapshot.article
    correct(article=found, kind="retraction", text="It was made up.", by=make.user("ana"))
    return found


def test_it_tells_of_captures_quotes_and_corrections(article, staff, read):
    html = read(f"/articles/{article.pk}/history/")
    for words in ("Captured", "Appearance recorded", "Correction recorded", "It was made up."):
        assert words in html


def test_the_articles_page_leads_there_for_those_who_read_the_trail(article, staff, read):
    assert f'href="/articles/{article.pk}/history/"' in read(f"/articles/{article.pk}/")


def test_an_article_that_never_was_is_not_found(staff, read):
    read("/articles/999999/history/", status=404)


def test_somebody_without_a_role_is_refused(article, client):
    client.force_login(make.user("bo"))
    assert client.get(f"/articles/{article.pk}/history/").status_code == 403
