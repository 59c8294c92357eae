"""`Idempotency-Key`: what is sent twice is done once."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.tokens import clear_up
from claims.models import ApiAnswer, Claim
from tests import builders as make
from tests.api.conftest import fields, program_of

pytestmark = pytest.mark.django_db

# Meant each time: without a key, and with another, it is another claim of the same words.
BODY = {"statement": "The bridge was closed", "note": "Ask.", "meant": True}


def test_the_same_request_is_done_once_and_answered_alike(program):
    first = program.send("/claims/", BODY, Idempotency_Key="8e03978e")
    again = program.send("/claims/", dict(reversed(BODY.items())), Idempotency_Key='"8e03978e"')
    assert (again.status_code, again.json()) == (201, first.json())
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert again["Idempotent-Replayed"] == "true"
    assert Claim.objects.count() == 1


def test_another_request_with_the_same_key_is_refused(program):
    program.send("/claims/", BODY, Idempotency_Key="k")
    for response in (
        program.send("/claims/", {**BODY, "note": "Do not."}, Idempotency_Key="k"),
        program.send("/sources/", {"name": "A", "kind": "person"}, Idempotency_Key="k"),
    ):
        assert (response.status_code, fields(response)) == (422, ["Idempotency-Key"])
    assert Claim.objects.count() == 1


def test_keys_are_each_persons_own(program):
    program.send("/claims/", BODY, Idempotency_Key="k")
    other = program_of(make.user("bo", role="editor"))
    assert other.send("/claims/", BODY, Idempotency_Key="k").status_code == 201
    assert Claim.objects.count() == 2


def test_who_was_refused_may_put_it_right_with_the_same_key(program):
    assert program.send("/claims/", {}, Idempotency_Key="k").status_code == 400
    assert program.send("/claims/", BODY, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "\xe9"])
def test_a_key_that_is_none_is_told(program, key):
    response = program.send("/claims/", BODY, Idempotency_Key=key)
    assert (response.status_code, fields(response)) == (400, ["Idempotency-Key"])


def test_after_a_day_the_key_is_free_and_the_answer_is_removed(program):
    program.send("/claims/", BODY, Idempotency_Key="k")
    ApiAnswer.objects.update(answered_at=timezone.now() - timedelta(hours=25))
    assert program.send("/claims/", BODY, Idempotency_Key="k").status_code == 201
    assert Claim.objects.count() == 2
    clear_up()
    assert ApiAnswer.objects.count() == 1
    ApiAnswer.objects.update(answered_at=timezone.now() - timedelta(hours=25))
    clear_up()
    assert not ApiAnswer.objects.exists()


@pytest.fixture
def elsewhere() -> Iterator[psycopg.Connection]:
    """Another process that works on a request."""
    held = connection.settings_dict
    named = {"host": held["HOST"], "port": held["PORT"], "user": held["USER"]}
    with psycopg.connect(dbname=held["NAME"], **named) as other:
        yield other


def test_while_the_first_is_worked_on_the_second_is_told_to_wait(program, ana, elsewhere):
    number = hashlib.sha256(f"api answer {ana.pk} k".encode()).digest()[:8]
    lock = int.from_bytes(number, byteorder="big", signed=True)
    elsewhere.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    response = program.send("/claims/", BODY, Idempotency_Key="k")
    assert (response.status_code, fields(response)) == (409, [])
    elsewhere.rollback()
    assert program.send("/claims/", BODY, Idempotency_Key="k").status_code == 201
