"""How to cite a claim, and the code that embeds its card."""

import json

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.access import claims_for, is_open, may_read
from claims.models import Claim
from claims.publish.citation import Cited, csl, markdown, plain, wiki
from claims.publish.embedding import card
from claims.publish.site import Site


@require_safe
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def claim_cite(request: HttpRequest, claim_id: int) -> HttpResponse:
    """A citation in each form, and the card as others see it."""
    found = _claim(request, claim_id)
    if found.pk != claim_id:
        return redirect("claim_cite", found.pk)
    site = Site.of(request)
    named = cited(found, site)
    return render(
        request,
        "claims/claim_cite.html",
        {
            "claim": found,
            "forms": [
                ("plain", _("Plain text"), plain(named), 3),
                ("markdown", _("Markdown"), markdown(named), 4),
                ("wiki", _("Wiki (MediaWiki)"), wiki(named), 5),
                ("csl", _("CSL-JSON (Zotero, pandoc)"), _as_text(named), 8),
            ],
            "is_open": is_open(found),
            "unnamed": not settings.NEWSROOM and may_read(request.user),
            "card": card(site.named("claim_card", found.pk), found.statement, found.caveat),
        },
    )


@require_safe
def claim_csl(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The same as a file for programs that manage references."""
    found = _claim(request, claim_id)
    response = JsonResponse(
        [csl(cited(found, Site.of(request)))],
        safe=False,
        content_type="application/vnd.citationstyles.csl+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="claim-{found.pk}.csl.json"'},
    )
    patch_cache_control(response, private=True, max_age=60)
    return response


def cited(claim: Claim, site: Site) -> Cited:
    """What a citation made today names."""
    return Cited(
        claim=claim.pk,
        statement=claim.statement,
        status=claim.get_status_display(),
        address=site.page(claim),
        newsroom=site.newsroom,
        assessed_on=timezone.localdate(claim.assessed_at) if claim.assessed_at else None,
        accessed_on=timezone.localdate(),
        caveat=claim.caveat,
    )


def _as_text(named: Cited) -> str:
    return json.dumps([csl(named)], ensure_ascii=False)


def _claim(request: HttpRequest, claim_id: int) -> Claim:
    """The claim at this number, or the one that took it in."""
    seen = claims_for(request.user).defer("search")
    found = seen.filter(pk=claim_id).first()
    if found is not None:
        return found
    gone = get_object_or_404(Claim.with_merged.exclude(merged_into=None), pk=claim_id)
    return get_object_or_404(seen, pk=gone.merged_into_id)
