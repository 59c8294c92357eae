"""`/metrics`: figures for Prometheus."""

import re

import pytest
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from claims.watching import counts
from provenance import request_id
from tests import builders as make

pytestmark = pytest.mark.django_db

TOKEN = "t" * 40
Labels = dict[str, str]


@pytest.fixture(autouse=True)
def _anew():
    counts.forget()
    yield
    counts.forget()


def figures(client: Client, **headers: str) -> dict[str, list[tuple[Labels, float]]]:
    """Every figure by its name, with its labels."""
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    found: dict[str, list[tuple[Labels, float]]] = {}
    for family in text_string_to_metric_families(response.content.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, []).append((sample.labels, sample.value))
    return found


def figure(client: Client, name: str, **labels: str) -> float:
    """One figure; 0 if it is not there."""
    for found, value in figures(client).get(name, []):
        if labels.items() <= found.items():
            return value
    return 0


def job(task: str, state: str = "todo", waited: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES (%s, %s, %s)"
            " RETURNING id",
            [task, task, state],
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(secs => %s)"
            " WHERE job_id = %s",
            [waited, cursor.fetchone()[0]],
        )


def test_requests_are_counted_by_route_method_and_status(client):
    name = "django_http_responses_total_by_status_view_method_total"
    labels = {"status": "200", "view": "healthz", "method": "GET"}
    before = figure(client, name, **labels)
    client.get("/healthz?q=secret")
    assert figure(client, name, **labels) == before + 1


def test_a_made_up_method_makes_no_figure_of_its_own(client):
    client.generic("LOOKATME", "/healthz")
    assert "LOOKATME" not in client.get("/metrics").content.decode()


def test_claims_are_counted_by_status(client):
    make.claim()
    assert figure(client, "provenance_claims", status="unsupported") == 1
    assert figure(client, "provenance_claims_estimated") == 0
    assert figure(client, "provenance_database_up") == 1


def test_of_very_many_claims_postgresql_tells_about_how_many(client, monkeypatch):
    for number in range(20):
        make.claim(f"Bridge number {number} was shut")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim")
    monkeypatch.setattr(counts, "COUNTED", 1)
    assert figure(client, "provenance_claims", status="unsupported") == 20
    assert figure(client, "provenance_claims_estimated") == 1


def test_jobs_are_counted_by_task_and_state(client):
    job("capture")
    job("capture")
    job("webhook", "failed")
    assert figure(client, "provenance_jobs", task="capture", state="todo") == 2
    assert figure(client, "provenance_jobs", task="webhook", state="failed") == 1


def test_the_age_of_the_queue_is_that_of_the_first_job_that_could_begin(client):
    job("capture", waited=90)
    job("capture", waited=30)
    assert 89 <= figure(client, "provenance_jobs_oldest_waiting_seconds", task="capture") <= 120


def test_a_job_for_later_does_not_age_the_queue(client):
    job("capture", waited=90)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
    assert figure(client, "provenance_jobs_oldest_waiting_seconds", task="capture") == 0


def test_the_last_sign_of_a_worker_is_a_moment(client):
    assert figure(client, "provenance_worker_last_seen_timestamp_seconds") == 0
    counts.forget()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert figure(client, "provenance_worker_last_seen_timestamp_seconds") > 1_700_000_000
    assert figure(client, "provenance_workers") == 1


def test_the_database_is_asked_at_most_once_in_fifteen_seconds(client, django_assert_num_queries):
    client.get("/metrics")
    with django_assert_num_queries(0):
        client.get("/metrics")


def test_without_a_database_that_much_is_told(client, monkeypatch):
    monkeypatch.setattr(counts, "JOBS", "SELECT 1 / 0")
    found = figures(client)
    assert found["provenance_database_up"] == [({}, 0.0)]
    assert "provenance_claims" not in found


def test_names_are_those_of_prometheus(client):
    ours = {name for name in figures(client) if name.startswith("provenance_")}
    assert len(ours) >= 9
    for name in ours:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name)
        assert not re.search(r"_(ms|milliseconds|minutes|total)$", name)  # gauges, in base units


def test_other_machines_find_nothing_there(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_what_a_proxy_on_this_machine_passes_on_finds_nothing_there(client):
    headers = {"X-Forwarded-For": "192.0.2.7"}
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer ü"])
def test_with_a_token_nobody_reads_without_it(client, settings, sent):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_whoever_has_the_token_reads_from_anywhere(client, settings):
    settings.METRICS_TOKEN = TOKEN
    sent = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.7"}
    assert client.get("/metrics", headers=sent, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_no_figure_says_who_asked(client):
    client.get("/claims/?q=Marker", headers={"User-Agent": "Marker", "X-Request-ID": "Marker"})
    assert "Marker" not in client.get("/metrics").content.decode()
    assert request_id.current() == ""
