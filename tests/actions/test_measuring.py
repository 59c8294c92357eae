"""Figures of several claims: what is proposed, what a person decides, and what stays true of it."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from claims.actions.claims import add_figure
from claims.actions.measuring import (
    MOST_PROPOSED,
    compare,
    compare_due,
    explain,
    put_under,
    rename,
    set_apart,
    take_out,
)
from claims.actions.merging import merge, undo_merge
from claims.actions.recording import recording
from claims.actions.sample import load_sample
from claims.comparing import pairs
from claims.models import Claim, Comparison, Figure, Measure, User
from tests import builders as make
from tests.sessions import at_once
from tests.sql import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

WHY = "Both count late buses."
FLAG = "conflicting_figures"


@pytest.fixture
def ana(db: None) -> User:
    """An editor."""
    return make.user("ana", role="editor")


def figure(statement: str, value: int, unit: str = "%", **fields: object) -> Figure:
    """A figure on a claim of its own."""
    return add_figure(claim=make.claim(statement), value=value, unit=unit, by=None, **fields)


@pytest.fixture
def twelve(db: None) -> Figure:
    """A figure of one claim."""
    return figure("Late buses in the city rose 12%", 12)


@pytest.fixture
def fourteen(db: None) -> Figure:
    """One that may be of the same measure."""
    return figure("Late buses in the city increased by 14%", 14)


@pytest.fixture
def measure(twelve: Figure, fourteen: Figure, ana: User) -> Measure:
    """The measure that an editor put both under."""
    return put_under(figures=[twelve, fourteen], name="Late buses", by=ana, reason=WHY)


def flagged(one: Figure) -> bool:
    return FLAG in Claim.objects.get(pk=one.claim_id).flag_codes


def why(one: Figure) -> str:
    """What the flag on its claim says."""
    return one.claim.flags.standing().get(code=FLAG).explanation


def refusal(caught) -> str:
    return " ".join(caught.value.messages)


# Proposals


def test_figures_of_one_unit_on_claims_of_like_words_are_proposed(twelve, fourteen):
    made = compare_due()
    assert [(row.one, row.other) for row in made] == [(twelve, fourteen)]
    assert Figure.objects.filter(compared_at=None).count() == 0


def test_a_proposal_of_figures_that_differ_flags_both_claims_and_says_that_it_is_one(
    twelve, fourteen
):
    compare_due()
    assert flagged(twelve)
    assert flagged(fourteen)
    assert why(twelve).startswith("A proposal, confirmed by nobody: 12%")


def test_nothing_is_linked_by_a_proposal(twelve, fourteen):
    compare_due()
    assert not Measure.objects.exists()
    assert not Figure.objects.exclude(measure=None).exists()


@pytest.mark.parametrize(
    ("statement", "unit", "fields"),
    [
        ("Late buses in the city rose 14", "hours", {}),
        ("Rents of new flats rose 14%", "%", {}),
        ("Late buses in the city rose 14%", "%", {"kind": "illustrative"}),
        ("Late buses in the city rose 14", "", {}),
    ],
)
def test_what_counts_something_else_or_nothing_is_not_proposed(twelve, statement, unit, fields):
    figure(statement, 14, unit, **fields)
    assert compare_due() == []
    assert not flagged(twelve)


def test_two_figures_of_one_claim_are_not_proposed(twelve):
    add_figure(claim=twelve.claim, value=12, unit="%", period="2023", by=None)
    assert compare_due() == []


def test_nothing_is_proposed_twice(twelve, fourteen):
    compare_due()
    Figure.objects.update(compared_at=None)
    assert compare_due() == []
    assert Comparison.objects.count() == 1


def test_a_figure_waits_in_so_many_pairs_and_no_more(twelve):
    for value in range(MOST_PROPOSED + 3):
        figure("Late buses in the city rose", value)
    compare_due()
    assert all(
        Comparison.objects.filter(one=one).count() + Comparison.objects.filter(other=one).count()
        <= MOST_PROPOSED
        for one in Figure.objects.all()
    )


def test_a_claim_in_other_words_is_looked_at_again(twelve, fourteen):
    compare_due()
    with recording(by=None):
        twelve.claim.statement = "Rents of new flats rose 12%"
        twelve.claim.save()
    assert Figure.objects.get(compared_at=None) == twelve
    compare_due()
    assert not Comparison.objects.exists()
    assert not flagged(fourteen)


def test_a_figure_that_is_gone_is_not_looked_for(twelve):
    key = twelve.pk
    with recording(by=None):
        twelve.delete()
    assert compare(figure=key) == []


def test_the_sample_gets_no_flag_from_proposals():
    load_sample()
    before = list(Claim.objects.order_by("pk").values_list("flag_codes"))
    compare_due()
    assert list(Claim.objects.order_by("pk").values_list("flag_codes")) == before


# Putting under a measure


def test_an_editor_puts_figures_under_a_measure(measure, twelve, fourteen):
    assert {one.pk for one in measure.figures.all()} == {twelve.pk, fourteen.pk}
    assert (measure.name, measure.unit) == ("Late buses", "%")
    assert "“Late buses”" in why(twelve)
    assert "nobody has said why they differ" in why(fourteen)


def test_the_same_name_in_the_same_unit_is_the_same_measure(measure, ana):
    third = figure("The city's late buses", 13)
    assert put_under(figures=[third], name=" late BUSES ", by=ana, reason=WHY) == measure


def test_figures_that_fit_are_not_flagged(ana, twelve):
    least = figure("Late buses rose at least 10%", 10, comparator="at_least")
    put_under(figures=[twelve, least], name="Late buses", by=ana, reason=WHY)
    assert not flagged(twelve)


def test_a_figure_in_another_unit_is_refused(measure, ana):
    with pytest.raises(ValidationError) as caught:
        put_under(figures=[figure("Late", 9, "hours")], measure=measure, by=ana, reason=WHY)
    assert "another unit" in refusal(caught)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "Late", "reason": " "}, "Say why they are of one measure."),
        ({"name": " ", "reason": WHY}, "Say in a few neutral words what is counted."),
        ({"name": "Late", "reason": WHY, "figures": []}, "Choose at least one figure."),
    ],
)
def test_what_is_missing_is_asked_for(twelve, ana, given, words):
    with pytest.raises(ValidationError) as caught:
        put_under(**{"figures": [twelve], "by": ana, **given})
    assert refusal(caught) == words


def test_a_figure_that_was_removed_meanwhile_is_refused(twelve, ana):
    gone = Figure.objects.get(pk=twelve.pk)
    with recording(by=None):
        twelve.delete()
    with pytest.raises(ValidationError) as caught:
        put_under(figures=[gone], name="Late", by=ana, reason=WHY)
    assert "removed in the meantime" in refusal(caught)


def test_a_full_measure_takes_no_more(measure, ana, monkeypatch):
    monkeypatch.setattr("claims.actions.measuring.MOST_FIGURES", 2)
    with pytest.raises(ValidationError) as caught:
        put_under(figures=[figure("Late", 9)], measure=measure, by=ana, reason=WHY)
    assert "2 figures at most" in refusal(caught)


def test_a_figure_that_is_taken_out_is_compared_no_more(measure, twelve, fourteen, ana):
    take_out(figure=twelve, by=ana, reason="It counts trams.")
    assert not flagged(twelve)
    assert not flagged(fourteen)
    with pytest.raises(ValidationError) as caught:
        take_out(figure=twelve, by=ana, reason="Again.")
    assert "under no measure" in refusal(caught)


def test_a_measure_is_named_otherwise_and_the_flags_say_so(measure, twelve, ana):
    rename(measure=measure, name="Buses over five minutes late", by=ana)
    assert "“Buses over five minutes late”" in why(twelve)


def test_a_name_that_another_measure_has_is_refused(measure, ana):
    put_under(figures=[figure("Trams", 3)], name="Late trams", by=ana, reason="Trams.")
    with pytest.raises(ValidationError) as caught:
        rename(measure=measure, name="LATE TRAMS", by=ana)
    assert "Another measure in this unit has this name" in refusal(caught)


# Setting apart


def test_figures_set_apart_are_flagged_and_proposed_no_more(twelve, fourteen, ana):
    compare_due()
    set_apart(figure=fourteen, others=[twelve], by=ana, note="Trams, not buses.")
    assert not flagged(twelve)
    Figure.objects.update(compared_at=None)
    assert compare_due() == []


def test_what_was_set_apart_is_put_together_again_by_putting_it_under_one_measure(
    twelve, fourteen, ana
):
    set_apart(figure=fourteen, others=[twelve], by=ana, note="Trams, not buses.")
    put_under(figures=[twelve, fourteen], name="Late buses", by=ana, reason="Buses after all.")
    assert flagged(twelve)
    assert not Comparison.objects.exists()


def test_figures_of_one_measure_are_not_set_apart(measure, twelve, fourteen, ana):
    with pytest.raises(ValidationError) as caught:
        set_apart(figure=twelve, others=[fourteen], by=ana, note="Trams.")
    assert "under one measure by now" in refusal(caught)


# Saying why


@pytest.mark.parametrize(
    "finding", ["other_period", "other_population", "other_definition", "revised"]
)
def test_a_reason_that_explains_it_clears_the_flags(measure, twelve, fourteen, ana, finding):
    explain(measure=measure, pairs=[(fourteen, twelve)], finding=finding, note="Said so.", by=ana)
    assert not flagged(twelve)
    assert not flagged(fourteen)
    found = Comparison.objects.get()
    assert (found.one, found.one_was, found.found_by) == (twelve, "12%", ana)


@pytest.mark.parametrize("finding", ["contradictory", "unrecorded"])
def test_one_that_does_not_leaves_them(measure, twelve, fourteen, ana, finding):
    explain(measure=measure, pairs=[(twelve, fourteen)], finding=finding, note="Asked.", by=ana)
    assert flagged(twelve)
    assert "an editor" in why(fourteen)


def test_a_later_finding_takes_the_place_of_an_earlier(measure, twelve, fourteen, ana):
    for finding in ("contradictory", "revised"):
        explain(measure=measure, pairs=[(twelve, fourteen)], finding=finding, note="So.", by=ana)
    assert Comparison.objects.get().finding == "revised"
    assert not flagged(twelve)


def test_a_figure_that_changes_afterwards_is_no_longer_explained(measure, twelve, fourteen, ana):
    explain(measure=measure, pairs=[(twelve, fourteen)], finding="revised", note="So.", by=ana)
    with recording(by=ana):
        Figure.objects.filter(pk=fourteen.pk).update(value=16)
    assert flagged(twelve)
    assert flagged(fourteen)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"finding": "other_measure"}, "Choose why they differ."),
        ({"finding": "because"}, "Choose why they differ."),
        ({"note": "  "}, "Say how you know."),
        ({"pairs": []}, "Choose the figures that this explains."),
    ],
)
def test_no_reason_is_taken_that_is_none(measure, twelve, fourteen, ana, given, words):
    whole = {"pairs": [(twelve, fourteen)], "finding": "revised", "note": "So.", **given}
    with pytest.raises(ValidationError) as caught:
        explain(measure=measure, by=ana, **whole)
    assert refusal(caught) == words


def test_a_figure_that_left_the_measure_is_not_explained(measure, twelve, fourteen, ana):
    take_out(figure=twelve, by=ana, reason="Trams.")
    with pytest.raises(ValidationError) as caught:
        explain(measure=measure, pairs=[(twelve, fourteen)], finding="revised", note="So.", by=ana)
    assert "no longer under this measure" in refusal(caught)


# A rise and a fall


def test_a_rise_and_a_fall_by_one_figure_conflict_though_their_values_are_one(twelve, ana):
    fell = figure("Late buses in the city fell 12%", 12)
    compare_due()
    assert flagged(twelve)
    assert "One is a rise, another a fall." in why(fell)
    held = put_under(figures=[twelve, fell], name="Late buses", by=ana, reason=WHY)
    [pair] = pairs(held.figures.all())
    assert pair.opposite
    assert flagged(fell)


def test_a_claim_that_is_worded_the_other_way_is_seen_on_the_other(twelve, ana):
    rose = figure("Late buses in the city increased 12%", 12)
    put_under(figures=[twelve, rose], name="Late buses", by=ana, reason=WHY)
    assert not flagged(twelve)
    with recording(by=None):
        run(
            "UPDATE claims_claim SET statement = 'Late buses fell 12%%' WHERE id = %s",
            rose.claim_id,
        )
    assert flagged(twelve)


# Every write that bears on a measure has its claims assessed again (true_record looks at all)


@pytest.mark.parametrize(
    "column", ["value = 14", "comparator = 'at_least'", "kind = 'illustrative'", "unit = 'hours'"]
)
def test_a_change_of_one_figure_is_seen_on_the_claim_of_the_other(
    measure, twelve, fourteen, column
):
    with recording(by=None):
        run(f"UPDATE claims_figure SET {column} WHERE id = %s", twelve.pk)
    assert not flagged(fourteen)


def test_a_period_recorded_on_both_is_seen_on_both(measure, twelve, fourteen):
    with recording(by=None):
        Figure.objects.filter(pk=twelve.pk).update(period="2023")
    assert flagged(fourteen)
    with recording(by=None):
        Figure.objects.filter(pk=fourteen.pk).update(period="2024")
    assert not flagged(twelve)


def test_a_claim_that_is_removed_is_missed_on_the_other(measure, twelve, fourteen):
    with recording(by=None):
        twelve.claim.delete()
    assert not flagged(fourteen)


def test_a_finding_that_is_removed_is_missed(measure, twelve, fourteen, ana):
    explain(measure=measure, pairs=[(twelve, fourteen)], finding="revised", note="So.", by=ana)
    with recording(by=None):
        Comparison.objects.all().delete()
    assert flagged(twelve)


def test_a_figure_in_another_unit_leaves_its_measure(measure, twelve):
    with recording(by=None):
        Figure.objects.filter(pk=twelve.pk).update(unit="minutes")
    twelve.refresh_from_db()
    assert twelve.measure is None


# Merging


def merged(one: Figure, other: Figure, by: User):
    return merge(kept=one.claim, gone=other.claim, by=by, reason="They say the same.")


def test_a_figure_keeps_its_measure_and_what_was_found_of_it(measure, twelve, fourteen, ana):
    explain(measure=measure, pairs=[(twelve, fourteen)], finding="revised", note="So.", by=ana)
    merged(twelve, fourteen, ana)
    assert measure.figures.count() == 2
    assert not flagged(twelve)


def test_of_two_that_say_the_same_one_takes_over_what_the_other_has(measure, twelve, fourteen, ana):
    explain(measure=measure, pairs=[(twelve, fourteen)], finding="revised", note="So.", by=ana)
    third = figure("In the city 14% more buses were late", 14)
    made = merged(third, fourteen, ana)
    third.refresh_from_db()
    assert third.measure == measure
    found = Comparison.objects.get()
    assert (found.one, found.other, found.other_was) == (twelve, third, "14%")
    assert not flagged(third)
    undo_merge(merge=made, by=ana, reason="Two after all.")
    found.refresh_from_db()
    third.refresh_from_db()
    assert (third.measure, found.other) == (None, fourteen)
    assert Figure.objects.get(pk=fourteen.pk).measure == measure


def test_under_two_measures_that_of_the_claim_that_stays_holds(measure, twelve, ana):
    same = figure("Buses were late in 12 of 100 cases", 12)
    put_under(figures=[same], name="Late trips", by=ana, reason="Trips.")
    merged(twelve, same, ana)
    twelve.refresh_from_db()
    assert twelve.measure == measure


def test_a_proposal_between_two_that_become_one_claim_is_none_any_more(twelve, fourteen, ana):
    compare_due()
    merged(twelve, fourteen, ana)
    assert "A proposal" not in why(twelve)
    assert not Comparison.objects.proposed().exists()


# Two people at once


@pytest.fixture
def committed(transactional_db: None) -> Iterator[tuple[Figure, Figure, Measure, User]]:
    """Figures, a measure and an editor that other sessions see."""
    one, other = figure("Late buses", 12), figure("Buses that ran late", 14)
    yield one, other, Measure.objects.create(name="Late", unit="%"), make.user("ana")


@pytest.mark.django_db(transaction=True)
def test_two_who_put_figures_under_one_measure_at_once_both_see_the_conflict(committed):
    one, other, measure, ana = committed
    at_once(
        lambda: put_under(figures=[one], measure=measure, by=ana, reason=WHY),
        lambda: put_under(figures=[other], measure=measure, by=ana, reason=WHY),
    )
    assert flagged(one)
    assert flagged(other)
