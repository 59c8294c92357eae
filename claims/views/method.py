"""How a status is reached, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import vocabulary
from claims.publish import about
from claims.publish.site import Site


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rules, from the same definitions that the program decides by."""
    reasons = vocabulary.REASONS.items()
    what = _("Which origins count, which are one, and what follows from how many there are.")
    told = about.method(_("How a status is reached"), what, Site.of(request))
    response = render(
        request,
        "claims/method.html",
        {
            "about": told,
            "statuses": vocabulary.STATUSES.items(),
            "counting": [term for code, term in reasons if code in vocabulary.COUNTING],
            "not_counting": [term for code, term in reasons if code not in vocabulary.COUNTING],
            "flags": vocabulary.FLAGS.items(),
            "findings": [
                (term, code in vocabulary.EXPLAINING) for code, term in vocabulary.FINDINGS.items()
            ],
            "kinds": vocabulary.SOURCE_KINDS.values(),
            "bases": vocabulary.BASES.values(),
            "stances": vocabulary.STANCES.values(),
        },
    )
    return told.links(response)
