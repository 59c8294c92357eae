"""The report on a draft, to take away."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.access import Act, claims_for, only_for
from claims.drafts import report
from claims.drafts.checking import check
from claims.drafts.privacy import nobodys_business
from claims.forms.check import CheckForm
from claims.views.check import form_page


@only_for(Act.CHECK)
@nobodys_business
@require_POST
def check_report(request: HttpRequest) -> HttpResponseBase:
    """The draft, checked anew, as CSV or else as Markdown. It comes with the form each time, since nothing
    is kept of it. What cannot be checked leads back to the form, which says why."""
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return form_page(request, form, status=400)
    checked = check(form.cleaned_data["text"], claims_for(request.user))

    def address(claim: int) -> str:
        return request.build_absolute_uri(reverse("claim", args=[claim]))

    if request.POST.get("as") == "csv":
        # Spreadsheets take a file for UTF-8 by its byte order mark.
        return _file("\ufeff" + report.table(checked, address), "text/csv", "draft-check.csv")
    return _file(report.markdown(checked, address), "text/markdown", "draft-check.md")


def _file(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
