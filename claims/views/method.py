"""How a status is reached, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims import vocabulary


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rules, from the same definitions that the program decides by."""
    reasons = vocabulary.REASONS.items()
    return render(
        request,
        "claims/method.html",
        {
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
