"""A claim, and the rating that an editor published of it, as schema.org describes them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.access import claims_for, may_read
from claims.actions.editing import in_force
from claims.evidence import graph_of
from claims.origins import assess
from claims.publish import schema_org
from claims.publish.answers import JSON_LD, answer, link, to_read, written
from claims.publish.site import Site
from claims.views.claim import moved


@to_read
def claim_data(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """What stands in the page of the claim, by itself."""
    seen = claims_for(request.user).defer("search").prefetch_related("topics")
    found = seen.filter(pk=claim_id).first()
    if found is None:
        return moved(request, claim_id, "claim_data")
    rows = found.appearances.select_related("snapshot__article__publisher").order_by("pk")
    decided = found.decisions.select_related("sign_off").first()
    site = Site.of(request)
    document = schema_org.document(
        found, rows.defer("snapshot__text"), assess(graph_of(found)), in_force(found, decided), site
    )
    return answer(
        request,
        written(document),
        JSON_LD,
        private=may_read(request.user),
        links=(link(site.page(found), "canonical"),),
    )
