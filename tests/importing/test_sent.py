"""Rows that are understood in one process and recorded in another."""

import pickle
from datetime import date

from claims.importing import telling
from claims.importing.columns import WrongColumns, wrong_names
from claims.importing.planning import understanding
from claims.spreadsheets.reading import Read
from claims.spreadsheets.words import Words
from tests.importing_files import row

TODAY = date(2026, 5, 1)


def test_rows_arrive_as_they_were_sent():
    cells = row(figures="more than 5,000 officers", via="a paper (outlet)")
    chunk = understanding(
        [Read(2, cells), Read(3, {**cells, "date": "1/2/2026"}, (("quote", "too long"),))], TODAY
    )
    assert chunk[0].row
    assert chunk[1].problems
    assert pickle.loads(pickle.dumps(chunk)) == chunk


def test_a_wrong_header_arrives_with_its_reasons():
    wrong = WrongColumns(wrong_names(["statement", "statement"]))
    assert pickle.loads(pickle.dumps(wrong)).reasons == wrong.reasons


def test_words_arrive_with_what_they_are_translated_by(monkeypatch):
    inner = Words("{count} {{rows}}", count=3)
    sent = pickle.loads(
        pickle.dumps(Words("There are {inner} in “{name}”.", inner=inner, name="{"))
    )
    assert sent == "There are 3 {rows} in “{”."
    monkeypatch.setattr(telling, "gettext", {"{count} {{rows}}": "{count} {{Zeilen}}"}.get)
    assert telling.translated(sent.values["inner"]) == "3 {Zeilen}"
