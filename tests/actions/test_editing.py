"""What editors find and decide."""

import json

import pytest
from django.core.exceptions import ValidationError

from claims.actions.articles import correct
from claims.actions.editing import Ground, decide, mark_origin, sign_off, submit
from claims.actions.recording import recording
from claims.evidence import graph_of
from claims.models import Claim, Decision, OriginMark, SignOff, Source, User
from claims.origins import assess
from tests import builders as make
from tests.sql import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


@pytest.fixture
def ana() -> User:
    """An editor."""
    return make.user("ana")


@pytest.fixture
def officer() -> Source:
    """Somebody whom nobody names."""
    return make.source("an officer", "anonymous")


@pytest.fixture
def claim(officer: Source) -> Claim:
    """A claim that rests on the officer."""
    claim = make.claim()
    make.says(claim, make.source(), officer)
    return claim


def is_stale(claim: Claim) -> bool:
    """Whether the claim's decision is out of date."""
    standing = claim.flags.standing().values_list("code", flat=True)
    claim.refresh_from_db()
    assert ("decision_stale" in standing) == ("decision_stale" in claim.flag_codes)
    return "decision_stale" in claim.flag_codes


# Marks


def test_a_mark_says_who_found_what_and_why(claim, officer, ana):
    mark_origin(claim=claim, source=officer, verdict="independent", reason="We met.", by=ana)
    mark = OriginMark.objects.get()
    assert (mark.claim, mark.source, mark.verdict) == (claim, officer, "independent")
    assert (mark.reason, mark.made_by) == ("We met.", ana)


def test_a_later_finding_takes_the_place_of_the_earlier(claim, officer, ana):
    earlier = mark_origin(
        claim=claim, source=officer, verdict="independent", reason="We met.", by=ana
    )
    bea = make.user("bea")
    mark_origin(claim=claim, source=officer, verdict="not_independent", reason="No.", by=bea)
    mark = OriginMark.objects.get()
    assert (mark.verdict, mark.reason, mark.made_by) == ("not_independent", "No.", bea)
    assert mark.made_at > earlier.made_at


def test_a_finding_on_another_claim_or_source_stays(claim, officer, ana):
    for other in (claim, make.claim("Another")):
        for source in (officer, make.source("The Tribune")):
            mark_origin(claim=other, source=source, verdict="independent", reason="Met.", by=ana)
    assert OriginMark.objects.count() == 4


def test_two_origins_that_are_found_to_be_one_count_once(claim, ana):
    first, second = (make.source(name, "person") for name in ("Ana Lima", "A. Lima"))
    for source in (first, second):
        make.says(claim, make.source("The Tribune"), source)
    claim.refresh_from_db()
    assert claim.status == "corroborated"
    mark_origin(
        claim=claim, source=first, verdict="same_as", same_as=second, reason="One person.", by=ana
    )
    claim.refresh_from_db()
    assert claim.status == "uncorroborated"


def test_the_same_pair_is_joined_once_and_the_reason_replaced(claim, officer, ana):
    times = make.source()
    for reason in ("First.", "Second."):
        mark_origin(
            claim=claim, source=officer, verdict="same_as", same_as=times, reason=reason, by=ana
        )
    assert OriginMark.objects.get().reason == "Second."


def test_a_source_may_be_joined_to_several_and_found_to_know(claim, officer, ana):
    for name in ("The Times", "The Tribune"):
        mark_origin(
            claim=claim,
            source=officer,
            verdict="same_as",
            same_as=make.source(name),
            reason="One voice.",
            by=ana,
        )
    mark_origin(claim=claim, source=officer, verdict="independent", reason="Met.", by=ana)
    assert sorted(OriginMark.objects.values_list("verdict", flat=True)) == [
        "independent",
        "same_as",
        "same_as",
    ]


def test_a_mark_without_a_reason_is_refused(claim, officer, ana):
    with pytest.raises(ValidationError, match="Say what you know"):
        mark_origin(claim=claim, source=officer, verdict="independent", reason="", by=ana)


def test_a_refused_mark_leaves_the_earlier_as_it_was(claim, officer, ana):
    mark_origin(claim=claim, source=officer, verdict="independent", reason="We met.", by=ana)
    with pytest.raises(ValidationError, match="Say what you know"):
        mark_origin(claim=claim, source=officer, verdict="not_independent", reason="", by=ana)
    assert OriginMark.objects.get().verdict == "independent"


def test_a_joining_mark_without_the_other_source_is_refused(claim, officer, ana):
    with refused("mark_names_the_same_source"):
        mark_origin(claim=claim, source=officer, verdict="same_as", reason="One voice.", by=ana)


def test_another_mark_with_an_other_source_is_refused(claim, officer, ana):
    with refused("mark_names_the_same_source"):
        mark_origin(
            claim=claim,
            source=officer,
            verdict="independent",
            same_as=make.source(),
            reason="Met.",
            by=ana,
        )


def test_a_source_is_not_the_same_as_itself(claim, officer, ana):
    with pytest.raises(ValidationError, match="always the same as itself"):
        mark_origin(
            claim=claim, source=officer, verdict="same_as", same_as=officer, reason="So.", by=ana
        )


@pytest.mark.parametrize("other", ["The group", "The Sunday Times"])
def test_a_source_is_not_made_the_same_as_one_that_it_belongs_with(claim, ana, other):
    group = make.source("The group", "organisation")
    daily = make.source("The Daily Times", owner=make.source("Its publisher", owner=group))
    make.source("The Sunday Times", owner=group)
    with pytest.raises(ValidationError, match="belong together on record already"):
        mark_origin(
            claim=claim,
            source=daily,
            verdict="same_as",
            same_as=Source.objects.get(name=other),
            reason="So.",
            by=ana,
        )
    assert not OriginMark.objects.exists()


# Decisions


def test_a_decision_keeps_the_evidence_that_it_rests_on(claim, ana):
    decide(
        claim=claim,
        outcome="caveat",
        reason="One origin.",
        caveat="Not confirmed.",
        rating="open",
        by=ana,
    )
    found = Decision.objects.get()
    assert (found.outcome, found.reason, found.caveat) == (
        "caveat",
        "One origin.",
        "Not confirmed.",
    )
    assert (found.rating, found.decided_by) == ("open", ana)
    assert found.digest == assess(graph_of(claim)).digest
    claim.refresh_from_db()
    assert found.digest == claim.digest


def test_a_decision_keeps_the_whole_assessment_as_plain_data(claim, officer, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    kept = Decision.objects.get().assessment
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["status"], len(kept["articles"])) == ("uncorroborated", 1)
    assert [flag["code"] for flag in kept["flags"]] == ["single_origin", "anonymous_only"]
    [[origin]] = [family["origins"] for family in kept["asserting"]]
    assert (origin["source"], origin["name"]) == (officer.pk, "an officer")


def test_a_decision_rests_on_the_evidence_as_it_stands_in_the_database(claim, ana):
    behind = Claim.objects.get(pk=claim.pk)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    decide(claim=behind, outcome="withhold", reason="Two.", by=ana)
    assert len(Decision.objects.get().assessment["asserting"]) == 2
    assert not is_stale(claim)


def test_a_later_decision_supersedes_the_latest(claim, ana):
    first, second, third = (
        decide(claim=claim, outcome="withhold", reason=reason, by=ana) for reason in "123"
    )
    assert [one.supersedes for one in (first, second, third)] == [None, first, second]
    assert list(claim.decisions.all()) == [third, second, first]


def test_decisions_of_other_claims_are_not_superseded(claim, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    other = decide(claim=make.claim("Another"), outcome="withhold", reason="None.", by=ana)
    assert other.supersedes is None


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"outcome": "maybe"}, "decision_outcome_is_known"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused(claim, ana, fields, constraint):
    with refused(constraint):
        decide(**{"claim": claim, "outcome": "withhold", "reason": "Why.", "by": ana, **fields})
    assert not Decision.objects.exists()


def test_a_new_decision_is_not_stale(claim, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    assert not is_stale(claim)


def test_a_decision_goes_stale_when_an_origin_is_added(claim, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    assert is_stale(claim)


def test_a_decision_goes_stale_when_an_article_is_corrected(claim, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    article = claim.appearances.get().snapshot.article
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    assert is_stale(claim)


def test_a_decision_goes_stale_when_an_article_is_corrected_again(claim, ana):
    article = claim.appearances.get().snapshot.article
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    decide(claim=claim, outcome="caveat", caveat="Corrected.", reason="It holds.", by=ana)
    assert not is_stale(claim)
    correct(article=article, kind="correction", text="Not on Sunday either.", by=None)
    assert is_stale(claim)
    claim.refresh_from_db()
    assert claim.waits_since is not None


def test_a_decision_goes_stale_when_an_origin_is_confirmed(claim, officer, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    mark_origin(claim=claim, source=officer, verdict="independent", reason="We met.", by=ana)
    assert is_stale(claim)


def test_a_decision_is_good_again_when_the_evidence_is_as_it_was(claim, officer, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    mark = mark_origin(claim=claim, source=officer, verdict="independent", reason="Met.", by=ana)
    with recording(by=ana):
        mark.delete()
    assert not is_stale(claim)


def test_a_name_a_title_or_a_wording_makes_no_decision_stale(claim, officer, ana):
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    article = claim.appearances.get().snapshot.article
    with recording(by=ana):
        for row, values in (
            (officer, {"name": "an agent"}),
            (article, {"title": "Closed bridge"}),
            (claim, {"statement": "The bridge was shut"}),
        ):
            type(row).objects.filter(pk=row.pk).update(**values)
    claim.refresh_from_db()
    assert "an agent" in claim.sentence
    assert not is_stale(claim)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"reason": " \n"}, "reason", "Say why"),
        ({"outcome": "caveat", "caveat": " "}, "caveat", "Write the caveat"),
        ({"outcome": "corroborated"}, "outcome", "does not show two independent origins"),
    ],
)
def test_a_decision_that_nothing_bears_out_is_refused(claim, ana, fields, field, words):
    with pytest.raises(ValidationError) as told:
        decide(**{"claim": claim, "outcome": "withhold", "reason": "Why.", "by": ana, **fields})
    assert words in told.value.message_dict[field][0]
    assert not Decision.objects.exists()


def test_a_claim_that_nobody_asserts_is_not_published(ana):
    with pytest.raises(ValidationError, match="No article on record asserts it"):
        decide(claim=make.claim(), outcome="caveat", caveat="None.", reason="Why.", by=ana)


# A claim's life


def state(claim: Claim) -> str:
    """Where the claim is in its life."""
    return Claim.objects.get(pk=claim.pk).state


def test_a_claim_begins_as_a_draft_and_is_sent_to_review(claim, ana):
    assert state(claim) == "draft"
    submit(claim=claim, by=ana)
    assert state(claim) == "in_review"


def test_a_claim_in_review_is_not_sent_there_again(claim, ana):
    submit(claim=claim, by=ana)
    with pytest.raises(ValidationError, match="in review already"):
        submit(claim=claim, by=ana)


@pytest.mark.parametrize(
    ("outcome", "leads_to"),
    [
        ("caveat", "published"),
        ("withhold", "withheld"),
        ("not_checkable", "withheld"),
        ("sent_back", "draft"),
    ],
)
def test_a_decision_leads_the_claim_on(claim, ana, outcome, leads_to):
    submit(claim=claim, by=ana)
    decide(claim=claim, outcome=outcome, caveat="One origin.", reason="Why.", by=ana)
    assert state(claim) == leads_to


def test_what_two_newsrooms_report_is_published_as_corroborated(ana):
    claim = make.claim("Two newsrooms report it")
    for name in ("The Times", "The Tribune"):
        make.says(claim, make.source(name), basis="own_reporting")
    decide(claim=claim, outcome="corroborated", reason="Two newsrooms.", by=ana)
    assert state(claim) == "published"


def test_a_published_claim_is_unpublished_with_a_reason(claim, ana):
    decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Matters.", by=ana)
    decide(claim=claim, outcome="withhold", reason="The officer took it back.", by=ana)
    assert state(claim) == "withheld"


def test_postgresql_publishes_nothing_without_a_decision_to(claim, ana):
    with refused("claim_published_by_decision"):
        Claim.objects.filter(pk=claim.pk).update(state="published")
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    with refused("claim_published_by_decision"):
        Claim.objects.filter(pk=claim.pk).update(state="published")


def test_a_published_claim_carries_the_caveat_and_the_rating_of_its_decision(claim, ana):
    decide(
        claim=claim, outcome="caveat", caveat="One origin.", rating="false", reason="So.", by=ana
    )
    claim.refresh_from_db()
    assert (claim.caveat, claim.rating) == ("One origin.", "false")
    decide(claim=claim, outcome="withhold", rating="false", reason="Taken back.", by=ana)
    claim.refresh_from_db()
    assert (claim.caveat, claim.rating) == ("", "")
    assert Decision.objects.latest("pk").rating == ""


def test_a_decision_that_waits_for_a_second_person_puts_no_caveat_on_the_claim(pending, claim):
    claim.refresh_from_db()
    assert claim.caveat == ""
    sign_off(decision=pending, agrees=True, by=make.user("bo"))
    claim.refresh_from_db()
    assert claim.caveat == "One origin."


def test_a_decision_whatever_the_evidence_still_minds_other_decisions(claim, ana):
    seen = Ground(None, None)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    decide(claim=claim, outcome="withhold", reason="Why.", by=ana, ground=seen)
    with pytest.raises(ValidationError, match="has decided in the meantime"):
        decide(claim=claim, outcome="withhold", reason="Why.", by=ana, ground=seen)


# Two people at once


def ground(claim: Claim) -> Ground:
    """What the claim's page shows now."""
    latest = claim.decisions.first()
    return Ground(Claim.objects.get(pk=claim.pk).digest, latest.pk if latest else None)


def test_a_decision_on_the_ground_that_was_shown_is_taken(claim, ana):
    decide(claim=claim, outcome="withhold", reason="Why.", by=ana, ground=ground(claim))
    decide(claim=claim, outcome="withhold", reason="Again.", by=ana, ground=ground(claim))
    assert Decision.objects.count() == 2


def test_the_second_of_two_who_decide_at_once_is_told_what_the_first_decided(claim, ana):
    seen = ground(claim)
    decide(claim=claim, outcome="withhold", reason="Why.", by=ana, ground=seen)
    with pytest.raises(ValidationError, match="ana has decided in the meantime: withhold"):
        decide(claim=claim, outcome="sent_back", reason="Ask.", by=make.user("bo"), ground=seen)
    assert Decision.objects.count() == 1


def test_a_decision_on_evidence_that_has_changed_is_refused(claim, ana):
    seen = ground(claim)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    with pytest.raises(ValidationError, match="evidence has changed since you opened"):
        decide(claim=claim, outcome="withhold", reason="Why.", by=ana, ground=seen)


# A second person


@pytest.fixture
def pending(claim, ana, settings) -> Decision:
    """A decision to publish that waits for a second person."""
    settings.SIGN_OFF = True
    submit(claim=claim, by=ana)
    return decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Matters.", by=ana)


def test_a_decision_to_publish_waits_for_a_second_person(claim, pending):
    assert state(claim) == "in_review"


def test_a_decision_not_to_publish_waits_for_nobody(claim, ana, settings):
    settings.SIGN_OFF = True
    decide(claim=claim, outcome="withhold", reason="One origin.", by=ana)
    assert state(claim) == "withheld"


def test_a_second_person_publishes_by_signing_off(claim, pending):
    sign_off(decision=pending, agrees=True, by=make.user("bo"))
    assert state(claim) == "published"


def test_a_second_person_refuses_with_a_reason(claim, pending):
    sign_off(decision=pending, agrees=False, reason="Ask the ministry.", by=make.user("bo"))
    assert state(claim) == "in_review"


def test_a_refusal_without_a_reason_is_refused(pending):
    with pytest.raises(ValidationError, match="Say why you do not agree"):
        sign_off(decision=pending, agrees=False, by=make.user("bo"))


def test_nobody_signs_off_their_own_decision(pending, ana):
    with pytest.raises(ValidationError, match="your own decision"):
        sign_off(decision=pending, agrees=True, by=ana)
    with refused("sign_off_by_another"):
        SignOff.objects.create(decision=pending, agrees=True, signed_by=ana)


def test_a_decision_is_signed_off_once(pending):
    sign_off(decision=pending, agrees=True, by=make.user("bo"))
    with pytest.raises(ValidationError, match="no longer waits"):
        sign_off(decision=pending, agrees=True, by=make.user("cy"))


def test_a_decision_is_not_signed_off_on_evidence_that_has_changed(claim, pending):
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    with pytest.raises(ValidationError, match="evidence has changed"):
        sign_off(decision=pending, agrees=True, by=make.user("bo"))


# A second person, and a claim that is published already


@pytest.fixture
def anew(claim, ana, settings) -> Decision:
    """A decision on a published claim that waits for a second person."""
    rest = {"claim": claim, "outcome": "caveat", "reason": "It matters.", "by": ana}
    decide(caveat="One origin.", **rest)
    settings.SIGN_OFF = True
    return decide(caveat="One origin, and old.", **rest)


def caveat(claim: Claim) -> str:
    """The caveat that readers see."""
    return Claim.objects.get(pk=claim.pk).caveat


def test_a_published_claim_that_is_decided_anew_stays_as_it_was_until_somebody_agrees(claim, anew):
    assert (state(claim), caveat(claim)) == ("published", "One origin.")
    assert waits(claim)
    sign_off(decision=anew, agrees=True, by=make.user("bo"))
    assert (state(claim), caveat(claim)) == ("published", "One origin, and old.")
    assert not waits(claim)


def test_a_published_claim_stays_as_it_was_when_a_second_person_refuses(claim, anew):
    sign_off(decision=anew, agrees=False, reason="Ask the ministry.", by=make.user("bo"))
    assert (state(claim), caveat(claim)) == ("published", "One origin.")
    assert waits(claim)


def test_a_published_claim_is_out_of_date_until_a_second_person_agrees(claim, ana, settings):
    settings.SIGN_OFF = True
    how = {"claim": claim, "outcome": "caveat", "reason": "It matters.", "by": ana}
    sign_off(decision=decide(caveat="One.", **how), agrees=True, by=make.user("bo"))
    article = claim.appearances.get().snapshot.article
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    again = decide(caveat="Corrected.", **how)
    assert is_stale(claim)
    sign_off(decision=again, agrees=True, by=User.objects.get(username="bo"))
    assert not is_stale(claim)
    assert caveat(claim) == "Corrected."


def test_a_published_claim_that_is_decided_anew_can_be_withheld_at_once(claim, anew, ana):
    decide(claim=claim, outcome="withhold", reason="It is wrong.", by=ana)
    assert state(claim) == "withheld"


def test_a_missing_caveat_and_a_missing_reason_are_told_at_once(claim, ana):
    with pytest.raises(ValidationError) as error:
        decide(claim=claim, outcome="caveat", reason=" ", caveat="", by=ana)
    assert set(error.value.message_dict) == {"reason", "caveat"}


# The queue


def waits(claim: Claim) -> bool:
    """Whether the claim waits for an editor."""
    return Claim.objects.waiting().filter(pk=claim.pk).exists()


def test_a_flagged_draft_waits_until_somebody_decides(claim, ana):
    assert waits(claim)
    decide(claim=claim, outcome="sent_back", reason="Find the letter.", by=ana)
    assert not waits(claim)


def test_a_claim_without_a_flag_waits_once_it_is_sent_to_review(ana):
    claim = make.claim("Two newsrooms report it")
    for name in ("The Times", "The Tribune"):
        make.says(claim, make.source(name), basis="own_reporting")
    assert not waits(claim)
    submit(claim=claim, by=ana)
    assert waits(claim)


def test_a_decided_claim_waits_again_when_its_evidence_changes(claim, ana):
    decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Matters.", by=ana)
    assert not waits(claim)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    assert waits(claim)
    assert Claim.objects.get(pk=claim.pk).urgency > 1000
