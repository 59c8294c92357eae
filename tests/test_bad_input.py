"""Bad input goes all the way: somebody sends it, the job does what it can, and the page says in plain
words what came of it."""

import gzip
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import tasks
from claims.actions import capturing, jobs
from claims.capture.policy import Policy, look_up
from claims.models import Appearance, Article, Capture, Claim, Snapshot, Source
from tests import builders as make
from tests.capture import made
from tests.capture.server import Page, Raw, Site, redirect, serving
from tests.sessions import PATIENCE, all_waiting, sessions, wait_until

pytestmark = pytest.mark.django_db

TOLD = re.compile(r'<p class="problem" role="alert"[^>]*>(.*?)</p>')
WRONG = re.compile(r'<li><time class="small quiet"[^>]*>.*?</time><br>(.*?)(?:<br>|</li>)')
NO_SITE = "nowhere.example"
HUGE = {"Content-Type": "text/html", "Content-Length": "20000001"}
GZIP = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
LATIN = made.page("Le café de la mairie était fermé, dit-elle. " * 20).encode("latin-1")
PAGES = {
    "/circle": redirect("/circle"),
    "/slow": Raw((OK, *[b"<p>word "] * 99), pause=0.1),
    "/huge": Page(b"<p>Words.", headers=HUGE),
    "/bomb": Page(gzip.compress(b"<p>" + b" " * 21_000_000), headers=GZIP),
    "/broken": Page(b"not gzip", headers=GZIP),
    "/nothing": Page(b" \n"),
    "/consent": Page(made.page("We use cookies. Accept all cookies to go on.").encode()),
    "/pdf": Page(made.pdf("Secret.", password="bath")),
    "/latin": Page(LATIN, headers={"Content-Type": "text/html; charset=utf-8"}),
    **{f"/{status}": Page(status=status) for status in (401, 403, 410, 429, 451, 500, 503, 999)},
}


def no_such_site(host: str, port: int) -> list[str]:
    """The system's resolver, except that it knows one name not to exist."""
    if host == NO_SITE:
        raise socket.gaierror(socket.EAI_NONAME, "not known")
    return look_up(host, port)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that answers badly, fetched from with little patience."""
    terms = Policy(private_hosts=frozenset({"127.0.0.1"}), total_timeout=0.5, resolve=no_such_site)
    monkeypatch.setattr(capturing, "policy", lambda: terms)
    with serving(PAGES) as site:
        yield site


@pytest.fixture
def ana(client: Client) -> Client:
    """The browser of somebody on the staff."""
    client.force_login(make.user("ana", role="journalist"))
    return client


def sent(client: Client, **fields: object) -> tuple[Capture, str]:
    """Send the form and do the job that it put into the queue: the capture, and its page."""
    response = client.post("/capture/", fields)
    assert response.status_code == 302, TOLD.findall(response.content.decode())
    tasks.capture(**ProcrastinateJob.objects.get(task_name=jobs.JOB).args)
    return Capture.objects.get(), client.get(response["Location"]).content.decode()


def uploaded(client: Client, content: bytes, name: str = "file") -> tuple[Capture, str]:
    """The same with a file."""
    return sent(client, file=SimpleUploadedFile(name, content))


def wrong(capture: Capture, page: str) -> str:
    """What the page says went wrong, which is what was noted of the attempt; nothing was stored."""
    (told,) = WRONG.findall(page)
    assert unescape(told) == capture.attempts.get().message
    assert not Article.objects.exists()
    assert not Snapshot.objects.exists()
    return unescape(told)


def refused(client: Client, **fields: object) -> list[str]:
    """What the form says; nothing was asked for."""
    response = client.post("/capture/", fields)
    assert response.status_code == 400
    assert not Capture.objects.exists()
    return [unescape(told) for told in TOLD.findall(response.content.decode())]


# Addresses


@pytest.mark.parametrize(
    "url",
    ["words", "http://", "http://a b.example/", "https://[::1", "file:///etc/passwd", "data:,x"],
)
def test_an_address_that_is_none_is_refused_by_the_form(ana, url):
    (told,) = refused(ana, url=url)
    assert told == "This is not the address of a web page. Copy it from the browser again."


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://user:word@echo.example/", "Take out what stands before the @."),
        (
            "ftp://echo.example/file",
            "Only addresses that begin with http:// or https:// can be kept.",
        ),
    ],
)
def test_an_address_that_cannot_be_kept_is_refused_by_the_form(ana, url, told):
    assert told in refused(ana, url=url)[0]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"http://{NO_SITE}/", f"No site named {NO_SITE} was found. Check the spelling."),
        ("http://10.0.0.1/", "10.0.0.1 is not on the public web"),
        ("http://[::1]/", "::1 is not on the public web"),
        ("http://169.254.169.254/latest/meta-data/", "ask whoever runs Provenance to allow"),
        ("http://echo.example:22/", "The address names port 22"),
    ],
)
def test_an_address_that_nobody_may_fetch_fails_for_good(ana, site, url, told):
    capture, page = sent(ana, url=url)
    assert told in wrong(capture, page)
    assert capture.state == Capture.State.FAILED
    assert "Try again</button>" in page
    assert "Capture it another way" in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/circle", "The site sends us in a circle"),
        ("/huge", "larger than 20 MB, the most that is captured. Save the part that matters"),
        ("/bomb", "unpacks to more than 20 MB"),
        ("/broken", "compressed in a way that cannot be unpacked"),
        ("/nothing", "the page is empty"),
        ("/401", "asks for a sign-in (401). If you have one: Save it in your browser"),
        ("/403", "refuses to show us this page (403)"),
        ("/404", "no such page (404). Check the address. It may be in a web archive"),
        ("/410", "the page is gone (410). It may be in a web archive"),
        ("/451", "for legal reasons (451)"),
        ("/999", "answered with 999 and no whole page"),
        ("/consent", "This is a request to accept cookies, not the article."),
        ("/pdf", "This PDF is locked with a password."),
    ],
)
def test_a_page_that_cannot_be_had_fails_for_good_and_says_what_to_do(ana, site, path, told):
    capture, page = sent(ana, url=site.url(path))
    assert told in wrong(capture, page)
    assert capture.state == Capture.State.FAILED


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/slow", "did not answer completely in time"),
        ("/429", "asks us to come less often (429)"),
        ("/500", "The site has trouble of its own (500)."),
        ("/503", "The site has trouble of its own (503)."),
    ],
)
def test_what_may_pass_is_tried_again_and_the_page_says_when(ana, site, path, told):
    capture, page = sent(ana, url=site.url(path))
    assert told in wrong(capture, page)
    assert capture.state == Capture.State.WAITING
    assert "Tried again by itself at" in page


def test_latin_1_that_is_labelled_utf_8_is_captured_and_the_page_says_so(ana, site):
    capture, page = sent(ana, url=site.url("/latin"))
    assert "Le café de la mairie était fermé" in capture.results.get().snapshot.text
    assert capture.results.get().notes
    assert capture.results.get().notes.split("\n")[0] in unescape(page)


# Files


def test_an_empty_file_is_refused_by_the_form(ana):
    (told,) = refused(ana, file=SimpleUploadedFile("empty.txt", b""))
    assert told == "The file is empty. Get it again from where it came, or choose another."


def test_a_file_that_is_too_large_is_refused_by_the_form(ana):
    (told,) = refused(ana, file=SimpleUploadedFile("large.txt", b"a" * 20_000_001))
    assert told == "The file is larger than 20 MB. Save the part that matters and upload that."


FILES = {
    "a blank file": (b" \n\t ", "There is no text in it."),
    "a page without words": (b"<html><body></body></html>", "There is no text in it."),
    "a PDF that is encrypted": (made.pdf("Secret.", password="bath"), "save it without one"),
    "a PDF of images": (made.pdf("", ""), "it has no text layer"),
    "a PDF of 5,000 pages": (
        made.pdf(*["Text."] * 5_000),
        "This PDF has 5,000 pages; the most that is read is 2,000. Split it",
    ),
    "a PDF that is malformed": (b"%PDF-1.7 and nothing else", "The file is damaged"),
    "an archive cut off in its only page": (
        made.warc(("https://echo.example/1", made.page().encode()), compressed=False)[:-999],
        "The file is damaged or was cut off.",
    ),
    "an archive without a page": (made.warc(), "This web archive holds no web page"),
    "a paywall": (
        made.page("Subscribe to continue reading. Already a member? Log in.").encode(),
        "This is a paywall, not the article.",
    ),
    "a request for scripts": (
        made.page("Please enable JavaScript to continue.").encode(),
        "This is a request to turn on JavaScript, not the article.",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "This is not a web page, a PDF"),
    "a text with NUL bytes": (b"The council met\0 on Monday and voted.", "It holds NUL bytes"),
    "a compressed file": (gzip.compress(b"Words."), "Unpack it and upload what is inside."),
    "a compressed bomb": (gzip.compress(b" " * 50_000_000), "This is a compressed file."),
}


@pytest.mark.parametrize(("content", "told"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read_fails_and_says_what_to_do(ana, content, told):
    capture, page = uploaded(ana, content)
    assert told in wrong(capture, page)
    assert capture.state == Capture.State.FAILED


def test_an_archive_that_is_cut_off_gives_its_whole_pages_and_says_so(ana):
    whole = made.warc(
        ("https://echo.example/1", made.page().encode()),
        ("https://echo.example/2", made.page().encode()),
        compressed=False,
    )
    capture, page = uploaded(ana, whole[:-300])
    assert capture.results.get().article.url == "https://echo.example/1"
    assert "The file is damaged or was cut off." in page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('The café, she said, "was closed". ', "latin-1"),
        ("The café, she said, “was closed”. ", "cp1252"),
        ("The café, she said, “was closed”. ", "utf-16"),
        ("The café, she said, “was closed”. ", "utf-8-sig"),
        ("Министр сказал, что число выросло. ", "windows-1251"),
        ("大臣は増えたと述べた。", "shift_jis"),
    ],
)
def test_a_file_in_another_encoding_is_read_right_or_with_a_doubt_on_the_page(ana, text, encoding):
    capture, page = uploaded(ana, (text * 30).encode(encoding))
    found = capture.results.get()
    doubted = "check that accented letters and quotation marks are right" in page
    assert text.strip() in found.snapshot.text or doubted
    assert doubted == (encoding not in {"utf-16", "utf-8-sig"})


# What a document says of itself is not believed


@pytest.mark.parametrize(
    "address",
    [
        "http://[broken/",
        "http://echo.example/" + "x" * 3_000,
        "http://" + "a." * 200 + "example/",
        "http://echo.example/\0",
        "http://echo.example/\u202egpj.exe",
        "http://echo.example:99999/",
    ],
)
def test_an_archived_page_with_an_address_that_cannot_be_is_kept_without_it(ana, address):
    archive = made.warc(
        (address, made.page().encode()),
        ("https://echo.example/2", made.page("The second page.").encode()),
        compressed=False,
    )
    capture, _page = uploaded(ana, archive)
    assert [found.article.url for found in capture.results.all()] == ["", "https://echo.example/2"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://[broken/", "https://echo.example/" + "é" * 1_900]
)
def test_a_canonical_address_that_cannot_be_is_left_out(ana, address):
    head = f'<link rel="canonical" href="{address}">'
    capture, _page = uploaded(ana, made.page(head=head).encode())
    assert capture.results.get().article.url == ""


def test_a_page_that_calls_itself_as_another_outlet_is_kept_apart_and_says_so(ana, site):
    times = make.source("The Wetherby Echo")
    head = '<meta property="og:site_name" content="the wetherby ECHO">'
    file = SimpleUploadedFile("page.html", made.page(head=head).encode())
    capture, page = sent(ana, file=file, url="https://other.example/1")
    publisher = capture.results.get().article.publisher
    assert publisher != times
    assert publisher.name.endswith("(other.example)")
    assert "If they are one and the same" in publisher.description
    assert publisher.name in page


def test_a_name_and_a_title_of_any_length_are_kept(ana):
    head = (
        f'<meta property="og:site_name" content="{"Long " * 200}">'
        f'<meta property="og:title" content="{"Title " * 400}">'
        f'<meta name="author" content="{"Ann Other " * 90}">'
    )
    file = SimpleUploadedFile("p" * 300, made.page(head=head, lang="en-" + "a" * 90).encode())
    capture, _page = sent(ana, file=file, url="https://echo.example/1")
    assert capture.state == Capture.State.DONE


# Texts


def test_a_long_text_may_be_pasted(ana):
    capture, _page = sent(ana, text="Words that were pasted. " * 130_000)
    assert len(capture.results.get().snapshot.text) > 3_000_000


def test_a_text_that_is_too_long_says_so(ana):
    capture, page = sent(ana, text="Words that were pasted. " * 210_000)
    assert "Its text has more than 5,000,000 characters" in wrong(capture, page)


def test_a_text_of_nothing_that_is_seen_says_so(ana):
    capture, page = sent(ana, text="\u200b\u202e\ufeff")
    assert "There is no text in it." in wrong(capture, page)


def test_words_of_a_bookmarklet_that_are_too_many_are_shown_to_be_shortened(ana):
    (told,) = refused(ana, text="Words.", quote="word " * 9_000)
    assert "Shorten them, or clear them" in told


# Two people at once, each in a session of their own


def posted(name: str, article: Article, fields: dict[str, str]) -> tuple[int, str]:
    """Somebody records; the status of the answer, and what the page then says."""
    client = Client()
    try:
        client.force_login(make.user(name, role="journalist"))
        response = client.post(f"/articles/{article.pk}/record/", fields)
        return response.status_code, unescape(response.content.decode())
    finally:
        connection.close()


def recorded_at_once(article: Article, *forms: dict[str, str]) -> list[tuple[int, str]]:
    """What each is answered. All of them had their forms checked before the first could record: they
    wait for the article, which another session holds until then."""
    with sessions() as (holder, _other), ThreadPoolExecutor(len(forms)) as threads:
        holder.execute("SELECT id FROM claims_article WHERE id = %s FOR UPDATE", [article.pk])
        answers = [
            threads.submit(posted, f"person {number}", article, fields)
            for number, fields in enumerate(forms)
        ]
        wait_until(lambda: all_waiting() == len(forms))
        holder.rollback()
        return sorted(answer.result(timeout=PATIENCE) for answer in answers)


def words(statement: str, **more: str) -> dict[str, str]:
    """What records the builders' words."""
    return {"quote": make.WORDS, "statement": statement, "basis": "own_reporting", **more}


@pytest.mark.django_db(transaction=True)
def test_two_people_who_record_the_same_words_at_once_make_one_record_and_one_is_told():
    article = make.snapshot().article
    figure = {"figure-TOTAL_FORMS": "1", "figure-INITIAL_FORMS": "0"}
    figure |= {"figure-0-value": "1", "figure-0-unit": "bridge"}
    typed = words("The bridge was closed", **figure)
    first, second = recorded_at_once(article, typed, typed)
    assert (first[0], second[0]) == (302, 400)
    assert "These words are on record for this claim already:" in second[1]
    assert Appearance.objects.get().get_absolute_url() in second[1]
    assert 'value="bridge"' in second[1]
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_link_the_same_words_to_a_claim_at_once_make_one_record():
    article, claim = make.snapshot().article, make.claim()
    linked = words("", claim=str(claim.pk))
    assert [status for status, _page in recorded_at_once(article, linked, linked)] == [302, 400]
    assert Appearance.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_name_the_same_new_source_at_once_both_record_and_it_is_one_source():
    article = make.snapshot().article
    said = {"basis": "attributed", "said_by": "Ann Other", "said_by_kind": "person"}
    forms = words("The bridge was closed", **said), words("Nobody crossed on Monday", **said)
    assert [status for status, _page in recorded_at_once(article, *forms)] == [302, 302]
    assert Source.objects.filter(name="Ann Other").count() == 1
    assert Appearance.objects.count() == 2
