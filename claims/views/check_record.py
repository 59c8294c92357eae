"""A sentence of a draft, recorded as a claim to look into."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import matching
from claims.access import Act, HtmxHttpRequest, only_for
from claims.drafts.privacy import nobodys_business
from claims.forms.check import LookIntoForm
from claims.models import User


@only_for(Act.RECORD)
@nobodys_business
@require_POST
def check_record(request: HtmxHttpRequest) -> HttpResponseBase:
    """The form with the sentence in it; once it is confirmed, the claim. Until then nothing is kept, and
    the sentence is in no address, which is why even the empty form is sent."""
    assert isinstance(request.user, User)
    confirmed = "confirmed" in request.POST
    form = LookIntoForm(request.POST if confirmed else None, initial=request.POST.dict())
    if confirmed and form.is_valid():
        claim = form.record(by=request.user)
        if request.htmx:
            return render(request, "claims/check_record.html#recorded", {"claim": claim})
        messages.success(request, _("Recorded, to be looked into."))
        return redirect(claim)
    part = "#panel" if request.htmx else ""
    # htmx shows nothing of an answer that is an error.
    status = 400 if confirmed and not request.htmx else 200
    context = {"form": form, "means": matching.means()}
    return render(request, f"claims/check_record.html{part}", context, status=status)
