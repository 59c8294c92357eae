"""A quote stands at its offsets, whatever is written with SQL."""

import pytest
from django.db import connection

from claims.models import Appearance, Claim, Snapshot
from tests import builders as make
from tests.sql import copy, diagnosis, refused, run, update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("session")]

TEXT = "A city report: the bridge was closed on Monday. The bridge was closed for a day."
FIRST = (TEXT.index("the bridge"), TEXT.index("the bridge") + len("the bridge was closed"))
STANDS = "appearance_quote_stands"

INSERT = """
    INSERT INTO claims_appearance
        (claim_id, snapshot_id, exact, prefix, suffix, start, "end", stance, basis, self_interested)
    VALUES (%s, %s, %s, '', '', %s, %s, 'asserts', 'unattributed', false)"""

ODD_TEXTS = {
    "emoji": "🌉🌉 the bridge 🚧 was closed",
    "joined emoji": "a family 👨‍👩‍👧‍👦 saw the bridge",
    "flags": "🇧🇷🇵🇹 the bridge",
    "combining marks": "Cafe\u0301 owners e\u0302tes-vous su\u0302r said the bridge",
    "first and last astral characters": "\U00010000\U0010fffd the bridge",
    "letters outside the basic plane": "𝒯𝒽𝑒 the bridge",
    "right to left": "قال المسؤول the bridge",
    "byte order mark and zero width": "\ufeff\u200b the bridge",
    "line ends": "one\r\ntwo\n\n\u2028 the bridge",
}


def insert(
    snapshot: Snapshot, exact: str, start: int, end: int, claim: Claim | None = None
) -> None:
    run(INSERT, (claim or make.claim()).pk, snapshot.pk, exact, start, end)


def test_words_that_stand_at_their_offsets_are_recorded():
    insert(make.snapshot(TEXT), "the bridge was closed", *FIRST)
    assert Appearance.objects.get().exact == "the bridge was closed"


@pytest.mark.parametrize(
    ("exact", "start", "end"),
    [
        ("the bridge was opened", *FIRST),
        ("The bridge was closed", *FIRST),
        ("the bridge was closed", FIRST[0] + 1, FIRST[1] + 1),
        ("the bridge was closed", FIRST[0] - 1, FIRST[1] - 1),
        ("the bridge was closed", FIRST[0], FIRST[1] + 1),
        ("the bridge was closed on", *FIRST),
        ("the  bridge was closed", *FIRST),
        ("a day.", len(TEXT) - 6, len(TEXT) + 1),
        ("a day. ", len(TEXT) - 6, len(TEXT) + 1),
        ("a day.", len(TEXT), len(TEXT) + 6),
        ("a day.", 5_000, 5_006),
        ("", FIRST[1], FIRST[0]),
        ("the bridge", FIRST[1], FIRST[0]),
        ("the bridge", FIRST[0], FIRST[0]),
    ],
)
def test_words_that_stand_elsewhere_or_nowhere_are_refused(exact, start, end):
    snapshot = make.snapshot(TEXT)
    with refused(STANDS):
        insert(snapshot, exact, start, end)


def test_an_empty_quote_is_refused():
    with refused("appearance_has_words"):
        insert(make.snapshot(TEXT), "", 5, 5)


def test_an_offset_before_the_text_is_refused():
    with refused(STANDS):
        insert(make.snapshot(TEXT), "A", -1, 1)


def test_words_of_another_snapshot_are_refused():
    make.snapshot(TEXT)
    with refused(STANDS):
        insert(make.snapshot("Nothing of the kind."), "the bridge was closed", *FIRST)


def test_a_quote_from_a_snapshot_that_is_not_there_is_refused():
    with refused(STANDS):
        run(INSERT, make.claim().pk, 10**9, "the bridge was closed", *FIRST)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_offsets_are_code_points(text):
    snapshot = make.snapshot(text)
    start = text.index("the bridge")
    insert(snapshot, "the bridge", start, start + 10)
    assert snapshot.text[start : start + 10] == Appearance.objects.get().exact


@pytest.mark.parametrize(
    "name", ["emoji", "joined emoji", "flags", "letters outside the basic plane"]
)
def test_offsets_counted_in_utf_16_units_are_refused(name):
    before, _, _ = ODD_TEXTS[name].partition("the bridge")
    start = len(before.encode("utf-16-le")) // 2
    with refused(STANDS):
        insert(make.snapshot(ODD_TEXTS[name]), "the bridge", start, start + 10)


@pytest.mark.parametrize("name", list(ODD_TEXTS))
def test_offsets_counted_in_bytes_are_refused(name):
    before, _, _ = ODD_TEXTS[name].partition("the bridge")
    start = len(before.encode())
    with refused(STANDS):
        insert(make.snapshot(ODD_TEXTS[name]), "the bridge", start, start + 10)


def test_a_composed_letter_is_not_its_letter_and_a_combining_mark():
    with refused(STANDS):
        insert(make.snapshot("Cafe\u0301 owners"), "Caf\u00e9 ", 0, 5)


def test_a_quote_may_end_between_a_letter_and_its_mark():
    insert(make.snapshot("Cafe\u0301 owners"), "Cafe", 0, 4)
    assert Appearance.objects.get().exact == "Cafe"


@pytest.mark.parametrize(
    "columns", [{"exact": "another"}, {"start": FIRST[0] + 1}, {"end": FIRST[1] - 1}]
)
def test_a_change_that_takes_the_quote_off_its_place_is_refused(columns):
    appearance = make.appearance(
        make.claim(), make.snapshot(TEXT), quote="the bridge was closed on Monday"
    )
    with refused(STANDS):
        update(appearance, **columns)


def test_a_move_to_a_snapshot_without_the_words_is_refused():
    appearance = make.appearance(make.claim(), make.snapshot(TEXT))
    with refused(STANDS):
        update(appearance, snapshot_id=make.snapshot("Nothing of the kind.").pk)


def test_a_move_to_other_words_that_stand_is_accepted():
    appearance = make.appearance(make.claim(), make.snapshot(TEXT))
    update(appearance, exact="A city", start=0, end=6)
    appearance.refresh_from_db()
    assert (appearance.exact, appearance.start, appearance.end) == ("A city", 0, 6)


def test_one_wrong_row_undoes_an_update_of_many():
    snapshot = make.snapshot(TEXT)
    for quote in ("A city report", "on Monday"):
        make.appearance(make.claim(quote), snapshot, quote=quote)
    with refused(STANDS):
        run("UPDATE claims_appearance SET exact = 'A city report'")
    assert Appearance.objects.filter(exact="on Monday").exists()


def test_an_upsert_that_changes_a_quote_is_refused():
    appearance = make.appearance(make.claim(), make.snapshot(TEXT))
    with refused(STANDS):
        run(
            "INSERT INTO claims_appearance SELECT * FROM claims_appearance WHERE id = %s "
            "ON CONFLICT (id) DO UPDATE SET exact = 'another'",
            appearance.pk,
        )


def test_a_copy_from_a_file_is_refused_too():
    claim, snapshot = make.claim(), make.snapshot(TEXT)
    rows = f"{claim.pk}\t{snapshot.pk}\tno such words\t\t\t0\t13\tasserts\tunattributed\tf\n"
    columns = 'claim_id,snapshot_id,exact,prefix,suffix,start,"end",stance,basis,self_interested'
    copied = f"COPY claims_appearance ({columns}) FROM STDIN"
    with (
        refused(STANDS),
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copied) as stream,
    ):
        stream.write(rows)


def test_the_same_words_are_recorded_once_for_a_claim():
    appearance = make.appearance(make.claim(), make.snapshot(TEXT))
    with refused("appearance_is_recorded_once"):
        copy(appearance)


def test_the_same_words_may_make_two_claims():
    appearance = make.appearance(make.claim(), make.snapshot(TEXT))
    copy(appearance, claim_id=make.claim("The bridge was closed on a Monday").pk)
    assert Appearance.objects.count() == 2


def test_the_refusal_says_where_the_words_were_looked_for():
    snapshot = make.snapshot(TEXT)
    with pytest.raises(
        Exception, match=rf"does not stand at 0 to 3 of snapshot {snapshot.pk}"
    ) as caught:
        insert(snapshot, "the", 0, 3)
    assert diagnosis(caught.value).sqlstate == "23514"
