"""What would become of claims if a source fell: all that it publishes retracted, and it ruled out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.evidence import consequences
from claims.models import Claim, Source
from claims.what_if import MOST_CLAIMS, without_source


@only_for(Act.READ)
@require_safe
def source_what_if(request: HttpRequest, source_id: int) -> HttpResponse:
    """The claims that would have another status or fewer origins, before and after."""
    found = get_object_or_404(Source, pk=source_id)
    claims = Claim.objects.bearing_on(found.pk).defer("search").order_by("pk")
    looked_at = list(claims[:MOST_CLAIMS])
    return render(
        request,
        "claims/source_what_if.html",
        {
            "source": found,
            "consequences": consequences(looked_at, without_source(found.pk)),
            "looked_at": len(looked_at),
            "more": len(looked_at) == MOST_CLAIMS and claims.count() > MOST_CLAIMS,
        },
    )
