"""Web pages: the same text as trafilatura's, what a page says of itself, and pages that are no article."""

import json

import pytest
import trafilatura

from claims.capture.extracted import Extracted, Limits
from claims.capture.html import from_html
from claims.capture.normal import normalised
from claims.capture.refusals import NotExtracted, Reason
from tests.capture.made import PARAGRAPHS, WORDS, page

URL = "https://echo.example.org/news/bath"

TABLE = "<table><tr><th>Year</th><th>Loss</th></tr><tr><td>2023</td><td>£41,000</td></tr></table>"
LIST = "<ul><li>The bath</li><li>The boiler house</li></ul>"
COMMENTS = (
    '<section id="comments" class="comments"><h2>Comments</h2><div class="comment"><p>A reader says that '
    "it is a disgrace, and says so at some length, as readers do.</p></div></section>"
)
QUOTED = (
    "“It is a sad day – for all of us”, said Ms O’Hara.",
    "Losses rose by&nbsp;12.5&#8239;% to £41,000&mdash;a record.",
    "They <em>might</em> close <b>two</b><a href='/x'>more</a> baths.",
)
PAGES = {
    "an article": page(),
    "a short article": page(WORDS),
    "one sentence": page("The bath will close."),
    "quotation marks and spaces": page(*QUOTED, *PARAGRAPHS),
    "a table and a list": page(*PARAGRAPHS, TABLE, LIST, *PARAGRAPHS),
    "readers' comments": page(below=COMMENTS),
    "sidebars": page(
        above="<aside><p>Read also: Other news of the day</p></aside>", below=COMMENTS
    ),
    "no article element": f"<html><body><div>{'<br>'.join(PARAGRAPHS)}</div></body></html>",
    "unclosed elements": f"<html><body><p>{'<p>'.join(PARAGRAPHS)}<table><tr><td>{WORDS}",
    "an XML declaration": '<?xml version="1.0" encoding="utf-8"?>' + page(),
    "quotations in blocks": page(
        f"<blockquote>{WORDS}</blockquote>", *PARAGRAPHS, "<pre>a  b\n c</pre>"
    ),
    "another language": page(
        "Der Stadtrat beschloß am Abend, das Hallenbad zu schließen. " * 8, lang="de"
    ),
}
HEADS = {
    "an author of one word": '<meta name="author" content="admin">',
    "an author by name": '<meta name="author" content="Ann Other and Bob Else">',
    "a Twitter account": '<meta name="twitter:site" content="@wetherby echo">',
    "a site's name": '<meta property="og:site_name" content="echo.example">',
    "another title": '<meta property="og:title" content="The   bath &amp;amp; its end">',
    "JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bath closes", '
    '"author": {"@type": "Person", "name": "Ann Other"}, "publisher": {"name": "The Echo"}}</script>',
    "JSON-LD that is broken": '<script type="application/ld+json">{"@type": "Article", "author":</script>',
    "a canonical address": '<link rel="canonical" href="https://www.echo.example.org/bath">',
}
PAGES |= {what: page(head=head) for what, head in HEADS.items()}
PAGES["an author in the page"] = page(above='<p class="author">By Ann Other</p>')
PAGES["a host in the title"] = page().replace("The Wetherby Echo", "echo.example")


def extracted(
    markup: str, url: str = URL, charset: str = "utf-8", encoding: str = "utf-8"
) -> Extracted:
    return from_html(markup.encode(encoding), charset, url, Limits())


def refused(markup: str) -> NotExtracted:
    with pytest.raises(NotExtracted) as error:
        extracted(markup)
    return error.value


# The text


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES.keys())
def test_the_text_is_trafilaturas_in_its_normal_form(markup):
    bare = trafilatura.extract(markup, url=URL, include_comments=False)

    assert extracted(markup).text == normalised(bare)


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES.keys())
def test_the_particulars_are_trafilaturas(markup):
    bare = trafilatura.bare_extraction(markup, url=URL, with_metadata=True)
    found = extracted(markup)

    taken = (found.title, found.byline, found.outlet)
    assert taken == (bare.title or "", bare.author or "", bare.sitename or "")


def test_menus_and_readers_comments_stay_out():
    text = extracted(PAGES["readers' comments"]).text

    assert "voted by nine to four" in text
    assert "disgrace" not in text and "Section 3" not in text


def test_scripts_handlers_and_styles_give_no_words_and_no_markup():
    tricks = (
        "<script>document.write('<p>Written by a script.</p>')</script>"
        "<style>p::after { content: 'Written by a style.' }</style>"
        "<p onclick=\"alert('Written by a handler.')\">A vote was held.</p>"
        "<p style=\"background: url(javascript:alert('x'))\">It was close.</p>"
        "<img src=x onerror=\"alert('Written by an image.')\"><iframe srcdoc='<p>Framed.</p>'></iframe>"
        "<p>They wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall.</p>"
    )

    text = extracted(page(*PARAGRAPHS, tricks)).text

    assert "A vote was held." in text and "It was close." in text
    assert "Written by" not in text and "Framed" not in text and "onclick" not in text
    assert "They wrote <script>alert(1)</script> on the wall." in text


def test_a_fragment_is_read_too():
    assert extracted(f"<p>{WORDS}</p>").text == WORDS.strip()
    assert extracted(WORDS).text == WORDS.strip()


def test_a_text_that_is_too_long_is_refused_rather_than_cut():
    with pytest.raises(NotExtracted) as error:
        from_html(page().encode(), "", URL, Limits(characters=1_000))

    assert error.value.reason == Reason.TOO_LONG
    assert "more than 1,000 characters" in error.value.message


# The encoding


def test_the_header_then_the_page_name_the_encoding():
    accented = page("Le café de l’État. " * 20, head='<meta charset="iso-8859-15">')

    assert "café de l’État" in extracted(accented, charset="utf-8").text
    assert (
        extracted(
            page("Le café. " * 20, head='<meta charset="iso-8859-15">'),
            charset="",
            encoding="iso-8859-15",
        ).notes
        == ()
    )


def test_latin_1_labelled_utf_8_is_read_right_and_noted():
    found = extracted(page("Le café de la mairie. " * 20), encoding="latin-1")

    assert "Le café de la mairie." in found.text
    assert "labelled as UTF-8, but is not" in found.notes[0]


# What the page says of itself


def test_what_the_page_declares_is_taken():
    found = extracted(
        page(
            head='<meta property="og:site_name" content="The Echo"><meta name="author" content="Ann Other">'
            '<link rel="canonical" href="https://echo.example.org/bath">'
        )
    )

    assert (found.title, found.byline, found.outlet) == ("Bath to close", "Ann Other", "The Echo")
    assert found.canonical_url == "https://echo.example.org/bath"
    assert found.language == "en-GB"
    assert found.media_type == "text/html" and found.url == URL


def test_what_the_page_does_not_declare_stays_empty():
    found = extracted(f"<html><body><p>{WORDS * 3}</p></body></html>", url="")

    assert (found.byline, found.outlet, found.canonical_url, found.language) == ("", "", "", "")
    assert (found.published_on, found.modified_on, found.pages, found.notes) == (None, None, (), ())


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/bath">', "https://echo.example.org/bath"),
        (
            '<meta property="og:url" content="https://echo.example.org/b">',
            "https://echo.example.org/b",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="ftp://example.org/">', ""),
        ('<link rel="canonical" href="http://[">', ""),
        ('<base href="https://echo.example.org/">', ""),
        ('<link rel="alternate" hreflang="x-default" href="https://echo.example.org/de">', ""),
    ],
)
def test_the_canonical_address_is_a_declared_one_on_the_web(head, canonical):
    assert extracted(page(head=head)).canonical_url == canonical


@pytest.mark.parametrize(
    ("lang", "tag"), [("pt_BR", "pt-BR"), ("de", "de"), ("", ""), ("x y", ""), ("<b>", "")]
)
def test_the_language_is_a_tag_or_nothing(lang, tag):
    assert extracted(page(lang=lang)).language == tag


def test_a_page_of_another_site_is_noted_as_a_possible_copy():
    found = extracted(page(head='<link rel="canonical" href="https://www.wire.example/bath">'))

    assert found.notes == (
        "The page names wire.example as the site it belongs to: it may be a copy from there.",
    )


def test_an_article_that_is_not_free_is_noted():
    thing = {"@type": "NewsArticle", "isAccessibleForFree": False}
    found = extracted(page(head=f'<script type="application/ld+json">{json.dumps(thing)}</script>'))

    assert found.notes == (
        "The page says that the article is not free to read: this may be only its beginning.",
    )


# Pages that are no article


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Please enable JavaScript and cookies to continue.", "a request to turn on JavaScript"),
        ("JavaScript is disabled in your browser.", "a request to turn on JavaScript"),
        ("Checking your browser before you go on.", "a check for robots"),
        ("We need to verify you are human.", "a check for robots"),
        (
            "We and our partners use cookies. Accept all cookies or manage them.",
            "a request to accept cookies",
        ),
        ("We value your privacy. Accept all. Reject all.", "a request to accept cookies"),
        ("Subscribe to continue reading this story.", "a paywall"),
        ("You’ve reached your limit of free articles.", "a paywall"),
        ("This article is for subscribers only. Already a subscriber? Log in.", "a paywall"),
    ],
)
def test_a_page_in_the_articles_place_is_refused(words, what):
    error = refused(page(words))

    assert error.reason == Reason.STUB
    assert error.message.startswith(f"This is {what}, not the article.")


def test_a_page_drawn_by_scripts_is_refused_for_what_it_shows_instead():
    markup = (
        "<html><head><title>Echo</title></head><body><div id='app'></div><noscript>You need to enable "
        "JavaScript to run this app.</noscript><script>go()</script></body></html>"
    )

    assert refused(markup).reason == Reason.STUB


def test_a_long_article_may_quote_a_banner():
    assert extracted(page(*PARAGRAPHS, "The banner said: accept all cookies.")).text


@pytest.mark.parametrize(
    "markup",
    ["<html><head><title>Echo</title></head><body></body></html>", "<html></html>", "<!-- -->"],
)
def test_a_page_without_text_is_refused(markup):
    error = refused(markup)

    assert error.reason == Reason.EMPTY
    assert error.message == (
        "There is no text in it. If you see text there: Open it yourself, copy its words, and paste them as "
        "text."
    )
