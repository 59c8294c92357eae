"""`manage.py match`: the recorded claims that a text may make."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.actions.embedding import make_waiting
from tests import builders as make

pytestmark = pytest.mark.django_db


def match(*arguments: str) -> tuple[str, str]:
    """What it says, and what it says beside that."""
    said, beside = StringIO(), StringIO()
    call_command("match", *arguments, stdout=said, stderr=beside)
    return said.getvalue(), beside.getvalue()


def test_the_answer_as_json():
    claim = make.claim("Assaults on officers rose by 807%")
    make_waiting()
    (row,) = json.loads(match("Assaults on officers rose by 870%", "--json")[0])
    assert set(row) == {"claim", "statement", "score", "differs"}
    assert (row["claim"], row["statement"]) == (claim.pk, claim.statement)
    assert row["differs"] == ["other_figure"]
    assert 0 < row["score"] < 1


def test_the_answer_in_words():
    make.claim("Assaults on officers rose by 807%")
    said, beside = match("Assaults on officers rose by 870%")
    assert "Assaults on officers rose by 807%\n      other figure\n" in said
    assert beside == ""


def test_nothing_near_is_an_empty_list_or_a_sentence():
    assert match("Milk became dearer", "--json")[0] == "[]\n"
    assert match("Milk became dearer")[0] == "No claim on record is near.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("  ",), "The text is empty."),
        (("x", "--k=0"), "Ask for 1 to 100 claims: 0 is not possible."),
        (("x", "--k=-3"), "Ask for 1 to 100 claims: -3"),
        (("x", "--k=99999999999999999999"), "Ask for 1 to 100 claims"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(arguments, told):
    with pytest.raises(CommandError, match=told):
        match(*arguments)


def test_what_it_does_not_know_is_told_beside_the_answer():
    said, beside = match("Die Brücke wurde von der Stadt gesperrt", "--json")
    assert said == "[]\n"
    assert "English alone" in beside
