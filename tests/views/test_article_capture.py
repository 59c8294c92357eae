"""`/articles/<id>/capture/`: an article captured again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.actions import capturing
from claims.actions.articles import record_article
from claims.models import Article, Capture, User
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """An article with an address."""
    return record_article(publisher=make.source(), url="https://a.example/x", by=None)


def test_only_staff_may(article, client):
    address = f"/articles/{article.pk}/capture/"
    assert client.post(address, {"url": article.url}).status_code == 401
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 403
    assert client.post(address, {"url": article.url}).status_code == 403
    assert not Capture.objects.exists()


def test_an_article_that_is_not_there_is_not_found(staff):
    assert staff.post("/articles/99/capture/", {"url": "https://a.example/"}).status_code == 404


def test_the_button_on_the_articles_page_captures_its_address(article, staff):
    html = staff.get(f"/articles/{article.pk}/").content.decode()
    assert f'action="/articles/{article.pk}/capture/"' in html
    response = staff.post(f"/articles/{article.pk}/capture/", {"url": article.url})
    capture = Capture.objects.get()
    assert (capture.article, capture.url) == (article, article.url)
    assert response["Location"] == capture.get_absolute_url()


def test_while_a_capture_is_under_way_the_page_leads_to_it(article, staff):
    capture = capturing.ask_for_page(url=article.url, article=article, by=make.user("ana"))
    html = staff.get(f"/articles/{article.pk}/").content.decode()
    assert f'href="/capture/{capture.pk}/"' in html
    assert f'action="/articles/{article.pk}/capture/"' not in html


def test_a_file_becomes_a_capture_of_the_same_article(article, staff):
    file = SimpleUploadedFile("x.txt", b"The whole text of it.")
    staff.post(f"/articles/{article.pk}/capture/", {"file": file, "url": article.url})
    capturing.run(Capture.objects.get().pk)
    assert article.snapshots.get().text.strip() == "The whole text of it."


def test_the_page_offers_the_address_a_file_and_a_text(article, staff):
    html = staff.get(f"/articles/{article.pk}/capture/").content.decode()
    assert 'value="https://a.example/x"' in html
    assert 'type="file"' in html


def test_nothing_at_all_is_refused(article, staff):
    assert staff.post(f"/articles/{article.pk}/capture/", {"url": ""}).status_code == 400


def test_readers_are_not_offered_it(article, read):
    assert "Capture again" not in read(f"/articles/{article.pk}/")
