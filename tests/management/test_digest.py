"""`manage.py digest`."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def waiting(db):
    """Somebody for whom something waits."""
    ana = make.user("ana", role="editor", email="ana@example.org")
    Claim.objects.filter(pk=make.claim().pk).update(assignee=ana)


def said(*options: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("digest", *options, stdout=out)
    return out.getvalue()


def test_it_sends_and_says_how_many():
    assert said() == "1 mail sent.\n"
    assert len(mail.outbox) == 1


def test_a_second_run_on_the_same_day_sends_none():
    said()
    assert said() == "0 mails sent.\n"


def test_a_dry_run_prints_and_sends_nothing():
    assert "To: ana@example.org" in said("--dry-run")
    assert mail.outbox == []
