"""A draft that was kept for named people."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.access import Act, HtmxHttpRequest, only_for
from claims.actions.drafting import delete_draft, note_opened
from claims.drafts.privacy import nobodys_business
from claims.forms.check import CheckForm
from claims.models import Draft, User
from claims.views.check import streamed


@only_for(Act.CHECK)
@nobodys_business
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HtmxHttpRequest, draft_id: int) -> HttpResponseBase:
    """The draft, checked as the record is now; its author may delete it. For everybody who is not named
    there is no such page, whatever they are in the newsroom."""
    assert isinstance(request.user, User)
    open_to = Draft.objects.open_to(request.user).select_related("author")
    found = get_object_or_404(open_to, pk=draft_id)
    own = found.author_id == request.user.pk
    if request.method == "POST":
        if not own:
            raise PermissionDenied
        delete_draft(draft=found, by=request.user)
        messages.success(request, _("The draft is deleted."))
        return redirect("check")
    if request.method == "GET":
        note_opened(draft=found)
    context = {"form": CheckForm(initial={"text": found.text}), "draft": found, "own": own}
    context |= {"days": settings.DRAFT_DAYS}
    return streamed(request, found.text, "claims/draft.html", context)
