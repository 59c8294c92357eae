"""Where a claim comes from, as a PROV-O document."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.access import articles_for, claims_for, may_read
from claims.actions.editing import in_force
from claims.evidence import graph_of
from claims.models import Appearance
from claims.origins import assess
from claims.publish import prov
from claims.publish.answers import JSON_LD, answer, link, to_read, written
from claims.publish.site import Site
from claims.views.claim import moved


@to_read
def claim_prov(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """The document, with what this person may see."""
    found = claims_for(request.user).defer("search").filter(pk=claim_id).first()
    if found is None:
        return moved(request, claim_id, "claim_prov")
    rows = list(prov.rows(found))
    copied = articles_for(request.user).filter(pk__in=_copied(rows))
    decided = found.decisions.select_related("sign_off").first()
    site = Site.of(request)
    document = prov.document(
        found,
        rows,
        assess(graph_of(found)),
        in_force(found, decided),
        set(copied.values_list("pk", flat=True)),
        site,
    )
    about = link(site.page(found), "http://www.w3.org/ns/prov#isProvenanceOf")
    return answer(
        request, written(document), JSON_LD, private=may_read(request.user), links=(about,)
    )


def _copied(rows: list[Appearance]) -> set[int]:
    """The ids of the articles that those of the quotes copy."""
    return {
        derivation.based_on_id
        for row in rows
        for derivation in row.snapshot.article.derivations.all()
    }
