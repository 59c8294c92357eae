"""Sessions are read as Django reads them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from provenance.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    """A session in which something is kept."""
    session = SessionStore()
    session["said"] = "so"
    session.save()
    assert session.session_key
    return session.session_key


def test_what_is_kept_is_read_with_one_query(key, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(key)["said"] == "so"


def test_a_session_that_has_expired_is_none(key):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    session = SessionStore(key)
    assert "said" not in session
    assert session.session_key is None


def test_a_key_that_nobody_gave_out_is_no_session(key):
    session = SessionStore("x" * 32)
    assert "said" not in session
    assert session.session_key is None
