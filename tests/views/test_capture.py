"""`/capture/`: asking for an address, a file or a text to be captured."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Capture, User

pytestmark = pytest.mark.django_db


def test_only_staff_may_capture(client):
    assert client.get("/capture/")["Location"].startswith("/accounts/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/capture/").status_code == 403
    assert client.post("/capture/", {"url": "https://a.example/"}).status_code == 403
    assert not Capture.objects.exists()


def test_an_address_is_asked_for_and_the_page_that_follows_it_is_shown(staff):
    response = staff.post("/capture/", {"url": "https://a.example/x"})
    capture = Capture.objects.get()
    assert response["Location"] == f"/capture/{capture.pk}/"
    assert (capture.url, capture.method, capture.asked_by.username) == (
        "https://a.example/x",
        "url",
        "ana",
    )


def test_a_file_is_asked_for_with_where_it_came_from(staff):
    file = SimpleUploadedFile("letter.txt", b"Words of a letter.")
    staff.post("/capture/", {"file": file, "url": "https://a.example/letter"})
    capture = Capture.objects.get()
    assert (capture.method, capture.filename) == ("upload", "letter.txt")
    assert capture.url == "https://a.example/letter"


def test_a_text_is_asked_for(staff):
    staff.post("/capture/", {"text": "Words that were pasted."})
    assert Capture.objects.get().method == "pasted"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Enter an address, choose a file, or paste a text."),
        ({"url": "not an address"}, "This is not the address of a web page."),
        ({"url": "javascript:alert(1)"}, "This is not the address of a web page."),
        ({"url": "ftp://a.example/x"}, "Only addresses that begin with http:// or https://"),
        ({"url": "https://ana:secret@a.example/"}, "holds a user name or a password"),
        ({"url": "https://a.example/", "quote": "word " * 2001}, "Shorten them, or clear"),
    ],
)
def test_what_cannot_be_captured_is_refused_with_what_was_typed(staff, sent, told):
    response = staff.post("/capture/", sent)
    assert response.status_code == 400
    assert told in response.content.decode()
    assert sent.get("url", "") in response.content.decode()
    assert not Capture.objects.exists()


def test_a_file_and_a_text_at_once_are_refused(staff):
    file = SimpleUploadedFile("letter.txt", b"Words.")
    assert staff.post("/capture/", {"file": file, "text": "Words."}).status_code == 400


def test_the_bookmark_fills_in_the_address_and_the_words(staff):
    html = staff.get("/capture/", {"url": "https://a.example/", "quote": "rose 807%"})
    assert 'value="https://a.example/"' in html.content.decode()
    assert "rose 807%</textarea>" in html.content.decode()


def test_words_to_record_are_asked_for_only_when_some_come_along(staff):
    html = staff.get("/capture/", {"url": "https://a.example/"}).content.decode()
    assert '<input type="hidden" name="quote"' in html


def test_after_a_capture_that_failed_the_form_holds_what_it_was_asked_for(staff):
    staff.post("/capture/", {"url": "https://a.example/x", "quote": "rose 807%"})
    html = staff.get(f"/capture/?after={Capture.objects.get().pk}").content.decode()
    assert 'value="https://a.example/x"' in html
    assert "rose 807%</textarea>" in html


@pytest.mark.parametrize("key", ["x", "99999", "²", "9" * 30])
def test_after_a_capture_that_is_not_there_the_form_is_empty(key, staff):
    assert staff.get("/capture/", {"after": key}).status_code == 200


def test_the_captures_of_late_are_listed(staff):
    staff.post("/capture/", {"url": "https://a.example/x"})
    assert "https://a.example/x" in staff.get("/capture/").content.decode()
