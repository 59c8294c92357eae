"""One quote as a Web Annotation."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from claims.access import claims_for, may_read
from claims.models import Appearance
from claims.publish import web_annotation
from claims.publish.answers import ANNOTATION, answer, link, to_read, written
from claims.publish.site import Site

# https://www.w3.org/TR/annotation-protocol/#annotation-retrieval
TYPES = (
    link("http://www.w3.org/ns/ldp#Resource", "type"),
    link("http://www.w3.org/ns/oa#Annotation", "type"),
)


@to_read
def annotation(request: HttpRequest, appearance_id: int) -> HttpResponseBase:
    """The quote of a claim that this person may see."""
    seen = Appearance.objects.filter(claim__in=claims_for(request.user))
    found = get_object_or_404(web_annotation.with_times(seen), pk=appearance_id)
    document = written(web_annotation.document(found, Site.of(request)))
    return answer(request, document, ANNOTATION, private=may_read(request.user), links=TYPES)
