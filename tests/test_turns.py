"""When there is more to do than can be done, whoever asks hears so soon, and loses nothing."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from psycopg_pool import PoolTimeout

from claims.busy import AWAY, CROWDED, HELD, TOO_LONG, busy, trouble
from claims.turns import Line, Turns

ask = RequestFactory()


@pytest.fixture(autouse=True)
def few(settings) -> None:
    """One request at a time, one that waits, one download."""
    settings.REQUESTS_AT_WORK = settings.REQUESTS_WAITING = settings.DOWNLOADS = 1
    settings.REQUEST_WAIT = 5


@pytest.fixture
def slow() -> Iterator[tuple[Callable[[HttpRequest], HttpResponse], Event, Event]]:
    """A view that says when it has begun, and ends when it is let."""
    begun, may_end = Event(), Event()

    def view(_request: HttpRequest) -> HttpResponse:
        begun.set()
        assert may_end.wait(10)
        return HttpResponse("done")

    yield view, begun, may_end
    may_end.set()


def caused_by(cause: psycopg.Error) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def test_a_request_waits_for_its_turn_and_one_too_many_is_told_to_come_again(slow):
    view, begun, may_end = slow
    turns = Turns(view)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(turns, ask.get("/"))
        assert begun.wait(10)
        second = threads.submit(turns, ask.get("/"))
        while not turns.line.waiting:
            pass
        third = turns(ask.get("/claims/?q=a&q=b"))
        may_end.set()
        assert [first.result().status_code, second.result().status_code] == [200, 200]
    assert third.status_code == 503
    assert third["Retry-After"] == "5"
    assert 'href="/claims/?q=a&amp;q=b"' in third.content.decode()


def test_who_waited_too_long_is_told_to_come_again(slow, settings):
    view, begun, may_end = slow
    settings.REQUEST_WAIT = 0.05
    turns = Turns(view)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(turns, ask.get("/"))
        assert begun.wait(10)
        assert turns(ask.get("/")).status_code == 503
        may_end.set()
        assert first.result().status_code == 200


def test_who_came_first_is_first_and_nobody_who_comes_later_overtakes():
    line, order = Line(at_once=1, waiting=20), []
    assert line.joined(seconds=0)

    def wait(number: int) -> None:
        assert line.joined(seconds=10)
        order.append(number)

    with ThreadPoolExecutor(20) as threads:
        for number in range(20):
            threads.submit(wait, number)
            while len(line.waiting) <= number:
                pass
        line.done()
        for number in range(20):
            assert not line.joined(seconds=0)
            while len(order) <= number:
                pass
            line.done()
    assert order == list(range(20))


def test_a_turn_that_comes_as_somebody_gives_up_is_not_lost():
    line = Line(at_once=1, waiting=1)
    assert line.joined(seconds=0)
    assert not line.joined(seconds=0.01)
    assert not line.waiting
    line.done()
    assert line.joined(seconds=0)


def test_whether_the_site_lives_is_answered_out_of_turn(slow):
    view, begun, may_end = slow
    may_end.set()
    turns = Turns(view)
    assert turns.line.joined(seconds=0)
    assert turns(ask.get("/healthz")).status_code == 200
    assert begun.is_set()


def test_a_view_that_fails_gives_its_turn_back():
    def fails(_request: HttpRequest) -> HttpResponse:
        raise ValueError("fails")

    turns = Turns(fails)
    for _ in range(3):
        with pytest.raises(ValueError, match="fails"):
            turns(ask.get("/"))


@pytest.mark.django_db  # an answer that is closed looks after the connection
def test_a_download_too_many_is_told_to_come_again_and_one_that_is_over_makes_room():
    turns = Turns(lambda _request: StreamingHttpResponse(["a"]))
    first = turns(ask.get("/claims.csv"))
    second = turns(ask.get("/claims.csv"))
    assert (first.status_code, second.status_code) == (200, 503)
    assert second["Retry-After"] == "30"
    first.close()
    assert turns(ask.get("/claims.csv")).status_code == 200


def test_what_was_typed_is_on_the_page_to_be_sent_again():
    request = ask.post(
        "/articles/1/record/?to=2", {"statement": "The <lamp>\nwas lit", "n": ["1", "2"]}
    )
    html = busy(request, CROWDED).content.decode()
    assert 'action="/articles/1/record/?to=2"' in html
    assert "The &lt;lamp&gt;\nwas lit</textarea>" in html
    assert html.count('name="n"') == 2
    assert 'name="csrfmiddlewaretoken"' in html


def test_a_password_is_not_on_the_page():
    html = busy(ask.post("/accounts/login/", {"password": "hidden-word"}), CROWDED).content.decode()
    assert "hidden-word" not in html
    assert "offers to send the same once more" in html


def test_a_program_is_told_in_a_problem():
    answer = busy(ask.post("/api/v1/claims/"), HELD)
    problem = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert (problem["status"], answer["Retry-After"]) == (503, "5")
    assert "Nothing was saved" in problem["detail"]


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (PoolTimeout("none came free"), CROWDED),
        (psycopg.errors.QueryCanceled("statement timeout"), TOO_LONG),
        (psycopg.errors.LockNotAvailable("lock timeout"), HELD),
        (psycopg.OperationalError("connection refused"), AWAY),
        (psycopg.errors.AdminShutdown("terminating"), AWAY),
        (psycopg.errors.TooManyConnections("too many clients"), AWAY),
        (psycopg.errors.DiskFull("no space"), None),
    ],
)
def test_what_kept_the_database_from_it_is_told_apart(cause, told):
    assert trouble(caused_by(cause)) is told


def test_another_error_is_no_trouble_for_now():
    assert trouble(ValueError()) is None
    assert trouble(None) is None


def test_what_fails_before_there_is_a_view_is_told_alike(client, monkeypatch):
    """Such as finding out who asks, when no connection comes free."""

    def none_free(_self: object, _request: HttpRequest) -> None:
        raise caused_by(PoolTimeout("none came free"))

    monkeypatch.setattr("pghistory.middleware.HistoryMiddleware.get_context", none_free)
    client.raise_request_exception = False
    response = client.post("/articles/1/record/", {"statement": "The lamp was lit"})
    assert response.status_code == 503
    assert "The lamp was lit</textarea>" in response.content.decode()
