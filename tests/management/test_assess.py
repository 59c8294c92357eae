"""`manage.py assess`: the stored assessments against fresh ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.actions import assessing
from claims.models import Claim, Flag, Progress, Touched
from tests import builders as make
from tests.sql import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims() -> list[Claim]:
    """Five claims, each reported by the Times and the Tribune."""
    times, tribune = make.source("The Times"), make.source("The Tribune")
    claims = [make.claim(f"Bridge {number} was closed") for number in range(5)]
    for claim in claims:
        make.says(claim, times, basis="own_reporting")
        make.says(claim, tribune, basis="own_reporting")
    return claims


def assess(*arguments: object, **options: object) -> list[str]:
    """What the command says, line by line."""
    said = StringIO()
    call_command("assess", *map(str, arguments), stdout=said, **options)
    return said.getvalue().splitlines()


def statuses() -> set[str]:
    """Every status that a claim has."""
    return set(Claim.objects.values_list("status", flat=True))


def test_a_true_record_differs_in_nothing(claims):
    assert assess("--all") == ["0 stored assessments differed."]


def test_an_empty_record_differs_in_nothing():
    assert assess("--all") == ["0 stored assessments differed."]


def test_what_was_broken_behind_its_back_is_told_and_mended(claims):
    run(
        "UPDATE claims_claim SET status = 'disputed', counted_origins = 9 WHERE id = %s",
        claims[1].pk,
    )
    assert assess("--all") == [
        f"claim {claims[1].pk}: status, counted_origins",
        "1 stored assessment differed.",
    ]
    assert statuses() == {"corroborated"}
    assert assess("--all") == ["0 stored assessments differed."]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "disputed"),
        ("sentence", "It is so."),
        ("counted_origins", 7),
        ("asserting_families", 7),
        ("disputing_families", 7),
        ("article_count", 7),
        ("flag_codes", ["circular"]),
        ("first_published_on", "2025-01-01"),
        ("figure_label", "7 bridges"),
        ("origin_ids", [7]),
        ("publisher_ids", [7]),
        ("named_ids", [7]),
        ("digest", "7"),
    ],
)
def test_every_stored_field_is_compared_and_mended(column, value):
    claim = make.claim()
    run(f"UPDATE claims_claim SET {column} = %s", value)
    assert assess("--all") == [f"claim {claim.pk}: {column}", "1 stored assessment differed."]
    assert getattr(Claim.objects.get(), column) == getattr(claim, column)


def test_a_flag_that_was_removed_raised_or_reworded_behind_its_back_is_told_and_mended():
    claim = make.claim()
    make.says(claim, make.source(), basis="own_reporting")
    for broken in (
        "DELETE FROM claims_flag",
        "UPDATE claims_flag SET cleared_at = now() WHERE cleared_at IS NULL",
        "UPDATE claims_flag SET explanation = 'Because.' WHERE cleared_at IS NULL",
        f"INSERT INTO claims_flag (claim_id, code, explanation, clears, raised_at) "
        f"VALUES ({claim.pk}, 'circular', 'Because.', 'Nothing.', now())",
    ):
        run(broken)
        assert assess("--all") == [f"claim {claim.pk}: flags", "1 stored assessment differed."]
        flag = Flag.objects.standing().get()
        assert (flag.code, flag.explanation[:15]) == ("single_origin", "Only one origin")


def test_lost_search_words_are_mended(claims):
    run("UPDATE claims_claim SET search = NULL")
    assess("--all")
    assert Claim.objects.matching("bridge").count() == 5


def test_what_was_written_outside_is_taken_from_the_waiting_list(claims):
    run("UPDATE claims_appearance SET basis = 'illustrative'")
    lines = assess("--all")
    assert len(lines) == 6
    assert lines[-1] == "5 stored assessments differed."
    assert statuses() == {"uncorroborated"}
    assert not Touched.objects.exists()


def test_named_claims_alone_are_assessed(claims):
    run("UPDATE claims_claim SET status = 'disputed'")
    assert assess(claims[3].pk, claims[0].pk) == [
        f"claim {claims[0].pk}: status",
        f"claim {claims[3].pk}: status",
        "2 stored assessments differed.",
    ]
    assert Claim.objects.of_status("disputed").count() == 3


def test_an_unknown_id_is_refused_and_nothing_is_assessed(claims):
    run("UPDATE claims_claim SET status = 'disputed'")
    unknown = claims[-1].pk + 1
    with pytest.raises(CommandError, match=f"No claim has the id {unknown}, {unknown + 1}"):
        assess(claims[0].pk, unknown + 1, unknown)
    assert statuses() == {"disputed"}


@pytest.mark.parametrize("arguments", [(), (1, "--all")])
def test_it_asks_for_ids_or_for_all_of_them(arguments):
    with pytest.raises(CommandError, match="Name the claims to assess"):
        assess(*arguments)


def test_it_goes_on_after_a_claim(claims):
    run("UPDATE claims_claim SET status = 'disputed'")
    assert assess("--all", "--after", claims[2].pk)[-1] == "2 stored assessments differed."
    assert list(Claim.objects.of_status("disputed").order_by("pk")) == claims[:3]


def test_it_works_through_all_claims_in_chunks_of_their_own(claims, monkeypatch):
    monkeypatch.setattr(assessing, "CHUNK", 2)
    run("UPDATE claims_claim SET status = 'disputed'")
    reached = [
        (last, [difference.claim for difference in found]) for last, found in assessing.assess_all()
    ]
    keys = [claim.pk for claim in claims]
    assert reached == [(keys[1], keys[:2]), (keys[3], keys[2:4]), (keys[4], keys[4:])]


def test_a_run_that_is_cut_short_keeps_what_it_has_done(claims, monkeypatch):
    monkeypatch.setattr(assessing, "CHUNK", 2)
    run("UPDATE claims_claim SET status = 'disputed'")
    next(assessing.assess_all())
    assert list(Claim.objects.of_status("disputed").order_by("pk")) == claims[2:]


def test_a_run_that_was_stopped_goes_on_where_it_was(claims, monkeypatch, capsys):
    run("UPDATE claims_claim SET status = 'disputed'")
    Progress.objects.note("assess", claims[2].pk)
    assert assess("--all")[-1] == "2 stored assessments differed."
    assert f"Going on after claim {claims[2].pk}" in capsys.readouterr().err
    assert assess("--all")[-1] == "3 stored assessments differed."


def test_a_run_that_was_stopped_is_begun_anew_when_that_is_asked_for(claims):
    run("UPDATE claims_claim SET status = 'disputed'")
    Progress.objects.note("assess", claims[2].pk)
    assert assess("--all", "--again")[-1] == "5 stored assessments differed."
    assert not Progress.objects.exists()


def test_a_run_that_was_stopped_long_ago_is_begun_anew(claims):
    run("UPDATE claims_claim SET status = 'disputed'")
    Progress.objects.note("assess", claims[2].pk)
    run("UPDATE claims_progress SET seen_at = seen_at - interval '2 days'")
    assert assess("--all")[-1] == "5 stored assessments differed."


def test_how_far_it_has_come_is_noted_chunk_by_chunk(claims, monkeypatch):
    monkeypatch.setattr(assessing, "CHUNK", 2)
    noted = []
    monkeypatch.setattr(type(Progress.objects), "note", lambda _self, name, to: noted.append(to))
    assess("--all")
    assert noted == [0, claims[1].pk, claims[3].pk, claims[4].pk]


def test_no_process_at_all_is_refused():
    with pytest.raises(CommandError, match="1 or more"):
        assess("--all", "--jobs", "0")
