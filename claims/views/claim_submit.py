"""Sending a draft to the editors."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.editing import submit
from claims.models import Claim, User


@only_for(Act.SUBMIT)
@require_POST
def claim_submit(request: HtmxHttpRequest, claim_id: int) -> HttpResponse:
    """Send it to review and go back to its page."""
    assert isinstance(request.user, User)
    claim = get_object_or_404(Claim.objects.defer("search"), pk=claim_id)
    try:
        submit(claim=claim, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Sent to review. An editor will decide."))
    return redirect(claim)
