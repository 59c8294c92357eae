"""Two claims become one, two sources become one, and each becomes two again."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from pghistory.models import Event

from claims.actions.claim_plan import after as claims_after
from claims.actions.claims import Quoted, add_figure, record_quote
from claims.actions.editing import decide, mark_origin
from claims.actions.merging import merge, plan, undo_merge
from claims.actions.moving import move_appearances
from claims.actions.recording import recording
from claims.actions.sample import load_sample
from claims.actions.source_plan import after as sources_after
from claims.actions.sources import set_owner
from claims.matching import find
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    ClaimTopic,
    Flag,
    Merge,
    OriginMark,
    Snapshot,
    Source,
    User,
)
from tests import builders as make
from tests.sessions import at_once, sessions, waiting
from tests.sql import refused, refused_as_written_once, run, update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

# What an undoing leaves behind: the trail, the merge itself, and when claims were assessed.
LEFT = {"claims_merge": set(), "claims_claim": {"assessed_at"}}
WHY = "They say the same."


@pytest.fixture
def ana(db: None) -> User:
    """An editor."""
    return make.user("ana", role="editor")


@pytest.fixture
def two(ana: User) -> tuple[Claim, Claim]:
    """Two claims that say the same, each with an origin that counts."""
    kept, gone = make.claim("The bridge was closed"), make.claim("They closed the bridge")
    make.says(kept, make.source("The Times"), make.source("Ana Lima", "person"))
    make.says(gone, make.source("The Echo"), make.source("Ben Roy", "person"))
    return kept, gone


def refreshed(*rows):
    """The rows as they are now."""
    return tuple(type(row).with_merged.get(pk=row.pk) for row in rows)


def joined(kept, gone, by, **given) -> Merge:
    """The merge of the two."""
    return merge(kept=kept, gone=gone, by=by, reason=WHY, **given)


def refusal(caught) -> str:
    """What somebody would be told."""
    return " ".join(caught.value.messages)


def record() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that an undoing must put back."""
    found = {}
    for model in apps.get_app_config("claims").get_models():
        table = model._meta.db_table
        if issubclass(model, Event) or table == "claims_merge":
            continue
        columns = [
            f'"{field.column}"'
            for field in model._meta.concrete_fields
            if field.column not in LEFT.get(table, set())
        ]
        key = ", ".join(field.column for field in model._meta.pk_fields)
        found[table] = run(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}")
    return found


# Claims


def test_all_that_hangs_on_the_one_moves_to_the_other(two, ana):
    kept, gone = two
    add_figure(claim=gone, value=807, unit="%", by=ana)
    gone.topics.create(name="bridges")
    person = gone.appearances.get().attributions.get().source
    mark_origin(claim=gone, source=person, verdict="independent", reason="I asked.", by=ana)
    joined(*two, ana)
    assert kept.appearances.count() == 2
    assert [figure.value for figure in kept.figures.all()] == [807]
    assert [topic.name for topic in kept.topics.all()] == ["bridges"]
    assert kept.marks.get().source == person


def test_two_that_are_filed_under_too_many_topics_are_not_merged(two, ana):
    kept, gone = two
    topics = make.topics(110)
    kept.topics.set(topics[:60])
    gone.topics.set(topics[50:])
    with pytest.raises(ValidationError) as caught:
        joined(*two, ana)
    assert refusal(caught) == (
        "The two are filed under 110 topics, and one claim can be filed under 100 at most. Remove some "
        "first."
    )
    assert (kept.topics.count(), gone.topics.count()) == (60, 60)
    gone.topics.remove(*topics[100:])
    joined(*two, ana)
    assert kept.topics.count() == 100


def test_the_claim_is_assessed_with_the_origins_of_both(two, ana):
    joined(*two, ana)
    kept, _gone = refreshed(*two)
    assert (kept.status, kept.counted_origins) == ("corroborated", 2)


def test_the_other_is_found_no_more(two, ana):
    joined(*two, ana)
    kept, gone = two
    assert list(Claim.objects.all()) == [kept]
    assert list(Claim.objects.matching("bridge")) == [kept]
    assert gone.pk not in [match.claim for match in find("They closed the bridge")]
    assert refreshed(gone)[0].survivor == kept
    assert refreshed(gone)[0].waits_since is None


def test_what_the_one_lacks_it_takes_from_the_other_and_keeps_what_it_has(ana):
    kept = make.claim("A", note="as the city says")
    gone = make.claim("B", note="another", event_on="2026-01-02")
    shown = plan(kept, gone).notes
    joined(kept, gone, ana)
    found = refreshed(kept)[0]
    assert (found.note, str(found.event_on)) == ("as the city says", "2026-01-02")
    assert shown == ["The note stays as it is; the note of the other claim stays behind: another"]


def test_flags_that_only_the_other_had_keep_the_day_on_which_they_were_raised(two, ana):
    kept, gone = two
    make.says(kept, make.source("The Post"), make.source("a clerk", "anonymous"))
    make.says(gone, make.source("The Post"), make.source("The Herald"))
    raised = Flag.objects.standing().get(claim=gone, code="origin_not_captured").raised_at
    joined(*two, ana)
    flag = Flag.objects.filter(claim=kept, code="origin_not_captured").first()
    assert flag is not None
    assert flag.raised_at == raised


def test_a_decision_on_the_one_is_stale_afterwards(two, ana):
    decide(claim=two[0], outcome="withhold", reason="One origin.", by=ana)
    joined(*two, ana)
    kept, _gone = refreshed(*two)
    assert "decision_stale" in kept.flag_codes
    assert kept.waits_since


def test_a_decision_on_the_other_stays_with_it(two, ana):
    decided = decide(claim=two[1], outcome="withhold", reason="One origin.", by=ana)
    joined(*two, ana)
    decided.refresh_from_db()
    assert decided.claim == two[1]


def test_the_same_words_are_recorded_once_as_those_that_stay(ana):
    captured, clerk = make.snapshot(), make.source("a clerk", "anonymous")
    kept, gone = make.claim("A"), make.claim("B")
    own = make.appearance(kept, captured)
    make.appearance(gone, captured, clerk)
    (conflict,) = plan(kept, gone).conflicts
    assert conflict.kept == own
    joined(kept, gone, ana)
    assert kept.appearances.get() == own
    assert not Attribution.objects.exists()


def test_the_same_words_are_recorded_once_as_the_editor_chooses(ana):
    captured, clerk = make.snapshot(), make.source("a clerk", "anonymous")
    kept, gone = make.claim("A"), make.claim("B")
    make.appearance(kept, captured)
    other = make.appearance(gone, captured, (make.source("The Echo"), clerk))
    joined(kept, gone, ana, choices={f"appearance-{other.pk}": "gone"})
    assert kept.appearances.get() == other
    assert other.attributions.count() == 2


@pytest.mark.parametrize(
    ("choice", "verdict"), [("kept", "independent"), ("gone", "not_independent")]
)
def test_of_two_findings_on_one_source_one_holds(two, ana, choice, verdict):
    kept, gone = two
    person = make.source("Ana Lima", "person")
    mark_origin(claim=kept, source=person, verdict="independent", reason="I asked.", by=ana)
    other = mark_origin(claim=gone, source=person, verdict="not_independent", reason="No.", by=ana)
    joined(*two, ana, choices={f"mark-{other.pk}": choice})
    assert kept.marks.get().verdict == verdict


def test_a_figure_that_both_carry_is_carried_once(two, ana):
    for claim in two:
        add_figure(claim=claim, value=807, unit="%", by=ana)
    joined(*two, ana)
    assert two[0].figures.count() == 1


def test_what_led_to_the_one_that_goes_leads_on(ana):
    first, second, third = (make.claim(name) for name in "ABC")
    joined(second, first, ana)
    joined(third, second, ana)
    assert refreshed(first)[0].survivor == third


# What is refused


def test_a_claim_is_not_merged_with_itself(two, ana):
    with pytest.raises(ValidationError) as caught:
        joined(two[0], two[0], ana)
    assert refusal(caught) == "This is the same one. Choose another to merge it with."


def test_a_claim_is_not_merged_twice(two, ana):
    kept, gone = two
    joined(kept, gone, ana)
    for pair in ((make.claim("Another"), gone), (gone, make.claim("One more")), (kept, gone)):
        with pytest.raises(ValidationError) as caught:
            joined(*pair, ana)
        assert f"Claim {gone.pk} has been merged into Claim {kept.pk} already." == refusal(caught)


def test_a_merge_needs_a_reason(two, ana):
    with pytest.raises(ValidationError) as caught:
        merge(kept=two[0], gone=two[1], by=ana, reason="  ")
    assert caught.value.message_dict == {"reason": ["Say why the two are one."]}


def test_a_published_claim_does_not_go_into_one_that_is_not(two, ana):
    kept, gone = two
    decide(claim=gone, outcome="caveat", caveat="One origin.", reason="It matters.", by=ana)
    with pytest.raises(ValidationError, match="Merge the other way round"):
        joined(kept, gone, ana)
    joined(gone, kept, ana)
    assert refreshed(gone)[0].state == "published"


def test_of_two_published_claims_the_one_that_stays_is_published(two, ana):
    for claim in two:
        decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Yes.", by=ana)
    joined(*two, ana)
    assert list(Claim.objects.published()) == [two[0]]


def test_what_was_looked_at_must_still_be_so(two, ana):
    kept, gone = two
    ground = plan(kept, gone).ground
    make.says(gone, make.source("The Post"))
    with pytest.raises(ValidationError) as caught:
        joined(kept, gone, ana, ground=ground)
    assert caught.value.code == "changed"
    joined(kept, gone, ana, ground=plan(*refreshed(kept, gone)).ground)


def test_too_much_for_one_transaction_is_refused(two, ana, monkeypatch):
    monkeypatch.setattr("claims.actions.plan.MOST_ROWS", 1)
    with pytest.raises(ValidationError, match=r"2 records\. Merge the other way round"):
        joined(*two, ana)


def test_nothing_stays_of_a_merge_that_is_refused(two, ana):
    before = record()
    with pytest.raises(ValidationError):
        joined(*two, ana, ground="another")
    assert record() == before


# Undone


def test_undoing_needs_a_reason(two, ana):
    made = joined(*two, ana)
    with pytest.raises(ValidationError) as caught:
        undo_merge(merge=made, by=ana, reason="")
    assert caught.value.message_dict == {"reason": ["Say why they are two after all."]}


def test_an_undone_merge_is_not_undone_again(two, ana):
    made = joined(*two, ana)
    undo_merge(merge=made, by=ana, reason="No.")
    with pytest.raises(ValidationError, match="undone already, by ana"):
        undo_merge(merge=made, by=ana, reason="No.")


def test_what_was_recorded_since_stays_with_the_claim_that_stayed(two, ana):
    kept, gone = two
    made = joined(kept, gone, ana)
    later = make.says(kept, make.source("The Post"))
    undo_merge(merge=made, by=ana, reason="No.")
    assert later in kept.appearances.all()
    assert (kept.appearances.count(), gone.appearances.count()) == (2, 1)


def test_what_was_moved_on_since_stands_in_the_way_and_is_named(two, ana):
    kept, gone = two
    quote = gone.appearances.get()
    made = joined(kept, gone, ana)
    quote.refresh_from_db()
    move_appearances(appearances=[quote], statement="It fell", by=ana, reason="It says so.")
    before = record()
    with pytest.raises(ValidationError, match="appearance “the bridge was closed on Monday”"):
        undo_merge(merge=made, by=ana, reason="No.")
    assert record() == before


def test_what_was_removed_since_stands_in_the_way(two, ana):
    kept, gone = two
    quote = gone.appearances.get()
    made = joined(kept, gone, ana)
    Appearance.objects.get(pk=quote.pk).delete()
    with pytest.raises(ValidationError, match=f"appearance {quote.pk}, which is no longer there"):
        undo_merge(merge=made, by=ana, reason="No.")
    Claim.objects.get(pk=kept.pk).save()
    from claims.actions.assessing import settle

    settle()


def test_words_recorded_anew_stand_in_the_way(ana):
    captured = make.snapshot()
    kept, gone = make.claim("A"), make.claim("B")
    make.appearance(kept, captured)
    other = make.appearance(gone, captured)
    made = joined(kept, gone, ana, choices={f"appearance-{other.pk}": "gone"})
    other.refresh_from_db()
    with pytest.raises(ValidationError, match="changed since"):
        move_appearances(appearances=[other], claim=make.claim("C"), by=ana, reason="No.")
        make.appearance(kept, captured)
        undo_merge(merge=made, by=ana, reason="No.")


def test_a_later_merge_is_undone_first(ana):
    first, second, third = (make.claim(name) for name in "ABC")
    early = joined(second, first, ana)
    late = joined(third, second, ana)
    with pytest.raises(ValidationError, match="Undo that first"):
        undo_merge(merge=early, by=ana, reason="No.")
    undo_merge(merge=late, by=ana, reason="No.")
    undo_merge(merge=early, by=ana, reason="No.")
    assert Claim.objects.count() == 3


def test_merging_again_after_an_undoing_is_another_merge(two, ana):
    undo_merge(merge=joined(*two, ana), by=ana, reason="No.")
    joined(*refreshed(*two), ana)
    assert Merge.objects.standing().count() == 1


# The record is exactly what it was: any two claims, any two sources, of any record

NAMES = "ABCDE"
PEOPLE = {"D": "person", "E": "anonymous"}
index = some.integers(0, 2)
sources = some.sampled_from(NAMES)


@pytest.fixture
def ground(db: None) -> User:
    """What every example begins with, and who builds on it."""
    by = make.user("bea")
    with recording(by=by):
        for name in NAMES:
            found = make.source(name, PEOPLE.get(name, "outlet"))
            if name in "ABC":
                make.snapshot(publisher=found)
        for n in range(3):
            make.claim(f"The bridge was closed {n}", topics=[f"t{n % 2}"])
    return by


def built(draw, by: User) -> tuple[list[Claim], list[Source]]:
    """A small record in which much is the same twice; it is assessed once, when all of it stands."""
    with recording(by=by):
        _build(draw, by)
    return list(Claim.objects.order_by("pk")), list(Source.objects.order_by("pk"))


def _build(draw, by: User) -> None:
    known = {source.name: source for source in Source.objects.order_by("pk")}
    captured = list(Snapshot.objects.order_by("pk"))
    claims = list(Claim.objects.order_by("pk"))
    for below, above in draw(some.lists(some.tuples(sources, sources), max_size=2)):
        if NAMES.index(below) > NAMES.index(above):
            set_owner(source=known[below], owner=known[above], by=by)
    for claim, where, chain in draw(
        some.lists(
            some.tuples(index, index, some.lists(sources, max_size=2, unique=True)),
            max_size=5,
            unique_by=lambda one: one[:2],
        )
    ):
        said = [tuple(known[name] for name in chain)] if chain else []
        found = make.appearance(claims[claim], captured[where], *said)
        for name in draw(some.lists(sources, max_size=2)) if chain else ():
            if not found.attributions.filter(source=known[name], via=None).exists():
                make.attributed(found, known[name])
    for claim, name, other in draw(some.lists(some.tuples(index, sources, sources), max_size=4)):
        same = {} if name == other else {"same_as": known[other]}
        verdict = "same_as" if same else "independent"
        with suppress(ValidationError):  # the two are one family already
            mark_origin(
                claim=claims[claim],
                source=known[name],
                verdict=verdict,
                reason="So.",
                by=by,
                **same,
            )
    for claim in draw(some.lists(index, max_size=3)):
        add_figure(claim=claims[claim], value=draw(index), unit="%", by=by)
    for claim in draw(some.lists(index, max_size=2)):
        decide(claim=claims[claim], outcome="withhold", reason="No.", by=by)


class Undone(Exception):
    """Takes an example's record away."""


@pytest.mark.parametrize("kind", ["claims", "sources"])
@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=some.data())
def test_undoing_puts_back_exactly_what_was(kind, data, ana, ground):
    with pytest.raises(Undone), transaction.atomic():
        claims, known = built(data.draw, ground)
        rows = claims if kind == "claims" else known
        first, second, third = data.draw(some.permutations(rows))[:3]
        before, made = record(), []
        for kept, gone in ((first, second), (third, first)):
            try:
                choices = {
                    one.key: data.draw(some.sampled_from(["kept", "gone"]))
                    for one in plan(*refreshed(kept, gone)).conflicts
                }
                expected = plan(*refreshed(kept, gone), choices)
                if kind == "claims":
                    _was, would = claims_after(expected)
                made.append(joined(kept, gone, ana, choices=choices))
            except ValidationError as error:
                assert "cannot be one" in str(error)  # an owner in between
                continue
            if kind == "claims":
                found = refreshed(kept)[0]
                assert (found.digest, found.sentence) == (would.digest, would.sentence)
        for one in reversed(made):
            undo_merge(merge=one, by=ana, reason="No.")
        assert record() == before
        raise Undone


def test_a_sample_of_real_records_is_put_back_too(ana):
    load_sample()
    claims, known = list(Claim.objects.order_by("pk")), list(Source.objects.order_by("pk"))
    before = record()
    made = [joined(claims[0], claims[1], ana), joined(claims[3], claims[0], ana)]
    made += [joined(known[0], known[1], ana), joined(known[2], known[3], ana)]
    for one in reversed(made):
        undo_merge(merge=one, by=ana, reason="No.")
    assert record() == before


def test_the_sample_is_not_loaded_anew_after_merges(ana):
    load_sample()
    claims, known = list(Claim.objects.order_by("pk")), list(Source.objects.order_by("pk"))
    joined(claims[0], claims[1], ana)
    joined(known[0], known[1], ana)
    assert load_sample() == []


# Sources


@pytest.fixture
def outlets(ana: User) -> tuple[Source, Source]:
    """One outlet, recorded twice."""
    return make.source("The Times"), make.source("Times")


def test_what_a_source_publishes_says_and_owns_goes_to_the_other(outlets, ana):
    kept, gone = outlets
    claim = make.claim()
    own = make.says(claim, gone, basis="own_reporting")
    said = make.says(claim, make.source("The Echo"), gone)
    owned = make.source("Times Sunday", owner=gone)
    mark_origin(claim=claim, source=gone, verdict="independent", reason="Yes.", by=ana)
    joined(kept, gone, ana)
    assert Appearance.objects.get(pk=own.pk).snapshot.article.publisher == kept
    assert said.attributions.get().source == kept
    assert claim.marks.get().source == kept
    assert Source.objects.get(pk=owned.pk).owner == kept


def test_two_origins_that_were_one_source_count_once(outlets, ana):
    kept, gone = outlets
    claim = make.claim()
    for outlet in outlets:
        make.says(claim, outlet, basis="own_reporting")
    claim.refresh_from_db()
    assert claim.status == "corroborated"
    ((_claim, change),), looked_at, more = sources_after(plan(kept, gone))
    assert (change.after.status, looked_at, more) == ("uncorroborated", 1, False)
    joined(kept, gone, ana)
    claim.refresh_from_db()
    assert (claim.status, claim.digest) == ("uncorroborated", change.after.digest)


def test_a_quote_that_names_both_names_the_one_once_with_all_that_came_by_way_of_it(outlets, ana):
    kept, gone = outlets
    clerk, guard = make.source("a clerk", "anonymous"), make.source("a guard", "anonymous")
    quote = make.says(make.claim(), make.source("The Echo"), (kept, clerk), (gone, clerk))
    make.attributed(quote, guard)
    guarded = quote.attributions.get(source=guard)
    guarded.via = quote.attributions.get(source=gone)
    guarded.save()
    assert plan(kept, gone).notes[0].startswith("1 quote names both in one place")
    joined(kept, gone, ana)
    chains = {
        (link.source.name, link.via and link.via.source.name) for link in quote.attributions.all()
    }
    assert chains == {("The Times", None), ("a clerk", "The Times"), ("a guard", "The Times")}
    assert quote.attributions.count() == 3


def test_nobody_is_left_passing_on_their_own_words(outlets, ana):
    kept, gone = outlets
    clerk = make.source("a clerk", "anonymous")
    quote = make.says(make.claim(), make.source("The Echo"), (kept, gone, clerk))
    before = record()
    merged = joined(kept, gone, ana)
    times, said = quote.attributions.order_by("pk")
    assert (times.source, times.via) == (kept, None)
    assert (said.source, said.via) == (clerk, times)
    undo_merge(merge=merged, by=ana, reason="No.")
    assert record() == before


def test_words_about_oneself_stay_so_when_their_link_goes(outlets, ana):
    kept, gone = outlets
    claim = make.claim()
    quote = make.says(claim, make.source("The Echo"), (kept, gone))
    quote.attributions.filter(source=gone).update(self_interested=True)
    joined(kept, gone, ana)
    assert quote.attributions.get().self_interested


def test_a_mark_that_says_that_the_two_are_the_same_is_no_longer_needed(outlets, ana):
    kept, gone = outlets
    claim = make.claim()
    mark_origin(claim=claim, source=gone, verdict="same_as", same_as=kept, reason="Yes.", by=ana)
    assert plan(kept, gone).notes == [
        "1 mark says that the two are the same: it is no longer needed."
    ]
    joined(kept, gone, ana)
    assert not OriginMark.objects.exists()


def test_of_findings_on_both_the_editor_chooses(outlets, ana):
    kept, gone = outlets
    claim = make.claim()
    mark_origin(claim=claim, source=kept, verdict="independent", reason="Yes.", by=ana)
    other = mark_origin(claim=claim, source=gone, verdict="not_independent", reason="No.", by=ana)
    joined(kept, gone, ana, choices={f"mark-{other.pk}": "gone"})
    assert claim.marks.get().verdict == "not_independent"


def test_a_source_that_belonged_to_the_other_belongs_to_its_owner(outlets, ana):
    kept, gone = outlets
    group = make.source("News Group", "organisation")
    set_owner(source=gone, owner=group, by=ana)
    set_owner(source=kept, owner=gone, by=ana)
    joined(kept, gone, ana)
    assert refreshed(kept)[0].owner == group


def test_the_owner_of_the_other_does_not_become_its_own(outlets, ana):
    kept, gone = outlets
    set_owner(source=gone, owner=kept, by=ana)
    joined(kept, gone, ana)
    assert refreshed(kept)[0].owner is None


@pytest.mark.parametrize("turned", [False, True])
def test_two_sources_with_an_owner_between_them_are_refused(outlets, ana, turned):
    above, below = outlets
    between = make.source("Times Sunday", owner=above)
    set_owner(source=below, owner=between, by=ana)
    pair = refreshed(below, above) if turned else refreshed(above, below)
    with pytest.raises(ValidationError, match="Say first to whom they belong"):
        joined(*pair, ana)


def test_the_host_goes_along_and_pages_of_either_are_taken_as_its_own(outlets, ana):
    from claims.actions.capturing import _publisher

    kept, gone = outlets
    Source.objects.filter(pk=gone.pk).update(host="times.example.org")
    joined(*refreshed(*outlets), ana)
    assert refreshed(kept)[0].host == "times.example.org"
    other = make.source("The Times online")
    Source.objects.filter(pk=other.pk).update(host="online.example.org")
    joined(*refreshed(kept, other), ana)
    assert _publisher(["https://online.example.org/a"], None) == kept


def test_the_other_is_found_by_its_name_as_the_one_that_stays(outlets, ana):
    kept, gone = outlets
    joined(kept, gone, ana)
    assert list(Source.objects.all()) == [kept]
    assert list(Source.objects.named("times")) == [kept]
    make.source("The Post")
    assert list(Source.objects.named_like("times")) == [kept]


# What PostgreSQL holds


def test_postgresql_keeps_evidence_off_a_merged_claim(two, ana):
    joined(*two, ana)
    with refused("claim_must_live"):
        update(two[0].appearances.first(), claim_id=two[1].pk)


def test_postgresql_keeps_everything_off_a_merged_source(outlets, ana):
    kept, gone = outlets
    quote = make.says(make.claim(), kept, kept)
    owned = make.source("Times Sunday")
    joined(kept, gone, ana)
    for row, column in (
        (quote.attributions.get(), "source_id"),
        (quote.snapshot.article, "publisher_id"),
        (owned, "owner_id"),
    ):
        with refused("source_must_live"):
            update(row, **{column: gone.pk})


@pytest.mark.parametrize("what", ["claim", "source"])
def test_postgresql_keeps_merges_one_step_long(what, two, outlets, ana):
    first, second = two if what == "claim" else outlets
    third = make.claim("C") if what == "claim" else make.source("C")
    with refused(f"{what}_merges_into_another"):
        update(third, merged_into_id=third.pk)
    with refused(f"{what}_merged_is_empty"):
        make.says(make.claim("D"), make.source("E"), outlets[1])
        update(second, merged_into_id=first.pk)
    joined(first, second, ana)
    with refused(f"{what}_merges_once"):
        update(third, merged_into_id=second.pk)
    with refused(f"{what}_merges_once"):
        run(f"DELETE FROM claims_{what} WHERE false")
        update(first, merged_into_id=third.pk)


def test_a_merge_is_written_once(two, ana):
    made = joined(*two, ana)
    for column in ("reason", "changes", "gone_claim_id", "merged_by_id"):
        with refused_as_written_once("claims_merge"):
            update(made, **{column: None})
    with refused_as_written_once("claims_merge"):
        run("DELETE FROM claims_merge")


# Every table has its place in a merge

MOVED = {
    Claim: {
        "Appearance.claim",
        "Figure.claim",
        "OriginMark.claim",
        "CaptureRequest.claim",
        "ClaimTopic.claim",
        "Flag.claim",
        "Note.claim",
    },
    Source: {
        "Article.publisher",
        "Attribution.source",
        "CaptureRequest.source",
        "OriginMark.source",
        "OriginMark.same_as",
        "Source.owner",
    },
}
STAYS = {
    # The first is written once, and shown through the merge; the second goes with what is merged.
    Claim: {"Decision.claim", "ClaimVector.claim"},
    Source: set(),
}
ITSELF = {
    "Claim.merged_into",
    "Source.merged_into",
    "Merge.kept_claim",
    "Merge.gone_claim",
    "Merge.kept_source",
    "Merge.gone_source",
}


@pytest.mark.parametrize("model", [Claim, Source])
def test_every_table_that_names_one_is_moved_or_stays_on_purpose(model):
    names = {Claim.topics.through: "ClaimTopic"}
    pointing = {
        f"{names.get(relation.related_model, relation.related_model.__name__)}.{relation.field.name}"
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not issubclass(relation.related_model, Event)
        and relation.related_model is not ClaimTopic
    }
    assert pointing - ITSELF == MOVED[model] | STAYS[model]


# Two people at once


@pytest.fixture
def committed(transactional_db: None) -> Iterator[tuple[Claim, Claim, User]]:
    """Two claims and an editor that other sessions see."""
    kept, gone = make.claim("A"), make.claim("B")
    make.says(kept, make.source("The Times"))
    make.says(gone, make.source("The Echo"))
    yield kept, gone, make.user("ana")


def told(write) -> list[str]:
    """What somebody is told whose write comes too late; nothing if it was made."""
    try:
        write()
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", range(3))
def test_two_editors_who_merge_the_two_each_their_own_way(committed, times):
    a, b, ana = committed
    answers: list[list[str]] = []
    at_once(
        lambda: answers.append(told(lambda: joined(a, b, ana))),
        lambda: answers.append(told(lambda: joined(b, a, ana))),
    )
    assert sorted(map(len, answers)) == [0, 1]
    assert "already" in max(answers)[0]
    assert Claim.objects.get().appearances.count() == 2
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_words_recorded_in_the_moment_of_a_merge_land_on_the_claim_that_stays(committed):
    a, b, ana = committed
    captured = make.snapshot()
    start = captured.text.index(make.WORDS)
    quoted = Quoted(captured, start, start + 10, "asserts", "unattributed", claim=b)
    at_once(
        lambda: joined(a, b, ana),
        lambda: record_quote(quoted=quoted, by=ana),
    )
    assert Claim.objects.get().appearances.count() == 3


@pytest.mark.django_db(transaction=True)
def test_merges_of_claims_and_of_their_sources_at_once_end_well(committed):
    a, b, ana = committed
    times, echo = Source.objects.order_by("pk")
    at_once(
        lambda: joined(a, b, ana),
        lambda: joined(times, echo, ana),
        lambda: told(
            lambda: move_appearances(
                appearances=[b.appearances.get()], statement="C", by=ana, reason="So."
            )
        ),
    )
    assert not Source.with_merged.get(pk=echo.pk).articles.exists()
    assert Appearance.objects.filter(claim__merged_into=None).count() == 2
    assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_a_source_that_is_being_named_is_not_merged_away_meanwhile(committed):
    times, echo = Source.objects.order_by("pk")
    with sessions() as (one, other):
        one.execute(
            "UPDATE claims_article SET publisher_id = %s WHERE publisher_id = %s",
            [echo.pk, times.pk],
        )
        merge = "UPDATE claims_source SET merged_into_id = %s WHERE id = %s"
        with waiting(other, merge, times.pk, echo.pk):
            one.rollback()
        other.rollback()
