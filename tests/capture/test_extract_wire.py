"""What passes between the program and its child: whole, or refused."""

import json
import socket
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture import extract as module
from claims.capture import wire
from claims.capture.extract import extract
from claims.capture.extracted import Extracted, Limits
from claims.capture.helper import Cut, Helper, HelperGone, _answer, _send
from claims.capture.normal import normalised
from claims.capture.refusals import NotExtracted, Reason, refusal

LIMITS = Limits()
GIVEN = b"the content that was given"
DOCUMENT = Extracted(
    text="A text.", title="A title", content=GIVEN, pages=(0, 7), notes=("A note.",)
)
words = st.text().map(normalised)


def told(**changes: object) -> bytes:
    """An answer of one document, with some parts of another form."""
    (line,) = wire.answer((DOCUMENT,), GIVEN)
    answer = json.loads(line)
    answer["documents"][0] |= changes
    return json.dumps(answer).encode() + b"\n"


@given(
    st.lists(
        st.builds(
            Extracted,
            text=words,
            title=words,
            published_on=st.none() | st.dates(),
            modified_on=st.none() | st.dates(),
            notes=st.tuples(words),
            content=st.binary() | st.just(GIVEN),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_documents_arrive_as_they_were_sent(documents):
    documents = [
        replace(document, content=GIVEN) if document.content == GIVEN else document
        for document in documents
    ]

    said = b"".join(wire.answer(tuple(documents), GIVEN))

    assert wire.understood(said, GIVEN, LIMITS) == tuple(documents)


@given(st.binary(), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_request_arrives_as_it_was_sent(content, url):
    limits = Limits(seconds=1.5, pages=7)
    stream = BytesIO(wire.request(content, "text/html", "utf-8", url, limits))

    assert wire.requested(stream) == {
        "content": content,
        "media_type": "text/html",
        "charset": "utf-8",
        "url": url,
        "limits": limits,
    }


def test_a_request_that_broke_off_is_none():
    with pytest.raises(EOFError):
        wire.requested(BytesIO(b""))


def test_a_refusal_arrives_as_one():
    with pytest.raises(NotExtracted) as error:
        wire.understood(wire.refused(refusal(Reason.TOO_LONG, most=5)), GIVEN, LIMITS)

    assert error.value.reason == Reason.TOO_LONG
    assert error.value.message.startswith("Its text has more than 5 characters")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"nonsense",
        b'"text"',
        b"[" * 200_000,
        b'{"documents": []}',
        b'{"documents": [{}]}',
        b'{"documents": 7}',
        b'{"reason": "no such reason", "message": ""}',
        b'{"reason": "empty", "message": 3}',
        told(text=None),
        told(text="nul \0"),
        told(text="half \ud800"),
        told(title="x" * 10_001),
        told(published_on="yesterday"),
        told(published_on=20240312),
        told(pages=[8]),
        told(pages=[-1]),
        told(pages=3),
        told(notes=[3]),
        told(size=50),
        told(size=-2),
        told(size="1"),
    ],
)
def test_what_is_no_answer_is_refused_as_a_document_that_broke_its_reader(said, monkeypatch):
    monkeypatch.setattr(module.helper, "ask", lambda *_, **__: said)

    with pytest.raises(NotExtracted) as error:
        extract(GIVEN, "text/html")

    assert error.value.reason == Reason.BROKE_DOWN


def test_more_documents_than_were_allowed_are_no_answer():
    said = b"".join(wire.answer((DOCUMENT, DOCUMENT), GIVEN))

    with pytest.raises(ValueError):
        wire.understood(said, GIVEN, Limits(responses=1))


def test_days_keep_their_form():
    day = date(2024, 3, 12)

    (found,) = wire.understood(told(published_on=day.isoformat()), GIVEN, LIMITS)

    assert found.published_on == day


# Conversations that break off


def test_an_answer_that_never_ends_is_cut():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"x" * 1_000)

        with pytest.raises(Cut) as cut:
            _answer(ours, seconds=5, most=999)

    assert not cut.value.late


def test_an_end_without_an_answer_is_late_if_the_time_was_up():
    for seconds, late in ((0.0, True), (60.0, False)):
        ours, theirs = socket.socketpair()
        theirs.close()
        with ours, pytest.raises(Cut) as cut:
            _answer(ours, seconds, most=1)

        assert cut.value.late is late


def test_a_document_that_nobody_takes_is_given_up():
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(Cut) as cut:
        ours.settimeout(0.01)
        _send(ours, b"request")

    assert cut.value.late


def test_a_helper_that_cannot_run_is_an_error_of_the_program(monkeypatch):
    monkeypatch.setattr("claims.capture.helper.CODE", "raise SystemExit(1)")
    broken = Helper()

    with pytest.raises(HelperGone):
        broken.ask(b"request", seconds=1, most=1)
    broken.stop()
