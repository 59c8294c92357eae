"""Errors: each a problem that says what to do, whatever was sent."""

import json

import psycopg
import pytest
from django.db import OperationalError

from claims.actions.embedding import make_waiting
from claims.api import bodies, claims, matching
from tests import builders as make
from tests.api.conftest import fields
from tests.test_drafts_leave_nothing import files, files_with, tables_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"statement": "So', "not JSON"),
        ("", "field"),
        ("[1, 2", "not JSON"),
        ('{"statement": NaN}', "no number"),
        ('{"statement": "a", "statement": "b"}', "twice"),
        (b'{"statement": "\xff"}', "UTF-8"),
        ('{"statement": "\\ud800"}', "surrogate"),
        ("[" * 21 + "]" * 21, "deep"),
        ("[" * 100_000, "deep"),
        ("[" * 100_000 + "]" * 100_000, "deep"),
        ('{"statement": ' + "9" * 5000 + "}", "not JSON"),
        ("[]", "dictionary"),
        ('"So."', "dictionary"),
    ],
)
def test_what_is_cut_off_deep_or_no_json_is_told(program, body, words):
    response = program.send("/claims/", body)
    assert response.status_code == 400
    fields(response)
    assert words in response.content.decode()


def test_what_is_as_deep_as_allowed_is_read():
    assert bodies.value_of(b"[" * 20 + b"]" * 20)


def test_a_huge_body_is_refused_whether_or_not_it_says_how_large_it_is(program, monkeypatch):
    monkeypatch.setattr(bodies, "MOST_BYTES", 1000)
    response = program.send("/claims/", {"statement": "x" * 2000})
    assert (response.status_code, fields(response)) == (413, [])


def test_anything_but_json_is_refused(program):
    response = program.post("/api/v1/claims/", {"statement": "So."})
    assert (response.status_code, fields(response)) == (415, [])


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_a_method_that_there_is_not_names_those_that_there_are(program, method):
    response = program.generic(method.upper(), "/api/v1/claims/")
    assert (response.status_code, fields(response)) == (405, [])
    assert {"GET", "POST"} <= set(response["Allow"].split(", "))


def test_what_is_only_sent_to_cannot_be_read(program):
    response = program.get("/api/v1/find/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert program.head("/api/v1/find/").status_code == 405


def test_asking_for_the_head_alone_is_told_the_version(program):
    whole, head = program.ask("/claims/"), program.head("/api/v1/claims/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


def test_those_who_come_from_nowhere_are_counted_together(stranger):
    assert stranger.get("/api/v1/claims/", REMOTE_ADDR="").status_code == 200


@pytest.mark.parametrize(
    "address", ["/nothing/", "/claims", "/claims/x/", "/claims/999999999999999999999/"]
)
def test_an_address_that_is_none_is_told_so(program, address):
    response = program.ask(address)
    assert (response.status_code, fields(response)) == (404, [])


def test_an_address_without_its_slash_is_told_the_whole_one(program):
    assert program.ask("/claims?status=disputed").json()["detail"].endswith(": /api/v1/claims/")
    assert "slash" not in program.ask("/nothing").json()["detail"]


def test_what_to_do_next_is_told_in_words_of_our_own(program, stranger):
    assert "/me/tokens/" in stranger.ask("/marks/").json()["detail"]
    assert "Allow" in program.delete("/api/v1/claims/").json()["detail"]
    assert (
        "application/json" in program.post("/api/v1/claims/", {"statement": "So."}).json()["detail"]
    )


def test_a_write_that_was_broken_off_may_be_sent_again(program, monkeypatch):
    def broken(**fields):
        raise OperationalError from psycopg.errors.DeadlockDetected()

    monkeypatch.setattr(claims, "enter_claim", broken)
    response = program.send("/claims/", {"statement": "So."})
    assert (response.status_code, response["Retry-After"]) == (503, "1")


def test_a_fault_of_ours_is_a_problem_too(program, monkeypatch):
    def broken(*args, **options):
        raise ValueError("never mind")

    monkeypatch.setattr(claims, "one", broken)
    program.raise_request_exception = False
    response = program.ask(f"/claims/{make.claim().pk}/")
    assert (response.status_code, fields(response)) == (500, [])
    assert "never mind" not in response.content.decode()


SECRET = "Zymurgopolis"
TEXT = f"The mayor of {SECRET} paid 870,000 euros for 12 boats in 2019."


def test_a_draft_is_answered_and_nothing_of_it_is_kept(program, caplog):
    caplog.set_level("DEBUG")
    make.claim("The mayor paid 807,000 euros for 12 boats in 2019")
    make_waiting()
    before = files()
    found = program.send("/find/", {"text": TEXT, "k": 1}, Idempotency_Key="k").json()["results"]
    assert "other_figure" in found[0]["differs"]
    checked = program.send("/check/", {"text": TEXT})
    assert checked["Cache-Control"] == "no-store"
    [sentence] = checked.json()["sentences"]
    assert (sentence["text"], sentence["mark"]) == (TEXT, "other_figure")
    ranked = program.send("/suggest/", {"text": TEXT}).json()["results"]
    assert TEXT[ranked[0]["start"] : ranked[0]["end"]] == ranked[0]["sentence"]
    program.send("/check/", {"text": TEXT, "colour": "red"})
    program.send("/check/", f'{{"text": "{TEXT}')
    assert tables_with(SECRET) == set()
    assert files_with(SECRET, before) == []
    assert SECRET not in caplog.text


def test_a_fault_over_a_draft_leaves_nothing_either(program, caplog, monkeypatch):
    def broken(text, within):
        raise ValueError(f"cannot read {text}")

    caplog.set_level("DEBUG")
    monkeypatch.setattr(matching, "check", broken)
    response = program.send("/check/", {"text": TEXT})
    assert (response.status_code, fields(response)) == (500, [])
    assert "A draft could not be checked: ValueError at" in caplog.text
    assert SECRET not in caplog.text + response.content.decode()
    assert all(SECRET not in str(record.exc_info) for record in caplog.records)


def test_a_draft_that_is_too_long_is_named(program):
    response = program.send("/check/", {"text": "x" * 300_001})
    assert (response.status_code, fields(response)) == (400, ["text"])


def test_the_public_finds_only_what_it_may_see(stranger):
    make.claim("The bridge was closed on Monday", external_id="sample:c1")
    make.claim("The bridge was closed on Tuesday")
    found = stranger.send("/find/", {"text": "The bridge was closed on Monday"}).json()
    assert [one["statement"] for one in found["results"]] == ["The bridge was closed on Monday"]


def test_the_beginning_leads_to_everything(stranger):
    told = stranger.ask("/").json()
    assert told["claims"] == "http://testserver/api/v1/claims/"
    description = stranger.get("/api/v1/openapi.json")
    assert json.loads(description.content)["openapi"].startswith("3.1")
    known = stranger.get("/api/v1/openapi.json", headers={"If-None-Match": description["ETag"]})
    assert known.status_code == 304


def test_the_description_tells_how_to_say_who_one_is(stranger):
    told = stranger.ask("/openapi.json").json()
    assert told["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}
    asked = [one["security"] for way in told["paths"].values() for one in way.values()]
    assert {name for either in asked for one in either for name in one} == {"token"}


def test_the_page_of_the_description_takes_no_script_but_our_own(stranger):
    response = stranger.get("/api/v1/docs/")
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert b"<style" not in response.content
