"""What a body names by its number, found on record."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework.request import Request

from claims.access import articles_for, may_see, may_see_article, may_see_claim
from claims.api.problems import refused
from claims.models import Article, Claim, Snapshot, Source
from claims.models.written import ANY, Written
from claims.problems import Fault

CLAIM = Written(lambda: Claim.objects.defer("search").filter(pk=ANY))
SOURCE = Written(lambda: Source.objects.filter(pk=ANY))
SNAPSHOT = Written(lambda: Snapshot.objects.select_related("article").filter(pk=ANY))


def claim_of(request: Request, number: int, field: str = "claim") -> Claim:
    """The claim of this number. Raises refused; one that was merged says into which."""
    for found in CLAIM.about(number):
        if may_see_claim(request.user, found):
            return found
    gone = Claim.with_merged.defer("search").exclude(merged_into=None).filter(pk=number).first()
    raise _missing(field, gone.survivor.pk if gone else None)


def source_of(request: Request, number: int, field: str = "source") -> Source:
    """The source of this number. Raises refused."""
    for found in SOURCE.about(number):
        if may_see(request.user, found):
            return found
    gone = Source.with_merged.exclude(merged_into=None).filter(pk=number).first()
    raise _missing(field, gone.survivor.pk if gone else None)


def snapshot_of(request: Request, number: int, field: str = "snapshot") -> Snapshot:
    """The capture of this number. Raises refused."""
    for found in SNAPSHOT.about(number):
        if may_see_article(request.user, found.article):
            return found
    raise _missing(field, None)


def article_of(request: Request, number: int, field: str = "article") -> Article:
    """The article of this number. Raises refused."""
    found = articles_for(request.user).filter(pk=number).first()
    if found is None:
        raise _missing(field, None)
    return found


def _missing(field: str, survivor: int | None) -> Exception:
    if survivor:
        told = _("This one was merged. Use %(number)s.") % {"number": survivor}
        return refused(Fault(field, told))
    return refused(Fault(field, _("There is none of this number.")))


def about(field: str, error: ValidationError) -> ValidationError:
    """The messages of a rule, at the field that they are about."""
    return ValidationError({field: error.messages})
