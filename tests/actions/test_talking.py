"""Notes, and who is named in them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims.actions.talking import withdraw_note, write_note
from claims.models import Mention, Note
from tests import builders as make
from tests.sql import refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(db):
    """A journalist."""
    return make.user("ana", role="journalist")


def named(note: Note) -> list[str]:
    """Who is named in it."""
    return [mention.person.username for mention in note.mentions.all()]


def test_a_note_names_people_whatever_the_capitals(ana):
    make.user("Bo.Li", role="editor")
    assert named(write_note(claim=make.claim(), text="@bo.li, see @ANA.", by=ana)) == [
        "ana",
        "Bo.Li",
    ]


def test_somebody_named_twice_is_mentioned_once(ana):
    assert named(write_note(claim=make.claim(), text="@ana @ana", by=ana)) == ["ana"]


def test_only_people_who_are_here_and_have_a_role_are_named(ana):
    make.user("gone", role="editor", is_active=False)
    make.user("nothing")
    assert named(write_note(claim=make.claim(), text="@gone @nothing @nobody", by=ana)) == []


def test_a_superuser_is_named(ana):
    make.user("root", is_superuser=True)
    assert named(write_note(claim=make.claim(), text="@root", by=ana)) == ["root"]


@pytest.mark.parametrize("text", ["", " \n ", "a" * 5001])
def test_a_note_that_says_nothing_or_too_much_is_refused(ana, text):
    with pytest.raises(ValidationError):
        write_note(claim=make.claim(), text=text, by=ana)
    assert not Note.objects.exists()


def test_five_thousand_characters_are_a_note(ana):
    assert write_note(claim=make.claim(), text="é" * 5000, by=ana).pk


def test_ten_thousand_characters_are_told_in_words(ana):
    with pytest.raises(ValidationError, match="10,000 characters; a note holds 5,000"):
        write_note(claim=make.claim(), text="a" * 10_000, by=ana)


def test_postgresql_refuses_a_longer_one_too(ana):
    with refused("note_is_short"):
        Note.objects.create(claim=make.claim(), text="a" * 5001, written_by=ana)


def test_its_author_withdraws_it_and_nobody_else(ana):
    note = write_note(claim=make.claim(), text="Wrong.", by=ana)
    with pytest.raises(ValidationError, match="Only its author"):
        withdraw_note(note=note, by=make.user("bo", role="administrator"))
    assert withdraw_note(note=note, by=ana).withdrawn_at


def test_withdrawn_twice_it_keeps_the_first_time(ana):
    note = write_note(claim=make.claim(), text="Wrong.", by=ana)
    first = withdraw_note(note=note, by=ana).withdrawn_at
    assert withdraw_note(note=note, by=ana).withdrawn_at == first


@pytest.mark.parametrize("change", ["text = 'Right.'", "written_by_id = 1", "written_at = now()"])
def test_its_words_its_author_and_its_time_never_change(ana, change):
    write_note(claim=make.claim(), text="Wrong.", by=ana)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        run(f"UPDATE claims_note SET {change}")


def test_it_goes_with_its_claim_and_stays_in_the_trail(ana):
    claim = make.claim()
    write_note(claim=claim, text="@ana", by=ana)
    claim.delete()
    assert not Note.objects.exists()
    assert not Mention.objects.exists()
    assert Note.pgh_event_model.objects.get(pgh_label="delete").text == "@ana"
