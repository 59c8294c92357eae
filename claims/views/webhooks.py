"""The other systems that are told what changes."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims.access import Act, only_for
from claims.forms.webhooks import WebhookForm
from claims.models import User, Webhook


@only_for(Act.CONNECT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks, and a form for one more."""
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form)
    return _added(request, form) if form.is_valid() else _page(request, form, status=400)


@reauthentication_required  # a session left open sends nothing elsewhere
def _added(request: HttpRequest, form: WebhookForm) -> HttpResponse:
    """The answer shows the secret, once."""
    assert isinstance(request.user, User)
    return _page(request, WebhookForm(), made=form.add(by=request.user))


def _page(
    request: HttpRequest, form: WebhookForm, *, made: Webhook | None = None, status: int = 200
) -> HttpResponse:
    webhooks = Webhook.objects.select_related("made_by")
    shown = {"form": form, "made": made, "webhooks": webhooks}
    return render(request, "claims/webhooks.html", shown, status=status)
