"""Citations: what they name, and that no statement breaks out of its place in any of the forms."""

import html
import json
import re
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.publish.citation import Cited, csl, markdown, plain, wiki

CITED = Cited(
    claim=12,
    statement="The bridge was closed for 3 days",
    status="Corroborated",
    address="https://record.example/claims/12/",
    newsroom="The Example Times",
    assessed_on=date(2026, 3, 1),
    accessed_on=date(2026, 11, 22),
)
# Texts with much that means something somewhere.
NASTY = st.text(
    st.one_of(
        st.sampled_from("[](){}<>|&*_`'\"\\~=#!$@:/;\n\t -.1aü”"), st.characters(codec="utf-8")
    ),
    max_size=40,
)
# What CSL-JSON asks of an item, written down from its description at citationstyles.org.
DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        }
    },
}
TEXT = {"type": "string", "minLength": 1}
ITEM = {
    "type": "object",
    "required": ["id", "type", "title", "author", "publisher", "URL", "accessed"],
    "additionalProperties": False,
    "properties": {
        "id": TEXT,
        "type": {"const": "webpage"},
        "title": {"type": "string"},
        "author": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["literal"],
                "additionalProperties": False,
                "properties": {"literal": {"type": "string"}},
            },
        },
        "container-title": TEXT,
        "publisher": {"type": "string"},
        "URL": {"type": "string", "pattern": "^https?://[!-~]+$"},
        "issued": DATE,
        "accessed": DATE,
        "note": TEXT,
    },
}


def on_one_line(text: str) -> str:
    """The text as every form holds it."""
    seen = (one if one.isprintable() or one in "\u200c\u200d" else " " for one in text)
    return " ".join("".join(seen).split())


def with_statement(statement: str) -> Cited:
    """The citation of another statement, by a newsroom that is called the same, with the same as a caveat."""
    return replace(CITED, statement=statement, newsroom=statement, caveat=statement)


def test_a_plain_citation_names_who_what_how_it_stands_where_and_when():
    assert plain(CITED) == (
        "The Example Times: “The bridge was closed for 3 days” (Corroborated, assessed 1 March 2026). "
        "https://record.example/claims/12/ (accessed 22 November 2026)."
    )


def test_markdown_makes_the_statement_a_link():
    assert markdown(CITED) == (
        "The Example Times: [“The bridge was closed for 3 days”](<https://record.example/claims/12/>) "
        "(Corroborated, assessed 1 March 2026; accessed 22 November 2026)."
    )


def test_a_wiki_has_a_template_of_its_own():
    assert wiki(CITED) == (
        "{{cite web |url=https://record.example/claims/12/ |title=The bridge was closed for 3 days "
        "|author=The Example Times |website=record.example |date=2026-03-01 |access-date=2026-11-22"
        "}} (Corroborated, assessed 1 March 2026)"
    )


def test_csl_names_the_parts():
    item = csl(CITED)
    assert item["issued"] == {"date-parts": [[2026, 3, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert item["author"] == [{"literal": "The Example Times"}]
    assert item["URL"] == "https://record.example/claims/12/"


def test_without_a_day_of_assessment_none_is_named():
    cited = replace(CITED, assessed_on=None)
    assert "issued" not in csl(cited)
    assert "|date=" not in wiki(cited)
    assert "assessed" not in plain(cited)


def test_each_form_passes_on_the_caveat_that_the_claim_was_published_with():
    cited = replace(CITED, caveat="Only the city\nsays so.")
    stood = "Corroborated, assessed 1 March 2026; caveat: “Only the city says so.”"
    assert f"({stood})." in plain(cited)
    assert f"({stood}; accessed 22 November 2026)." in markdown(cited)
    assert wiki(cited).endswith(f"}}}} ({stood})")
    assert csl(cited)["note"] == stood


@given(NASTY)
def test_csl_keeps_its_form_whatever_the_statement(text):
    item = csl(with_statement(text))
    jsonschema.validate(json.loads(json.dumps(item)), ITEM)
    assert item["title"] == on_one_line(text)


@given(NASTY)
def test_markdown_shows_the_statement_as_it_is(text):
    rendered = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(
        markdown(with_statement(text))
    )
    found = re.fullmatch(r'<p>(.*): <a href="([^"]*)">“(.*)”</a> [^<]*</p>\n', rendered)
    assert found, rendered
    assert found[2] == CITED.address
    assert html.unescape(found[1]) == html.unescape(found[3]) == on_one_line(text)


def parameters(template: str) -> dict[str, str]:
    """The parameters of a template as MediaWiki cuts them, with entities read."""
    cited = re.fullmatch(r"\{\{cite web \|([^{}]*)\}\} \([^{}]*\)", template)
    assert cited
    cut = [part.partition("=") for part in cited[1].split("|")]
    return {name.strip(): html.unescape(value.strip()) for name, _equals, value in cut}


@given(NASTY)
def test_nothing_in_a_statement_is_read_by_the_wiki(text):
    template = wiki(with_statement(text))
    title = parameters(template).get("title", "")
    assert title == on_one_line(text)
    written = re.search(r"\|title=(.*?) \|author=", template)
    if written:
        assert not re.search(r"[\[\]{}<>|]|''|__|~~|==|://", written[1])
        assert not re.search(r"&(?!#\d+;)", written[1])


@pytest.mark.parametrize("form", [plain, markdown, wiki])
@given(NASTY)
def test_each_is_one_line(form, text):
    assert len(form(with_statement(text)).splitlines()) == 1


@given(st.text("[]{}<>|\"' ()ü%", max_size=20))
def test_no_address_breaks_out_either(tail):
    cited = replace(CITED, address=f"https://record.example/{tail}")
    assert not re.search(r"[\[\]{}<>|\"\s]", csl(cited)["URL"])
    assert parameters(wiki(cited))["url"] == csl(cited)["URL"]
