"""The log as machines read it: a line an event, each with the number of its request, and nobody in it."""

import io
import json
import logging
import logging.config
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions.capturing import ask_for_page
from claims.actions.digesting import send_all
from claims.models import Claim
from claims.watching import readiness
from provenance import jobs, logs, request_id, slow
from tests import builders as make

pytestmark = pytest.mark.django_db

MARK = "Zebediah"  # stands for whatever is personal
NUMBER = "0123456789abcdef0123456789abcdef"


class Log:
    """What was logged, line by line."""

    def __init__(self) -> None:
        self.written = io.StringIO()

    @property
    def text(self) -> str:
        return self.written.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def of(self, name: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["logger"] == name]


@pytest.fixture(autouse=True)
def _anew():
    readiness.forget()
    yield
    readiness.forget()


@pytest.fixture
def log() -> Iterator[Log]:
    """The site logs as JSON."""
    made = Log()
    wanted = logs.configuration(as_json=True, slow_queries=True)
    wanted["handlers"]["console"]["stream"] = made.written
    logging.config.dictConfig(wanted)
    yield made
    logging.config.dictConfig(site.LOGGING)


@pytest.fixture
def faulty(settings) -> Client:
    """A visitor of a site with faults, which are answered as they are to everybody."""
    settings.ROOT_URLCONF = "tests.provenance.faulty_urls"
    return Client(raise_request_exception=False)


def test_a_request_is_one_line_with_its_route_and_without_what_was_searched_for(client, log):
    response = client.get(f"/claims/?q={MARK}")
    [line] = log.lines
    assert line.pop("time").endswith("+00:00")
    assert isinstance(line.pop("ms"), int)
    assert line == {
        "level": "info",
        "logger": "provenance.requests",
        "event": "answered",
        "request_id": response["X-Request-ID"],
        "method": "GET",
        "route": "claims",
        "status": 200,
    }


def test_a_number_that_a_proxy_gave_is_kept(client, log):
    response = client.get("/claims/", headers={"X-Request-ID": NUMBER})
    assert response["X-Request-ID"] == NUMBER
    assert log.lines[-1]["request_id"] == NUMBER


@pytest.mark.parametrize(
    "sent", ["", "Zebediah-Example-1", "a" * 200, "0123", f"{NUMBER}\n{NUMBER}"]
)
def test_what_is_no_number_is_replaced_by_one(client, sent):
    response = client.get("/healthz", headers={"X-Request-ID": sent})
    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])


def test_an_address_that_there_is_not_leaves_its_path_out(client, log):
    client.get(f"/{MARK}/")
    assert [(line["route"], line["status"]) for line in log.lines] == [("unknown", 404)]
    assert MARK not in log.text


def test_what_machines_ask_every_few_seconds_is_logged_only_when_something_is_wrong(client, log):
    client.get("/healthz")
    assert log.lines == []
    client.get("/metrics", REMOTE_ADDR="192.0.2.1")
    assert [line["status"] for line in log.lines] == [404]


def test_an_answer_that_is_meant_is_one_line_whatever_its_status(client, log):
    assert client.get("/readyz").status_code == 503  # no worker runs
    assert [(line["logger"], line["status"]) for line in log.lines] == [
        ("provenance.requests", 503)
    ]


def test_a_fault_is_logged_with_its_places_and_without_what_it_was_about(faulty, log):
    response = faulty.get(f"/breaks/word/?q={MARK}")
    assert response.status_code == 500
    [fault] = log.of("django.request")
    assert fault["event"] == "Internal Server Error"
    assert fault["request_id"] == response["X-Request-ID"]
    assert fault["error"][0]["kind"] == "django.db.utils.IntegrityError"
    assert fault["error"][1]["rule"] == "claims_user_username_key"
    assert any("faulty_urls.py" in place for place in fault["error"][0]["places"])
    assert MARK not in log.text


def test_the_page_of_a_fault_shows_the_number_to_quote(faulty, log):
    response = faulty.get(f"/breaks_over_a_value/?q={MARK}")
    assert response["X-Request-ID"] in response.content.decode()
    assert MARK not in log.text
    [fault] = log.of("django.request")
    assert fault["error"][0]["kind"] == "builtins.ValueError"
    assert "message" not in fault["error"][0]


def test_a_program_is_told_the_number_too(faulty):
    response = faulty.get("/api/v1/breaks/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in json.loads(response.content)["detail"]


def test_a_fault_that_speaks_of_code_says_what_it_was(faulty, log):
    faulty.get("/breaks_over_code/")
    [fault] = log.of("django.request")
    assert "nothing_of_the_sort" in fault["error"][0]["message"]


def test_nothing_personal_is_logged_wherever_it_is_sent(faulty, log, settings):
    settings.SLOW_QUERY_MS = 0  # every query is logged
    person = make.user(MARK, role="editor", email=f"{MARK}@example.org")
    appearance = make.says(make.claim(f"{MARK} shut the bridge"), make.source(MARK))
    everywhere = {
        "User-Agent": MARK,
        "Referer": f"https://x.example/{MARK}",
        "X-Forwarded-For": "192.0.2.77",
        "X-Request-ID": MARK,
        "Cookie": f"sessionid={MARK}",
        "Accept-Language": MARK,
    }
    faulty.get(f"/claims/?q={MARK}&status={MARK}", headers=everywhere)
    faulty.generic(MARK, f"/{MARK}/{MARK}", headers=everywhere)
    faulty.get(f"/api/v1/claims/?q={MARK}", headers={"Authorization": f"Bearer {MARK}"})
    faulty.get("/claims/", headers={"Host": f"{MARK}.example"})
    faulty.post("/accounts/login/", {"login": MARK, "password": MARK})
    faulty.post("/accounts/password/reset/", {"email": f"{MARK}@example.org"})
    faulty.force_login(person)
    faulty.get(f"/breaks/{MARK}/?q={MARK}")
    faulty.post("/capture/", {"url": f"https://x.example/{MARK}", "quote": MARK})
    article = appearance.snapshot.article_id
    faulty.post(f"/articles/{article}/record/", {"quote": MARK, "statement": MARK})
    faulty.post(f"/claims/{appearance.claim_id}/notes/", {"text": f"ask @{MARK}"})
    faulty.post("/check/", {"text": f"{MARK} shut the bridge on Monday."})
    faulty.get(f"/admin/claims/source/{MARK}/change/")
    forged = Client(enforce_csrf_checks=True, raise_request_exception=False)
    forged.post(f"/accounts/login/?next=/{MARK}", {"login": MARK})
    assert len(log.of("provenance.requests")) >= 13
    assert len(log.of("provenance.slow")) >= 50
    assert MARK.lower() not in log.text.lower()
    assert "192.0.2.77" not in log.text


def test_what_other_packages_fill_into_their_sentences_is_left_out(log):
    logging.getLogger("some.package").warning("cannot reach %s", MARK, extra={"who": MARK})
    [line] = log.lines
    assert line["event"] == "cannot reach %s"
    assert MARK not in log.text


def test_a_job_carries_the_number_of_the_request_that_asked_for_it(log):
    with request_id.at_work_for(NUMBER):
        ask_for_page(url="http://127.0.0.1:9/", by=make.user())
    assert ProcrastinateJob.objects.get().args["request_id"] == NUMBER


def test_a_job_that_nobody_asked_for_carries_none():
    ask_for_page(url="http://127.0.0.1:9/", by=None)
    assert "request_id" not in ProcrastinateJob.objects.get().args


def test_a_job_is_one_line_with_the_number_of_its_request(log):
    class Job:
        id, task_name, task_kwargs = 7, "capture", {"capture_id": 1, "request_id": NUMBER}

    class Context:
        job = Job

    def fails() -> None:
        raise ValueError(MARK)

    assert jobs.noted(lambda: request_id.current(), Context, None) == NUMBER  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=MARK):
        jobs.noted(fails, Context, None)  # type: ignore[arg-type]
    assert [(line["task"], line["job"], line["outcome"]) for line in log.lines] == [
        ("capture", 7, "done"),
        ("capture", 7, "failed"),
    ]
    assert {line["request_id"] for line in log.lines} == {NUMBER}
    assert MARK not in log.text


def test_a_slow_query_is_logged_with_its_words_and_without_its_values(log, settings):
    settings.SLOW_QUERY_MS = 10
    with request_id.at_work_for(NUMBER), slow.watched(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s), %s, 'written in'", [0.02, MARK])
        cursor.execute("SELECT 1")
    [line] = log.lines
    assert line["sql"] == "SELECT pg_sleep(%s), %s, '…'"
    assert line["ms"] >= 20
    assert line["request_id"] == NUMBER
    assert MARK not in log.text


def test_a_persons_terminal_shows_neither_requests_nor_slow_queries(capfd):
    wanted = logs.configuration(as_json=False, slow_queries=False)
    assert wanted["loggers"]["provenance.requests"]["level"] == "WARNING"
    assert wanted["loggers"]["provenance.slow"]["level"] == "CRITICAL"


def test_the_mail_that_could_not_be_sent_names_nobody(log, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    person = make.user(MARK, role="editor", email=f"{MARK}@example.org")
    claim = make.claim(f"{MARK} shut the bridge")
    Claim.objects.filter(pk=claim.pk).update(assignee=person)
    assert send_all(date(2026, 1, 2)) == []
    [line] = log.lines
    assert (
        line["event"] == f"The digest to person {person.pk} could not be sent; it is tried again."
    )
    assert MARK not in log.text
