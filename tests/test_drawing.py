"""What the drawing of a claim's origins shows, and where it puts it."""

import json
import re
from collections import Counter
from itertools import combinations, pairwise

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing import draw
from claims.drawing.kept import packed, unpacked
from claims.drawing.lettering import NAME, NOTE, clean, clusters, width, wrap
from claims.drawing.shapes import Drawing, Drawings, Edge, Node
from claims.graph import Evidence, Graph
from claims.origins import assess
from claims.vocabulary import REASONS, Reason, Stance
from tests.graphs import Record, generated, graphs, shuffled

STATEMENT = "Border crossings doubled in 2022"


def drawn(record: Record, statement: str = STATEMENT) -> Drawings:
    return draw(record.graph, record.assessment, statement)


def titles(drawings: Drawings, kind: str = "") -> list[str]:
    return [node.title for node in drawings.wide.nodes if node.classes.startswith(kind)]


def links(drawings: Drawings) -> set[tuple[str, str, str]]:
    """The edges, each as the titles of its ends and its word."""
    title = {node.key: node.title.split(". ")[0] for node in drawings.wide.nodes}
    return {(title[edge.source], edge.word, title[edge.target]) for edge in drawings.wide.edges}


def box(drawings: Drawings, name: str) -> Node:
    return next(node for node in drawings.wide.nodes if node.title.startswith(name))


@pytest.fixture
def record() -> Record:
    return Record()


# What is drawn


def test_the_claim_leads_to_its_articles_and_they_to_their_origin(record):
    times, forum = record.outlet("The Times"), record.anonymous("Officers in forums")
    record.asserts(times, forum, title="One")
    record.asserts(record.unidentified(), forum, title="Two")
    drawings = drawn(record)
    assert links(drawings) == {
        (STATEMENT, "asserts", "One"),
        (STATEMENT, "asserts", "Two"),
        ("One", "rests on", "Officers in forums"),
        ("Two", "rests on", "Officers in forums"),
    }
    assert titles(drawings, "article") == ["One. The Times", "Two. publisher not recorded"]
    assert [caption.text for caption in drawings.wide.captions] == [
        "the claim",
        "is made in",
        "which rest on",
    ]


def test_a_relay_stands_between_an_article_and_its_origin(record):
    hollywood, officer = record.outlet("Hollywood Unlocked"), record.anonymous("A former officer")
    record.asserts(record.unidentified(), (hollywood, officer), title="One")
    drawings = drawn(record)
    assert links(drawings) >= {
        ("One", "rests on", "Hollywood Unlocked"),
        ("Hollywood Unlocked", "rests on", "A former officer"),
    }
    assert "which had it from" in [caption.text for caption in drawings.wide.captions]


def test_several_relays_share_a_box_in_the_order_of_the_chain(record):
    chain = (record.outlet("Near"), record.outlet("Far"), record.person("Ada"))
    record.asserts(record.outlet("Times"), chain, title="One")
    assert ("Near, then Far", "rests on", "Ada") in links(drawn(record))


def test_a_relay_is_drawn_for_each_origin_so_that_words_are_not_mixed_up(record):
    relay = record.outlet("Relay")
    record.asserts(record.outlet("A"), (relay, record.person("Ada")), title="One")
    record.asserts(record.outlet("B"), (relay, record.person("Bea")), title="Two")
    assert titles(drawn(record), "relay") == ["Relay", "Relay"]


def test_what_counts_has_a_double_border_and_says_why(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), record.anonymous("Somebody"))
    drawings = drawn(record)
    named, unknown = box(drawings, "Ada"), box(drawings, "Somebody")
    assert named.double and not unknown.double
    assert unknown.radius > named.radius
    assert named.title == f"Ada. person · {REASONS[Reason.NAMED].label}"
    assert unknown.title == f"Somebody. anonymous · {REASONS[Reason.UNKNOWN].label}"


def test_the_reason_is_never_cut_short(record):
    record.asserts(record.outlet("Times"), record.anonymous("Somebody"), self_interested=True)
    for drawing in drawn(record).both:
        text = " ".join(line.text for line in drawing.nodes[-1].lines)
        assert REASONS[Reason.SELF_INTERESTED].label in text


def test_a_publisher_is_an_origin_under_the_name_that_sentences_give_it(record):
    record.asserts(record.unidentified(), title="One")
    assert ("One", "rests on", "unattributed words of a publisher not recorded") in links(
        drawn(record)
    )


def test_a_retracted_article_says_so_and_leads_nowhere(record):
    record.retract(record.reports(record.outlet("Herald"), title="One"))
    drawings = drawn(record)
    assert titles(drawings, "article retracted") == ["One. Herald. retracted"]
    assert links(drawings) == {(STATEMENT, "asserts", "One")}
    assert [ref.name for ref in drawings.words.retracted] == ["One"]


def test_disputing_edges_are_marked_and_labelled(record):
    record.disputes(record.outlet("Times"), record.person("Ada"), title="One")
    for drawing in drawn(record).both:
        assert all(edge.against and edge.label for edge in drawing.edges)
        assert {edge.label.text for edge in drawing.edges} == {"disputes"}
    assert box(drawn(record), "Ada").title.endswith("disputes the claim")
    assert drawn(record).wide.captions[1].text == "is disputed in"


def test_an_article_that_asserts_and_disputes_is_one_box_with_two_edges(record):
    article = record.asserts(record.outlet("Times"), record.person("Ada"), title="One")
    record.disputes(record.outlet("Times"), record.person("Bea"))
    both = record.graph.appearances[-1].__class__(
        **{**vars(record.graph.appearances[-1]), "article": article}
    )
    record.graph = Graph(
        record.graph.sources, record.graph.articles, (record.graph.appearances[0], both)
    )
    drawings = drawn(record)
    assert titles(drawings, "article") == ["One. Times"]
    assert {(STATEMENT, "asserts", "One"), (STATEMENT, "disputes", "One")} <= links(drawings)


def test_an_outlet_is_followed_into_its_own_article(record):
    wire = record.outlet("Wire")
    record.reports(wire, title="Original")
    record.asserts(record.outlet("Times"), wire, title="Repeat")
    drawings = drawn(record)
    assert ("Repeat", "quotes", "Original") in links(drawings)
    assert ("Repeat", "rests on", "Wire") not in links(drawings)
    assert [(item.article.name, item.word, item.target.name) for item in drawings.words.onward] == [
        ("Repeat", "quotes", "Wire")
    ]


def test_a_copy_leads_to_the_nearest_article_that_it_copies(record):
    first = record.reports(record.outlet("Wire"), title="First")
    second = record.asserts(record.outlet("A"), copy_of=[first], title="Second")
    record.asserts(record.outlet("B"), copy_of=[second], title="Third")
    drawings = drawn(record)
    assert ("Third", "copied from", "Second") in links(drawings)
    assert ("Second", "copied from", "First") in links(drawings)
    assert ("Third", "copied from", "First") not in links(drawings)


def test_a_circle_is_drawn_and_named(record):
    one, two = record.outlet("One"), record.outlet("Two")
    record.asserts(one, two, title="First")
    record.asserts(two, one, title="Second")
    drawings = drawn(record)
    assert {("First", "quotes", "Second"), ("Second", "quotes", "First")} <= links(drawings)
    assert all("circular" in title for title in titles(drawings, "article"))
    assert [ref.name for ref in drawings.words.circular] == ["First", "Second"]


def test_a_circle_of_disputes_is_named_too(record):
    one, two = record.outlet("One"), record.outlet("Two")
    record.disputes(one, two)
    record.disputes(two, one)
    assert all("circular" in title for title in titles(drawn(record), "article"))


def test_a_family_has_an_outline_with_its_owner(record):
    owner = record.organisation("Globe Media")
    record.asserts(record.outlet("A"), record.person("Ada", owner), record.person("Bea", owner))
    record.asserts(record.outlet("B"), record.person("Cleo"))
    for drawing in drawn(record).both:
        (outline,) = drawing.groups
        assert outline.title == "one family: Globe Media"
        inside = [node.title[:3] for node in drawing.nodes if _inside(node, outline)]
        assert inside == ["Ada", "Bea"]


def test_a_lone_origin_has_an_outline_only_if_it_has_an_owner(record):
    record.asserts(record.outlet("A"), record.document("Letter", record.organisation("ICE")))
    record.asserts(record.outlet("B"), record.person("Ada"))
    assert [group.title for group in drawn(record).wide.groups] == ["family of ICE"]


def test_mentions_are_not_drawn_but_listed(record):
    record.mentions(record.outlet("Times"), record.person("Ada"), title="One")
    drawings = drawn(record)
    assert drawings.empty
    assert [ref.name for ref in drawings.words.mentioning] == ["One"]


def test_boxes_lead_to_the_pages_of_articles_and_sources(record):
    ada = record.person("Ada")
    article = record.asserts(record.outlet("Times"), ada)
    assert [node.href for node in drawn(record).wide.nodes] == [
        "",
        f"/articles/{article}/",
        f"/sources/{ada}/",
    ]


# Folding


@pytest.mark.parametrize(("number", "boxes"), [(4, 4), (5, 1), (38, 1)])
def test_more_than_four_articles_on_the_same_end_fold(record, number, boxes):
    forum = record.anonymous("Forum")
    for place in range(number):
        record.asserts(record.outlet(f"Paper {place}"), forum)
    assert len(titles(drawn(record), "article")) == boxes


def test_a_fold_says_what_it_holds_and_its_list_has_all_of_it(record):
    forum = record.anonymous("Forum")
    for place in range(38):
        record.asserts(record.outlet(f"Paper {place}"), forum, title=f"Title {place}")
    drawings = drawn(record)
    (fold,) = drawings.folds
    assert titles(drawings, "article") == ["38 articles resting on one origin"]
    assert [ref.name for ref in fold.members] == [f"Title {place}" for place in range(38)]
    assert box(drawings, "38").href == f"#{fold.anchor}"


def test_articles_on_different_ends_or_by_way_of_others_do_not_fold_together(record):
    ada, relay = record.person("Ada"), record.outlet("Relay")
    for place in range(3):
        record.asserts(record.outlet(f"A{place}"), ada)
        record.asserts(record.outlet(f"B{place}"), (relay, ada))
    assert len(titles(drawn(record), "article")) == 6


def test_what_others_are_copied_from_stays_apart_from_its_likes(record):
    ada = record.person("Ada")
    wire = record.asserts(record.outlet("Wire"), ada, title="Original")
    for place in range(6):
        record.asserts(record.outlet(f"A{place}"), ada)
        record.asserts(record.outlet(f"B{place}"), copy_of=[wire])
    assert {
        ("6 articles copied from one article", "copied from", "Original"),
        ("6 articles resting on one origin", "rests on", "Ada"),
        ("Original", "rests on", "Ada"),
    } <= links(drawn(record))


def test_many_origins_fold_and_the_numbers_add_up(record):
    for place in range(30):
        source = record.person if place % 3 else record.anonymous
        record.asserts(record.outlet(f"Paper {place}"), source(f"Origin {place}"))
    drawings = drawn(record)
    folded = [title for title in titles(drawings, "origin") if "more" in title]
    assert folded == ["19 more origins, 9 of which count"]
    assert len(titles(drawings, "origin")) - 1 + 19 == 30


def test_the_origin_that_most_articles_name_is_not_folded_away(record):
    for place in range(30):
        record.asserts(record.outlet(f"Paper {place}"), record.person(f"Witness {place}"))
    forum = record.anonymous("Forum")
    for place in range(5):
        record.asserts(record.outlet(f"Gazette {place}"), forum)
    assert box(drawn(record), "Forum")


def test_a_large_family_folds_inside_its_outline(record):
    owner = record.organisation("Globe Media")
    people = [record.person(f"Person {place}", owner) for place in range(9)]
    record.asserts(record.outlet("Times"), *people)
    for drawing in drawn(record).both:
        (outline,) = drawing.groups
        origins = [node for node in drawing.nodes if node.classes.startswith("origin")]
        assert [node.title.split(". ")[0] for node in origins][
            -1
        ] == "6 more origins, 6 of which count"
        assert len(origins) == 4
        assert all(_inside(node, outline) for node in origins)


def test_a_thousand_appearances_give_a_small_drawing():
    drawings = drawn(_thousand())
    assert len(drawings.wide.nodes) <= 40
    assert len(drawings.wide.edges) <= 44
    assert drawings.wide.height < 1200
    folded = sum(len(fold.members) for fold in drawings.folds if "article" in fold.name)
    single = [node for node in drawings.wide.nodes if node.href.startswith("/articles/")]
    assert folded + len(single) == 1000
    _check(drawings)


def _thousand() -> Record:
    """A thousand articles that rest on each other and on 300 people in every way at once."""
    record = Record()
    sources = [record.outlet(f"Outlet {place}") for place in range(100)]
    sources += [record.person(f"Person {place}") for place in range(300)]
    for place in range(1000):
        chain = (sources[place * 7 % 400], sources[100 + place * 11 % 300])
        says = record.disputes if place % 9 == 0 else record.asserts
        copied = [place // 2] if place % 5 == 4 else []
        says(sources[place % 100], chain if place % 2 else sources[place * 3 % 400], copy_of=copied)
    return record


# Lettering


def test_lines_break_between_words():
    assert wrap("Officers posting in ICE and CBP forums", 140, NAME, 3) == [
        "Officers posting in",
        "ICE and CBP forums",
    ]


def test_what_does_not_fit_ends_in_an_ellipsis_after_a_whole_word():
    text = "Inside Federal Immigration Enforcement: Agent Concerns and Operational Reality"
    lines = wrap(text, 130, NAME, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert set(" ".join(lines)[:-1].split()) <= set(text.replace(":", "").split()) | {
        "Enforcement:"
    }


@given(st.text(max_size=300), st.integers(80, 300))
@generated
def test_every_line_of_any_text_fits(text, room):
    lines = wrap(clean(text), room, NAME, 3)
    assert 1 <= len(lines) <= 3
    assert all(width(line, NAME) <= room for line in lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), max_size=20), st.integers(90, 300))
@generated
def test_words_that_fit_in_a_line_are_never_cut(words, room):
    lines = wrap(" ".join(words), room, NAME, 3)
    assert all(word in words for line in lines for word in line.replace("…", "").split())


def test_an_address_is_broken_after_its_punctuation():
    lines = wrap("https://example.org/a/very/long/path", 120, NAME, 3)
    assert all(line[-1] in "/:." for line in lines[:-1])


def test_what_people_see_as_one_character_stays_whole():
    family, tone, flag, accent = "👩‍👩‍👧‍👦", "🧑🏽‍🚒", "🇵🇱", "e\u0301"
    assert clusters(family + tone + flag * 2 + accent) == [family, tone, flag, flag, accent]
    assert all(line.strip(family) == "" for line in wrap(family * 30, 100, NAME, 3)[:-1])


def test_names_lose_what_turns_or_hides_their_neighbours():
    assert clean("\u202eevil\u202c\x00 na\nme\ud800") == "evil na me?"
    assert clean(" \u200b ") == "no name"


# Where it is drawn


@given(graphs())
@generated
def test_any_graph_is_drawn_legibly(graph):
    _check(draw(graph, assess(graph), STATEMENT))


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert('x')</script>" * 3,
        "W" * 300,
        "وزارة الداخلية الاتحادية والهجرة",
        "🧑🏽‍🚒" * 60,
        "日本経済新聞社" * 20,
        "\u202e" * 40 + "evil",
        "",
    ],
)
def test_hostile_names_are_drawn_legibly(record, name):
    owner = record.organisation(name)
    record.asserts(
        record.outlet(name), (record.outlet(name), record.person(name, owner)), title=name
    )
    record.disputes(record.outlet(name), record.anonymous(name), title=name)
    _check(drawn(record, name))


def _check(drawings: Drawings) -> None:
    assert drawings.narrow.width <= 328
    facts = [_facts(drawing) for drawing in drawings.both]
    assert facts[0] == facts[1]
    for drawing in drawings.both:
        _check_boxes(drawing)
        _check_labels(drawing)
        for edge in drawing.edges:
            _check_edge(edge, drawing)


def _facts(drawing: Drawing) -> object:
    edges = Counter((edge.source, edge.target, edge.word, edge.against) for edge in drawing.edges)
    nodes = [(node.key, node.title, node.href, node.classes) for node in drawing.nodes]
    return (
        edges,
        nodes,
        [caption.text for caption in drawing.captions],
        [group.title for group in drawing.groups],
    )


def _check_boxes(drawing: Drawing) -> None:
    for one, other in combinations(drawing.nodes, 2):
        assert _apart(one, other), (one, other)
    for one, other in combinations(drawing.groups, 2):
        assert _apart(one, other)
    for group in drawing.groups:
        assert any(_inside(node, group) for node in drawing.nodes)
        assert all(_inside(node, group) or _apart(node, group) for node in drawing.nodes)
    for item in (*drawing.nodes, *drawing.groups):
        assert item.x >= 0 and item.x + item.width <= drawing.width
        assert item.y >= 0 and item.y + item.height <= drawing.height
        for line in item.lines:
            assert item.x < line.x and line.right < item.x + item.width, line
            assert item.y < line.y - 9 and line.y + 3 < item.y + item.height, line
        assert all(line.size >= NOTE for line in item.lines)


def _check_labels(drawing: Drawing) -> None:
    labels = [edge.label for edge in drawing.edges if edge.label]
    for one, other in combinations(labels, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or abs(one.y - other.y) >= 12, (one, other)
    for label in labels:
        assert label.left >= 0 and label.right <= drawing.width
        for node in drawing.nodes:
            beside = label.right <= node.x or node.right <= label.left
            assert beside or not node.y < label.y - 3 < node.bottom, (label, node)


def _check_edge(edge: Edge, drawing: Drawing) -> None:
    nodes = {node.key: node for node in drawing.nodes}
    assert _on_border(edge.start, nodes[edge.source])
    assert _on_border(edge.end, nodes[edge.target])
    points = list(_points(edge.path))
    assert (points[0], points[-1]) == (edge.start, edge.end)
    for x, y in points:
        assert 0 <= x <= drawing.width and 0 <= y <= drawing.height
        for node in drawing.nodes:
            assert not (node.x < x < node.right and node.y < y < node.bottom), (edge, node)


def _apart(one, other) -> bool:
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def _inside(node, outline) -> bool:
    return (
        outline.x < node.x
        and outline.y < node.y
        and node.right < outline.x + outline.width
        and node.bottom < outline.y + outline.height
    )


def _on_border(point: tuple[int, int], node: Node) -> bool:
    x, y = point
    upright = x in (node.x, node.right) and node.y < y < node.bottom
    return upright or (y == node.bottom and node.x < x < node.right)


def _points(path: str):
    """Points along a path of M, H, V, C and Q."""
    x = y = 0
    for letter, text in re.findall(r"([MHVCQ])([-\d ]+)", path):
        numbers = [int(number) for number in text.split()]
        if letter in "HV":
            numbers = [numbers[0], y] if letter == "H" else [x, numbers[0]]
        ends = [(x, y), *zip(numbers[::2], numbers[1::2], strict=True)]
        ends = ends[1:] * 2 if letter == "M" else ends
        for step in range(1, 21):
            yield _bezier(ends, step / 20)
        x, y = ends[-1]


def _bezier(points, at: float) -> tuple[float, float]:
    while len(points) > 1:
        points = [(a + (c - a) * at, b + (d - b) * at) for (a, b), (c, d) in pairwise(points)]
    return points[0]


@given(st.data())
@generated
def test_the_order_in_which_things_were_written_down_changes_nothing(data):
    graph = data.draw(graphs())
    again = data.draw(shuffled(graph))
    assert draw(graph, assess(graph), "") == draw(again, assess(again), "")


@given(graphs())
@generated
def test_nothing_that_was_assessed_is_missing(graph):
    assessment = assess(graph)
    drawings = draw(graph, assessment, STATEMENT)
    shown = {node.href for node in drawings.wide.nodes}
    shown |= {ref.href for fold in drawings.folds for ref in fold.members}
    families = (*assessment.asserting, *assessment.disputing)
    assert shown >= {f"/sources/{origin.source}/" for kin in families for origin in kin.origins}
    assert shown >= {f"/articles/{article}/" for article in assessment.articles}


@given(graphs())
@generated
def test_circular_articles_are_those_that_the_assessment_finds(graph):
    asserting = Graph(
        graph.sources,
        graph.articles,
        tuple(item for item in graph.appearances if item.stance == Stance.ASSERTS),
        graph.marks,
    )
    circular = {f"/articles/{item.article}/" for item in Evidence(asserting).circular}
    words = draw(asserting, assess(asserting), STATEMENT).words
    assert {ref.href for ref in words.circular} == circular


def test_labels_stand_clear_of_each_other_and_of_boxes(record):
    wire = record.outlet("Wire")
    original = record.reports(wire, title="Original")
    for place in range(3):
        record.asserts(record.outlet(f"A{place}"), copy_of=[original])
        record.asserts(record.outlet(f"B{place}"), wire)
        record.disputes(record.outlet(f"C{place}"), record.person(f"P{place}"))
    assert len({edge.label.text for edge in drawn(record).wide.edges if edge.label}) == 3
    _check(drawn(record))


# In words


def test_the_words_say_per_family_what_counts_why_and_who_told_it(record):
    ada, relay = record.person("Ada"), record.outlet("Relay")
    record.asserts(record.outlet("Times"), ada, title="One")
    record.asserts(record.outlet("Post"), (relay, ada), title="Two")
    (family,) = drawn(record).words.asserting
    (origin,) = family.origins
    assert family.counts
    assert origin.source.detail == "person · counts: named"
    assert [(ref.name, ref.detail, through) for ref, through in origin.articles] == [
        ("One", "Times", ""),
        ("Two", "Post", "Relay"),
    ]


def test_a_dispute_from_an_asserting_family_is_told_with_its_reason(record):
    owner = record.organisation("ICE")
    record.asserts(record.outlet("A"), record.person("Ada", owner))
    record.disputes(record.outlet("B"), record.person("Bea", owner))
    (family,) = drawn(record).words.disputing
    assert family.aside


# On the page


def rendered(drawings: Drawings) -> str:
    return render_to_string("claims/origin_graph.html", {"drawings": drawings})


def test_the_page_shows_both_drawings_and_the_words(record):
    record.asserts(record.outlet("Times"), record.person("Ada"), title="One")
    page = rendered(drawn(record))
    assert page.count("<svg ") == 2
    assert '<a class="node article" href="/articles/1/">' in page
    assert "The same in words" in page


def test_ids_on_the_page_are_unique_and_references_lead_to_them():
    page = rendered(drawn(_thousand()))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page)
    anchors = re.findall(r'(?:href="|url\()#([^")]+)', page)
    assert set(named + anchors) <= set(ids)


def test_the_page_needs_no_inline_style_or_script_and_escapes_names(record):
    name = '"><script>alert(1)</script><b style="x" onload=y>'
    record.asserts(record.outlet(name), record.person(name, record.organisation(name)), title=name)
    page = rendered(drawn(record, name))
    assert "<script" not in page
    assert not re.search(r"<[^>]* (style|on\w+)=", page)


@override_settings(USE_THOUSAND_SEPARATOR=True, LANGUAGE_CODE="de")
def test_coordinates_are_plain_numbers_in_every_language(record):
    for place in range(12):
        record.asserts(record.outlet(f"P{place}"), record.person(f"O{place}"), title="long " * 40)
    drawings = drawn(record)
    assert drawings.narrow.height > 1000
    numbers = re.findall(r' (?:x|y|rx|width|height)="([^"]*)"', rendered(drawings))
    assert all(re.fullmatch(r"\d+", number) for number in numbers)


def test_a_claim_that_nobody_makes_says_so(record):
    page = rendered(drawn(record))
    assert "<svg" not in page
    assert "No article on record" in page


def test_of_long_lists_the_first_are_told_and_the_rest_counted(record):
    forum = record.anonymous("Officers in forums")
    for place in range(60):
        record.asserts(record.outlet(f"Paper {place}"), forum, title=f"Title {place}")
    drawings = drawn(record)
    (fold,) = drawings.folds
    assert (len(fold.members), len(list(fold.members)), fold.members.more) == (60, 50, 10)
    ((family,),) = (drawings.words.asserting,)
    (origin,) = family.origins
    assert [ref.name for ref, _through in origin.articles] == [f"Title {n}" for n in range(5)]
    page = render_to_string("claims/origin_graph.html", {"drawings": drawings})
    assert "and 10 more" in page
    assert "and 55 more" in page


@given(graphs())
@generated
def test_a_drawing_is_the_same_after_it_was_kept(graph):
    drawings = draw(graph, assess(graph), STATEMENT)
    assert unpacked(json.loads(json.dumps(packed(drawings)))) == drawings


@pytest.mark.parametrize("made", [{}, {"wide": {}}, {"wide": None, "narrow": 3}])
def test_what_another_version_kept_is_not_taken_for_a_drawing(made):
    with pytest.raises((KeyError, TypeError)):
        unpacked(made)
