"""What `assess` says of a claim: first by example, then of any graph at all."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.assess import SHAPES
from claims.origins import (
    Appearance,
    Article,
    Assessment,
    Attribution,
    Graph,
    LikeCopy,
    Mark,
    Source,
    assess,
)
from claims.vocabulary import (
    Basis,
    FlagCode,
    QuoteState,
    Reason,
    SourceKind,
    Stance,
    Status,
    Verdict,
)
from tests.graphs import (
    NOT_LOADED,
    Record,
    appearances_in,
    generated,
    graphs,
    names,
    reasons,
    with_like_copies,
)
from tests.graphs import shuffled as in_another_order


@pytest.fixture
def record() -> Record:
    return Record()


# Status


def test_a_claim_that_no_article_makes_is_unsupported(record):
    assert record.assessment.status == Status.UNSUPPORTED


def test_a_claim_that_articles_only_mention_is_unsupported(record):
    record.mentions(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.status == Status.UNSUPPORTED
    assert record.assessment.asserting == ()


def test_a_claim_that_articles_only_dispute_is_unsupported(record):
    record.disputes(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.status == Status.UNSUPPORTED


def test_one_named_person_leaves_a_claim_uncorroborated(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.status == Status.UNCORROBORATED
    assert record.assessment.counted == 1


def test_two_named_people_in_two_articles_corroborate_a_claim(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.asserts(record.outlet("Tribune"), record.person("Bo"))

    assert record.assessment.status == Status.CORROBORATED
    assert record.assessment.counted == 2


def test_two_named_people_in_one_article_corroborate_a_claim(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), record.person("Bo"))

    assert record.assessment.status == Status.CORROBORATED


def test_five_articles_that_repeat_one_anonymous_post_count_none(record):
    post = record.anonymous("a post")
    for name in ("Times", "Tribune", "Herald", "Courier", "Post"):
        record.asserts(record.outlet(name), post)

    assert record.assessment.status == Status.UNCORROBORATED
    assert record.assessment.counted == 0
    assert record.assessment.articles == (1, 2, 3, 4, 5)


def test_an_origin_outside_the_asserting_families_disputes_a_claim(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.disputes(record.outlet("Tribune"), record.person("Bo"))

    assert record.assessment.status == Status.DISPUTED
    assert [origin.name for family in record.assessment.disputing for origin in family.origins] == [
        "Bo"
    ]


def test_an_origin_that_does_not_count_disputes_a_claim_all_the_same(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), record.person("Bo"))
    record.disputes(record.outlet("Tribune"), record.anonymous("a nurse"))

    assert record.assessment.status == Status.DISPUTED


def test_an_origin_that_both_asserts_and_disputes_does_not_dispute(record):
    times, ada = record.outlet("Times"), record.person("Ada")
    record.asserts(times, ada)
    record.disputes(times, ada)

    assert record.assessment.status == Status.UNCORROBORATED
    assert record.assessment.disputing == ()


def test_a_dispute_from_the_family_of_an_asserting_origin_is_none(record):
    times, agency = record.outlet("Times"), record.organisation("Agency")
    record.asserts(times, record.person("Spokesman", owner=agency))
    record.disputes(times, record.document("Letter", owner=agency))

    assert record.assessment.status == Status.UNCORROBORATED


def test_a_dispute_whose_attributions_go_in_a_ring_is_none(record):
    times, tribune = record.outlet("Times"), record.outlet("Tribune")
    record.asserts(times, record.person("Ada"))
    record.disputes(times, tribune)
    record.disputes(tribune, times)

    assert record.assessment.status == Status.UNCORROBORATED


# What counts, and why


@pytest.mark.parametrize(
    ("kind", "reason", "counts"),
    [
        (SourceKind.PERSON, Reason.NAMED, True),
        (SourceKind.ORGANISATION, Reason.NAMED, True),
        (SourceKind.DOCUMENT, Reason.NAMED, True),
        (SourceKind.DATASET, Reason.NAMED, True),
        (SourceKind.OUTLET, Reason.NOT_CAPTURED, False),
        (SourceKind.ANONYMOUS, Reason.UNKNOWN, False),
        (SourceKind.UNIDENTIFIED, Reason.UNKNOWN, False),
    ],
)
def test_an_attributed_origin_counts_by_its_kind(record, kind, reason, counts):
    record.asserts(record.outlet("Times"), record.source(kind, "X"))

    assert reasons(record.assessment) == {"X": reason}
    assert record.assessment.counted == counts


def test_an_outlets_own_reporting_counts(record):
    record.reports(record.outlet("Times"))

    assert reasons(record.assessment) == {"Times": Reason.OWN_REPORTING}
    assert record.assessment.counted == 1


def test_own_reporting_by_an_unidentified_publisher_does_not_count(record):
    record.reports(record.unidentified())

    assert reasons(record.assessment) == {"Not recorded": Reason.UNKNOWN}
    assert record.assessment.counted == 0


def test_unattributed_words_do_not_count(record):
    record.asserts(record.outlet("Times"))

    assert reasons(record.assessment) == {"Times": Reason.UNATTRIBUTED}
    assert record.assessment.counted == 0


def test_words_said_to_be_attributed_but_to_nobody_are_unattributed(record):
    record.asserts(record.outlet("Times"), basis=Basis.ATTRIBUTED)

    assert reasons(record.assessment) == {"Times": Reason.UNATTRIBUTED}


def test_unattributed_words_of_an_unidentified_publisher_do_not_count(record):
    record.asserts(record.unidentified())

    assert reasons(record.assessment) == {"Not recorded": Reason.UNATTRIBUTED}
    assert record.assessment.counted == 0


def test_an_outlet_that_reported_it_once_and_just_said_so_once_counts(record):
    times = record.outlet("Times")
    record.reports(times)
    record.asserts(times)

    assert reasons(record.assessment) == {"Times": Reason.OWN_REPORTING}


def test_a_party_that_speaks_about_itself_does_not_count(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), self_interested=True)

    assert reasons(record.assessment) == {"Ada": Reason.SELF_INTERESTED}
    assert record.assessment.counted == 0


def test_an_outlet_that_reports_about_itself_does_not_count(record):
    record.reports(record.outlet("Times"), self_interested=True)

    assert reasons(record.assessment) == {"Times": Reason.SELF_INTERESTED}


def test_self_interest_said_in_one_article_and_left_out_in_another_does_not_count(record):
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada, self_interested=True)
    record.asserts(record.outlet("Tribune"), ada)

    assert reasons(record.assessment) == {"Ada": Reason.SELF_INTERESTED}
    assert record.assessment.counted == 0


def test_self_interest_that_a_copy_alone_mentions_still_holds(record):
    ada = record.person("Ada")
    original = record.asserts(record.outlet("Times"), ada)
    record.asserts(record.outlet("Tribune"), ada, self_interested=True, copy_of=[original])

    assert reasons(record.assessment) == {"Ada": Reason.SELF_INTERESTED}


def test_self_interest_of_an_outlet_holds_once_its_own_article_is_captured(record):
    times = record.outlet("Times")
    record.asserts(record.outlet("Tribune"), times, self_interested=True)
    record.reports(times)

    assert reasons(record.assessment) == {"Times": Reason.SELF_INTERESTED}


def test_an_illustration_does_not_count(record):
    record.illustrates(record.outlet("Times"))

    assert reasons(record.assessment) == {"Times": Reason.ILLUSTRATIVE}
    assert record.assessment.counted == 0


def test_an_illustration_does_not_count_even_when_confirmed(record):
    times = record.outlet("Times")
    record.illustrates(times)
    record.confirm(times)

    assert reasons(record.assessment) == {"Times": Reason.ILLUSTRATIVE}
    assert record.assessment.counted == 0


@pytest.mark.parametrize("kind", [SourceKind.OUTLET, SourceKind.ORGANISATION])
def test_an_illustration_that_others_quote_remains_an_illustration(record, kind):
    maker = record.source(kind, "Institute")
    record.illustrates(maker)
    record.asserts(record.outlet("Times"), maker)
    record.confirm(maker)

    assert reasons(record.assessment) == {"Institute": Reason.ILLUSTRATIVE}


def test_unattributed_words_of_an_organisation_do_not_count_because_others_quote_them(record):
    institute = record.organisation("Institute")
    record.asserts(institute)
    record.asserts(record.outlet("Times"), institute)

    assert reasons(record.assessment) == {"Institute": Reason.UNATTRIBUTED}
    assert record.assessment.counted == 0


def test_an_organisation_that_is_quoted_in_its_own_press_release_counts(record):
    agency = record.organisation("Agency")
    record.asserts(agency, agency)

    assert reasons(record.assessment) == {"Agency": Reason.NAMED}


@pytest.mark.parametrize("kind", [*SourceKind])
def test_an_origin_that_an_editor_confirmed_counts(record, kind):
    source = record.source(kind, "X")
    record.asserts(record.outlet("Times"), source, self_interested=True)
    record.confirm(source)

    assert reasons(record.assessment) == {"X": Reason.CONFIRMED}
    assert record.assessment.counted == 1


def test_unattributed_words_that_an_editor_confirmed_count(record):
    times = record.outlet("Times")
    record.asserts(times)
    record.confirm(times)

    assert reasons(record.assessment) == {"Times": Reason.CONFIRMED}


def test_an_origin_that_an_editor_ruled_out_does_not_count(record):
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada)
    record.rule_out(ada)

    assert reasons(record.assessment) == {"Ada": Reason.RULED_OUT}
    assert record.assessment.counted == 0


def test_an_origin_that_editors_both_confirmed_and_ruled_out_does_not_count(record):
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada)
    record.rule_out(ada)
    record.confirm(ada)

    assert reasons(record.assessment) == {"Ada": Reason.RULED_OUT}


# Chains of attributions


def test_the_end_of_a_chain_is_the_origin_and_the_relay_is_not(record):
    tribune, officer = record.outlet("Tribune"), record.anonymous("a former officer")
    record.asserts(record.outlet("Times"), (tribune, officer))

    assert reasons(record.assessment) == {"a former officer": Reason.UNKNOWN}


def test_every_end_of_a_chain_that_branches_is_an_origin(record):
    agency, ada, bo = record.organisation("Agency"), record.person("Ada"), record.person("Bo")
    attributions = (Attribution(1, agency), Attribution(2, ada, via=1), Attribution(3, bo, via=1))
    article = record.article(record.outlet("Times"))
    appearance = Appearance(1, article, Stance.ASSERTS, Basis.ATTRIBUTED, attributions)

    assessment = assess(replace(record.graph, appearances=(appearance,)))

    assert reasons(assessment) == {"Ada": Reason.NAMED, "Bo": Reason.NAMED}


def test_relays_that_go_in_a_ring_reach_no_origin(record):
    ada, bo = record.person("Ada"), record.person("Bo")
    attributions = (Attribution(1, ada, via=2), Attribution(2, bo, via=1))
    article = record.article(record.outlet("Times"))
    appearance = Appearance(1, article, Stance.ASSERTS, Basis.ATTRIBUTED, attributions)

    assessment = assess(replace(record.graph, appearances=(appearance,)))

    assert assessment.asserting == ()
    assert assessment.status == Status.UNCORROBORATED
    assert FlagCode.CIRCULAR in assessment.codes


# Outlets, followed into their own articles


def test_an_outlet_is_followed_into_its_own_captured_article(record):
    tribune, ada = record.outlet("Tribune"), record.person("Ada")
    record.asserts(record.outlet("Times"), tribune)
    record.asserts(tribune, ada)

    assert reasons(record.assessment) == {"Ada": Reason.NAMED}
    assert record.assessment.counted == 1


def test_an_outlet_that_others_quote_counts_once_its_own_reporting_is_captured(record):
    tribune = record.outlet("Tribune")
    record.asserts(record.outlet("Times"), tribune)
    record.reports(tribune)

    assert reasons(record.assessment) == {"Tribune": Reason.OWN_REPORTING}


def test_a_chain_of_three_outlets_is_followed_to_its_end(record):
    times, tribune, herald = (record.outlet(name) for name in ("Times", "Tribune", "Herald"))
    record.asserts(times, tribune)
    record.asserts(tribune, herald)
    record.asserts(herald, record.anonymous("a clerk"))

    assert names(record.assessment) == [["a clerk"]]
    assert record.assessment.articles == (1, 2, 3)


def test_an_outlet_is_not_followed_into_an_article_that_takes_the_other_side(record):
    tribune = record.outlet("Tribune")
    record.asserts(record.outlet("Times"), tribune)
    record.disputes(tribune, record.person("Ada"))

    assert reasons(record.assessment) == {"Tribune": Reason.NOT_CAPTURED}


def test_a_confirmed_outlet_is_an_origin_and_is_followed_as_well(record):
    tribune = record.outlet("Tribune")
    record.asserts(record.outlet("Times"), tribune)
    record.asserts(tribune, record.person("Ada"))
    record.confirm(tribune)

    assert reasons(record.assessment) == {"Tribune": Reason.CONFIRMED, "Ada": Reason.NAMED}


def test_a_ring_of_outlets_reaches_no_origin(record):
    times, tribune, herald = (record.outlet(name) for name in ("Times", "Tribune", "Herald"))
    record.asserts(times, tribune)
    record.asserts(tribune, herald)
    record.asserts(herald, times)

    assert record.assessment.asserting == ()
    assert record.assessment.status == Status.UNCORROBORATED
    assert FlagCode.CIRCULAR in record.assessment.codes


def test_an_outlet_that_quotes_itself_reaches_no_origin(record):
    times = record.outlet("Times")
    record.asserts(times, times)

    assert record.assessment.codes == (FlagCode.CIRCULAR,)


def test_a_ring_of_outlets_with_a_way_out_is_not_circular(record):
    times, tribune = record.outlet("Times"), record.outlet("Tribune")
    record.asserts(times, tribune)
    record.asserts(tribune, times, record.person("Ada"))

    assert reasons(record.assessment) == {"Ada": Reason.NAMED}
    assert FlagCode.CIRCULAR not in record.assessment.codes


def test_a_ring_of_outlets_gets_its_way_out_from_another_article_of_one_of_them(record):
    times, tribune = record.outlet("Times"), record.outlet("Tribune")
    record.asserts(times, tribune)
    record.asserts(tribune, times)
    record.asserts(tribune, record.person("Ada"))

    assert FlagCode.CIRCULAR not in record.assessment.codes


# Copies


def test_a_copy_adds_no_origin(record):
    original = record.reports(record.outlet("Agency"))
    record.reports(record.outlet("Times"), copy_of=[original])

    assert names(record.assessment) == [["Agency"]]
    assert record.assessment.articles == (1, 2)


def test_a_copy_of_a_copy_adds_no_origin(record):
    original = record.reports(record.outlet("Agency"))
    rewrite = record.article(record.outlet("Tribune"), derived_from=frozenset({original}))
    record.reports(record.outlet("Times"), copy_of=[rewrite])

    assert names(record.assessment) == [["Agency"]]


def test_a_copy_that_drops_the_attribution_rests_on_the_origin_of_the_original(record):
    original = record.asserts(record.outlet("Agency"), record.person("Ada"))
    record.asserts(record.outlet("Times"), copy_of=[original])

    assert reasons(record.assessment) == {"Ada": Reason.NAMED}
    assert FlagCode.CIRCULAR not in record.assessment.codes


def test_an_origin_named_only_in_a_copy_does_not_count(record):
    original = record.asserts(record.outlet("Agency"), record.person("Ada"))
    record.asserts(record.outlet("Times"), record.person("Bo"), copy_of=[original])

    assert reasons(record.assessment) == {"Ada": Reason.NAMED}


def test_an_origin_named_only_in_a_copy_counts_once_an_editor_confirms_it(record):
    bo = record.person("Bo")
    original = record.asserts(record.outlet("Agency"), record.person("Ada"))
    record.asserts(record.outlet("Times"), bo, copy_of=[original])
    record.confirm(bo)

    assert reasons(record.assessment) == {"Ada": Reason.NAMED, "Bo": Reason.CONFIRMED}
    assert record.assessment.status == Status.CORROBORATED


def test_two_copies_of_an_article_without_the_claim_are_one_family(record):
    wire = record.article(record.outlet("Agency"))
    record.reports(record.outlet("Times"), copy_of=[wire])
    record.reports(record.outlet("Tribune"), copy_of=[wire])

    assert names(record.assessment) == [["Times", "Tribune"]]
    assert record.assessment.counted == 1


def test_two_copies_of_an_article_that_is_not_on_record_are_one_family(record):
    record.reports(record.outlet("Times"), copy_of=[404])
    record.reports(record.outlet("Tribune"), copy_of=[404])

    assert names(record.assessment) == [["Times", "Tribune"]]


def test_articles_that_are_copies_of_each_other_reach_no_origin(record):
    record.reports(record.outlet("Times"), copy_of=[2])
    record.reports(record.outlet("Tribune"), copy_of=[1])

    assert record.assessment.asserting == ()
    assert record.assessment.codes == (FlagCode.CIRCULAR,)


def test_a_copy_of_an_article_that_disputes_the_claim_is_not_followed_into_it(record):
    original = record.disputes(record.outlet("Agency"), record.person("Ada"))
    record.asserts(record.outlet("Times"), record.person("Bo"), copy_of=[original])

    assert names(record.assessment) == [["Bo"]]
    assert record.assessment.status == Status.DISPUTED


# Families


def test_documents_that_one_organisation_owns_are_one_family(record):
    agency = record.organisation("Agency")
    record.asserts(record.outlet("Times"), record.document("Letter", owner=agency))
    record.asserts(record.outlet("Tribune"), record.document("Report", owner=agency))

    assert names(record.assessment) == [["Letter", "Report"]]
    assert record.assessment.status == Status.UNCORROBORATED


def test_an_owner_and_what_it_owns_through_others_are_one_family(record):
    group = record.organisation("Group")
    publisher = record.organisation("Publisher", owner=group)
    record.reports(record.outlet("Times", owner=publisher))
    record.asserts(record.outlet("Tribune"), group)

    assert names(record.assessment) == [["Group", "Times"]]


def test_sources_of_an_owner_that_is_not_loaded_are_one_family(record):
    record.reports(record.outlet("Times", owner=404))
    record.reports(record.outlet("Tribune", owner=404))

    assert record.assessment.counted == 1


def test_a_ring_of_owners_is_one_family(record):
    record.reports(record.outlet("Times", owner=2))
    record.reports(record.outlet("Tribune", owner=1))

    assert names(record.assessment) == [["Times", "Tribune"]]


def test_origins_that_an_editor_marked_the_same_are_one_family(record):
    ada, officer = record.person("Ada"), record.anonymous("an officer")
    record.asserts(record.outlet("Times"), ada)
    record.asserts(record.outlet("Tribune"), officer)
    record.confirm(officer)
    assert record.assessment.counted == 2

    record.same(officer, ada)

    assert names(record.assessment) == [["Ada", "an officer"]]
    assert record.assessment.counted == 1


def test_an_owner_does_not_make_a_family_of_outlets_that_only_publish(record):
    group = record.organisation("Group")
    record.asserts(record.outlet("Times", owner=group), record.person("Ada"))
    record.asserts(record.outlet("Tribune", owner=group), record.person("Bo"))

    assert record.assessment.status == Status.CORROBORATED


def test_families_that_count_come_first(record):
    record.asserts(record.outlet("Times"), record.anonymous("a clerk"), record.person("Ada"))

    assert names(record.assessment) == [["Ada"], ["a clerk"]]


# Retraction and decisions


def test_a_retracted_article_no_longer_counts(record):
    first = record.asserts(record.outlet("Times"), record.person("Ada"))
    record.asserts(record.outlet("Tribune"), record.person("Bo"))
    record.retract(first)

    assert names(record.assessment) == [["Bo"]]
    assert record.assessment.articles == (2,)
    assert record.assessment.status == Status.UNCORROBORATED


def test_a_claim_whose_only_article_is_retracted_is_unsupported(record):
    record.retract(record.asserts(record.outlet("Times"), record.person("Ada")))

    assert record.assessment.status == Status.UNSUPPORTED


def test_copies_of_a_retracted_article_do_not_become_origins(record):
    wire, times, tribune = (record.outlet(name) for name in ("Wire", "Times", "Tribune"))
    ada, bo = record.person("Ada"), record.person("Bo")
    original = record.asserts(wire, record.anonymous("an official"), retracted=True)
    record.asserts(times, ada, copy_of=[original])
    record.asserts(tribune, bo, copy_of=[original])

    assessment = assess(record.graph)

    assert assessment.status == Status.UNCORROBORATED
    assert reasons(assessment) == {"Ada": Reason.COPIED, "Bo": Reason.COPIED}


def test_an_origin_in_a_copy_of_a_retracted_article_counts_once_an_editor_confirms_it(record):
    original = record.asserts(record.outlet("Wire"), retracted=True)
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada, copy_of=[original])
    record.confirm(ada)

    assert assess(record.graph).counted == 1


def test_an_origin_that_also_stands_outside_the_copies_counts(record):
    original = record.asserts(record.outlet("Wire"), retracted=True)
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada, copy_of=[original])
    record.asserts(record.outlet("Tribune"), ada)

    assert assess(record.graph).counted == 1


def test_self_interest_holds_when_the_article_that_told_of_it_is_retracted(record):
    ada = record.person("Ada")
    record.asserts(record.outlet("Times"), ada, self_interested=True, retracted=True)
    record.asserts(record.outlet("Tribune"), ada)

    assert reasons(assess(record.graph)) == {"Ada": Reason.SELF_INTERESTED}


def test_a_retracted_article_no_longer_disputes(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.retract(record.disputes(record.outlet("Tribune"), record.person("Bo")))

    assert record.assessment.status == Status.UNCORROBORATED


def test_an_outlet_is_not_followed_into_its_retracted_article(record):
    tribune = record.outlet("Tribune")
    record.asserts(record.outlet("Times"), tribune)
    record.retract(record.reports(tribune))

    assert reasons(record.assessment) == {"Tribune": Reason.NOT_CAPTURED}


def test_a_decision_is_not_stale_while_the_assessment_holds(record):
    times, ada = record.outlet("Times"), record.person("Ada")
    record.asserts(times, ada)
    record.decided()
    record.asserts(times, ada, basis=Basis.ATTRIBUTED, title="Again")
    record.graph = replace(record.graph, appearances=record.graph.appearances[:1])

    assert FlagCode.DECISION_STALE not in record.assessment.codes


def test_a_decision_is_stale_once_a_new_origin_appears(record):
    times = record.outlet("Times")
    record.asserts(times, record.person("Ada"))
    record.decided()
    record.asserts(times, record.person("Bo"))

    assert FlagCode.DECISION_STALE in record.assessment.codes


def test_a_decision_is_stale_once_an_article_is_corrected(record):
    article = record.asserts(record.outlet("Times"), record.person("Ada"))
    record.decided()
    record.correct(article)

    assert record.assessment.codes[-1] == FlagCode.DECISION_STALE


def test_a_decision_is_stale_once_an_article_is_corrected_again(record):
    article = record.asserts(record.outlet("Times"), record.person("Ada"))
    record.correct(article)
    record.decided()
    record.correct(article)

    assert record.assessment.codes[-1] == FlagCode.DECISION_STALE


def test_a_decision_is_stale_once_another_article_is_corrected(record):
    times, ada = record.outlet("Times"), record.person("Ada")
    first, second = record.asserts(times, ada), record.asserts(times, ada)
    record.correct(first)
    record.decided()
    record.correct(second)

    assert record.assessment.codes[-1] == FlagCode.DECISION_STALE


def test_a_decision_is_stale_once_an_article_that_disputes_it_is_corrected(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    against = record.disputes(record.outlet("Tribune"), record.person("Bo"))
    record.decided()
    record.correct(against)

    assert record.assessment.codes[-1] == FlagCode.DECISION_STALE


def test_a_decision_stays_good_when_an_article_that_only_mentions_it_is_corrected(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    aside = record.mentions(record.outlet("Tribune"))
    record.decided()
    record.correct(aside)

    assert FlagCode.DECISION_STALE not in record.assessment.codes


def test_a_decision_is_stale_once_a_quote_that_was_changed_is_changed_again(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), quote=QuoteState.CHANGED)
    record.decided()
    (appearance,) = record.graph.appearances
    record.graph = replace(record.graph, appearances=(replace(appearance, quote_since=7),))

    assert record.assessment.codes[-1] == FlagCode.DECISION_STALE


def test_a_digest_without_corrections_and_lost_quotes_is_what_it_always_was(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.digest == (
        "3e075e9660c4498b13828554495255cddeeda1facd7c1043665092ce256dd0d1"
    )


def test_a_decision_stays_good_when_a_source_is_renamed(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.decided()
    ada = Source(2, "Ada Okoye", SourceKind.PERSON)
    record.graph = replace(record.graph, sources={**record.graph.sources, 2: ada})

    assert FlagCode.DECISION_STALE not in record.assessment.codes


def test_an_appearance_in_an_article_that_the_graph_lacks_is_refused():
    graph = Graph(appearances=(Appearance(1, 404, Stance.ASSERTS, Basis.ATTRIBUTED),))

    with pytest.raises(KeyError, match="404"):
        assess(graph)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_ten_thousand_appearances_take_a_moment(shape):
    graph = shape(10_000)
    start = time.process_time()
    assess(graph)

    assert time.process_time() - start < 2


# Of any graph at all


def sources_of(assessment: Assessment) -> list[int]:
    return [origin.source for family in assessment.asserting for origin in family.origins]


def outline(assessment: Assessment) -> tuple[object, ...]:
    """What a decision rests on."""
    asserting, disputing = (
        [[(origin.source, origin.reason) for origin in family.origins] for family in families]
        for families in (assessment.asserting, assessment.disputing)
    )
    codes = [code for code in assessment.codes if code != FlagCode.DECISION_STALE]
    corrections = [(one.article, one.number) for one in assessment.corrections]
    lost = [(one.appearance, one.state, one.since) for one in assessment.lost_quotes]
    return assessment.status, asserting, disputing, codes, corrections, lost


def live(graph: Graph, stance: Stance = Stance.ASSERTS) -> list[Appearance]:
    return [
        item
        for item in graph.appearances
        if item.stance == stance and not graph.articles[item.article].retracted
    ]


def with_marks(graph: Graph, *marks: Mark) -> Graph:
    return replace(graph, marks=(*graph.marks, *marks))


@generated
@given(graphs())
def test_assess_always_ends(graph):
    assert assess(graph).status in Status


@generated
@given(st.data(), graphs())
def test_the_order_in_which_things_were_recorded_does_not_matter(data, graph):
    assert assess(data.draw(in_another_order(graph))) == assess(graph)


@generated
@given(graphs())
def test_every_origin_belongs_to_one_family(graph):
    assessment = assess(graph)

    assert len(set(sources_of(assessment))) == len(sources_of(assessment))
    assert assessment.counted <= len(assessment.asserting)


@generated
@given(st.data(), graphs())
def test_repeating_origins_in_one_more_article_never_adds_a_counted_family(data, graph):
    before = assess(graph)
    if not before.asserting:
        return
    said_by = data.draw(st.lists(st.sampled_from(sources_of(before)), min_size=1, max_size=3))
    article = Article(100, data.draw(st.sampled_from([*graph.sources])))
    attributions = tuple(
        Attribution(1000 + place, source, self_interested=data.draw(st.booleans()))
        for place, source in enumerate(said_by)
    )
    repeated = Appearance(100, 100, Stance.ASSERTS, Basis.ATTRIBUTED, attributions)

    after = assess(
        replace(
            graph,
            articles={**graph.articles, 100: article},
            appearances=(*graph.appearances, repeated),
        )
    )

    assert after.counted <= before.counted


@generated
@given(st.data(), graphs())
def test_a_copy_never_adds_a_counted_family_unless_an_editor_confirmed_whom_it_names(data, graph):
    confirmed = {mark.source for mark in graph.marks if mark.verdict == Verdict.INDEPENDENT}
    others = [source for source in graph.sources if source not in confirmed]
    if not live(graph) or not others:
        return
    original = data.draw(st.sampled_from(live(graph))).article
    publisher = data.draw(st.sampled_from(others))
    article = Article(100, publisher, derived_from=frozenset({original}))
    copy = data.draw(appearances_in(100, [100], others))

    after = assess(
        replace(
            graph,
            articles={**graph.articles, 100: article},
            appearances=(*graph.appearances, replace(copy, stance=Stance.ASSERTS)),
        )
    )

    assert after.counted <= assess(graph).counted


@generated
@given(st.data(), graphs())
def test_marking_two_sources_the_same_never_raises_the_count(data, graph):
    pair = st.sampled_from([*graph.sources])
    same = Mark(data.draw(pair), Verdict.SAME_AS, same_as=data.draw(pair))

    assert assess(with_marks(graph, same)).counted <= assess(graph).counted


@generated
@given(st.data(), graphs())
def test_a_shared_owner_never_raises_the_count(data, graph):
    free = [source for source in graph.sources.values() if source.owner is None]
    if not free:
        return
    owner = data.draw(st.sampled_from([*graph.sources, NOT_LOADED, 404]))
    owned = [replace(source, owner=owner) for source in free[:2]]
    sources = {**graph.sources, **{source.id: source for source in owned}}

    assert assess(replace(graph, sources=sources)).counted <= assess(graph).counted


@generated
@given(st.data(), graphs())
def test_finding_that_one_article_copies_another_never_raises_the_count(data, graph):
    copy = graph.articles[data.draw(st.sampled_from([*graph.articles]))]
    original = data.draw(st.sampled_from([*graph.articles]))
    found = replace(copy, derived_from=copy.derived_from | {original})
    articles = {**graph.articles, copy.id: found}

    assert assess(replace(graph, articles=articles)).counted <= assess(graph).counted


@generated
@given(with_like_copies())
def test_what_looks_copied_changes_neither_the_status_nor_the_count_nor_any_other_flag(graph):
    one, other = assess(graph), assess(replace(graph, like_copies=()))
    ours = {FlagCode.POSSIBLE_COPY, FlagCode.DECISION_STALE}

    assert (one.status, one.sentence, one.asserting) == (
        other.status,
        other.sentence,
        other.asserting,
    )
    assert (one.disputing, one.counted) == (other.disputing, other.counted)
    assert set(one.codes) - ours == set(other.codes) - ours


@generated
@given(st.data(), with_like_copies())
def test_what_looks_copied_is_the_same_in_any_order(data, graph):
    assert assess(data.draw(in_another_order(graph))) == assess(graph)


@generated
@given(st.data(), graphs())
def test_one_that_looks_copied_is_flagged_exactly_when_a_copy_would_change_the_count(data, graph):
    ids = st.sampled_from([*graph.articles])
    like = LikeCopy(data.draw(ids), data.draw(ids), either=data.draw(st.booleans()))
    now = assess(replace(graph, like_copies=(like,)))
    ways = [(like.article, like.original), (like.original, like.article)]
    changed = [
        (found.status, found.counted) != (now.status, now.counted)
        for found in (copied(graph, *way) for way in ways[: 1 + like.either])
    ]

    assert (FlagCode.POSSIBLE_COPY in now.codes) == any(changed)


def copied(graph: Graph, article: int, original: int) -> Assessment:
    """What the graph says if one article derives from the other."""
    copy = graph.articles[article]
    found = replace(copy, derived_from=copy.derived_from | {original})
    return assess(replace(graph, articles={**graph.articles, article: found}))


@generated
@given(st.data(), graphs())
def test_retracting_an_article_never_raises_the_count(data, graph):
    chosen = graph.articles[data.draw(st.sampled_from([*graph.articles]))]
    articles = {**graph.articles, chosen.id: replace(chosen, retracted=True)}

    assert assess(replace(graph, articles=articles)).counted <= assess(graph).counted


@generated
@given(st.data(), graphs())
def test_confirming_a_source_never_lowers_the_count(data, graph):
    confirmed = Mark(data.draw(st.sampled_from([*graph.sources])), Verdict.INDEPENDENT)

    assert assess(with_marks(graph, confirmed)).counted >= assess(graph).counted


@generated
@given(st.data(), graphs())
def test_ruling_a_source_out_never_raises_the_count(data, graph):
    out = Mark(data.draw(st.sampled_from([*graph.sources])), Verdict.NOT_INDEPENDENT)

    assert assess(with_marks(graph, out)).counted <= assess(graph).counted


def tellings(graph: Graph, source: int) -> list[tuple[Basis, bool]]:
    """On what basis the source is given as saying so, and whether about itself."""
    found = []
    for item in live(graph):
        relays = {attribution.via for attribution in item.attributions}
        if item.basis == Basis.ATTRIBUTED and item.attributions:
            found += [
                (Basis.ATTRIBUTED, end.self_interested)
                for end in item.attributions
                if end.source == source and end.id not in relays
            ]
        elif graph.articles[item.article].publisher == source:
            plain = Basis.UNATTRIBUTED if item.basis == Basis.ATTRIBUTED else item.basis
            found.append((plain, item.self_interested))
    return found


@generated
@given(graphs())
def test_what_is_unknown_or_self_interested_or_illustrative_never_counts_unconfirmed(graph):
    confirmed = {mark.source for mark in graph.marks if mark.verdict == Verdict.INDEPENDENT}
    origins = [origin for family in assess(graph).asserting for origin in family.origins]
    for origin in origins:
        if not origin.counts or origin.source in confirmed:
            continue
        told = tellings(graph, origin.source)
        own = {basis for basis, _ in told} - {Basis.ATTRIBUTED}
        assert origin.kind not in {SourceKind.ANONYMOUS, SourceKind.UNIDENTIFIED}
        assert not any(self_interested for _, self_interested in told)
        assert Basis.OWN_REPORTING in own if own else origin.kind != SourceKind.OUTLET


@generated
@given(graphs())
def test_a_source_that_only_illustrates_never_counts_even_when_confirmed(graph):
    everybody = with_marks(graph, *(Mark(key, Verdict.INDEPENDENT) for key in graph.sources))
    for family in assess(everybody).asserting:
        for origin in family.origins:
            own = {basis for basis, _ in tellings(graph, origin.source)} - {Basis.ATTRIBUTED}
            assert not origin.counts or own != {Basis.ILLUSTRATIVE}


@generated
@given(graphs())
def test_a_claim_is_unsupported_exactly_when_no_live_article_asserts_it(graph):
    assert (assess(graph).status == Status.UNSUPPORTED) == (not live(graph))


@generated
@given(graphs())
def test_removing_the_last_live_asserting_appearance_leaves_a_claim_unsupported(graph):
    kept = tuple(item for item in graph.appearances if item not in live(graph))

    assert assess(replace(graph, appearances=kept)).status == Status.UNSUPPORTED


@generated
@given(graphs())
def test_a_claim_is_disputed_only_by_an_origin_outside_the_asserting_families(graph):
    assessment = assess(graph)
    disputed = assessment.status == Status.DISPUTED
    assert disputed == bool(live(graph) and assessment.disputing)
    if disputed and assessment.asserting:
        inside = sources_of(assessment)[0]
        against = [origin.source for family in assessment.disputing for origin in family.origins]
        tied = with_marks(graph, *(Mark(key, Verdict.SAME_AS, inside) for key in against))
        assert assess(tied).status != Status.DISPUTED


@generated
@given(graphs())
def test_two_counted_families_and_nobody_against_them_corroborate(graph):
    assessment = assess(graph)
    if live(graph) and not assessment.disputing:
        assert (assessment.status == Status.CORROBORATED) == (assessment.counted >= 2)


@generated
@given(st.data(), graphs())
def test_the_digest_moves_exactly_with_corrections_and_lost_quotes_of_what_is_live(data, graph):
    changed = {
        key: replace(article, corrections=data.draw(st.integers(0, 2)))
        for key, article in graph.articles.items()
    }
    since = tuple(
        replace(one, quote_since=data.draw(st.sampled_from([one.quote_since, 3])))
        for one in graph.appearances
    )
    one, two = assess(graph), assess(replace(graph, articles=changed, appearances=since))

    assert (one.digest == two.digest) == (outline(one) == outline(two))


@generated
@given(st.data(), graphs())
def test_the_digest_is_the_same_exactly_when_what_a_decision_rests_on_is(data, graph):
    keep = st.integers(0, len(graph.appearances))
    other = replace(
        graph,
        appearances=graph.appearances[data.draw(keep) :],
        marks=graph.marks[: data.draw(st.integers(0, len(graph.marks)))],
        event_on=data.draw(st.sampled_from([graph.event_on, None])),
    )
    one, two = assess(graph), assess(other)

    assert (one.digest == two.digest) == (outline(one) == outline(two))


@generated
@given(graphs())
def test_the_digest_does_not_depend_on_names_and_titles(graph):
    renamed = replace(
        graph,
        sources={key: replace(item, name=f"New {key}") for key, item in graph.sources.items()},
        articles={key: replace(item, title="New") for key, item in graph.articles.items()},
    )

    assert assess(renamed).digest == assess(graph).digest


@generated
@given(graphs())
@example(Graph())
def test_a_decision_is_stale_exactly_when_the_digest_differs(graph):
    decided = replace(graph, decided_on=assess(graph).digest)

    assert FlagCode.DECISION_STALE not in assess(decided).codes
    assert FlagCode.DECISION_STALE in assess(replace(graph, decided_on="another")).codes
