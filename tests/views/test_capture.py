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
    assert 'value="rose 807%"' in html.content.decode()


def test_the_captures_of_late_are_listed(staff):
    staff.post("/capture/", {"url": "https://a.example/x"})
    assert "https://a.example/x" in staff.get("/capture/").content.decode()
