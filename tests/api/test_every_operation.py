"""Every operation of the API, asked for by nobody, by each role, and with each token too small."""

import re

import pytest
from django.urls import URLPattern

from claims.access import GRANTS, MAY, Act, Role
from claims.api.permissions import EVERYBODY
from claims.api.resource import Nowhere, Resource
from claims.api.urls import urlpatterns
from claims.vocabulary import Scope
from tests import builders as make
from tests.api.conftest import Program, program_of

pytestmark = pytest.mark.django_db

# What is not listed fails the test: deny, until somebody has thought of it.
NEEDS: dict[str, Act | None] = {
    "GET api": EVERYBODY,
    "GET api_claims": EVERYBODY,
    "POST api_claims": Act.RECORD,
    "GET api_claim": EVERYBODY,
    "PATCH api_claim": Act.ENTER_DATA,
    "GET api_assessment": EVERYBODY,
    "GET api_articles": EVERYBODY,
    "POST api_articles": Act.ENTER_DATA,
    "GET api_article": EVERYBODY,
    "PATCH api_article": Act.ENTER_DATA,
    "GET api_snapshots": EVERYBODY,
    "POST api_snapshots": Act.ENTER_DATA,
    "GET api_snapshot": EVERYBODY,
    "GET api_sources": EVERYBODY,
    "POST api_sources": Act.RECORD,
    "GET api_source": EVERYBODY,
    "PATCH api_source": Act.ENTER_DATA,
    "GET api_appearances": EVERYBODY,
    "POST api_appearances": Act.RECORD,
    "GET api_appearance": EVERYBODY,
    "PATCH api_appearance": Act.ENTER_DATA,
    "GET api_figures": EVERYBODY,
    "POST api_figures": Act.ENTER_DATA,
    "GET api_figure": EVERYBODY,
    "PATCH api_figure": Act.ENTER_DATA,
    "GET api_marks": Act.READ,
    "POST api_marks": Act.MARK,
    "GET api_mark": Act.READ,
    "GET api_decisions": EVERYBODY,
    "GET api_decision": EVERYBODY,
    "GET api_captures": Act.CAPTURE,
    "POST api_captures": Act.CAPTURE,
    "GET api_capture": Act.CAPTURE,
    "POST api_find": EVERYBODY,
    "POST api_suggest": Act.CHECK,
    "POST api_check": Act.CHECK,
}
METHODS = ("get", "post", "patch")
NOT_A_RESOURCE = {"api_schema", "api_docs"}  # tell of the program, and not of the record


def resources() -> dict[str, tuple[URLPattern, type[Resource]]]:
    """The addresses and their classes, by name."""
    return {
        str(one.name): (one, one.callback.cls)
        for one in urlpatterns
        if one.name not in NOT_A_RESOURCE and one.callback.cls is not Nowhere
    }


def operations() -> dict[str, str]:
    """The address of each operation; the rows that it names need not be there."""
    return {
        f"{method.upper()} {name}": "/" + re.sub("<[^>]*>", "1", str(pattern.pattern))
        for name, (pattern, resource) in resources().items()
        for method in METHODS
        if hasattr(resource, method)
    }


def asked(program: Program, operation: str, address: str) -> int:
    """The status of the answer."""
    method = operation.partition(" ")[0]
    if method == "GET":
        return program.ask(address).status_code
    return program.send(address, {}, method).status_code


def test_every_operation_is_in_the_table_and_says_itself_what_it_needs():
    assert set(operations()) == set(NEEDS)
    for name, (_pattern, resource) in resources().items():
        said = {f"{method} {name}": need for method, need in resource.needs.items()}
        assert said == {one: need for one, need in NEEDS.items() if one.split()[1] == name}


@pytest.mark.parametrize("who", [None, "", *[role.value for role in Role]])
def test_who_may_gets_in_and_nobody_else(who):
    program = Program() if who is None else program_of(make.user("somebody", role=who))
    wrong = {}
    for operation, address in operations().items():
        need, status = NEEDS[operation], asked(program, operation, address)
        may = need is EVERYBODY or (bool(who) and need in MAY[Role(who)])
        expected = () if may else (401,) if who is None else (403,)
        if status >= 500 or (status in (401, 403)) is may or (expected and status not in expected):
            wrong[operation] = status
    assert not wrong


@pytest.mark.parametrize("scope", list(Scope))
def test_a_token_does_what_its_scope_names_and_nothing_else(scope, settings):
    program = program_of(make.user("boss", role="administrator"), scope)
    wrong = {}
    for operation, address in operations().items():
        granted = (NEEDS[operation] or Act.READ) in GRANTS[scope]
        status = asked(program, operation, address)
        if status >= 500 or (status == 403) is granted:
            wrong[operation] = status
    assert not wrong
