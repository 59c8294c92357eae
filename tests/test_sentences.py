"""The sentence under a status, in full, for few articles and many."""

import pytest
from hypothesis import given

from claims.origins import assess
from tests.graphs import Record, generated, graphs


@pytest.fixture
def record() -> Record:
    return Record()


def on_one_origin(record: Record, articles: int) -> None:
    ada = record.anonymous("a clerk")
    for number in range(articles):
        record.asserts(record.outlet(f"Outlet {number + 1}"), ada)


@pytest.mark.parametrize(
    ("articles", "sentence"),
    [
        (0, "No article on record makes this claim."),
        (
            1,
            "1 article makes this claim and rests on a clerk, not confirmed by an editor: "
            "one origin.",
        ),
        (
            2,
            "2 articles make this claim; both rest on a clerk, not confirmed by an editor: "
            "one origin, told twice.",
        ),
        (
            3,
            "3 articles make this claim; all rest on a clerk, not confirmed by an editor: "
            "one origin, told 3 times.",
        ),
        (
            12,
            "12 articles make this claim; all rest on a clerk, not confirmed by an editor: "
            "one origin, told 12 times.",
        ),
    ],
)
def test_articles_on_one_origin(record, articles, sentence):
    on_one_origin(record, articles)

    assert record.assessment.sentence == sentence


def test_an_origin_that_counts_is_named_without_more(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.sentence == "1 article makes this claim and rests on Ada: one origin."


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (
            2,
            "1 article makes this claim, resting on 2 origins with no tie between them: "
            "Ada 1 and Ada 2.",
        ),
        (
            3,
            "1 article makes this claim, resting on 3 origins with no tie between them: "
            "Ada 1, Ada 2 and Ada 3.",
        ),
        (
            12,
            "1 article makes this claim, resting on 12 origins with no tie between them: "
            "Ada 1, Ada 2, Ada 3 and 9 more.",
        ),
    ],
)
def test_named_people_in_one_article(record, people, sentence):
    named = [record.person(f"Ada {number + 1}") for number in range(people)]
    record.asserts(record.outlet("Times"), *named)

    assert record.assessment.sentence == sentence


@pytest.mark.parametrize(
    ("outlets", "sentence"),
    [
        (
            2,
            "2 articles make this claim, resting on 2 origins: unattributed words of Outlet 1 and "
            "unattributed words of Outlet 2; neither counts.",
        ),
        (
            12,
            "12 articles make this claim, resting on 12 origins: unattributed words of Outlet 1, "
            "unattributed words of Outlet 2, unattributed words of Outlet 3 and 9 more; "
            "none of them counts.",
        ),
    ],
)
def test_unattributed_articles(record, outlets, sentence):
    for number in range(outlets):
        record.asserts(record.outlet(f"Outlet {number + 1}"))

    assert record.assessment.sentence == sentence


def test_one_origin_of_two_counts(record):
    record.asserts(record.outlet("Times"), record.anonymous("a clerk"), record.person("Ada"))

    assert record.assessment.sentence == (
        "1 article makes this claim, resting on 2 origins: Ada and a clerk; only the first counts."
    )


def test_two_origins_that_an_editor_confirmed(record):
    for name in ("Times", "Tribune"):
        outlet = record.outlet(name)
        record.asserts(outlet)
        record.confirm(outlet)

    assert record.assessment.sentence == (
        "2 articles make this claim, resting on 2 origins with no tie between them, each confirmed "
        "by an editor: unattributed words of Times and unattributed words of Tribune."
    )


def test_a_family_is_named_by_the_origin_that_counts_with_those_tied_to_it(record):
    group = record.organisation("Group")
    letter, report = (record.document(name, owner=group) for name in ("Letter", "Report"))
    record.asserts(record.outlet("Times"), letter, self_interested=True)
    record.asserts(record.outlet("Tribune"), report, record.person("Ada"))

    assert record.assessment.sentence == (
        "2 articles make this claim, resting on 2 origins with no tie between them: "
        "Report (tied to Letter) and Ada."
    )


def test_attributions_that_go_in_a_ring(record):
    times = record.outlet("Times")
    record.asserts(times, times)

    assert record.assessment.sentence == (
        "1 article makes this claim, but the attributions lead back to themselves: "
        "no origin is left."
    )


def test_one_origin_beside_a_ring(record):
    times = record.outlet("Times")
    record.asserts(times, times)
    record.asserts(record.outlet("Tribune"), record.person("Ada"))

    assert record.assessment.sentence == (
        "2 articles make this claim; the one that reaches an origin rests on Ada: one origin."
    )


def test_a_disputed_claim_says_on_whom_it_rests_and_who_disputes_it(record):
    record.asserts(record.outlet("Times"), record.person("Ada"))
    record.disputes(record.outlet("Tribune"), record.person("Bo"), record.anonymous("a nurse"))

    assert record.assessment.sentence == (
        "1 article makes this claim, resting on Ada. It is disputed by Bo and a nurse."
    )


def test_a_disputed_claim_that_rests_on_no_origin(record):
    times = record.outlet("Times")
    record.asserts(times, times)
    record.disputes(record.outlet("Tribune"))

    assert record.assessment.sentence == (
        "1 article makes this claim, but the attributions lead back to themselves: "
        "no origin is left. It is disputed by unattributed words of Tribune."
    )


def test_a_claim_that_articles_only_dispute(record):
    record.disputes(record.outlet("Times"), record.person("Ada"))

    assert record.assessment.sentence == (
        "No article on record makes this claim. It is disputed by Ada."
    )


@pytest.mark.parametrize(
    ("articles", "sentence"),
    [
        (1, "1 article made this claim and has been retracted."),
        (2, "2 articles made this claim; both have been retracted."),
        (12, "12 articles made this claim; all have been retracted."),
    ],
)
def test_retracted_articles(record, articles, sentence):
    for _ in range(articles):
        record.asserts(record.outlet("Times"), record.person("Ada"), retracted=True)

    assert record.assessment.sentence == sentence


@generated
@given(graphs())
def test_sentences_of_any_graph_read_cleanly(graph):
    assessment = assess(graph)
    for text in (assessment.sentence, *(flag.explanation for flag in assessment.flags)):
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        for fault in ("None", "  ", "..", " ,", ",,", " .", "()", ": .", ":.", "Reason."):
            assert fault not in text
