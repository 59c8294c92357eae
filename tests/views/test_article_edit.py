"""`/articles/<id>/edit/`: checking and putting right what is recorded of an article."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from claims.actions import capturing
from claims.actions.articles import ChangedMeanwhile, edit_article
from claims.models import Article, Capture, Source, User
from tests import builders as make
from tests.sessions import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    """An article of the Times."""
    return make.snapshot().article


@pytest.fixture
def capture(staff: Client) -> Capture:
    """A page of an outlet that was not known, with words to record, read by a job."""
    ana = User.objects.get(username="ana")
    content = (
        b"<html><body><article><p>The bridge was closed on Monday.</p></article></body></html>"
    )
    asked = capturing.ask_for_content(
        content=content,
        filename="page.html",
        method="upload",
        url="https://www.echo.example/bridge",
        quote="The bridge was closed",
        by=ana,
    )
    capturing.run(asked.pk)
    return asked


def sent(article: Article, **typed: Any) -> dict[str, Any]:
    """What a browser sends for the page after somebody typed this."""
    shown = {
        name: getattr(article, name) or ""
        for name in ("title", "published_on", "byline", "language", "url")
    }
    return {**shown, "publisher": article.publisher.name, "version": article.version, **typed}


def save(client: Client, article: Article, **typed: Any) -> Any:
    """Type this and press Save."""
    return client.post(f"/articles/{article.pk}/edit/", sent(article, **typed))


def refused(client: Client, article: Article, **typed: Any) -> str:
    """The page that says why it was not saved."""
    before, sources = Article.objects.filter(pk=article.pk).values().get(), Source.objects.count()
    response = save(client, article, **typed)
    assert response.status_code == 400
    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert Source.objects.count() == sources
    return unescape(response.content.decode())


def test_only_staff_may(article, client):
    assert save(client, article, title="X").status_code == 401
    client.force_login(User.objects.create_user("reader"))
    assert save(client, article, title="X").status_code == 403
    article.refresh_from_db()
    assert article.title == "Bridge closed"


def test_one_that_is_not_there_is_not_found(staff):
    assert staff.get("/articles/999999/edit/").status_code == 404


def test_the_form_holds_what_is_recorded(article, staff):
    html = staff.get(f"/articles/{article.pk}/edit/").content.decode()
    assert "Bridge closed</textarea>" in html
    assert 'value="The Times"' in html
    assert "Not recorded." in html


def test_what_was_typed_is_stored_in_the_records_form(article, staff):
    response = save(
        staff,
        article,
        title=" Bridge \r\n closed for good ",
        published_on="2026-01-02",
        byline="Ana Lima",
        language="en_gb",
        url="https://times.example.org/1",
    )
    assert response["Location"] == f"/articles/{article.pk}/"
    article.refresh_from_db()
    assert article.title == "Bridge closed for good"
    assert (article.published_on, article.byline) == (date(2026, 1, 2), "Ana Lima")
    assert (article.language, article.url) == ("en-GB", "https://times.example.org/1")


def test_the_trail_says_who_and_why(article, staff):
    save(staff, article, title="X", why="The page was corrected.")
    noted = article.events.select_related("pgh_context").latest("pgh_id").pgh_context.metadata
    assert noted["reason"] == "The page was corrected."
    assert noted["user"] == User.objects.get(username="ana").pk


def test_claims_are_assessed_again_at_once(staff):
    claim, times = make.claim(), make.source("The Times")
    make.says(claim, times, basis="own_reporting")
    other = make.says(claim, make.source("The Herald"), basis="own_reporting").snapshot.article
    claim.refresh_from_db()
    assert claim.status == "corroborated"
    save(staff, other, publisher="The Times")
    claim.refresh_from_db()
    assert claim.status == "uncorroborated"


# The publisher


def test_a_publisher_on_record_is_found_by_name(article, staff):
    herald = make.source("The Herald")
    save(staff, article, publisher="the herald")
    article.refresh_from_db()
    assert article.publisher == herald


def test_a_new_publisher_is_made_with_its_kind(article, staff):
    assert "Choose what it is to make it" in refused(staff, article, publisher="The Echo")
    save(staff, article, publisher="The Echo", publisher_kind="outlet")
    article.refresh_from_db()
    assert (article.publisher.name, article.publisher.kind) == ("The Echo", "outlet")


def test_a_publisher_that_was_named_after_its_host_gets_its_name(capture, staff):
    article = capture.results.get().article
    assert article.publisher.host == "echo.example"
    made = article.publisher
    save(staff, article, publisher="The Echo", rename="on")
    article.refresh_from_db()
    assert (article.publisher, article.publisher.name) == (made, "The Echo")
    assert article.publisher.host == "echo.example"


def test_renaming_says_how_many_articles_it_concerns(capture, staff):
    article = capture.results.get().article
    page = f"/articles/{article.pk}/edit/"
    assert "That concerns 1 article." in staff.get(page).content.decode()
    make.snapshot(publisher=article.publisher)
    assert "That concerns 2 articles." in staff.get(page).content.decode()


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("echo.example", True),
        ("The Echo (echo.example)", True),
        ("The Echo", False),
        ("echo.example daily", False),
    ],
)
def test_renaming_is_offered_for_a_name_that_was_made_of_the_host(article, staff, name, offered):
    Source.objects.filter(pk=article.publisher_id).update(host="echo.example", name=name)
    html = staff.get(f"/articles/{article.pk}/edit/").content.decode()
    assert ("wrongly named" in html) is offered


def test_a_publisher_is_not_renamed_to_one_on_record(capture, staff):
    make.source("The Echo")
    article = capture.results.get().article
    html = refused(staff, article, publisher="The Echo", rename="on")
    assert "Another source has this name." in html


def test_one_of_two_namesakes_stays_who_it_was(article, staff):
    make.source("The Times", "document")
    html = staff.get(f"/articles/{article.pk}/edit/").content.decode()
    assert f'value="The Times (#{article.publisher_id})"' in html
    save(staff, article, publisher=f"The Times (#{article.publisher_id})", title="X")
    article.refresh_from_db()
    assert (article.publisher.kind, article.title) == ("outlet", "X")


# After a capture


def test_what_a_capture_could_not_read_is_said(capture, staff):
    article = capture.results.get().article
    html = staff.get(f"/articles/{article.pk}/edit/?capture={capture.pk}").content.decode()
    assert "Could not be read." in html
    assert "Check what was read" in html


def test_after_a_capture_it_leads_on_to_the_words_that_came_along(capture, staff):
    article = capture.results.get().article
    address = f"/articles/{article.pk}/edit/?capture={capture.pk}"
    response = staff.post(address, sent(article, title="Bridge closed"))
    assert response["Location"] == f"/articles/{article.pk}/?capture={capture.pk}"


@pytest.mark.parametrize("key", ["x", "99999", "9" * 30, "²"])
def test_a_capture_that_is_not_there_or_not_of_it_leads_to_the_article(key, article, staff):
    response = staff.post(f"/articles/{article.pk}/edit/?capture={key}", sent(article))
    assert response["Location"] == f"/articles/{article.pk}/"


# Refusals


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"language": "English"}, "Write a language tag: en for English"),
        ({"published_on": "1599-12-31"}, "No article is as old as that."),
        ({"published_on": "2999-01-01"}, "This day is still to come."),
        ({"published_on": "yesterday"}, "Enter a valid date."),
        ({"url": "ftp://example.org/"}, "Only addresses that begin with http"),
        ({"url": "https://ana:secret@example.org/"}, "holds a user name or a password"),
        ({"title": "\u200b"}, "There is nothing here but space."),
        ({"publisher": " "}, "Name the publisher."),
        ({"publisher": "\u200b", "publisher_kind": "outlet"}, "There is nothing here but space."),
        ({"version": ""}, "Not saved:"),
        ({"version": "x"}, "Enter a whole number."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(typed, told, article, staff):
    html = refused(staff, article, **{"byline": "As typed", **typed})
    assert told in html
    assert "As typed" in html


def test_an_address_of_another_article_is_refused_with_the_way_there(article, staff):
    other = Article.objects.create(
        publisher=article.publisher, title="Other", url="https://times.example.org/1"
    )
    html = refused(staff, article, url="https://times.example.org/1")
    assert f'<a href="/articles/{other.pk}/">Other</a>' in html


# Two people


def test_what_somebody_else_saved_meanwhile_is_told_and_not_overwritten(article, staff):
    version, before = article.version, sent(article)
    ben = make.user("ben")
    edit_article(
        article=article,
        version=version,
        publisher=make.source("The Herald"),
        title="Bridge open",
        language="en",
        by=ben,
    )
    html = refused(staff, article, **before | {"byline": "Ana Lima"})
    assert "Not saved: ben changed this article" in html
    assert "Title: “Bridge open”" in html
    assert "Publisher: “The Herald”" in html
    assert 'value="Ana Lima"' in html
    assert 'value="The Herald"' in html
    assert "Bridge open</textarea>" in html


def test_saving_again_puts_ones_own_in_place_of_theirs(article, staff):
    before = sent(article)
    edit_article(
        article=article,
        version=article.version,
        publisher=article.publisher,
        title="Bridge open",
        by=make.user("ben"),
    )
    html = refused(staff, article, **before | {"title": "Bridge shut"})
    article.refresh_from_db()
    assert f'name="version" value="{article.version}"' in html
    assert "Bridge shut</textarea>" in html
    save(staff, article, title="Bridge shut")
    article.refresh_from_db()
    assert article.title == "Bridge shut"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_in_the_same_moment_one_is_told():
    article = make.snapshot().article
    version, told = article.version, []

    def edit(title: str) -> None:
        try:
            edit_article(
                article=article, version=version, publisher=article.publisher, title=title, by=None
            )
        except ChangedMeanwhile:
            told.append(title)

    at_once(lambda: edit("One"), lambda: edit("Other"))
    article.refresh_from_db()
    assert len(told) == 1
    assert {article.title, *told} == {"One", "Other"}
