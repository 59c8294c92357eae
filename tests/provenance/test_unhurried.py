"""Slow clients hold nothing that others need, and too much at once is refused soon: with the real server."""

import html
import re
import shutil
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from io import BytesIO

import httpx
import psycopg
import pytest
from django.http import StreamingHttpResponse

from provenance import postgres
from provenance.unhurried import MOST, Ahead, Unhurried, whole
from tests.provenance.conftest import new_folder, query
from tests.provenance.test_crash import Person, quote
from tests.provenance.test_run import Run, start, until

SLOW = 24  # clients, many more than requests are worked on at once
ROWS = 15_000
FEW = {
    "PROVENANCE_REQUESTS_AT_WORK": "2",
    "PROVENANCE_REQUESTS_WAITING": "3",
    "PROVENANCE_REQUEST_WAIT": "2",
    "PROVENANCE_LOCK_SECONDS": "1",
    "PROVENANCE_DOWNLOADS": "2",
}
# Claims that anybody may read, with nothing behind them.
FILL = f"""
    SET session_replication_role = replica;
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating,
        status, sentence, counted_origins, asserting_families, disputing_families, article_count,
        flag_codes, figure_label, origin_ids, publisher_ids, digest, urgency)
    SELECT 'The ' || n || 'th lamp was lit. ' || repeat('It was bright. ', 20), '', 'sample:lamp-' || n,
        now(), 'draft', '', '', 'unsupported', '', 0, 0, 0, 0, '{{}}', '', '{{}}', '{{}}', '', 0
    FROM generate_series(1, {ROWS}) n;
"""
BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE usename = 'provenance_app' AND application_name <> 'procrastinate'
        AND state <> 'idle' AND query NOT LIKE 'LISTEN%'"""


@pytest.fixture(scope="module")
def site() -> Iterator[Run]:
    """A site on which little may be done at once."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in FEW.items():
            patch.setenv(name, value)
        run = start(new_folder())
    query(run.folder, FILL)
    yield run
    run.end(signal.SIGINT)
    shutil.rmtree(run.folder)


@contextmanager
def sending(site: Run, text: bytes, most: int = 0) -> Iterator[socket.socket]:
    """A client that has sent this, and takes so many bytes at most before it reads them."""
    with socket.socket() as client:
        if most:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, most)
        client.settimeout(60)
        client.connect(("127.0.0.1", site.port))
        client.sendall(text)
        yield client


@contextmanager
def locked(site: Run, mode: str) -> Iterator[None]:
    """A table that somebody else holds."""
    server = postgres.database_settings(site.folder)
    with psycopg.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], dbname=server["NAME"]
    ) as session:
        session.execute(f"LOCK TABLE claims_claim IN {mode} MODE")  # type: ignore[arg-type]
        yield


def all_of(client: socket.socket) -> bytes:
    """What is left of an answer to be read, to its end."""
    found = BytesIO()
    while piece := client.recv(65536):
        found.write(piece)
    return found.getvalue()


def answer_of(client: socket.socket) -> bytes:
    """The body of an answer of which nothing has been read yet."""
    answer = HTTPResponse(client)
    answer.begin()
    return answer.read()


def request(words: str, *headers: str) -> bytes:
    return "\r\n".join([f"{words} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode()


def test_requests_that_come_a_byte_at_a_time_hold_no_connection_and_nobody_up(site):
    body = b"login=a&password=b"
    length = f"Content-Length: {len(body)}"
    form = "Content-Type: application/x-www-form-urlencoded"
    head = request("POST /accounts/login/", form, length, "Connection: close")
    with ExitStack() as stack:
        clients = [stack.enter_context(sending(site, head)) for _ in range(SLOW)]
        for byte in body[:5]:
            for client in clients:
                client.sendall(bytes([byte]))
        assert site.get("/claims/") == 200
        assert query(site.folder, BUSY) == 0
        for client in clients:
            client.sendall(body[5:])
        answers = [all_of(client) for client in clients]
    assert {answer.split()[1] for answer in answers} <= {b"403", b"503"}
    assert b"403" in {answer.split()[1] for answer in answers}


def test_answers_that_are_read_a_byte_at_a_time_hold_no_connection_and_nobody_up(site):
    ask = request("GET /claims.csv", "Connection: close")
    with ExitStack() as stack:
        clients = [stack.enter_context(sending(site, ask, most=2048)) for _ in range(2)]
        assert {client.recv(1, socket.MSG_PEEK) for client in clients} == {b"H"}
        until(lambda: query(site.folder, BUSY) == 0)
        assert site.get("/claims/") == 200
        third = httpx.get(f"http://127.0.0.1:{site.port}/claims.csv")
        assert (third.status_code, third.headers["Retry-After"]) == (503, "30")
        for client in clients:
            assert answer_of(client).count(b" lamp was lit.") == ROWS
    until(lambda: site.get("/claims.csv") == 200)


def test_pages_that_are_read_a_byte_at_a_time_hold_nobody_up(site):
    ask = request("GET /claims/", "Connection: close")
    with ExitStack() as stack:
        for _ in range(SLOW):
            client = stack.enter_context(sending(site, ask, most=2048))
            assert client.recv(1) == b"H"
        assert query(site.folder, BUSY) == 0
        assert site.get("/claims/") == 200


def test_a_reader_who_leaves_in_the_middle_of_a_download_makes_room(site):
    ask = request("GET /claims.csv")
    for _ in range(3):  # one more than may be made at once
        with sending(site, ask, most=2048) as client:
            client.recv(1)
    until(lambda: httpx.get(f"http://127.0.0.1:{site.port}/claims.csv").status_code == 200)


def test_more_than_can_be_done_is_told_to_come_again_and_the_site_lives(site):
    with locked(site, "ACCESS EXCLUSIVE"), ThreadPoolExecutor(30) as threads:
        asked = [
            threads.submit(httpx.get, f"http://127.0.0.1:{site.port}/claims/", timeout=60)
            for _ in range(30)
        ]
        assert site.get("/healthz") == 200
        answers = [one.result() for one in asked]
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.headers["Retry-After"] for answer in answers} == {"5"}
    told = {re.findall(r"<h1[^>]*>([^<]*)", answer.text)[0] for answer in answers}
    assert told == {
        "Very many people are here at this moment",
        "Somebody else is changing the same things at this moment",
    }
    assert site.get("/claims/") == 200


def test_a_form_that_cannot_be_saved_now_comes_back_whole_and_is_saved_once_when_sent_again(site):
    person = Person(site)
    typed = {
        "quote": quote(),
        "statement": "Lanterns hung along the quay",
        "basis": "own_reporting",
    }
    with locked(site, "EXCLUSIVE"):
        refused = person.send("/articles/1/record/", **typed)
    assert refused.status_code == 503
    assert "Lanterns hung along the quay</textarea>" in refused.text
    count = "SELECT count(*) FROM claims_claim WHERE statement LIKE 'Lanterns%'"
    assert query(site.folder, count) == 0
    fields = re.findall(
        r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', refused.text, re.DOTALL
    )
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', refused.text)[0]
    again = person.client.post(
        "/articles/1/record/",
        data={"csrfmiddlewaretoken": token, **{name: html.unescape(text) for name, text in fields}},
        headers={"Origin": person.origin},
    )
    assert again.status_code == 302
    assert query(site.folder, count) == 1


# The parts by themselves


def sent(body: bytes, length: object) -> dict[str, object]:
    return {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(length), "PATH_INFO": "/"}


def test_a_body_is_as_long_as_was_announced():
    assert whole(sent(b"abcdef", 4), in_memory=False).read() == b"abcd"
    assert whole(sent(b"abcdef", "none"), in_memory=True).read() == b""


@pytest.mark.parametrize(
    ("length", "status"), [(99, "400 Bad Request"), (MOST + 1, "413 Content Too Large")]
)
def test_half_a_request_and_one_too_large_do_not_reach_django(length, status):
    answered = []
    never = Unhurried(lambda _environ, _start: pytest.fail("It was given to Django."))
    told = never(sent(b"abcdef", length), lambda status, _headers: answered.append(status))
    assert answered == [status]
    assert b"Nothing was saved" in b"".join(told)


@pytest.mark.parametrize("in_memory", [True, False])
def test_an_answer_that_is_made_ahead_is_read_whole_and_in_order(in_memory):
    pieces = [bytes([number % 256]) * 5000 for number in range(500)]
    ahead = Ahead(StreamingHttpResponse(pieces), in_memory)
    assert b"".join(ahead) == b"".join(pieces)
    ahead.close()


def test_what_goes_wrong_while_an_answer_is_made_is_raised_where_it_is_read():
    def breaks() -> Iterator[bytes]:
        yield b"one"
        raise ValueError("broken")

    read = iter(Ahead(StreamingHttpResponse(breaks()), in_memory=True))
    assert next(read) == b"one"
    with pytest.raises(ValueError, match="broken"):
        next(read)


def test_an_answer_that_nobody_reads_any_more_is_not_made_to_its_end():
    made = []

    def endless() -> Iterator[bytes]:
        while True:
            made.append(1)
            yield b"x"

    ahead = Ahead(StreamingHttpResponse(endless()), in_memory=True)
    next(iter(ahead))
    ahead.close()
    before = len(made)
    assert len(made) == before
