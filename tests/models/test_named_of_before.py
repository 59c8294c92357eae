"""Claims of before the record kept which sources are named for them."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from claims.actions.sample import load_sample
from claims.models import Claim
from tests.sql import run

pytestmark = pytest.mark.django_db

before = import_module("claims.migrations.0036_named_sources")


def named() -> dict[int, list[int]]:
    return dict(Claim.objects.values_list("pk", "named_ids"))


def test_it_is_filled_in_as_an_assessment_would(monkeypatch):
    load_sample()
    assessed = named()
    assert any(assessed.values())
    run("UPDATE claims_claim SET named_ids = '{}'")
    monkeypatch.setattr(before, "CLAIMS", 3)
    before.fill(None, SimpleNamespace(connection=connection))
    assert named() == assessed
