"""`/claims/<id>/notes/`, and the same on the claim's page."""

from html import unescape

import pytest
from django.test import Client

from claims.actions.talking import write_note
from claims.models import Claim, Note
from tests import builders as make

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(db) -> Claim:
    """A claim."""
    return make.claim()


@pytest.fixture
def address(claim) -> str:
    """Where its notes are."""
    return f"/claims/{claim.pk}/notes/"


def signed_in(name: str, role: str = "") -> Client:
    """A browser of somebody in a role."""
    client = Client()
    client.force_login(make.user(name, role=role))
    return client


def test_a_note_is_written_and_leads_back_to_the_claim_at_the_note(address, claim, staff):
    response = staff.post(address, {"text": "Call the city."})
    note = Note.objects.get()
    assert response["Location"] == f"/claims/{claim.pk}/#note-{note.pk}"
    assert (note.text, note.written_by.username) == ("Call the city.", "ana")


def test_the_claims_page_shows_notes_the_oldest_first(address, claim, staff, read):
    for text in ("first", "second"):
        staff.post(address, {"text": text})
    html = read(f"/claims/{claim.pk}/")
    assert html.index(">first<") < html.index(">second<")


def test_people_who_are_named_stand_out_and_other_names_do_not(address, claim, staff, read):
    make.user("bo", role="reader")
    staff.post(address, {"text": "@Bo, ask @nobody"})
    assert "<b>@Bo</b>, ask @nobody" in read(f"/claims/{claim.pk}/")


def test_words_are_escaped(address, claim, staff, read):
    staff.post(address, {"text": "<script>alert(1)</script> @ana<b>"})
    html = read(f"/claims/{claim.pk}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <b>@ana</b>&lt;b&gt;" in html


def test_htmx_gets_the_section_alone_with_an_empty_form(address, staff):
    response = staff.post(address, {"text": "Call."}, headers=HTMX)
    html = response.content.decode()
    assert "HX-Request" in response["Vary"]
    assert "<html" not in html
    assert ">Call.<" in html
    assert "</textarea>" in html
    assert "Call.</textarea>" not in html


@pytest.mark.parametrize(("headers", "status"), [({}, 400), (HTMX, 200)])
def test_ten_thousand_characters_are_refused_and_kept(address, staff, headers, status):
    text = "long." * 2000
    response = staff.post(address, {"text": text}, headers=headers)
    html = unescape(response.content.decode())
    assert response.status_code == status
    assert "This note has 10,000 characters; a note holds 5,000." in html
    assert f"{text}</textarea>" in html
    assert not Note.objects.exists()


def test_line_ends_count_once(address, staff):
    staff.post(address, {"text": "a\r\n" * 2499 + "ab"})
    assert len(Note.objects.get().text) == 5000


def test_an_empty_note_is_refused(address, staff):
    assert "Write something first." in staff.post(address, {"text": " "}).content.decode()


def test_its_author_withdraws_a_note_and_its_words_are_gone(address, claim, staff, read):
    staff.post(address, {"text": "Wrong."})
    note = Note.objects.get()
    assert staff.post(address, {"withdraw": note.pk})["Location"].endswith(f"#note-{note.pk}")
    html = read(f"/claims/{claim.pk}/")
    assert "withdrawn" in html
    assert "Wrong." not in html.split('aria-labelledby="history"')[0]


def test_nobody_withdraws_anothers_note(address, claim, staff):
    note = write_note(claim=claim, text="Mine.", by=make.user("bo", role="editor"))
    assert staff.post(address, {"withdraw": note.pk}).status_code == 404
    assert "Withdraw" not in staff.get(address).content.decode()


@pytest.mark.parametrize("key", ["x", "9" * 30, ""])
def test_a_note_that_is_not_there_cannot_be_withdrawn(address, staff, key):
    assert staff.post(address, {"withdraw": key}).status_code == 404


def test_a_reader_reads_and_does_not_write(address, claim):
    write_note(claim=claim, text="Call.", by=make.user("bo", role="editor"))
    reader = signed_in("cy", "reader")
    html = reader.get(f"/claims/{claim.pk}/").content.decode()
    assert "Call." in html
    assert "Write a note" not in html
    assert reader.post(address, {"text": "Me too."}).status_code == 403


def test_the_public_sees_no_notes(address, claim, client):
    write_note(claim=claim, text="Call the city.", by=make.user("bo", role="editor"))
    assert "Call the city." not in client.get(f"/claims/{claim.pk}/").content.decode()
    assert client.get(address).status_code == 302
    assert client.post(address, {"text": "x"}).status_code == 401


def test_somebody_without_a_role_is_refused(address):
    assert signed_in("bo").get(address).status_code == 403


def test_the_claims_page_shows_the_latest_fifty_and_leads_to_the_rest(address, claim, staff, read):
    by = make.user("ana")
    Note.objects.bulk_create(
        [Note(claim=claim, text=f"note {count};", written_by=by) for count in range(53)]
    )
    html = read(f"/claims/{claim.pk}/")
    assert "note 2;" not in html.split("Earlier notes")[1].split("<aside")[0]
    assert "note 52;" in html
    assert "note 0;" in read(address)


def test_a_note_on_no_claim_is_not_found(staff):
    assert staff.post("/claims/999999/notes/", {"text": "x"}).status_code == 404


def test_notes_are_in_the_history(address, claim, staff, read):
    staff.post(address, {"text": "Call the city."})
    html = read(f"/claims/{claim.pk}/history/")
    assert "Note written" in html
    assert "“Call the city.”" in html
