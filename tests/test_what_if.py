"""What would become of claims, on graphs in memory."""

from dataclasses import replace

from hypothesis import given

from claims.origins import Appearance, Article, Attribution, Graph, Mark, Source, assess
from claims.vocabulary import Basis, SourceKind, Stance, Status, Verdict
from claims.what_if import as_one, changes, joined, without_article, without_source
from tests.graphs import graphs

TIMES, ECHO, ANA = (
    Source(1, "The Times", SourceKind.OUTLET),
    Source(2, "The Echo", SourceKind.OUTLET),
    Source(3, "Ana Lima", SourceKind.PERSON),
)


def two_origins(*marks: Mark) -> Graph:
    """The Times reports it itself; the Echo has it from Ana Lima."""
    return Graph(
        sources={source.id: source for source in (TIMES, ECHO, ANA)},
        articles={10: Article(10, 1), 20: Article(20, 2)},
        appearances=(
            Appearance(100, 10, Stance.ASSERTS, Basis.OWN_REPORTING),
            Appearance(200, 20, Stance.ASSERTS, Basis.ATTRIBUTED, (Attribution(1, 3),)),
        ),
        marks=marks,
    )


def outcome(graph, altered):
    """Status and counted origins, before and after; None if nothing would change."""
    found = changes({7: graph}, altered)
    return (
        (
            found[0].before.status,
            found[0].before.counted,
            found[0].after.status,
            found[0].after.counted,
        )
        if found
        else None
    )


def test_an_article_that_were_retracted_takes_its_origin_away():
    expected = (Status.CORROBORATED, 2, Status.UNCORROBORATED, 1)
    assert outcome(two_origins(), without_article(20)) == expected


def test_an_outlet_that_fell_takes_its_articles_away():
    expected = (Status.CORROBORATED, 2, Status.UNCORROBORATED, 1)
    assert outcome(two_origins(), without_source(1)) == expected


def test_a_person_who_fell_is_ruled_out():
    expected = (Status.CORROBORATED, 2, Status.UNCORROBORATED, 1)
    assert outcome(two_origins(), without_source(3)) == expected


def test_a_confirmation_does_not_save_a_source_that_fell():
    confirmed = two_origins(Mark(3, Verdict.INDEPENDENT))
    assert outcome(confirmed, without_source(3)) is not None


def test_what_rests_elsewhere_does_not_change():
    assert outcome(two_origins(), without_article(99)) is None
    assert outcome(two_origins(), without_source(99)) is None


@given(graphs())
def test_a_retraction_adds_no_asserting_article_and_changes_nothing_given(graph):
    before = assess(graph)
    for article in graph.articles:
        after = assess(without_article(article)(graph))
        assert set(after.articles) <= set(before.articles) - {article}
    assert assess(graph) == before


def test_two_graphs_that_are_joined_have_the_origins_of_both():
    """What merging two claims would lead to."""
    graph = two_origins()
    one, other = (replace(graph, appearances=(own,)) for own in graph.appearances)
    assert assess(joined(one, other)) == assess(graph)
    assert assess(joined(one, other, dropped={200})) == assess(one)


def test_of_two_findings_on_one_source_that_of_the_first_holds_unless_it_is_overruled():
    kept = two_origins(Mark(1, Verdict.INDEPENDENT), Mark(3, Verdict.SAME_AS, 1))
    gone = two_origins(Mark(1, Verdict.NOT_INDEPENDENT))
    assert joined(kept, gone).marks == kept.marks
    overruled = joined(kept, gone, overruled={(1, None)})
    assert overruled.marks == (*gone.marks, kept.marks[1])


@given(graphs())
def test_a_graph_joined_with_itself_is_found_to_be_what_it_is(graph):
    twice = joined(graph, replace(graph, appearances=()))
    assert assess(twice).status == assess(graph).status


def test_two_sources_that_were_one_are_one_origin():
    expected = (Status.CORROBORATED, 2, Status.UNCORROBORATED, 1)
    assert outcome(two_origins(), as_one(3, [TIMES])) == expected


def test_a_source_takes_its_owners_along_when_it_becomes_another():
    group = Source(9, "News Group", SourceKind.ORGANISATION)
    graph = two_origins()
    graph = replace(graph, sources={**graph.sources, 1: replace(TIMES, owner=9), 9: group})
    as_ana = as_one(3, [replace(ECHO, owner=9), group])
    assert as_ana(graph).sources[2].owner == 9
    assert outcome(graph, as_ana) == (Status.CORROBORATED, 2, Status.UNCORROBORATED, 1)


def test_a_mark_that_would_make_a_source_the_same_as_itself_is_left_out():
    marks = (
        Mark(3, Verdict.SAME_AS, 1),
        Mark(1, Verdict.INDEPENDENT),
        Mark(3, Verdict.NOT_INDEPENDENT),
    )
    assert as_one(3, [TIMES])(two_origins(*marks)).marks == (Mark(1, Verdict.INDEPENDENT),)
