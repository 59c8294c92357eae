"""One webhook: what was sent, what came of it, and what can be done about it."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.actions.webhooks import (
    delete_webhook,
    rotate_secret,
    send_again,
    send_test,
    set_webhook_active,
)
from claims.forms.webhooks import WebhookForm
from claims.models import Delivery, User, Webhook
from claims.models.webhook import DeliveryState
from claims.paging import NEWEST, UnknownPage, page


@only_for(Act.CONNECT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """The page; POST does one of `DOINGS`."""
    found = get_object_or_404(Webhook, pk=webhook_id)
    if request.method != "POST":
        return _page(request, found, WebhookForm.of(found))
    assert isinstance(request.user, User)
    do = DOINGS.get(request.POST.get("do", ""))
    if do is None:
        return _page(request, found, WebhookForm.of(found), status=400)
    try:
        return do(request, found, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)


def _change(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, webhook, form, status=400)
    return _changed(request, webhook, by, form)


@reauthentication_required  # to send it elsewhere is to make one
def _changed(request: HttpRequest, webhook: Webhook, by: User, form: WebhookForm) -> HttpResponse:
    form.change(webhook=webhook, by=by)
    messages.success(request, _("Saved."))
    return redirect(webhook)


@reauthentication_required
def _rotate(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    """The answer shows the new secret, once."""
    made = rotate_secret(webhook=webhook, by=by)
    return _page(request, made, WebhookForm.of(made), secret=made.secret)


def _test(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    send_test(webhook=webhook, by=by)
    messages.success(request, _("A test message is on its way. What came of it stands below."))
    return redirect(webhook)


def _again(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    key = request.POST.get("delivery", "")
    key = key if key.isascii() and key.isdecimal() and len(key) < 19 else "0"
    send_again(delivery=get_object_or_404(webhook.deliveries, pk=int(key)), by=by)
    messages.success(request, _("It is sent again."))
    return redirect(webhook)


def _pause(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    set_webhook_active(webhook=webhook, active=False, by=by)
    messages.success(
        request, _("Paused. Nothing is sent, and what happens meanwhile is not noted.")
    )
    return redirect(webhook)


def _resume(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    set_webhook_active(webhook=webhook, active=True, by=by)
    messages.success(request, _("Resumed. What waited is sent now."))
    return redirect(webhook)


def _delete(request: HttpRequest, webhook: Webhook, by: User) -> HttpResponse:
    delete_webhook(webhook=webhook, by=by)
    messages.success(
        request, _("The webhook to %(address)s is deleted.") % {"address": webhook.address}
    )
    return redirect("webhooks")


DOINGS: dict[str, Callable[[HttpRequest, Webhook, User], HttpResponse]] = {
    "change": _change,
    "rotate": _rotate,
    "test": _test,
    "again": _again,
    "pause": _pause,
    "resume": _resume,
    "delete": _delete,
}


def _page(
    request: HttpRequest, webhook: Webhook, form: WebhookForm, status: int = 200, secret: str = ""
) -> HttpResponse:
    """The page, with a page of the log; one that watches itself while a first attempt is under way."""
    try:
        log = page(webhook.deliveries.all(), NEWEST, request.GET.get("after", ""))
    except UnknownPage as error:
        raise Http404(_("There is no such page.")) from error
    shown = {
        "webhook": webhook,
        "form": form,
        "secret": secret,
        "old_secret": webhook.secrets.holding().exclude(expires_at=None).first(),
        "page": log,
        "log": [(one, _claim(one)) for one in log.rows],
        "under_way": webhook.active and any(_watched(one) for one in log.rows),
    }
    return render(request, "claims/webhook.html", shown, status=status)


def _claim(delivery: Delivery) -> int | None:
    """The claim that a message tells of, if it is one of those."""
    return delivery.told.get("claim")


def _watched(delivery: Delivery) -> bool:
    first = delivery.state == DeliveryState.WAITING and not delivery.tries
    return first or delivery.under_way
