"""The day of publication: where it is believed, and where it is left unrecorded."""

import json
from datetime import date

import pytest

from claims.capture import dates, html, linked
from tests.capture.made import WORDS, page

DAY = date(2024, 3, 12)


def published(head: str = "", above: str = "", below: str = "", url: str = "") -> date | None:
    tree = html.parsed(page(head=head, above=above, below=below))
    return dates.declared(tree, linked.articles(tree), url)[0]


def modified(head: str) -> date | None:
    tree = html.parsed(page(head=head))
    return dates.declared(tree, linked.articles(tree), "")[1]


def described(**particulars: object) -> str:
    thing = {"@type": "NewsArticle"} | particulars
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "head",
    [
        described(datePublished="2024-03-12T23:30:00-05:00"),
        described(**{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2024-03-12"}),
        described(
            **{
                "@type": "WebPage",
                "mainEntity": {"@type": "Article", "datePublished": "2024-03-12"},
            }
        ),
        described(
            **{
                "@graph": [
                    {"@type": "Organization"},
                    {"@type": "Article", "datePublished": "2024-03-12"},
                ]
            }
        ),
        meta("article:published_time", "2024-03-12T06:00:00Z"),
        '<meta name="DC.date.issued" content="2024-03-12">',
        '<meta name="sailthru.date" content="Tue, 12 Mar 2024 06:00:00 GMT">',
        '<meta name="citation_publication_date" content="2024/03/12">',
        '<meta itemprop="datePublished" content="20240312">',
    ],
)
def test_a_day_in_the_head_is_believed(head):
    assert published(head) == DAY


@pytest.mark.parametrize(
    "above",
    [
        '<time datetime="2024-03-12T06:00Z">yesterday</time>',
        '<span itemprop="datePublished" content="2024-03-12">Tuesday</span>',
        '<p class="byline">By Ann Other, 12 March 2024</p>',
        '<p class="post-date">March 12th, 2024</p>',
        '<p class="date">12. März 2024</p>',
        '<p class="date">Le 12 mars 2024</p>',
        '<span class="articleDate">12 March 2024</span>',
        '<p class="date">12 de marzo de 2024</p>',
        '<p class="date">12.3.2024</p>',
        '<p class="date">31/12/2023</p>',
    ],
)
def test_a_day_marked_or_labelled_above_the_article_is_believed(above):
    assert published(above=above) == (date(2023, 12, 31) if "31" in above else DAY)


@pytest.mark.parametrize("path", ["/2024/03/12/bath", "/news/2024/mar/12/bath", "/2024-3-12-bath"])
def test_a_whole_day_in_the_address_is_believed(path):
    assert published(url=f"https://example.org{path}") == DAY


@pytest.mark.parametrize(
    "above",
    [
        "<p>The bath opened on 12 March 2024.</p>",
        "<p>Since 2019-05-01 it has lost money. © 2024</p>",
        '<p class="date">March 2024</p>',
        '<p class="date">2024</p>',
        '<p class="date">03/04/2024</p>',
        '<p class="date">31 June 2024</p>',
        '<p class="date">12 Wetherby 2024</p>',
        '<p class="last-update-date">12 March 2024</p>',
        '<p class="date">Updated 12 March 2024</p>',
        '<p class="candidate">In office since 12 March 2024</p>',
        '<p class="event-date">12 March 2024</p>',
        f"<p>{WORDS} It opened on <time datetime='1974-05-01'>May Day</time>.</p>",
        "<blockquote><time datetime='1974-05-01'>May Day</time></blockquote>",
        '<time datetime="1970-01-01T00:00Z"></time>',
        '<time datetime="2999-01-01">one day</time>',
        '<time datetime="2024-03-12">one</time><time datetime="2024-03-13">another</time>',
        '<aside><time datetime="2024-03-12">of another article</time></aside>',
    ],
)
def test_a_day_that_would_be_a_guess_is_left_unrecorded(above):
    assert published(above=above) is None


@pytest.mark.parametrize(
    "path", ["/2024/03/", "/2024/13/12/", "/1066/10/14/", "/20240312", "/id/12/03/2024"]
)
def test_part_of_a_day_in_the_address_is_none(path):
    assert published(url=f"https://example.org{path}") is None


def test_two_articles_with_two_days_give_none():
    head = described(datePublished="2024-03-12") + described(datePublished="2024-03-13")

    assert published(head) is None


def test_what_the_page_declares_outweighs_what_stands_in_it():
    above = '<time datetime="2020-01-01">earlier</time>'

    assert published(meta("article:published_time", "2024-03-12"), above=above) == DAY


def test_a_time_marked_as_publication_outweighs_the_others():
    above = '<time datetime="2020-01-01">then</time><time pubdate datetime="2024-03-12">now</time>'

    assert published(above=above) == DAY


@pytest.mark.parametrize(
    "head",
    [
        described(dateModified="2024-03-12"),
        meta("article:modified_time", "2024-03-12T00:00:00+01:00"),
    ],
)
def test_the_last_change_is_read_apart(head):
    assert modified(head) == DAY
    assert published(head) is None


@pytest.mark.parametrize("script", ["", "{", "[" * 100_000, '"text"', "[1, null]", '{"@type": 3}'])
def test_json_that_says_nothing_is_passed_over(script):
    assert published(f'<script type="application/ld+json">{script}</script>') is None


@pytest.mark.parametrize(
    "value", [None, 3, ["2024-03-12"], {"@value": "2024-03-12"}, "", "9999999"]
)
def test_a_value_that_is_no_date_is_none(value):
    assert dates.day(value) is None
