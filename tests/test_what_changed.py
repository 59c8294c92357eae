"""What became of an assessment since a decision was made on it."""

import json
from dataclasses import asdict, replace

from hypothesis import given, reject
from hypothesis import strategies as st

from claims.origins import assess
from claims.vocabulary import QuoteState
from claims.what_changed import Difference, changes
from tests.graphs import Record, generated, graphs


def kept(graph):
    """What a decision on this graph keeps, as it comes out of the database."""
    found = assess(replace(graph, decided_on=None))
    return json.loads(json.dumps(asdict(found)))


def altered(graph, other, part):
    """The graph with one part of another."""
    return replace(graph, **{part: getattr(other, part)})


@generated
@given(
    graphs(),
    graphs(),
    st.sampled_from(["appearances", "marks", "figures", "event_on", "articles", "sources"]),
)
def test_nothing_changed_if_and_only_if_the_digest_is_the_same(graph, other, part):
    try:
        before, after = kept(graph), kept(altered(graph, other, part))
    except KeyError:
        reject()  # the graph lacks a source or an article that the part of the other names
    assert (changes(before, after) == ()) == (before["digest"] == after["digest"])


@generated
@given(graphs())
def test_nothing_changes_between_an_assessment_and_itself(graph):
    assert changes(kept(graph), asdict(assess(graph))) == ()


@generated
@given(graphs(), graphs())
def test_before_and_after_trade_places(graph, other):
    there, back = changes(kept(graph), kept(other)), changes(kept(other), kept(graph))
    assert len(there) == len(back)


def two_newsrooms() -> tuple[Record, int, int]:
    """A claim that two newsrooms report."""
    record = Record()
    times, tribune = record.outlet("The Times"), record.outlet("The Tribune")
    for outlet in (times, tribune):
        record.reports(outlet)
    return record, times, tribune


def test_a_lost_origin_a_new_status_and_new_flags_are_told():
    record, _times, _tribune = two_newsrooms()
    before = kept(record.graph)
    after = kept(replace(record.graph, appearances=record.graph.appearances[:1]))
    told = changes(before, after)
    assert Difference("Status", "Corroborated", "Uncorroborated") in told
    assert Difference("Origin: The Tribune", "counts: own reporting", "not there") in told
    raised = next(one for one in told if one.what == "Flag: Single origin")
    assert (raised.before, raised.after[:15]) == ("not raised", "Only one origin")


def test_an_origin_that_counts_no_longer_is_told_with_both_reasons():
    record, times, _tribune = two_newsrooms()
    before = kept(record.graph)
    record.rule_out(times)
    told = changes(before, kept(record.graph))
    assert (
        Difference(
            "Origin: The Times", "counts: own reporting", "does not count: ruled out by an editor"
        )
        in told
    )


def test_two_origins_that_became_one_are_told():
    record, times, tribune = two_newsrooms()
    before = kept(record.graph)
    record.same(times, tribune)
    told = changes(before, kept(record.graph))
    assert (
        Difference(
            "Which origins count as one", "The Times; The Tribune", "The Times and The Tribune"
        )
        in told
    )


def test_a_new_name_is_no_change():
    record, times, _tribune = two_newsrooms()
    before = kept(record.graph)
    after = kept(
        replace(
            record.graph,
            sources={
                key: replace(source, name="The Daily Times") if key == times else source
                for key, source in record.graph.sources.items()
            },
        )
    )
    assert changes(before, after) == ()
    assert before["sentence"] != after["sentence"]


def corrected_once() -> tuple[Record, int]:
    """A claim whose article carries a correction already."""
    record = Record()
    article = record.asserts(record.outlet("The Times"), record.person("Ada"), title="Bridge shut")
    record.correct(article)
    return record, article


def test_a_further_correction_is_told():
    record, article = corrected_once()
    before = kept(record.graph)
    record.correct(article)
    assert changes(before, kept(record.graph)) == (
        Difference("Corrections of Bridge shut", "1 correction", "2 corrections"),
    )


def test_a_correction_of_another_article_is_told():
    record, _article = corrected_once()
    other = record.asserts(record.outlet("The Tribune"), record.person("Ada"), title="Shut")
    before = kept(record.graph)
    record.correct(other)
    assert changes(before, kept(record.graph)) == (
        Difference("Corrections of Shut", "no correction", "1 correction"),
    )


def test_a_quote_that_changed_again_is_told():
    record = Record()
    record.asserts(record.outlet("The Times"), title="Bridge shut", quote=QuoteState.CHANGED)
    before = kept(record.graph)
    (appearance,) = record.graph.appearances
    after = replace(record.graph, appearances=(replace(appearance, quote_since=2),))
    assert changes(before, kept(after)) == (
        Difference("A quote in Bridge shut", "changed", "changed again, in a later capture"),
    )


def test_a_decision_of_before_corrections_were_kept_can_still_be_compared():
    record, _article = corrected_once()
    before = kept(record.graph)
    del before["corrections"], before["lost_quotes"]
    assert changes(before, kept(record.graph)) == (
        Difference("Corrections of Bridge shut", "no correction", "1 correction"),
    )
