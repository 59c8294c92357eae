"""The report on a draft to take away. Only its author holds it: nothing of it is kept."""

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO

from django.utils.translation import gettext as _

from claims.drafts.checking import Checked, Judged
from claims.drafts.words import differences, label, summary, why
from claims.vocabulary import STATUSES

Address = Callable[[int], str]  # of the page of a claim

COLUMNS = [
    *("number", "sentence", "start", "end", "mark"),
    *("claim", "statement", "status", "differs", "why", "address"),
]
# What spreadsheets take for the beginning of a formula, in both widths, also after space.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
LINE_BEGINS = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


def markdown(checked: Checked, address: Address) -> str:
    """The summary, what the check could not do, and each marked sentence with what is known of it."""
    return "\n\n".join(_blocks(checked, address)) + "\n"


def _blocks(checked: Checked, address: Address) -> Iterator[str]:
    yield "# " + _("Draft check")
    yield plain(summary(checked)) + "."
    for note in checked.notes:
        yield plain(note)
    for one in checked.marked:
        yield f"## {one.number}. {plain(label(one.verdict))}"
        yield "\n".join("> " + plain(line) for line in one.text.splitlines())
        if told := _told(one, address):
            yield told


def _told(one: Judged, address: Address) -> str:
    verdict = one.verdict
    said = [plain(why(verdict))] if why(verdict) else []
    if verdict.known:
        number, statement = verdict.known.claim, plain(verdict.known.statement)
        near = _("Near claim") if verdict.differs else _("May be claim")
        said.insert(0, f"{near} [{number}]({address(number)}): {statement}")
    return "\n\n".join(said)


def plain(text: str) -> str:
    """Words that Markdown takes for words: nothing in a draft becomes a heading, a link or HTML."""
    return LINE_BEGINS.sub(r"\1\\\2", MARKUP.sub(r"\\\1", text))


def table(checked: Checked, address: Address) -> str:
    """The marked sentences as CSV, a line each."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in checked.marked:
        writer.writerow([cell(value) for value in _row(one, address)])
    return out.getvalue()


def _row(one: Judged, address: Address) -> list[object]:
    known = one.verdict.known
    claim = [known.claim, known.statement, STATUSES[known.status].label] if known else ["", "", ""]
    return [
        *(one.number, one.text, one.start, one.end, label(one.verdict), *claim),
        *(differences(one.verdict), why(one.verdict), address(known.claim) if known else ""),
    ]


def cell(value: object) -> object:
    """A value that a spreadsheet takes for words: what would begin a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
