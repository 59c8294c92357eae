"""`/capture/<id>/`: how a capture goes, and what came of it."""

import pytest

from claims.actions import capturing
from claims.models import Appearance, Capture, User
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def capture(staff) -> Capture:
    """A page that waits to be captured."""
    return capturing.ask_for_page(url="https://a.example/x", by=User.objects.get(username="ana"))


@pytest.fixture
def failed(capture) -> Capture:
    """One that failed for good."""
    capturing._fail(capture, "http_404", "There is no such page.")
    capture.refresh_from_db()
    return capture


@pytest.fixture
def done(staff) -> Capture:
    """A text that was read."""
    ana = User.objects.get(username="ana")
    asked = capturing.ask_for_content(content=b"Words.", filename="", method="pasted", by=ana)
    capturing.run(asked.pk)
    return asked


def test_only_staff_may_see_it(capture, client):
    client.logout()
    assert client.get(f"/capture/{capture.pk}/").status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"/capture/{capture.pk}/").status_code == 403


def test_one_that_is_not_there_is_not_found(staff):
    assert staff.get("/capture/99/").status_code == 404


def test_the_page_follows_a_capture_that_is_under_way(capture, staff):
    html = staff.get(f"/capture/{capture.pk}/").content.decode()
    assert "<b>Waiting</b>" in html
    assert f'hx-get="/capture/{capture.pk}/"' in html


def test_htmx_is_sent_the_progress_alone(capture, staff):
    response = staff.get(f"/capture/{capture.pk}/", headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="progress"')
    assert "HX-Request" in response["Vary"]


def test_a_capture_that_is_done_names_the_article_and_is_followed_no_more(done, staff):
    html = staff.get(f"/capture/{done.pk}/").content.decode()
    assert done.results.get().article.get_absolute_url() in html
    assert "hx-get" not in html


def test_what_was_read_is_shown_with_the_way_to_correct_it(done, staff):
    html = staff.get(f"/capture/{done.pk}/").content.decode()
    assert "could not be read" in html
    article = done.results.get().article_id
    assert f'href="/articles/{article}/edit/?capture={done.pk}"' in html


def test_without_words_to_record_it_leads_to_the_article(done, staff):
    html = staff.get(f"/capture/{done.pk}/").content.decode()
    article = done.results.get().article_id
    assert f'<a class="button main" href="/articles/{article}/">Read it' in html


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_with_words_to_record_it_leads_to_recording_them(headers, staff):
    ana = User.objects.get(username="ana")
    asked = capturing.ask_for_content(
        content=b"Words of a letter.", filename="", method="pasted", quote="of a", by=ana
    )
    capturing.run(asked.pk)
    html = staff.get(f"/capture/{asked.pk}/", headers=headers).content.decode()
    article = asked.results.get().article_id
    onward = f"/articles/{article}/?capture={asked.pk}"
    assert f'<a class="button main" href="{onward}">Record these words</a>' in html
    assert "<blockquote" in html


def test_an_unchanged_page_says_since_when(done, staff):
    ana = User.objects.get(username="ana")
    again = capturing.ask_for_content(
        content=b"Words.",
        filename="",
        method="pasted",
        by=ana,
        article=done.results.get().article,
    )
    capturing.run(again.pk)
    assert "Unchanged since" in staff.get(f"/capture/{again.pk}/").content.decode()


def test_a_failure_says_why_and_offers_to_try_again(failed, staff):
    html = staff.get(f"/capture/{failed.pk}/").content.decode()
    assert "There is no such page." in html
    assert "Try again" in html


def test_trying_again_starts_it_once_more_and_keeps_the_attempt(failed, staff):
    response = staff.post(f"/capture/{failed.pk}/")
    assert response["Location"] == f"/capture/{failed.pk}/"
    failed.refresh_from_db()
    assert failed.state == Capture.State.WAITING
    assert failed.attempts.count() == 1


def captured_again(appearance: Appearance, text: str) -> Capture:
    """Another capture of the article that holds the quote, with this text."""
    asked = capturing.ask_for_content(
        content=text.encode(),
        filename="",
        method="pasted",
        article=appearance.snapshot.article,
        by=User.objects.get(username="ana"),
    )
    capturing.run(asked.pk)
    return asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Now it closed on Sunday.", "Says something else</b>: <del>Monday</del> → <ins>Sunday"),
        ("Nobody ever said a thing.", "Gone from this capture</b>"),
    ],
)
def test_quotes_that_no_longer_stand_there_are_named_with_the_way_to_them(staff, text, told):
    words = "it closed on Monday"
    claim = make.claim("The bridge closed on a Monday")
    snapshot = make.snapshot(f"Then {words}.")
    appearance = make.appearance(claim, snapshot, quote=words)
    capture = captured_again(appearance, text)
    html = staff.get(f"/capture/{capture.pk}/").content.decode()
    assert "1 quote does not stand there as it was recorded" in html
    link = f"/claims/{claim.pk}/?quote={appearance.pk}#appearance-{appearance.pk}"
    assert f'<a href="{link}">{claim.statement}</a>' in html
    assert f"“{words}”" in html
    assert told in html
    now = capture.results.get().snapshot_id
    assert f"/compare/?from={snapshot.pk}&amp;to={now}" in html


def test_quotes_that_stand_there_as_they_did_are_not_listed(staff):
    words = "it closed on Monday"
    appearance = make.appearance(make.claim(), make.snapshot(f"Then {words}."), quote=words)
    capture = captured_again(appearance, f"We hear that then {words}.")
    html = staff.get(f"/capture/{capture.pk}/").content.decode()
    assert "does not stand there" not in html
