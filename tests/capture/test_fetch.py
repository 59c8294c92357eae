"""Fetching over real sockets from a real site on 127.0.0.1, a host that is named as one to allow."""

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from claims.capture.fetch import Fetched, NotFetched, Policy, Reason, fetch
from claims.capture.unpacking import STEP, unpacked
from tests.capture.hostile import HOSTILE_ADDRESSES, HOSTILE_NOTATIONS, hosted
from tests.capture.server import CERTIFICATE, Page, Raw, Site, redirect, serving

LOCAL = Policy(
    private_hosts=frozenset({"127.0.0.1", "site.test"}),
    connect_timeout=1,
    total_timeout=5,
    most_bytes=100_000,
    resolve=lambda host, port: ["127.0.0.1"],
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n"
UNROUTED = "2000::1"  # within the public range, and given to nobody: no packet arrives anywhere


def got(answer: Any, policy: Policy = LOCAL) -> Fetched:
    """What is fetched when a site answers so."""
    with serving({"/": answer}) as site:
        return fetch(site.url(), policy)


def failed(answer: Any, policy: Policy = LOCAL) -> NotFetched:
    """Why nothing is fetched when a site answers so."""
    with serving({"/": answer}) as site:
        return not_fetched(site.url(), policy)


def not_fetched(url: str, policy: Policy = LOCAL) -> NotFetched:
    """Why nothing is fetched from a URL."""
    with pytest.raises(NotFetched) as caught:
        fetch(url, policy)
    return caught.value


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a page and redirects to places where nobody should be sent."""
    with serving(PAGES) as running:
        yield running


PAGES = {
    "/": Page(),
    "/moved": redirect("/"),
    "/twice": redirect("moved", 301),
    "/fragment": redirect("/#part"),
    "/itself": redirect("/itself#again"),
    "/there": redirect("/back", 307),
    "/back": redirect("/there", 308),
    "/nowhere": Page(b"", 302, {}),
    "/file": redirect("file:///etc/passwd"),
    "/secret": redirect("http://user:word@127.0.0.1/"),
    "/odd": redirect("http://a:b/"),
    **{f"/step{n}": redirect(f"/step{n - 1}" if n else "/") for n in range(10)},
}


# What arrives


def test_a_page_is_fetched_with_what_the_site_said_of_it(site: Site):
    before = datetime.now(UTC)
    page = fetch(site.url("/#part"), LOCAL)
    assert page.content == Page().body
    assert (page.status, page.media_type, page.declared_type) == (200, "text/html", "text/html")
    assert (page.asked, page.url, page.redirects) == (site.url("/#part"), site.url("/"), ())
    assert before <= page.fetched_at <= datetime.now(UTC)


def test_the_site_learns_who_we_are_and_no_more(site: Site):
    fetch(site.url(), replace(LOCAL, user_agent="Provenance of The Paper (desk@paper.example)"))
    (_path, headers) = site.asked[0]
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
    assert headers["User-Agent"] == "Provenance of The Paper (desk@paper.example)"


def test_the_name_stays_in_the_host_header(site: Site):
    fetch(site.url(host="Site.Test."), LOCAL)
    assert site.asked[0][1]["Host"] == f"site.test:{site.port}"


def test_headers_that_say_where_a_page_comes_from_are_kept():
    sent = {"Content-Type": "text/html", "Last-Modified": "yesterday", "Set-Cookie": "a=b"}
    kept = got(Page(headers=sent)).headers
    assert kept["last-modified"] == "yesterday"
    assert "set-cookie" not in kept


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html;Charset="ISO-8859-1"', "iso-8859-1"),
        ("text/html", ""),
        ("", ""),
    ],
)
def test_the_charset_is_what_the_site_says(declared: str, charset: str):
    assert got(Page(headers={"Content-Type": declared})).charset == charset


def test_latin_1_labelled_utf_8_arrives_untouched_with_its_label():
    words = "<p>Über naïve Café-Gäste".encode("latin-1")
    page = got(Page(words, headers={"Content-Type": "text/html; charset=utf-8"}))
    assert (page.content, page.charset) == (words, "utf-8")


def test_the_type_is_what_the_bytes_are_and_not_what_the_header_says():
    page = got(Page(b"%PDF-1.7 words", headers={"Content-Type": "text/html"}))
    assert (page.media_type, page.declared_type) == ("application/pdf", "text/html")


def test_a_body_in_chunks_is_fetched_whole():
    chunks = b"Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n6\r\n, last\r\n0\r\n\r\n"
    assert got(Raw((OK + chunks,))).content == b"first, last"


# Where it may go


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_url_with_a_hostile_address_is_refused(site: Site, address: str):
    failure = not_fetched(site.url(host=hosted(address)), Policy())
    assert failure.reason is Reason.PRIVATE_ADDRESS
    assert site.connections == 0


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_name_with_a_hostile_address_is_refused(site: Site, address: str):
    policy = Policy(resolve=lambda host, port: [UNROUTED, address])
    assert not_fetched(site.url(host="name.example"), policy).reason is Reason.PRIVATE_ADDRESS
    assert site.connections == 0


@pytest.mark.parametrize("host", HOSTILE_NOTATIONS)
def test_a_hidden_address_is_not_connected_to(site: Site, host: str):
    assert not_fetched(site.url(host=host), Policy()).reason is Reason.NOT_A_URL
    assert site.connections == 0


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST"])
def test_this_machine_by_its_name_is_refused(site: Site, host: str):
    """With the system's own resolver."""
    assert not_fetched(site.url(host=host), Policy()).reason is Reason.PRIVATE_ADDRESS
    assert site.connections == 0


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_redirect_to_a_hostile_address_is_refused(address: str):
    policy = replace(LOCAL, private_hosts=frozenset({"site.test"}))
    with serving({"/": redirect(f"http://{hosted(address)}:8000/")}) as site:
        failure = not_fetched(site.url(host="site.test"), policy)
        assert failure.reason is Reason.PRIVATE_ADDRESS
        assert site.connections == 1


def test_a_redirect_to_a_name_with_a_private_address_is_refused():
    """The same address as the page's own, but under a name that no setting allows."""
    with serving({"/": lambda handler: redirect(site.url(host="other.test"))(handler)}) as site:
        failure = not_fetched(site.url())
        assert failure.reason is Reason.PRIVATE_ADDRESS
        assert site.connections == 1


def test_a_name_that_changes_its_answer_after_the_check_gains_nothing(site: Site):
    answers = [[UNROUTED], ["127.0.0.1"], ["127.0.0.1"]]
    calls = []

    def changing(host: str, port: int) -> list[str]:
        calls.append(host)
        return answers[len(calls) - 1]

    policy = Policy(resolve=changing, connect_timeout=0.5)
    failure = not_fetched(site.url(host="rebound.example"), policy)
    assert failure.reason in {Reason.CONNECTION, Reason.TIMEOUT}
    assert calls == ["rebound.example"]
    assert site.connections == 0


def test_the_connection_goes_to_the_address_that_was_checked_and_to_no_other(site: Site):
    """The system would find `localhost` here; what was looked up and checked is elsewhere."""
    policy = Policy(resolve=lambda host, port: [UNROUTED], connect_timeout=0.3)
    failure = not_fetched(site.url(host="localhost"), policy)
    assert failure.reason in {Reason.CONNECTION, Reason.TIMEOUT}
    assert site.connections == 0


def test_each_redirect_is_looked_up_and_checked_again(site: Site):
    calls = []

    def private_the_second_time(host: str, port: int) -> list[str]:
        calls.append(host)
        return ["127.0.0.1"] if len(calls) == 1 else ["169.254.169.254"]

    policy = replace(LOCAL, resolve=private_the_second_time)
    failure = not_fetched(site.url("/moved", host="site.test"), policy)
    assert failure.reason is Reason.PRIVATE_ADDRESS
    assert (calls, site.paths) == (["site.test"] * 2, ["/moved"])


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch):
    with serving({}) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        fetch(site.url(host="site.test"), LOCAL)
    assert (proxy.connections, site.connections) == (0, 1)


def test_the_next_address_is_tried_when_one_does_not_answer(site: Site):
    policy = replace(LOCAL, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert fetch(site.url(host="site.test"), policy).status == 200


def test_an_address_that_swallows_everything_leaves_time_for_the_next(site: Site):
    """A listener whose queue is full lets connections wait for ever."""
    policy = replace(LOCAL, resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    with socket.create_server(("127.0.0.2", site.port), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        assert fetch(site.url(host="site.test"), policy).status == 200
        for one in waiting:
            one.close()


def test_a_host_that_may_be_private_is_named_without_a_port():
    with pytest.raises(ValueError, match="without a port"):
        Policy(private_hosts=frozenset({"intranet:8000"}))


# Redirects


def test_redirects_are_followed_and_noted(site: Site):
    page = fetch(site.url("/twice"), LOCAL)
    assert page.url == site.url("/")
    assert page.redirects == (site.url("/twice"), site.url("/moved"))


def test_a_fragment_in_a_redirect_is_not_part_of_the_url(site: Site):
    assert fetch(site.url("/fragment"), LOCAL).url == site.url("/")


def test_five_redirects_are_followed(site: Site):
    assert len(fetch(site.url("/step4"), LOCAL).redirects) == 5


def test_a_sixth_redirect_is_not(site: Site):
    failure = not_fetched(site.url("/step5"))
    assert failure.reason is Reason.TOO_MANY_REDIRECTS
    assert "5 times" in failure.message
    assert len(site.asked) == 6


@pytest.mark.parametrize("path", ["/itself", "/there"])
def test_a_circle_of_redirects_is_told_as_one(site: Site, path: str):
    assert not_fetched(site.url(path)).reason is Reason.REDIRECT_LOOP


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/file", Reason.SCHEME),
        ("/secret", Reason.CREDENTIALS),
        ("/odd", Reason.NOT_A_URL),
        ("/nowhere", Reason.HTTP_OTHER),
    ],
)
def test_a_redirect_is_checked_as_the_first_url_was(site: Site, path: str, reason: Reason):
    assert not_fetched(site.url(path)).reason is reason
    assert site.paths == [path]


def test_a_cookie_is_not_sent_back():
    moved = Page(b"", 302, {"Location": "/in", "Set-Cookie": "who=you"})
    with serving({"/": moved, "/in": Page()}) as site:
        fetch(site.url(), LOCAL)
    assert [headers["Cookie"] for _path, headers in site.asked] == [None, None]


# What the site answers


@pytest.mark.parametrize(
    ("status", "reason", "says", "retry"),
    [
        (401, Reason.HTTP_401, "sign-in", False),
        (402, Reason.HTTP_OTHER, "402", False),
        (403, Reason.HTTP_403, "upload the file", False),
        (404, Reason.HTTP_404, "web archive", False),
        (410, Reason.HTTP_410, "gone (410)", False),
        (429, Reason.HTTP_429, "less often", True),
        (451, Reason.HTTP_451, "legal reasons", False),
        (500, Reason.HTTP_5XX, "trouble of its own (500)", True),
        (503, Reason.HTTP_5XX, "(503)", True),
        (206, Reason.HTTP_OTHER, "no whole page", False),
        (304, Reason.HTTP_OTHER, "304", False),
        (999, Reason.HTTP_OTHER, "999", False),
    ],
)
def test_an_answer_without_the_page_says_what_to_do(
    status: int, reason: Reason, says: str, retry: bool
):
    failure = failed(Page(b"", status))
    assert (failure.reason, failure.retry) == (reason, retry)
    assert says in failure.message


def in_an_hour() -> str:
    """A date as headers write it."""
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120),
        ("in an hour", 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("9999999", 86_400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("9" * 5000, None),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_heard_up_to_a_day(asked: str, seconds: float | None):
    header = in_an_hour() if asked == "in an hour" else asked
    failure = failed(Page(b"", 429, {"Retry-After": header}))
    assert failure.retry_after == (seconds and pytest.approx(seconds, abs=30))


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
def test_an_empty_page_is_told_as_one(body: bytes):
    assert failed(Page(body)).reason is Reason.EMPTY


# Names, connections and time


def test_a_url_that_is_none_says_where_to_copy_one():
    assert "address bar" in not_fetched("the page from yesterday").message


@pytest.mark.parametrize(("code", "retry"), [(socket.EAI_NONAME, False), (socket.EAI_AGAIN, True)])
def test_a_name_that_is_not_found_is_named(code: int, retry: bool):
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(code, "not found")

    failure = not_fetched("https://nobody.example/", replace(LOCAL, resolve=unknown))
    assert (failure.reason, failure.retry) == (Reason.UNRESOLVABLE, retry)
    assert "nobody.example" in failure.message


def test_a_slow_lookup_is_cut_off():
    def slow(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    begun = time.monotonic()
    policy = replace(LOCAL, resolve=slow, connect_timeout=0.2)
    assert not_fetched("http://site.test/", policy).reason is Reason.TIMEOUT
    assert time.monotonic() - begun < 0.8


def test_a_closed_port_may_be_tried_again():
    with serving({}) as site:
        pass
    failure = not_fetched(site.url())
    assert (failure.reason, failure.retry) == (Reason.CONNECTION, True)


@pytest.mark.parametrize(
    "answer",
    [
        Raw(()),
        Raw((b"HTTP/1.1 200 OK\r\nContent-Le",)),
        Raw((OK + b"Content-Length: 10\r\n\r\nhalf",)),
        Raw((OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhal",)),
        Raw((b"SSH-2.0-OpenSSH_9.2\r\n",)),
        Raw((b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,)),
        Raw((OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"words" * 99, mtime=0)[:-9],)),
    ],
)
def test_an_answer_that_breaks_off_or_is_none_may_be_tried_again(answer: Raw):
    failure = failed(answer)
    assert (failure.reason, failure.retry) == (Reason.CONNECTION, True)


@pytest.mark.parametrize(
    "answer",
    [
        Raw((b"",), pause=9),
        Raw((OK,) + (b"X: y\r\n",) * 99, pause=0.05),
        Raw((b"HTTP/1.1 103 Early Hints\r\n\r\n",) * 99, pause=0.05),
        Raw((OK + b"\r\n",) + (b"word ",) * 99, pause=0.05),
        Raw((OK + b"Content-Length: 99\r\n\r\nwords",), pause=9),
    ],
    ids=["silent", "headers", "hints", "body", "stalled"],
)
def test_a_site_that_drips_is_cut_off(answer: Raw):
    begun = time.monotonic()
    failure = failed(answer, replace(LOCAL, total_timeout=0.3))
    assert (failure.reason, failure.retry) == (Reason.TIMEOUT, True)
    assert time.monotonic() - begun < 1.5


def test_the_time_covers_all_redirects_together():
    pages = {f"/{n}": slowly(redirect(f"/{n + 1}"), 0.15) for n in range(5)}
    with serving(pages) as site:
        failure = not_fetched(site.url("/0"), replace(LOCAL, total_timeout=0.3))
    assert failure.reason is Reason.TIMEOUT
    assert len(site.asked) < 4


def slowly(page: Page, seconds: float) -> Any:
    """The page, after a while."""

    def answer(handler: Any) -> None:
        time.sleep(seconds)
        page(handler)

    return answer


# TLS


def trusting() -> Policy:
    """A policy that trusts the certificate of site.test alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(CERTIFICATE)
    return replace(
        LOCAL, tls=context, private_hosts=frozenset({"site.test", "other.test", "127.0.0.1"})
    )


def test_the_certificate_is_checked_against_the_name_and_not_the_address():
    with serving({"/": Page()}, tls=True) as site:
        assert fetch(site.url(host="site.test"), trusting()).content == Page().body


@pytest.mark.parametrize("host", ["other.test", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused(host: str):
    with serving({"/": Page()}, tls=True) as site:
        failure = not_fetched(site.url(host=host), trusting())
    assert (failure.reason, failure.retry) == (Reason.TLS, False)
    assert host in failure.message
    assert site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused():
    with serving({"/": Page()}, tls=True) as site:
        assert not_fetched(site.url(host="site.test")).reason is Reason.TLS


def test_a_site_that_speaks_no_tls_is_told_as_such(site: Site):
    url = site.url(host="site.test").replace("http:", "https:")
    assert not_fetched(url).reason is Reason.TLS


def test_a_handshake_that_never_ends_is_cut_off():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        begun = time.monotonic()
        assert not_fetched(url, replace(LOCAL, connect_timeout=0.2)).reason is Reason.TIMEOUT
        assert time.monotonic() - begun < 1


# Size and compression


def packed(body: bytes, encoding: str = "gzip") -> Page:
    """A page that says it is compressed."""
    return Page(body, headers={"Content-Type": "text/plain", "Content-Encoding": encoding})


def raw_deflate(body: bytes) -> bytes:
    """deflate without the header that it should have."""
    return zlib.compress(body)[2:-4]


def test_a_page_as_large_as_the_limit_is_fetched():
    assert len(got(Page(b"x" * 100_000)).content) == 100_000


def test_a_page_that_says_it_is_larger_is_not_read():
    failure = failed(Raw((OK + b"Content-Length: 100001\r\n\r\n",), pause=9))
    assert failure.reason is Reason.TOO_LARGE
    assert "0.1 MB" in failure.message


def test_a_page_that_does_not_say_how_large_it_is_is_cut_off():
    assert failed(Raw((OK + b"\r\n", *[b"x" * 10_000] * 11))).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"words", mtime=0), "gzip"),
        (gzip.compress(b"words", mtime=0), "X-GZIP"),
        (gzip.compress(b"wo", mtime=0) + gzip.compress(b"rds", mtime=0), "gzip"),
        (gzip.compress(b"words", mtime=0) + b"\0" * 10, "gzip"),
        (zlib.compress(b"words"), "deflate"),
        (raw_deflate(b"words"), "deflate"),
        (b"words", "identity"),
        (b"words", ""),
    ],
)
def test_compression_is_undone(body: bytes, encoding: str):
    assert got(packed(body, encoding)).content == b"words"


def test_compression_is_undone_byte_by_byte():
    body = gzip.compress(b"wo") + gzip.compress(b"rds")
    chunks = b"".join(b"1\r\n" + bytes([byte]) + b"\r\n" for byte in body)
    head = OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert got(Raw((head + chunks + b"0\r\n\r\n",))).content == b"words"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_a_bomb_does_not_go_off(pack: Any):
    encoding = "gzip" if pack is gzip.compress else "deflate"
    failure = failed(packed(pack(b"\0" * 30_000_000), encoding))
    assert failure.reason is Reason.DECOMPRESSED_TOO_LARGE
    assert "0.1 MB" in failure.message


def test_a_bomb_is_undone_in_small_pieces():
    pieces = unpacked([gzip.compress(b"\0" * 1_000_000)], "gzip")
    assert max(len(piece) for piece in pieces) <= STEP


@pytest.mark.parametrize("more", range(0, 300, 7))
def test_no_piece_is_lost_where_one_is_full(more: int):
    pieces = unpacked([raw_deflate(b"\0" * (STEP + more))], "deflate")
    assert sum(len(piece) for piece in pieces) == STEP + more


def test_what_unpacks_to_the_limit_is_fetched():
    assert len(got(packed(gzip.compress(b"x" * 100_000))).content) == 100_000


def test_what_unpacks_to_a_byte_more_is_not():
    failure = failed(packed(gzip.compress(b"x" * 100_001)))
    assert failure.reason is Reason.DECOMPRESSED_TOO_LARGE


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"words", "gzip"),
        (b"words", "deflate"),
        (b"words", "br"),
        (b"words", "zstd"),
        (gzip.compress(gzip.compress(b"words", mtime=0), mtime=0), "gzip, gzip"),
        (gzip.compress(b"words", mtime=0) + b"more", "gzip"),
        (zlib.compress(b"words") * 2, "deflate"),
        (gzip.compress(b"w", mtime=0) * 65, "gzip"),
    ],
)
def test_compression_that_cannot_be_undone_is_refused(body: bytes, encoding: str):
    assert failed(packed(body, encoding)).reason is Reason.BAD_ENCODING


def test_a_compressed_page_without_a_body_is_empty():
    assert failed(packed(b"")).reason is Reason.EMPTY
