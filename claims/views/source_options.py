"""Names of sources, for a field in which one types who said so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import Act, only_for
from claims.forms import numbered
from claims.models import Source

SHOWN = 12
FIELDS = ("q", "said_by", "by_way_of", "publisher")


@only_for(Act.RECORD)
@require_safe
def source_options(request: HttpRequest) -> HttpResponse:
    """Options with the sources whose name holds what was typed; namesakes bear their number."""
    typed = next((request.GET[name] for name in FIELDS if request.GET.get(name)), "").strip()
    found = list(Source.objects.named_like(typed).order_by("name", "pk")[:SHOWN]) if typed else []
    names = [source.name.casefold() for source in found]
    options = [
        (numbered(source) if names.count(source.name.casefold()) > 1 else source.name, source)
        for source in found
    ]
    return render(request, "claims/source_options.html", {"options": options})
