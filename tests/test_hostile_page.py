"""A page made to attack whoever reads it. It is captured, quoted and recorded; then every page of the
site and of the admin that shows something of it is read as a browser would: all of it is text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin import site as admin_site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import tasks
from claims.actions.articles import correct, derive
from claims.models import Appearance, Article, Capture
from tests import builders as make
from tests.capture import made

pytestmark = pytest.mark.django_db

# What is tried. "evil" stands where it would run, or be an element or an attribute.
SCRIPT = "<script>evil()</script>"
TRICKS = (
    f"</textarea></title></style>{SCRIPT}",
    "<img src=evil onerror=evil()>",
    '"><svg onload="evil()"><evil>',
    "' onmouseover='evil()' style='position:fixed;evil:1",
    "<a href=\"javascript:evil()\">evil</a><!-- evil --><base href='//evil'>",
    "{{ evil }}{% evil %}{% load evil %}&#60;evil&#62;",
)
HIDDEN = "\u202e\u2066\u200b\u2060\ufeff"  # turns the line round, or prints nothing
ALL = " ".join(TRICKS) + HIDDEN
QUOTE = f"The {ALL} bath lost 807% in a year"


def escaped(text: str) -> str:
    """Written so that a browser shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def hostile(quote: str) -> bytes:
    """A page whose words, title, author, outlet and tags all try, and which is markup itself."""
    head = (
        f'<meta property="og:title" content="{escaped(ALL)}">'
        f'<meta name="author" content="{escaped("Eve " + TRICKS[1])}">'
        f'<meta property="og:site_name" content="{escaped("Echo " + ALL)}">'
        '<link rel="canonical" href="javascript:evil()">'
        f'<script type="application/ld+json">{{"headline": "evil"}}</script>{SCRIPT}'
        "<style>body {{ display: none }} p::before {{ content: 'evil' }}</style>"
    )
    above = '<p onclick="evil()" style="position:fixed;inset:0">Words with a handler.</p>'
    text = escaped(f"{quote}, it said.")
    return made.page(text, *made.PARAGRAPHS, head=head, above=above, lang="en'evil").encode()


@dataclass
class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its scripts."""

    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    within: str = ""
    scripts: str = ""
    data: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.within = "data" if ("type", "application/ld+json") in attrs else tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within in {"script", "style"}:
            self.scripts += data.strip()
        if self.within == "data":
            self.data += data


LEADS_TO = ("/", "#", "?", "http://testserver/", "https://echo.example/")
DATA = {"application/json", "application/ld+json"}


def assert_only_text(html: str, where: str) -> None:
    """Nothing in a page runs, and nothing of the hostile page is more than text."""
    read = Elements()
    read.feed(html)
    for tag, attributes in read.found:
        assert "evil" not in tag, where
        assert tag not in {"base", "object", "embed", "style"}, where
        assert tag != "iframe" or attributes["src"].endswith("/card/"), where
        for name, value in attributes.items():
            assert not name.startswith("on"), (where, tag, name)
            assert name != "style" and "evil" not in name, (where, tag, name)
            if name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}:
                assert value.startswith(LEADS_TO) or not value, (where, value)
        if tag == "script" and attributes.get("type") not in DATA:
            assert attributes["src"].startswith("/"), where
    assert "evil" not in read.scripts, where
    assert not set("<>&") & set(read.data), where
    assert not set(HIDDEN) & set(html), where


@pytest.fixture
def staff() -> Client:
    """The browser of somebody who may see every page."""
    client = Client()
    client.force_login(make.user("ana", is_staff=True, is_superuser=True))
    return client


def captured(staff: Client, content: bytes) -> Capture:
    """Upload the page and do the job."""
    url = 'https://echo.example/bath?"><script>evil()</script>'
    file = SimpleUploadedFile('"><img src=evil onerror=evil()>.html', content)
    assert staff.post("/capture/", {"file": file, "url": url, "quote": ALL}).status_code == 302
    tasks.capture(**ProcrastinateJob.objects.latest("pk").args)
    return Capture.objects.latest("pk")


@pytest.fixture
def record(staff: Client) -> dict[str, Any]:
    """The page captured, its words recorded as a claim, and captured again with other words; the records
    by the names under which addresses ask for them."""
    first = captured(staff, hostile(QUOTE))
    article = first.results.get().article
    snapshot = article.snapshots.get()
    end = snapshot.text.index(" in a year") + len(" in a year")
    fields = {
        "quote": snapshot.text[snapshot.text.index("The </textarea") : end],
        "statement": f"It lost 807% {' '.join(TRICKS)}",
        "said_by": f"Eve {SCRIPT}",
        "said_by_kind": "person",
        "by_way_of": f"Mallory {TRICKS[1]}",
        "by_way_of_kind": "outlet",
        "figure-TOTAL_FORMS": "1",
        "figure-INITIAL_FORMS": "0",
        "figure-0-value": "807",
        "figure-0-unit": "<evil>",
    }
    response = staff.post(f"/articles/{article.pk}/record/", fields)
    assert response.status_code == 302, response.content.decode()
    capture = captured(staff, hostile(QUOTE.replace("807%", "870%")))
    appearance = Appearance.objects.get()
    copy = make.snapshot(
        title=f"Copy {ALL[:300].translate(dict.fromkeys(map(ord, HIDDEN)))}"
    ).article
    # trafilatura takes markup out of names; a PDF's author comes as it is
    Article.objects.filter(pk=article.pk).update(byline=f"Eve {SCRIPT}")
    derive(article=copy, based_on=article, kind="wire_copy", by=None)
    correct(article=article, kind="correction", text=SCRIPT, by=None)
    return {
        "claim_id": appearance.claim,
        "article_id": article,
        "source_id": article.publisher,
        "capture_id": capture,
        "snapshot_id": article.snapshots.latest("pk"),
        "appearance_id": appearance,
    }


def addresses(record: dict[str, Any]) -> Iterator[str]:
    """Every address of the site that answers with a page, for the records that stand for the page."""
    for pattern in get_resolver("claims.urls").url_patterns:
        if pattern.name not in {"snapshot_file", "healthz", "readyz", "metrics"}:
            wanted = pattern.pattern.converters
            if wanted.keys() <= record.keys():
                yield reverse(pattern.name, kwargs={name: record[name].pk for name in wanted})


def searches(record: dict[str, Any]) -> Iterator[str]:
    """Addresses with what somebody may type or send in them."""
    article, appearance = record["article_id"], record["appearance_id"]
    tried = "%22%3E%3Cscript%3Eevil()%3C/script%3E%3Cevil%3E"
    for path in ("/claims/", "/articles/", "/sources/", "/sources/options/"):
        yield f"{path}?q={tried}&sort={tried}&status={tried}&after={tried}"
        yield f"{path}?q=evil"
    yield f"/sources/options/?said_by=Eve&by_way_of={tried}"
    yield f"/capture/?url={tried}&quote={tried}"
    yield f"/articles/{article.pk}/record/?quote={tried}&statement={tried}&said_by={tried}"
    first = appearance.snapshot
    yield f"/articles/{article.pk}/?snapshot={first.pk}"
    span = f"snapshot={first.pk}&start={appearance.start}&end={appearance.end}"
    yield f"/articles/{article.pk}/record/?{span}"
    yield f"/articles/{article.pk}/compare/?from={first.pk}&to={record['snapshot_id'].pk}"


def admin_addresses(record: dict[str, Any]) -> Iterator[str]:
    """The pages of the admin: lists, and each record's own, its history and its removal."""
    records = [*record.values(), record["appearance_id"].snapshot]
    for model in apps.get_app_config("claims").get_models():
        if not admin_site.is_registered(model):
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_changelist") + "?q=evil"
        for one in records:
            if type(one) is model:
                yield reverse(f"{name}_change", args=[one.pk])
                yield reverse(f"{name}_history", args=[one.pk])
                yield reverse(f"{name}_delete", args=[one.pk])


HTMX = {"HX-Request": "true", "HX-Target": "alike"}


def test_every_page_that_shows_it_shows_text(record, staff):
    shown = 0
    for address in [*addresses(record), *searches(record)]:
        for headers in ({}, {"HX-Request": "true"}, HTMX):
            response = staff.get(address, headers=headers)
            html = response.content.decode()
            assert response.status_code in {200, 302, 400, 404, 405}, (
                address,
                response.status_code,
            )
            if response.get("Content-Type", "").startswith("text/html"):
                assert_only_text(html, address)
            else:
                assert response["X-Content-Type-Options"] == "nosniff", address
            shown += "&lt;script&gt;evil()" in html
    assert shown > 20


def test_what_readers_see_without_signing_in_is_text(record):
    for address in [*addresses(record), *searches(record)]:
        response = Client().get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            assert_only_text(response.content.decode(), address)


def test_every_page_of_the_admin_that_shows_it_shows_text(record, staff):
    shown = 0
    for address in admin_addresses(record):
        response = staff.get(address)
        html = response.content.decode()
        assert response.status_code in {200, 403}, (address, response.status_code)
        assert_only_text(html, address)
        shown += "&lt;script&gt;evil()" in html
    assert shown > 8


def test_every_answer_forbids_scripts_of_others_and_guessing_what_it_is(record, staff):
    for address in [*addresses(record), *admin_addresses(record)]:
        response = staff.get(address)
        rules = response["Content-Security-Policy"]
        # a page without any script of its own names none
        assert "script-src 'self'" in rules or "default-src 'none'" in rules, address
        assert "unsafe" not in rules, address
        framed = "*" if address.endswith("/card/") else "'none'"  # a card is for pages of others
        assert "base-uri 'none'" in rules and f"frame-ancestors {framed}" in rules, address
        assert response["X-Content-Type-Options"] == "nosniff", address


def test_its_bytes_are_a_download_that_no_browser_opens(record, staff):
    response = staff.get(f"/snapshots/{record['snapshot_id'].pk}/file/")
    assert SCRIPT.encode() in b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "evil" not in response["Content-Disposition"]
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_form_that_is_refused_shows_what_was_typed_as_text(record, staff):
    address = f"/articles/{record['article_id'].pk}/record/"
    typed = dict.fromkeys(("quote", "statement", "said_by", "by_way_of", "unit", "basis"), ALL)
    for headers in ({}, {"HX-Request": "true"}):
        html = staff.post(address, {**typed, "start": ALL}, headers=headers).content.decode()
        assert "&lt;script&gt;evil()" in html
        assert_only_text("".join(c for c in html if c not in HIDDEN), address)
    html = staff.post("/capture/", {"url": ALL}).content.decode()
    assert_only_text("".join(c for c in html if c not in HIDDEN), "/capture/")


def test_what_turns_lines_round_or_prints_nothing_is_not_kept(record):
    article = Article.objects.get(pk=record["article_id"].pk)
    kept = [article.title, article.byline, article.publisher.name, article.opening_words]
    kept += [snapshot.text for snapshot in article.snapshots.all()]
    assert not set(HIDDEN) & set("".join(kept))
    assert SCRIPT in article.title and SCRIPT in article.publisher.name
