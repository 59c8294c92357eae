"""A claim's page as others cite it: plain, Markdown, MediaWiki, CSL-JSON.

No Django. Whatever stands in a statement stays text in each of the forms: it opens no link, template or
tag there.

- Markdown: CommonMark 0.31, section 2.4 (a backslash before punctuation).
- Wiki: the parameters of Template:Cite web; what wikitext would read as its own is written as entities.
- CSL-JSON: an item of type `webpage` (citationstyles.org, input data 1.0.2).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

# Letters that begin something in Markdown, in some dialect: emphasis, code, links, tags, entities, tables,
# strike-through, sums, mentions.
IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>&|~$#@!{}])|:(?=//)")
# What makes a list of a line that begins with it.
OPENS_MARKDOWN = re.compile(r"\A(\d{0,9})([-+.)])")
# The same in wikitext. Two underscores begin a switch, two quotes a slant, three tildes a signature.
IN_WIKI = re.compile(
    r"[&<>\[\]{}|]|'(?=')|(?<=')'|_(?=_)|(?<=_)_|~(?=~)|(?<=~)~|:(?=//)|=(?==)|(?<==)="
)
JOINERS = "\u200c\u200d"  # part of how words are written in Persian, Hindi and others
IN_ADDRESS = "/:?#@!$&()*+,;=%~-._[]"


@dataclass(frozen=True)
class Cited:
    """What a citation names. `assessed_on` is the day since which the status stands; `caveat` what the claim
    was published with, if it was."""

    claim: int
    statement: str
    status: str
    address: str
    newsroom: str
    assessed_on: date | None
    accessed_on: date
    caveat: str = ""


def plain(cited: Cited) -> str:
    """One line for a footnote."""
    return (
        f"{_line(cited.newsroom)}: “{_line(cited.statement)}” ({_stand(cited)}). "
        f"{_address(cited)} (accessed {_day(cited.accessed_on)})."
    )


def markdown(cited: Cited) -> str:
    """The same with the statement as a link."""
    return (
        f"{_in_markdown(cited.newsroom)}: [“{_in_markdown(cited.statement)}”](<{_address(cited)}>) "
        f"({_in_markdown(_stand(cited))}; accessed {_day(cited.accessed_on)})."
    )


def wiki(cited: Cited) -> str:
    """A `{{cite web}}` of MediaWiki, and behind it how the claim stood."""
    parameters = {
        "url": _address(cited),
        "title": _in_wiki(cited.statement),
        "author": _in_wiki(cited.newsroom),
        "website": _in_wiki(_site(cited)),
        "date": cited.assessed_on.isoformat() if cited.assessed_on else "",
        "access-date": cited.accessed_on.isoformat(),
    }
    told = "".join(f" |{name}={value}" for name, value in parameters.items() if value)
    return "{{cite web" + told + "}} (" + _in_wiki(_stand(cited)) + ")"


def csl(cited: Cited) -> dict[str, Any]:
    """An item for Zotero, pandoc, citeproc and the like."""
    item = {
        "id": f"{_site(cited)}/claims/{cited.claim}",
        "type": "webpage",
        "title": _line(cited.statement),
        "author": [{"literal": _line(cited.newsroom)}],
        "container-title": _line(_site(cited)),
        "publisher": _line(cited.newsroom),
        "URL": _address(cited),
        "accessed": _parts(cited.accessed_on),
        "note": _stand(cited),
    }
    return item | ({"issued": _parts(cited.assessed_on)} if cited.assessed_on else {})


def _stand(cited: Cited) -> str:
    """How it stood, and when, with the caveat: whoever cites the claim passes that on too."""
    assessed = f", assessed {_day(cited.assessed_on)}" if cited.assessed_on else ""
    caveat = f"; caveat: “{_line(cited.caveat)}”" if cited.caveat else ""
    return f"{cited.status}{assessed}{caveat}"


def _site(cited: Cited) -> str:
    """The host of the record."""
    return cited.address.partition("://")[2].partition("/")[0]


def _address(cited: Cited) -> str:
    """The address, without what would end it in any of the forms."""
    return quote(cited.address, safe=IN_ADDRESS).replace("[", "%5B").replace("]", "%5D")


def _line(text: str) -> str:
    """The text on one line, with single spaces and nothing that a reader cannot see and a program obeys."""
    seen = (one if one.isprintable() or one in JOINERS else " " for one in text)
    return " ".join("".join(seen).split())


def _in_markdown(text: str) -> str:
    escaped = IN_MARKDOWN.sub(lambda found: "\\" + found[0], _line(text))
    return OPENS_MARKDOWN.sub(r"\1\\\2", escaped)


def _in_wiki(text: str) -> str:
    return IN_WIKI.sub(lambda found: f"&#{ord(found[0])};", _line(text))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
