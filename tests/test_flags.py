"""Each flag: when it is raised, in which words, and when it is not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from claims.figures import Comparator, Figure, FigureKind
from claims.flags import can_be
from claims.origins import assess
from claims.vocabulary import FLAGS, FlagCode, QuoteState, SourceKind, Status
from tests.graphs import Record, generated, graphs


@pytest.fixture
def record() -> Record:
    return Record()


def flags(record: Record) -> dict[FlagCode, str]:
    """The flags of a record, each with its explanation."""
    return {flag.code: flag.explanation for flag in record.assessment.flags}


# single_origin


def test_one_named_origin_is_a_single_origin_that_counts(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: Ada. "
        "It counts, but two are needed."
    }


def test_one_unattributed_article_is_a_single_origin_that_does_not_count(record):
    record.asserts(record.outlet("Times"))

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: "
        "unattributed words of Times, not confirmed by an editor."
    }


def test_a_family_whose_origins_fall_short_for_different_reasons_is_told_so(record):
    agency = record.organisation("Agency")
    letter = record.document("Letter", owner=agency)
    record.asserts(record.outlet("Times"), agency, letter, self_interested=True)
    record.rule_out(letter)

    assert flags(record)[FlagCode.SINGLE_ORIGIN] == (
        "Only one origin stands behind this claim: Agency (tied to Letter), none of which counts."
    )


def test_two_origins_of_which_one_is_ruled_out_leave_a_single_origin(record):
    bo, cy = record.person("Bo"), record.person("Cy")
    record.asserts(record.outlet("Times"), record.person("Ada"), bo, cy)
    record.rule_out(bo)
    record.rule_out(cy)

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only Ada can count as an origin of this claim, not Bo and Cy."
    }


def test_origins_of_which_none_can_count_are_flagged(record):
    ada, bo = record.person("Ada"), record.person("Bo")
    record.asserts(record.outlet("Times"), ada, bo)
    record.rule_out(ada)
    record.rule_out(bo)

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "No origin of this claim can count: Ada and Bo."
    }


def test_a_corroborated_claim_has_no_flag(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.asserts(record.outlet("Tribune"), record.person("Bo"))

    assert flags(record) == {}


def test_a_claim_without_articles_has_no_flag(record):
    assert flags(record) == {}


def test_a_disputed_claim_with_one_origin_is_flagged_as_well(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.disputes(record.outlet("Tribune"), record.person("Bo"))

    assert FlagCode.SINGLE_ORIGIN in flags(record)


# repeated_origin


def test_two_articles_on_one_origin_repeat_it(record):
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada)
    record.asserts(record.outlet("Tribune"), ada)

    assert flags(record) == {
        FlagCode.REPEATED_ORIGIN: "2 articles make this claim; both rest on Ada: "
        "one origin, told twice."
    }


def test_twelve_articles_on_one_origin_repeat_it(record):
    ada = record.person("Ada")
    for number in range(12):
        record.asserts(record.outlet(f"Outlet {number}"), ada)

    assert flags(record) == {
        FlagCode.REPEATED_ORIGIN: "12 articles make this claim; all rest on Ada: "
        "one origin, told 12 times."
    }


def test_one_origin_in_two_articles_beside_a_ring_says_which_articles_rest_on_it(record):
    times, tribune, ada = record.outlet("Times"), record.outlet("Tribune"), record.person("Ada")
    record.asserts(times, times)
    record.asserts(tribune, ada)
    record.asserts(tribune, ada)

    assert flags(record)[FlagCode.REPEATED_ORIGIN] == (
        "3 articles make this claim; the 2 that reach an origin rest on Ada: "
        "one origin, told twice."
    )


def test_one_origin_told_twice_in_one_article_is_not_repeated(record):
    agency = record.organisation("Agency")
    record.asserts(record.outlet("Times"), agency, record.document("Letter", owner=agency))

    assert list(flags(record)) == [FlagCode.SINGLE_ORIGIN]


def test_one_origin_in_one_article_beside_a_ring_is_not_repeated(record):
    times = record.outlet("Times")
    record.asserts(times, times)
    record.asserts(record.outlet("Tribune"), record.person("Ada"))

    assert list(flags(record)) == [FlagCode.SINGLE_ORIGIN, FlagCode.CIRCULAR]


# circular


def test_outlets_that_quote_each_other_are_circular(record):
    times, tribune = record.outlet("Times"), record.outlet("Tribune")
    record.asserts(times, tribune, title="First")
    record.asserts(tribune, times, title="Second")

    assert flags(record) == {
        FlagCode.CIRCULAR: "The attributions in First and Second lead back to themselves "
        "and reach no origin."
    }


def test_a_ring_is_flagged_even_where_the_claim_is_corroborated(record):
    times, tribune = record.outlet("Times"), record.outlet("Tribune")
    record.asserts(times, tribune)
    record.asserts(tribune, times)
    record.asserts(record.outlet("Herald"), record.person("Ada"), record.person("Bo"))

    assert record.assessment.status == Status.CORROBORATED
    assert list(flags(record)) == [FlagCode.CIRCULAR]


# unconfirmed_independence


def test_two_origins_of_which_neither_counts_wait_for_an_editor(record):
    record.asserts(record.outlet("Times"))
    record.asserts(record.outlet("Tribune"))

    assert flags(record) == {
        FlagCode.UNCONFIRMED_INDEPENDENCE: "2 origins stand behind this claim (unattributed words "
        "of Times and unattributed words of Tribune), but so far neither counts."
    }


def test_three_origins_of_which_none_counts_wait_for_an_editor(record):
    unnamed = (record.anonymous(name) for name in ("a clerk", "a nurse", "a guard"))
    record.asserts(record.outlet("Times"), *unnamed, record.outlet("Tribune"))

    assert flags(record)[FlagCode.UNCONFIRMED_INDEPENDENCE] == (
        "4 origins stand behind this claim (a clerk, a nurse, a guard and 1 more), "
        "but so far none of them counts."
    )


def test_two_origins_of_which_one_counts_wait_for_an_editor(record):
    record.asserts(record.outlet("Times"), record.anonymous("a clerk"), record.person("Ada"))

    assert flags(record) == {
        FlagCode.UNCONFIRMED_INDEPENDENCE: "2 origins stand behind this claim (Ada and a clerk), "
        "but so far only the first counts."
    }


# origin_not_captured


def test_an_outlet_that_is_quoted_and_not_captured_is_flagged(record):
    record.asserts(record.outlet("Times"), record.outlet("Tribune"))

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: Tribune, "
        "quoted at second hand.",
        FlagCode.ORIGIN_NOT_CAPTURED: "Tribune is quoted at second hand: no article of its own "
        "that makes the claim stands on record, and it may itself repeat somebody.",
    }


def test_two_outlets_that_are_quoted_and_not_captured_are_flagged_together(record):
    record.asserts(record.outlet("Times"), record.outlet("Tribune"), record.outlet("Herald"))

    assert flags(record)[FlagCode.ORIGIN_NOT_CAPTURED] == (
        "Tribune and Herald are quoted at second hand: no articles of their own that make the "
        "claim stand on record, and they may themselves repeat somebody."
    )


def test_an_outlet_whose_own_article_is_captured_is_not_flagged(record):
    tribune = record.outlet("Tribune")
    record.asserts(record.outlet("Times"), tribune)
    record.reports(tribune)

    assert list(flags(record)) == [FlagCode.REPEATED_ORIGIN]


# anonymous_only


def test_a_claim_on_unnamed_people_alone_is_flagged(record):
    record.asserts(record.outlet("Times"), record.anonymous("a clerk"), record.anonymous("a nurse"))

    assert flags(record)[FlagCode.ANONYMOUS_ONLY] == (
        "Everybody who says so is unnamed: a clerk and a nurse."
    )


def test_a_claim_with_one_named_person_is_not_anonymous_only(record):
    record.asserts(record.outlet("Times"), record.anonymous("a clerk"), record.person("Ada"))

    assert FlagCode.ANONYMOUS_ONLY not in flags(record)


def test_an_anonymous_origin_that_an_editor_confirmed_is_not_flagged(record):
    clerk = record.anonymous("a clerk")
    record.asserts(record.outlet("Times"), clerk)
    record.confirm(clerk)

    assert list(flags(record)) == [FlagCode.SINGLE_ORIGIN]


def test_unattributed_words_of_an_unidentified_publisher_are_not_anonymous_only(record):
    record.asserts(record.unidentified())

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: unattributed words of "
        "a publisher not recorded, not confirmed by an editor."
    }


# self_interested_only


def test_a_claim_that_parties_make_about_themselves_is_flagged(record):
    agency = record.organisation("Agency")
    record.asserts(record.outlet("Times"), agency, self_interested=True)

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: Agency, "
        "self-interested and not confirmed by an editor.",
        FlagCode.SELF_INTERESTED_ONLY: "Everybody who says so speaks about themselves: Agency.",
    }


def test_a_claim_that_somebody_without_a_stake_makes_too_is_not_self_interested_only(record):
    record.asserts(record.outlet("Times"), record.organisation("Agency"), self_interested=True)
    record.asserts(record.outlet("Tribune"), record.person("Ada"))

    assert list(flags(record)) == [FlagCode.UNCONFIRMED_INDEPENDENCE]


# illustrative_figure


def test_an_illustration_is_flagged(record):
    record.illustrates(record.outlet("Times"), title="First")

    assert flags(record) == {
        FlagCode.SINGLE_ORIGIN: "Only one origin stands behind this claim: "
        "an illustration by Times, which never counts.",
        FlagCode.ILLUSTRATIVE_FIGURE: "Given as an illustration, not as a measurement, in First.",
    }


def test_an_illustration_is_flagged_even_where_the_claim_is_corroborated(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), record.person("Bo"))
    record.illustrates(record.outlet("Tribune"), title="Second")
    record.illustrates(record.outlet("Herald"), title="Third")

    assert flags(record) == {
        FlagCode.ILLUSTRATIVE_FIGURE: "Given as an illustration, not as a measurement, "
        "in Second and Third."
    }


def test_a_figure_that_is_recorded_as_illustrative_is_flagged(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.figures(Figure(Decimal(70), "%", kind=FigureKind.ILLUSTRATIVE))

    assert flags(record)[FlagCode.ILLUSTRATIVE_FIGURE] == (
        "A figure of this claim is recorded as illustrative."
    )


# conflicting_figures


def test_two_figures_that_cannot_both_be_right_are_flagged(record):
    record.figures(Figure(Decimal(870), "%"), Figure(Decimal(807), "%"))

    assert flags(record) == {
        FlagCode.CONFLICTING_FIGURES: "These figures cannot both be right: 807 and 870%."
    }


def test_conflicting_figures_are_given_with_their_comparators_and_each_once(record):
    record.figures(
        Figure(Decimal("3000.0"), "officers"),
        Figure(Decimal(5000), "officers", Comparator.MORE_THAN),
        Figure(Decimal(4000), "officers"),
        Figure(Decimal(3000), "officers", kind=FigureKind.ESTIMATED),
    )

    assert flags(record)[FlagCode.CONFLICTING_FIGURES] == (
        "These figures cannot all be right: 3,000, 4,000 and more than 5,000 officers."
    )


def test_conflicts_of_two_measures_are_told_apart(record):
    record.figures(
        Figure(Decimal(5), "%"),
        Figure(Decimal(6), "%"),
        Figure(Decimal(1), "deaths"),
        Figure(Decimal(2), "deaths"),
    )

    assert flags(record)[FlagCode.CONFLICTING_FIGURES] == (
        "These figures cannot all be right: 5 and 6%; 1 and 2 deaths."
    )


def test_figures_that_fit_each_other_are_not_flagged(record):
    record.figures(Figure(Decimal(5200)), Figure(Decimal(5000), comparator=Comparator.MORE_THAN))

    assert flags(record) == {}


# quote_changed, quote_gone


@pytest.mark.parametrize(
    ("state", "code", "explanation"),
    [
        (
            QuoteState.CHANGED,
            FlagCode.QUOTE_CHANGED,
            "The quote says something else in the latest capture of First and Second.",
        ),
        (
            QuoteState.GONE,
            FlagCode.QUOTE_GONE,
            "The quote is gone from the latest capture of First and Second.",
        ),
    ],
)
def test_a_quote_that_did_not_last_is_flagged_on_either_side(record, state, code, explanation):
    times = record.outlet("Times")
    record.asserts(times, record.person("Ada"), record.person("Bo"), title="First", quote=state)
    record.disputes(times, record.person("Cy"), title="Second", quote=state)

    assert flags(record) == {code: explanation}


@pytest.mark.parametrize("state", [QuoteState.IDENTICAL, QuoteState.MOVED, QuoteState.REWORDED])
def test_a_quote_that_stands_in_the_same_words_is_not_flagged(record, state):
    record.asserts(record.outlet("Times"), record.person("Ada"), record.person("Bo"), quote=state)

    assert flags(record) == {}


# source_corrected, source_retracted


def test_a_corrected_article_is_flagged(record):
    ada, bo = record.person("Ada"), record.person("Bo")
    record.asserts(record.outlet("Times"), ada, bo, title="First", corrections=1)

    assert flags(record) == {FlagCode.SOURCE_CORRECTED: "A correction is on record for First."}


def test_a_retracted_article_is_flagged(record):
    times = record.outlet("Times")
    record.asserts(times, record.person("Ada"), record.person("Bo"))
    record.asserts(times, record.person("Cy"), title="Second", retracted=True)
    record.disputes(times, record.person("Di"), title="Third", retracted=True)

    assert flags(record) == {
        FlagCode.SOURCE_RETRACTED: "Retracted, and no longer counted: Second and Third."
    }


def test_a_retracted_article_that_only_mentioned_the_claim_is_not_flagged(record):
    record.mentions(record.outlet("Times"), retracted=True)

    assert flags(record) == {}


# predates_event


def test_an_article_older_than_the_event_is_flagged(record):
    ada, bo = record.person("Ada"), record.person("Bo")
    record.asserts(record.outlet("Times"), ada, bo, title="First", published_on=date(2025, 5, 31))
    record.happened(date(2025, 6, 1))

    assert flags(record) == {
        FlagCode.PREDATES_EVENT: "Published before 1 June 2025, the date of the event: First."
    }


@pytest.mark.parametrize("published_on", [None, date(2025, 6, 1), date(2025, 6, 2)])
def test_an_article_of_the_day_or_later_or_of_no_recorded_date_is_not_flagged(record, published_on):
    ada, bo = record.person("Ada"), record.person("Bo")
    record.asserts(record.outlet("Times"), ada, bo, published_on=published_on)
    record.happened(date(2025, 6, 1))

    assert flags(record) == {}


# decision_stale


def test_a_decision_on_other_evidence_is_flagged(record):
    record.decided()
    record.asserts(record.outlet("Times"), record.person("Ada"), record.person("Bo"))

    assert flags(record) == {
        FlagCode.DECISION_STALE: "The evidence has changed since an editor decided."
    }


def test_an_article_without_a_title_is_named_by_its_number(record):
    article = record.illustrates(record.outlet("Times"))
    record.change(article, title="")

    assert flags(record)[FlagCode.ILLUSTRATIVE_FIGURE] == (
        "Given as an illustration, not as a measurement, in article 1."
    )


# Of any graph at all


@generated
@given(graphs())
def test_every_uncorroborated_claim_has_a_flag(graph):
    assessment = assess(graph)
    if assessment.status == Status.UNCORROBORATED:
        assert set(assessment.codes) - {FlagCode.DECISION_STALE}


@generated
@given(graphs())
def test_every_flag_says_why_and_what_clears_it_once_and_in_order(graph):
    assessment = assess(graph)
    order = list(FLAGS)

    assert all(flag.explanation and flag.clears for flag in assessment.flags)
    assert list(assessment.codes) == sorted(set(assessment.codes), key=order.index)


@generated
@given(graphs())
def test_an_anonymous_only_claim_has_nobody_named_behind_it(graph):
    assessment = assess(graph)
    if FlagCode.ANONYMOUS_ONLY in assessment.codes:
        kinds = {origin.kind for family in assessment.asserting for origin in family.origins}
        assert kinds <= {SourceKind.ANONYMOUS, SourceKind.UNIDENTIFIED}


# possible_copy


def two_reports(record: Record) -> tuple[int, int]:
    """Two outlets that report the claim themselves."""
    return record.reports(record.outlet("Times"), title="A"), record.reports(
        record.outlet("Tribune"), title="B"
    )


def test_a_copy_that_would_cost_an_origin_is_flagged_with_what_it_would_change(record):
    first, second = two_reports(record)
    record.looks_copied(second, first)

    assert flags(record) == {
        FlagCode.POSSIBLE_COPY: "B looks copied from A. Nobody has said yet whether that is so. "
        "If it is, 1 origin counts instead of 2, and the claim is uncorroborated."
    }


def test_where_it_is_not_known_which_is_the_original_the_flag_says_so(record):
    record.looks_copied(*two_reports(record), either=True)

    assert flags(record)[FlagCode.POSSIBLE_COPY].startswith("A or B looks copied from the other.")


def test_a_copy_of_the_same_word_changes_nothing_and_is_not_flagged(record):
    ada = record.person("Ada")
    first = record.asserts(record.outlet("Times"), ada)
    second = record.asserts(record.outlet("Tribune"), ada)
    record.looks_copied(second, first)

    assert FlagCode.POSSIBLE_COPY not in flags(record)


def test_a_copy_on_record_is_not_flagged_again(record):
    first = record.reports(record.outlet("Times"))
    record.looks_copied(record.reports(record.outlet("Tribune"), copy_of=[first]), first)

    assert FlagCode.POSSIBLE_COPY not in flags(record)


def test_an_article_outside_the_claim_that_looks_copied_is_not_flagged(record):
    _first, second = two_reports(record)
    record.looks_copied(second, 99)

    assert flags(record) == {}


def test_copies_that_change_the_count_together_alone_are_flagged(record):
    ada = record.person("Ada")
    first = record.reports(record.outlet("Times"), title="A")
    for name in ("B", "C"):
        copy = record.asserts(record.outlet(name), ada, title=name)
        record.looks_copied(copy, first)

    assert flags(record)[FlagCode.POSSIBLE_COPY] == (
        "B looks copied from A; C looks copied from A. Nobody has said yet whether that is so. "
        "If it is, 1 origin counts instead of 2, and the claim is uncorroborated."
    )


def test_of_many_that_look_copied_a_few_are_named(record):
    first = record.reports(record.outlet("Times"), title="A")
    for number in range(25):
        copy = record.reports(record.outlet(f"Paper {number}"), title=f"P{number}")
        record.looks_copied(copy, first)

    assert flags(record)[FlagCode.POSSIBLE_COPY].startswith(
        "P0 looks copied from A; P1 looks copied from A; P2 looks copied from A; "
        "22 more articles look copied."
    )


@generated
@given(graphs())
def test_a_flag_stands_beside_a_status_that_it_can_stand_beside(graph):
    found = assess(graph)
    for flag in found.flags:
        assert can_be([found.status], [flag.code], dated=bool(found.articles))


@pytest.mark.parametrize(
    ("statuses", "flags", "dated", "expected"),
    [
        ([], [], True, True),
        (["unsupported"], [], False, True),
        (["unsupported"], [], True, False),
        (["unsupported", "disputed"], [], True, True),
        (["corroborated"], ["single_origin"], False, False),
        (["corroborated"], ["single_origin", "quote_gone"], False, True),
        (["corroborated", "disputed"], ["single_origin"], True, True),
        (["unsupported"], ["quote_gone"], False, True),
        (["unsupported"], ["quote_gone"], True, False),
        ([], ["single_origin"], True, True),
    ],
)
def test_what_the_rules_never_leave_together_cannot_be(statuses, flags, dated, expected):
    assert can_be(statuses, flags, dated=dated) == expected
