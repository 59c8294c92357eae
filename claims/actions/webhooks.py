"""What administrators do with webhooks."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.delivering import PURPOSE, policy
from claims.actions.notifying import ask, body, fresh_id
from claims.actions.recording import recording
from claims.models import Delivery, User, Webhook, WebhookSecret
from claims.models.webhook import OVERLAP, TEST, DeliveryState
from claims.sealing import box
from claims.webhooks.sending import NotSent, receiver
from claims.webhooks.signing import fresh_secret


def checked_address(address: str) -> str:
    """The address as it is kept. Raises ValidationError if nothing may be sent to it."""
    try:
        return str(receiver(address, policy()))
    except NotSent as error:
        raise ValidationError(error.message) from error


def add_webhook(
    *, address: str, told_of: Sequence[str], by: User, published_only: bool = True
) -> Webhook:
    """Have another system told of what happens. The object that is returned has the secret; the database
    has it sealed. Raises ValidationError for an address to which nothing may be sent."""
    webhook = Webhook(address=checked_address(address), made_by=by)
    webhook.told_of, webhook.published_only = list(told_of), published_only
    with recording(by=by, reason="webhook"):
        webhook.save(force_insert=True)
        webhook.secret = _new_secret(webhook)
        return webhook


def change_webhook(
    *, webhook: Webhook, address: str, told_of: Sequence[str], published_only: bool, by: User
) -> Webhook:
    """Send to another address, or tell of other things. Raises ValidationError as `add_webhook` does."""
    address = checked_address(address)
    with recording(by=by, reason="webhook changed"):
        held = _held(webhook)
        held.address, held.told_of, held.published_only = address, list(told_of), published_only
        held.save(update_fields=["address", "told_of", "published_only"])
        return held


def rotate_secret(*, webhook: Webhook, by: User) -> Webhook:
    """Sign with a new secret, and for a day with the one before too. The object that is returned has it."""
    with recording(by=by, reason="new secret of a webhook"):
        held = _held(webhook)
        held.secrets.filter(expires_at=None).update(expires_at=timezone.now() + OVERLAP)
        held.secret = _new_secret(held)
        return held


def set_webhook_active(*, webhook: Webhook, active: bool, by: User) -> Webhook:
    """Pause it, or go on: what waited is then sent at once."""
    with recording(by=by, reason="webhook resumed" if active else "webhook paused"):
        held = _held(webhook)
        held.active, held.stopped_because, held.failing_since = active, "", None
        held.save(update_fields=["active", "stopped_because", "failing_since"])
        if active:
            _send_soon(held)
        return held


def delete_webhook(*, webhook: Webhook, by: User) -> None:
    """Remove it, with its secrets and its log."""
    with recording(by=by, reason="webhook deleted"):
        _held(webhook).delete()


def send_test(*, webhook: Webhook, by: User) -> Delivery:
    """Send a message that only shows that messages arrive. Raises ValidationError while it is paused."""
    with recording(by=by, reason="test of a webhook"):
        held = _running(webhook)
        data = {"webhook": held.pk}
        made = held.deliveries.create(
            message=fresh_id(), event=TEST, body=body(TEST, data), next_at=timezone.now()
        )
        _send_soon(held)
        return made


def send_again(*, delivery: Delivery, by: User) -> Delivery:
    """Send a message once more, under its id, with all its attempts. Raises ValidationError while its
    webhook is paused."""
    with recording(by=by, reason="message of a webhook sent again"):
        webhook = _running(delivery.webhook)
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        held.state, held.tries, held.next_at = DeliveryState.WAITING, 0, timezone.now()
        held.save(update_fields=["state", "tries", "next_at"])
        _send_soon(webhook)
        return held


def _checked(address: str) -> str:
    """The address as it is kept."""
    try:
        return str(receiver(address, policy()))
    except NotSent as error:
        raise ValidationError({"address": error.message}) from error


def _held(webhook: Webhook) -> Webhook:
    """The webhook as it is now; nobody else changes it until this is over."""
    return Webhook.objects.select_for_update().get(pk=webhook.pk)


def _running(webhook: Webhook) -> Webhook:
    held = _held(webhook)
    if not held.active:
        raise ValidationError(_("This webhook is paused. Resume it first."))
    return held


def _new_secret(webhook: Webhook) -> str:
    secret = fresh_secret()
    sealed = box(PURPOSE).encrypt(secret.encode()).decode()
    WebhookSecret.objects.create(webhook=webhook, sealed=sealed)
    return secret


def _send_soon(webhook: Webhook) -> None:
    transaction.on_commit(partial(ask, webhook.pk), robust=True)
