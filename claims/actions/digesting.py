"""The daily mail: what is assigned to somebody, what went stale, where they are named."""

import logging
from collections.abc import Iterator
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.access import Act, may
from claims.agenda import Agenda, agenda
from claims.models import Mention, User

log = logging.getLogger(__name__)


def recipients() -> Iterator[User]:
    """Those who want the mail, have an address, and may read what it tells of."""
    wanting = User.objects.filter(is_active=True, digest=True).exclude(email="").order_by("pk")
    return (person for person in wanting if may(person, Act.READ))


def written(person: User, found: Agenda) -> str:
    """The mail's text."""
    return render_to_string(
        "claims/mail/digest.txt", {"person": person, "agenda": found, "site": settings.SITE_URL}
    )


def prepared() -> Iterator[tuple[User, str]]:
    """The mails as they would be sent now, whoever has had one today."""
    for person in recipients():
        found = agenda(person, untold=True)
        if not found.empty:
            yield person, written(person, found)


def send_all(today: date) -> list[User]:
    """Send today's mail to everybody who has not had it and has something to be told of.

    A mail that cannot be sent is logged, and tried again by the next call; the others are sent.
    """
    sent = []
    for person in recipients():
        try:
            if send(person, today):
                sent.append(person)
        except (SMTPException, OSError):
            log.exception(
                "The digest to person %s could not be sent; it is tried again.", person.pk
            )
    return sent


@transaction.atomic
def send(person: User, today: date) -> bool:
    """Send somebody's mail of the day, once, whoever else is sending; say whether there was one."""
    waiting = User.objects.select_for_update(skip_locked=True).exclude(digested_on=today)
    if not waiting.filter(pk=person.pk).exists():
        return False
    User.objects.filter(pk=person.pk).update(digested_on=today)
    found = agenda(person, untold=True)
    if found.empty:
        return False
    named = Mention.objects.filter(person=person, told_at=None)
    named.filter(pk__in=[mention.pk for mention in found.mentions.rows]).update(
        told_at=timezone.now()
    )
    send_mail(_("Provenance: what waits for you"), written(person, found), None, [person.email])
    return True
