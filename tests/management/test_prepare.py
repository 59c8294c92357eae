"""`manage.py prepare`: what a new version needs before it serves."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from claims.models import Source, User
from provenance import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def collected(settings, monkeypatch) -> list[str]:
    """Notes when the files of the layout are collected; they are in the data folder."""
    calls: list[str] = []
    monkeypatch.setattr(prepare, "collect_static_files", lambda: calls.append("collected"))
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    return calls


def test_where_nothing_is_due_it_gives_the_rights_anew_and_says_nothing(
    collected, settings, capsys
):
    call_command("prepare")
    assert capsys.readouterr().out == ""
    with connection.cursor() as cursor:
        may = "SELECT has_table_privilege(%s, 'claims_claim', 'UPDATE')"
        cursor.execute(may, [settings.APPLICATION_ROLE])
        assert cursor.fetchone() == (True,)
    assert collected == ["collected"]


def test_it_makes_neither_the_sample_nor_an_administrator(collected):
    call_command("prepare")
    assert not Source.objects.exists()
    assert not User.objects.exists()


def test_files_of_the_layout_that_came_filled_are_left_alone(collected, settings):
    settings.STATIC_ROOT = Path("/app/collected")
    call_command("prepare")
    assert collected == []
