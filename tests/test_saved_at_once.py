"""Two writes that wait for each other, of which PostgreSQL breaks one off."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client

from claims.actions.editing import submit
from claims.models import Claim
from tests import builders as make
from tests.admin.conftest import filled
from tests.sql import run

pytestmark = pytest.mark.django_db(transaction=True)

BREAKS_OFF = """
    CREATE SEQUENCE claims_test_times;
    CREATE FUNCTION claims_test_break_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF nextval('claims_test_times') <= {times} THEN
            RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_test BEFORE UPDATE ON claims_claim
        FOR EACH ROW EXECUTE FUNCTION claims_test_break_off();
"""
NO_MORE = """
    DROP TRIGGER claims_test ON claims_claim;
    DROP FUNCTION claims_test_break_off();
    DROP SEQUENCE claims_test_times;
"""


@contextmanager
def broken_off(times: int) -> Iterator[None]:
    """PostgreSQL breaks the first writes to a claim off, as it ends one of two that wait for each other."""
    run(BREAKS_OFF.format(times=times))
    try:
        yield
    finally:
        run(NO_MORE)


@pytest.fixture
def editor() -> Client:
    """Somebody who may do everything; a server answers them, and raises nothing."""
    client = Client(raise_request_exception=False)
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def test_an_action_that_was_broken_off_is_tried_again():
    claim = make.claim()
    with broken_off(times=2):
        submit(claim=claim, by=make.user("ana"))
    assert Claim.objects.get().state == "in_review"


def test_a_form_that_was_broken_off_comes_back_with_all_that_was_typed(editor):
    claim = make.claim()
    address = f"/admin/claims/claim/{claim.pk}/change/"
    opened = editor.get(address)
    sent = filled(opened, statement="A <better> wording", why="Clearer.")
    with broken_off(times=99):
        response = editor.post(address, sent)
    html = response.content.decode()
    assert response.status_code == 503
    assert "Two people saved at the same moment" in html
    assert f'action="{address}"' in html
    assert "A &lt;better&gt; wording</textarea>" in html
    assert "Clearer.</textarea>" in html
    assert Claim.objects.get().statement == claim.statement
    assert editor.post(address, sent).status_code == 302
    assert Claim.objects.get().statement == "A <better> wording"


def test_a_panel_that_was_broken_off_keeps_what_was_typed_where_it_is(editor):
    claim = make.claim()
    with broken_off(times=99):
        response = editor.post(
            "/review/several/",
            {"take": claim.version},
            headers={"HX-Request": "true"},
        )
    assert response.status_code == 503


def test_any_other_error_is_not_taken_for_it(editor):
    claim = make.claim()
    run(BREAKS_OFF.format(times=99).replace("deadlock_detected", "raise_exception"))
    try:
        response = editor.post("/review/several/", {"take": claim.version})
    finally:
        run(NO_MORE)
    assert response.status_code == 500
