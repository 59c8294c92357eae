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
@reauthentication_required(allow_get=True)  # a session left open sends nothing elsewhere
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks, and a form for one more. The answer that adds one shows its secret, once."""
    assert isinstance(request.user, User)
    form = WebhookForm(request.POST if request.method == "POST" else None)
    made = form.add(by=request.user) if form.is_bound and form.is_valid() else None
    shown = {
        "form": WebhookForm() if made else form,
        "made": made,
        "webhooks": Webhook.objects.select_related("made_by"),
    }
    status = 400 if form.is_bound and not made else 200
    return render(request, "claims/webhooks.html", shown, status=status)
