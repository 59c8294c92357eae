"""The report on a draft: what stands in it stays words."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checking.judging import Known, Verdict
from claims.checking.marks import Mark
from claims.drafts.checking import Checked, Judged
from claims.drafts.report import cell, markdown, plain, table
from claims.drafts.words import summary
from claims.vocabulary import Difference, Status


def judged(mark: Mark | None, text: str = "It fell.", **fields: object) -> Judged:
    return Judged(text, 0, len(text), Verdict(mark, **fields), 1 if mark else None)


def known(origins: int = 1, status: Status = Status.UNCORROBORATED) -> Known:
    return Known(4, "Complaints rose by 807%", status, "Only one origin.", origins)


def checked(*sentences: Judged) -> Checked:
    return Checked("", sentences)


def address(claim: int) -> str:
    return f"https://record.example/claims/{claim}/"


def test_the_summary_counts_in_the_words_of_a_newsroom():
    found = [
        *[judged(Mark.CORROBORATED, known=known(2, Status.CORROBORATED))] * 5,
        *[judged(Mark.UNCORROBORATED, known=known())] * 3,
        judged(Mark.OTHER_FIGURE, known=known(), differs=(Difference.OTHER_FIGURE,)),
        *[judged(Mark.NOT_RECORDED)] * 5,
        judged(None),
    ]
    assert summary(checked(*found)) == (
        "14 checkable sentences: 5 corroborated, 3 rest on one origin, 1 differs in a figure, 5 unknown"
    )


def test_one_is_one():
    one = judged(Mark.UNCORROBORATED, known=known())
    assert summary(checked(one)) == "1 checkable sentence: 1 rests on one origin"


def test_none_is_said_to_be_none():
    assert summary(checked(judged(None))).startswith("No checkable sentence was found")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", " =", "＝", "\r"])
def test_what_would_begin_a_formula_leaves_as_text(begin):
    sentence = f"{begin}cmd|'/c calc'!A0 rose by 9%."
    rows = list(csv.reader(StringIO(table(checked(judged(Mark.NOT_RECORDED, sentence)), address))))
    assert rows[1][1] == "'" + sentence


@given(st.text())
def test_no_cell_begins_a_formula(text):
    assert not str(cell(text)).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_csv_has_a_line_for_each_marked_sentence():
    found = judged(Mark.OTHER_FIGURE, "Up 870%.", known=known(), differs=(Difference.OTHER_FIGURE,))
    rows = list(csv.DictReader(StringIO(table(checked(judged(None), found), address))))
    assert [(row["mark"], row["claim"], row["differs"]) for row in rows] == [
        ("Known with another figure", "4", "other figure")
    ]
    assert rows[0]["address"] == "https://record.example/claims/4/"


def test_markdown_quotes_the_sentence_and_links_the_claim():
    found = judged(Mark.UNCORROBORATED, "It *fell* <b>.\n# Not a heading", known=known())
    told = markdown(checked(found), address)
    assert "> It \\*fell\\* \\<b\\>.\n> \\# Not a heading" in told
    assert "May be claim [4](https://record.example/claims/4/): Complaints rose by 807%" in told


def test_markdown_keeps_words_words():
    assert (
        plain("1. [x](http://y) - `z` <script>") == "1\\. \\[x\\](http://y) - \\`z\\` \\<script\\>"
    )
