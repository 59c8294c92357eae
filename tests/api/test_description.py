"""The description of the API, held against the API: what it allows, and what it does not, is sent to the real
application, and the answers are held against it."""

from collections.abc import Iterator
from typing import Any

import django.conf
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from claims.actions.capturing import ask_for_page
from claims.actions.claims import add_figure
from claims.actions.editing import decide, mark_origin
from claims.actions.tokens import make_token
from claims.models import Appearance
from claims.vocabulary import Scope
from tests import builders as make

pytestmark = pytest.mark.django_db

# 422 and 409 are what a well-formed request gets that the record does not allow; 412 is another version.
# A page that there is not, and a source to filter by that there is not, are errors of the address.
ALLOWED = ["2xx", "301", "304", "404", "409", "412", "422"]
CONFIG = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ALLOWED}}}
)
SCHEMA: Any = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=CONFIG)
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
ALWAYS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
EXAMPLES = settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
UNSURE = {
    "after",
    "topic",
    "source",
    "claim",
    "article",
    "measure",
    "q",
}  # rows that may not be there


@pytest.fixture
def record() -> dict[str, int]:
    """One row of each concept, by the names under which the description asks for them."""
    editor = make.user("editor", role="editor")
    claim, officer = make.claim(), make.source("an officer", "anonymous")
    make.says(claim, make.source("The Times"), officer)
    appearance = Appearance.objects.get()
    mark = mark_origin(claim=claim, source=officer, verdict="independent", reason="I.", by=editor)
    decision = decide(claim=claim, outcome="withhold", reason="So.", by=editor)
    figure = add_figure(claim=claim, value=3, unit="hours", by=None)
    rows = {
        "claim": claim.pk,
        "article": appearance.snapshot.article_id,
        "snapshot": appearance.snapshot_id,
        "source": officer.pk,
        "publisher": officer.pk,
        "owner": make.source("An owner").pk,
        "appearance": appearance.pk,
        "figure": figure.pk,
        "mark": mark.pk,
        "decision": decision.pk,
        "capture": ask_for_page(url="https://echo.example/", by=None).pk,
    }
    return {**rows, **{f"{name}_id": pk for name, pk in rows.items()}}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Each request goes through the connection of the test, whose transaction holds the rows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(settings: Any) -> str:
    """A token that may do all that an editor may, as often as it likes."""
    settings.API_PER_MINUTE = 10**9
    person = make.user("ana", role="editor")
    return make_token(person=person, name="a program", scopes=list(Scope))[1]


def meant(case: Any, record: dict[str, int]) -> None:
    """Have a well-formed request be about rows that are there, half of the time."""
    if len(str(case.body)) % 2:
        return
    for name in set(case.path_parameters or {}) & set(record):
        case.path_parameters[name] = record[name]
    if isinstance(case.body, dict):
        for name in set(case.body) & set(record):
            case.body[name] = record[name]
    if case.headers and "If-Match" in case.headers:
        case.headers["If-Match"] = "*"


def sent(case: Any, token: str) -> Any:
    """The answer."""
    return case.call(headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_what_the_description_allows_is_answered_as_it_says(label, record, token):
    @EXAMPLES
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def holds(case: Any) -> None:
        meant(case, record)
        response = sent(case, token)
        found = [*ALWAYS]
        if not UNSURE & set(case.query or {}):
            found.append(checks.positive_data_acceptance)
        case.validate_response(response, checks=found)

    holds()


# The beginning takes nothing, so there is nothing wrong to send.
@pytest.mark.parametrize("label", sorted(set(OPERATIONS) - {"GET /api/v1/"}))
def test_what_it_does_not_allow_is_refused(label, record, token):
    @EXAMPLES
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def holds(case: Any) -> None:
        case.validate_response(sent(case, token), checks=[*ALWAYS, checks.negative_data_rejection])

    holds()


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_without_a_token_nobody_gets_further_than_the_description_says(label, record, monkeypatch):
    monkeypatch.setattr(django.conf.settings, "API_ANONYMOUS_PER_MINUTE", 10**9)

    @settings(EXAMPLES, max_examples=3)
    @given(case=OPERATIONS[label].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def holds(case: Any) -> None:
        meant(case, record)
        response = case.call()
        case.validate_response(response, checks=ALWAYS)
        if {} not in OPERATIONS[label].definition.raw["security"]:
            assert response.status_code == 401

    holds()


def test_each_parameter_says_in_a_sentence_what_it_means():
    for path, operations in SCHEMA.raw_schema["paths"].items():
        for operation in operations.values():
            for one in operation.get("parameters", []):
                told = one.get("description", "")
                if one["in"] == "query":
                    assert told[:1].isupper() and told.endswith("."), (path, one["name"], told)
