"""The database's settings, and the sentence for one that does not answer."""

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from provenance import database


def test_a_url_becomes_djangos_settings():
    settings = database.from_url("postgres://reader:p%40ss@db.example:5433/record")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", 5433, "record")
    assert (settings["USER"], settings["PASSWORD"]) == ("reader", "p@ss")


def test_connecting_does_not_take_for_ever_unless_the_url_says_so():
    assert database.from_url("postgres://db/record")["OPTIONS"]["connect_timeout"] == 10
    patient = database.from_url("postgres://db/record?connect_timeout=99")
    assert int(patient["OPTIONS"]["connect_timeout"]) == 99


@pytest.mark.parametrize(
    "url", ["mysql://a:hidden@h/x", "hidden", "postgres://a:hidden@h:x/y", "postgres://a:hidden@[h"]
)
def test_a_url_that_cannot_be_used_is_refused_and_not_repeated(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refusal:
        database.from_url(url)
    assert "hidden" not in str(refusal.value)


def test_a_pool_keeps_other_options_and_no_thread_keeps_a_connection():
    settings = database.with_pool({"NAME": "record", "OPTIONS": {"sslmode": "require"}}, size=5)
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 5
    assert settings["CONN_MAX_AGE"] == 0


def failed(cause: psycopg.Error) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def test_a_database_that_does_not_answer_is_named_by_host_and_port():
    cause = psycopg.OperationalError(
        'connection failed: connection to server at "10.0.0.1", port 5432 failed: '
        "Connection refused\n\tIs the server running on that host?"
    )
    settings = {"NAME": "record", "HOST": "db.example", "PORT": 5432, "PASSWORD": "hidden"}
    sentence = database.unreachable(failed(cause), settings)
    assert sentence is not None
    assert sentence.startswith(
        "The database record at db.example:5432 cannot be reached (Connection refused)."
    )


def test_an_error_of_a_database_that_did_answer_is_left_to_be_seen():
    assert database.unreachable(failed(psycopg.errors.DeadlockDetected()), {}) is None
