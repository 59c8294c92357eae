"""Figures read out of sentences: value, unit, comparator, and where they stand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import SETS, all_the_same, f1, labelled
from claims.figures import Comparator, conflict, figures
from tests.graphs import generated


def read(sentence: str) -> list[tuple[str, str, str]]:
    """Value, unit and comparator of each figure; a range as "20–30"."""
    return [
        (
            f"{found.value:f}" + ("" if found.upper is None else f"–{found.upper:f}"),
            found.unit,
            found.comparator.value,
        )
        for found in figures(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator"),
    [
        # the sample's
        ("detentions of immigrants … have increased by 807%", "807", "%", "exact"),
        ("mandated ICE officers to achieve 3,000 arrests daily", "3000", "arrests/day", "exact"),
        ("more than 5,000 self-identified officers", "5000", "officers", "more_than"),
        ("with less than 24 hours notice", "24", "hours", "less_than"),
        # counts
        ("They made 3,000 arrests a day.", "3000", "arrests/day", "exact"),
        ("Two dozen agents quit.", "24", "agents", "exact"),
        ("It hired 300 Americans.", "300", "Americans", "exact"),
        ("Some 33,000 e-mails were lost.", "33000", "e-mails", "about"),
        ("One officer was killed.", "1", "officers", "exact"),
        ("It made zero arrests.", "0", "arrests", "exact"),
        ("Deaths fell by more than 1,200, or so it says.", "1200", "", "more_than"),
        # scale words
        ("It has 3.2 million members.", "3200000", "members", "exact"),
        ("About 1.5m people came.", "1500000", "people", "about"),
        ("Half a million people fled.", "500000", "people", "exact"),
        ("Two and a half million people fled.", "2500000", "people", "exact"),
        ("The prize is a quarter of a million dollars.", "250000", "$", "exact"),
        ("Nearly quarter of a million people fled.", "250000", "people", "about"),
        # percentages and points
        ("Turnout was 61 per cent.", "61", "%", "exact"),
        ("It fell by nearly 50 percentage points.", "50", "percentage points", "about"),
        ("Growth was −0.4%.", "-0.4", "%", "exact"),
        # shares and multiples
        ("One in five pupils stays away.", "20", "%", "exact"),
        ("Nine out of ten agree.", "90", "%", "exact"),
        ("One out of every eight pupils stays away.", "12.5", "%", "exact"),
        ("A 1-in-4 chance of rain.", "25", "%", "exact"),
        ("More than half of them left.", "50", "%", "more_than"),
        ("A third of them left.", "33.33", "%", "about"),
        ("It lost ⅔ of it.", "66.67", "%", "about"),
        ("Two-thirds left.", "66.67", "%", "about"),
        ("Output grew eightfold.", "8", "times", "exact"),
        ("Rents nearly doubled.", "2", "times", "about"),
        ("Sales have halved.", "0.5", "times", "exact"),
        # money
        ("It spent $3.2 million.", "3200000", "$", "exact"),
        ("It spent 3.2 million dollars.", "3200000", "$", "exact"),
        ("It spent US$25,000.", "25000", "$", "exact"),
        ("It lost €1.4bn.", "1400000000", "€", "exact"),
        ("It costs £500 a month.", "500", "£/month", "exact"),
        # durations, measures, rates
        ("a three-week virtual academy", "3", "weeks", "exact"),
        ("They wait half an hour.", "0.5", "hours", "exact"),
        ("It is 1,000 square miles.", "1000", "square miles", "exact"),
        ("The limit is 30 mph.", "30", "miles/hour", "exact"),
        ("12 deaths per 100,000 people", "12", "deaths/100,000 people", "exact"),
        # comparators
        ("no fewer than 14 inquiries", "14", "inquiries", "at_least"),
        ("five years or more", "5", "years", "at_least"),
        ("100,000+ signatures", "100000", "signatures", "at_least"),
        ("as many as 70 fans", "70", "fans", "at_most"),
        ("no more than 70 fans", "70", "fans", "at_most"),
        ("fewer than 70 fans", "70", "fans", "less_than"),
        # ranges
        ("between 20 and 30 officers", "20–30", "officers", "range"),
        ("15–20% of them", "15–20", "%", "range"),
        ("two to three million dollars", "2000000–3000000", "$", "range"),
        ("prices range from $5 to $10", "5–10", "$", "range"),
        # other ways to write numbers
        ("1\u2009800 inmates", "1800", "inmates", "exact"),
        ("1.234.567 euros", "1234567", "€", "exact"),
        ("٣٠٠ people", "300", "people", "exact"),
        ("2½ miles", "2.5", "miles", "exact"),
        ("three hundred and forty-two people", "342", "people", "exact"),
    ],
)
def test_a_figure_is_read_with_its_unit_and_comparator(sentence, value, unit, comparator):
    assert read(sentence) == [(value, unit, comparator)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022, the union lost its contract.",
        "It rose from 2018 to 2022.",
        "He took office on 20 January 2025.",
        "It was mid-June, in the 1990s.",
        "A 47-year-old man was held.",
        "She is 47 years old.",
        "Maria Lopez, 34, moved away.",
        "It was the third day, and the 21st time.",
        "Boeing 737s, Title 42, 9/11 and COVID-19.",
        "See Section 230 and 287(g), page 12.",
        "They met at 7:45 p.m. in Room 101.",
        "Call 202-555-0143.",
        "It is at 1600 Pennsylvania Avenue.",
        "See https://example.org/2024/report-12.pdf.",
        "The vote was 5-4.",
        "one in Tacoma, Washington, and the other in San Antonio",
        "One of them said so, and no one objected.",
        "There were no deaths.",
        "Thousands of people, dozens of dogs and several cats.",
        "He doubled down.",
        "In the second half of the third quarter.",
        "",
    ],
)
def test_what_counts_nothing_is_no_figure(sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234,567.89", "1234567.89"),
        ("1.234.567,890", "1234567.89"),
        ("1.234,567", "1234.567"),
        ("12,34,567", "1234567"),
        ("1'234'567", "1234567"),
        ("2-1/2 million", "2500000"),
        ("seven point nine", "7.9"),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("half a dozen", "6"),
        ("nine hundred thousand", "900000"),
        ("one hundred and one", "101"),
        ("a million", "1000000"),
    ],
)
def test_a_number_is_read_however_it_is_written(written, value):
    (found,) = figures(f"It cost {written} dollars.")
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "1234567890123456789",
        "999,999,999,999 trillion",
        "999999999999999999 billion",
        "007",
        "1.2.3.4",
        "1,2,3,4",
        "12345,678",
        "5" * 5_000,
    ],
)
def test_what_is_no_number_or_none_that_the_record_holds_is_left_out(written):
    assert read(f"It says {written} there.") == []


def test_from_one_to_the_other_is_two_figures():
    assert read("The share rose from 3 to 5%.") == [("3", "%", "exact"), ("5", "%", "exact")]


def test_what_is_listed_shares_the_unit_of_the_last():
    assert [unit for _, unit, _ in read("with 15, 18, or 20 years of service")] == ["years"] * 3


def test_what_is_said_twice_in_other_words_shares_no_unit():
    assert read("fell by 1,200, or 14%") == [("1200", "", "exact"), ("14", "%", "exact")]


def test_a_figure_says_where_it_was_read():
    (found,) = figures("There, more than 5,000 self-identified officers talk.")
    assert (found.start, found.end) == (7, 47)
    assert found.text == "more than 5,000 self-identified officers"


def test_where_it_was_read_is_no_part_of_what_a_figure_says():
    (here,), (there,) = figures("807%"), figures("It rose 807%.")
    assert here == there


def test_figures_that_were_read_conflict_as_recorded_ones_do():
    (range_,) = figures("between 20 and 30 officers")
    (inside,), (outside,) = figures("25 officers"), figures("35 officers")
    assert not conflict(range_, inside)
    assert conflict(range_, outside)


@pytest.mark.parametrize("name", [name for name in SETS if name != "hard"])
def test_the_labelled_sentences_are_read_as_they_are_labelled(name):
    for row in labelled(name):
        assert f1([row], [figures(row.text)], all_the_same) == 1, row.text


# What holds of every text

WORDS = (
    "more than about up to between and or from in a an the of per half third one two twenty hundred "
    "million dozen percent points officers people years year day old times doubled fold $ £ % ½ - – , . "
    "' \" ( ) / + 3 20 2022 5,000 1.5 1.234.567,890 999999999999999999 trillion "
    "3m 1st 9/11 \u00a0 \u2009 \n ٣ '90s May Boeing zero minus -5"
)
sentences = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words))
)
texts = st.one_of(st.text(max_size=60), sentences)


@generated
@given(texts)
def test_figures_stand_where_they_say_and_none_overlaps_another(text):
    end = 0
    for found in figures(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end


@generated
@given(texts)
def test_a_range_alone_has_an_upper_end_and_it_is_the_higher(text):
    for found in figures(text):
        assert (found.upper is not None) == (found.comparator == Comparator.RANGE)
        assert found.upper is None or found.value < found.upper


@generated
@given(texts)
def test_values_fit_the_record(text):
    for found in figures(text):
        assert found.value.is_finite()
        assert abs(found.value) < Decimal(10) ** 30
        assert len(found.unit) <= 60


@generated
@given(sentences, sentences)
def test_a_sentence_that_follows_changes_nothing(one, other):
    first = f"They said {one} so."
    alone = figures(first)
    assert figures(f"{first} It said {other}")[: len(alone)] == alone


PHRASES = [
    "more than 5,000 officers",
    "$3.2 million",
    "between 20 and 30 weeks",
    "15-20% a year",
    "two and a half hours",
    "one in five",
    "no fewer than 1,100 arrests a day",
    "nearly doubled",
    "-5 degrees",
    "three hundred and forty-two people",
]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.title,
        lambda text: text.replace("-", "–"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(",", "\u202f"),
        lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        lambda text: f"“{text}”",
        lambda text: f"It was {text}, they said.",
    ],
)
def test_capitals_and_typography_do_not_change_what_is_read(phrase, change):
    before = [(f.value, f.upper, f.comparator, f.measure) for f in figures(phrase)]
    after = [(f.value, f.upper, f.comparator, f.measure) for f in figures(change(phrase))]
    assert before
    assert after == before
