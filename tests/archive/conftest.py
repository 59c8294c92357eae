"""Databases beside the tests' own, with real commits: an export reads one moment, and an import loads all
or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from claims.actions.asking import ask_for_capture
from claims.actions.claims import add_figure
from claims.actions.drafting import save_draft
from claims.actions.editing import decide
from claims.actions.measuring import put_under
from claims.actions.merging import merge
from claims.actions.preferences import make_feed_token
from claims.actions.recording import recording
from claims.actions.talking import write_note
from claims.models import Claim
from tests import builders as make

Run = Callable[..., str]


def administer(statement: str) -> None:
    """Run a statement outside of every database of ours."""
    server = connection.settings_dict
    with psycopg.connect(
        host=server["HOST"],
        port=server["PORT"],
        user=server["USER"],
        dbname="postgres",
        autocommit=True,
    ) as outside:
        outside.execute(statement)  # type: ignore[call-overload]


@contextmanager
def copied(template: str, name: str) -> Iterator[str]:
    """A database that is a copy of another, for as long as the block runs."""
    connection.close()
    administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield name
    connection.close()
    administer(f'DROP DATABASE "{name}"')


@contextmanager
def within(database: str, storage: Path) -> Iterator[None]:
    """Django works in this database and with this storage."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        with override_settings(MEDIA_ROOT=storage):
            yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def command(name: str, *arguments: object, **options: object) -> str:
    """What a command says."""
    said = StringIO()
    call_command(name, *map(str, arguments), stdout=said, stderr=said, **options)
    return said.getvalue()


def fill() -> None:
    """The sample, and what the sample has none of."""
    call_command("load_sample", verbosity=0)
    editor = make.user("ana", role="editor", email="ana@example.org", is_superuser=True)
    editor.set_password("a long password")
    editor.save()
    other = make.user("ben", role="journalist")
    claim = Claim.objects.order_by("pk")[0]
    decide(claim=claim, outcome="caveat", reason="So.", caveat="Two agree.", by=editor)
    write_note(claim=claim, text="A “quote”, a back\\slash,\na line, @ben \t 𝄞", by=editor)
    figure = add_figure(claim=claim, value=3, unit="hours", by=other)
    put_under(figures=[figure], name="Hours", reason="So.", by=editor)
    merge(
        kept=make.claim("Kept"), gone=make.claim("Gone", topics=[]), reason="The same.", by=editor
    )
    gone = make.says(make.claim("Briefly"), make.source("The Times"), basis="own_reporting")
    with recording(by=editor, reason="a slip"):
        gone.delete()
    make_feed_token(person=editor)
    save_draft(text="Words of a draft that nobody sees.", readers=[other], by=editor)
    ask_for_capture(claim=claim, source=make.source("Elsewhere"), by=editor)


@pytest.fixture(scope="module")
def empty(tables: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with tables and nothing in them."""
    with (
        django_db_blocker.unblock(),
        copied(connection.settings_dict["NAME"], "archive_empty") as name,
    ):
        yield name


@pytest.fixture(scope="module")
def full(empty: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A database with a record, and its storage."""
    storage = tmp_path_factory.mktemp("stored")
    with copied(empty, "archive_full") as name:
        with within(name, storage):
            fill()
        yield name, storage


@pytest.fixture(scope="module")
def whole(full: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of that record."""
    folder = tmp_path_factory.mktemp("exports") / "whole"
    with within(*full):
        command("export", folder)
    return folder


@pytest.fixture(scope="module")
def target(empty: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Django works in an empty database with an empty storage, which is given."""
    storage = tmp_path_factory.mktemp("new")
    with copied(empty, "archive_target") as name, within(name, storage):
        yield storage
