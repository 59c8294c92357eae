"""Which sentences are worth checking: the order, the reasons, and texts that are none."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.figures import figures
from claims.matching import THRESHOLD, language, rank
from claims.matching.features import _MAY_COUNT, features
from claims.matching.weights import FILE, terms

FIGURE = "The ministry said that applications rose by 41% in 2021."
ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(list('abAB019 .!?%$\n"“”-•😀é\x00\u2028\ud800')), st.characters()
    ),
    max_size=200,
)


def score(sentence: str) -> float:
    """The score of a text of one sentence."""
    (only,) = rank(sentence)
    return only.score


def odds(score: float) -> float:
    """In which weights can be told: one is a factor of three."""
    return score / (1 - score)


def reasons(sentence: str) -> str:
    """Why, in one line."""
    return " ".join(rank(sentence)[0].reasons)


@given(ODD)
@settings(max_examples=60, deadline=None)
def test_every_suggestion_stands_where_it_says_with_a_score_and_a_reason(text):
    found = rank(text)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for each in found:
        assert text[each.start : each.end] == each.sentence
        assert 0 <= each.score <= 1
        assert each.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        FIGURE,
        "More than 4,000 officers have left the agency since January, according to the union.",
        "The inspector general found that the prison violated its own standards.",
        "“We were ordered to make 200 arrests a day,” a former officer told the Herald.",
        "Fewer than half of the schools were inspected in 2019, the lowest share on record.",
    ],
)
def test_claims_that_can_be_checked_reach_the_threshold(sentence):
    assert score(sentence) >= THRESHOLD


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more",
        "Why it matters",
        "Frequently asked questions",
        "Sign up for our newsletter and follow us.",
        "What do you think about that?",
        "We should all be proud of what we will do.",
        "Related Articles",
        "Thank you very much.",
    ],
)
def test_the_furniture_of_a_page_questions_and_opinions_do_not(sentence):
    assert score(sentence) < THRESHOLD


def test_the_best_stands_first():
    found = rank(f"Read more\nIt may rain tomorrow, perhaps. {FIGURE}")
    assert found[0].sentence == FIGURE


def test_reasons_say_what_is_seen():
    told = reasons(FIGURE)
    assert "a percentage or a share" in told
    assert "attributed to somebody" in told
    assert "It has a figure." not in told
    assert "Against it: a question" in reasons("Did the number of arrests rise by 3% in 2021?")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Estimated data shows that 30% came by tram.", "The report shows that 30% came by tram."),
        (
            "The number of visitors has grown since 2018. Estimated data.",
            "The number of visitors has grown since 2018. Read it.",
        ),
        (
            "60% Estimate of visitors who like trams (surveyed anecdotal data)",
            "60% Estimate of visitors who like trams (surveyed in 2019)",
        ),
    ],
)
def test_an_estimate_by_its_caption_says_so_and_ranks_lower(text, plain):
    assert "an estimate or illustration, by its caption" in reasons(text)
    assert odds(rank(text)[0].score) < odds(rank(plain)[0].score) / 3


def test_what_is_only_supposed_says_so_and_ranks_below_what_is_told():
    told = "a visitor who came by tram paid $3 more than in 2019."
    assert odds(score(f"Suppose {told}")) < odds(score(f"Often {told}")) / 5
    assert "a supposition, by its words" in reasons(f"Suppose {told}")


def test_an_estimate_of_something_is_a_claim_like_any_other():
    assert score("The office gave an estimate of 30,000 visitors in 2019.") > THRESHOLD


def test_names_and_numbers_are_masked_so_that_nobody_is_worth_checking_for_who_they_are():
    assert terms("In May Ann Lee had 300 votes.")[:5] == ["in", "@", "had", "#", "votes"]
    assert score("In 2021 Ann Lee lost the vote.") == score("In 2021 Bo Ray lost the vote.")


def test_another_language_falls_back_to_what_needs_no_words_and_says_so():
    german = (
        "Die Zahl der Anträge ist nach Angaben der Behörde in einem Jahr um 41% gestiegen. "
        "Das ist nicht alles, was wir über die Lage wissen und was wir noch sagen werden."
    )
    found = rank(german)
    assert "41%" in found[0].sentence
    assert found[0].score > found[1].score
    assert all(
        "It was judged without its words, which are not English." in each.reasons for each in found
    )


@pytest.mark.parametrize(
    ("text", "code", "known"),
    [
        (FIGURE, "en", True),
        ("Le nombre des demandes a augmenté de 41% dans la ville selon le ministère.", "fr", False),
        ("Число заявлений выросло на 41% за год, сообщило министерство.", "", False),
        ("", "en", True),
        ("😀 \x07 …", "en", True),
        ("Bonjour", "en", True),
        ("I know what I said, and I'm sorry, Don: I die a little.", "en", True),
        ("U.S. President Ann Lee once drove an old red lorry there.", "en", True),
    ],
)
def test_the_language_is_told_where_the_text_is_long_enough(text, code, known):
    assert (language(text).code, language(text).known) == (code, known)
    assert bool(language(text).note) is not known


def test_texts_without_a_sentence_have_no_suggestion():
    assert rank("") == rank(" \n ") == rank("😀😀 … \x07") == []


@pytest.mark.parametrize("piece", ["a", "1 ", "“a ", "Dr. ", "(a. b "])
def test_a_hundred_thousand_characters_of_anything_take_no_long_time(piece):
    started = time.process_time()
    rank(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "sentence",
    ["ten men", "it doubled", "half of it", "a third of them", "½ mile", "£5", "a dozen people"],
)
def test_figures_are_looked_for_wherever_there_may_be_one(sentence):
    assert figures(sentence)
    assert _MAY_COUNT.search(sentence)
    assert features(sentence)["figure"] == 1


def test_the_weights_are_small_name_their_data_and_hold_no_sentence():
    assert FILE.stat().st_size < 1_000_000
    read = json.loads(FILE.read_text(encoding="utf-8"))
    assert "10.5281/zenodo.3609356" in read["data"]
    assert max(len(term.split()) for term in read["words"]) == 2
