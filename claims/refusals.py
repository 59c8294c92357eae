"""What PostgreSQL refuses, in an editor's words.

Forms look first, so that a message stands beside the field that it is about. What gets past them,
because somebody else saved at the same moment, is refused by PostgreSQL and told in the same words.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import Error
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import MOST_TOPICS


@dataclass(frozen=True)
class Refusal:
    """What was refused and what to do next; `field` is the form's field that it is about, if one is."""

    words: Any  # a string, or a lazy translation of one
    field: str | None = None


BASIS_FIT = _(
    "Somebody is recorded as having said so. Choose “attributed”, or remove the attributions."
)
RING = _(
    "These words would come back to where they started: each is “passed on by” the other. Clear "
    "“passed on by” on one of them and save; then set the other."
)
WRITTEN_ONCE = Refusal(
    _("This was written once and is never changed. Record what is new beside it instead.")
)
UNFORESEEN = Refusal(
    _(
        "The record does not allow this as it stands, so nothing was saved. Somebody may have "
        "changed something that you use here: open this page again in another tab and compare."
    )
)

# By the name of the constraint, in the model's Meta or in claims/migrations.
REFUSALS = {
    "source_owner_no_ring": Refusal(
        _("A source cannot belong to itself, directly or through others. Choose another, or none."),
        "owner",
    ),
    "user_name_once": Refusal(_("Somebody has this name already. Choose another."), "username"),
    "user_email_once": Refusal(_("Somebody with this address has an account already."), "email"),
    "source_has_a_name": Refusal(_("Give the source a name."), "name"),
    "source_name_is_unique": Refusal(
        _(
            "A source of this kind and name is on record. Use that one: recorded twice, it would be "
            "counted twice. If it is somebody else, add to the name what tells them apart."
        ),
        "name",
    ),
    "source_host_is_unique": Refusal(
        _("Another source has this web host. Search for it and use that one."), "host"
    ),
    "source_external_id_is_unique": Refusal(
        _("Another source has this external id. Search for it and use that one."), "external_id"
    ),
    "source_host_is_plain": Refusal(
        _("This is not the name of a web site. Write it like example.org."), "host"
    ),
    "article_title_has_words": Refusal(
        _("Write the title, or leave it empty if it is not known."), "title"
    ),
    "article_language_is_a_tag": Refusal(
        _("Write a language tag: en for English, en-GB for British English, de for German."),
        "language",
    ),
    "correction_has_words": Refusal(_("Write what the outlet says."), "text"),
    "topic_has_a_name": Refusal(_("Give the topic a name."), "name"),
    "article_url_is_unique": Refusal(
        _("An article with this address is on record. Search for the address and open that one."),
        "url",
    ),
    "article_external_id_is_unique": Refusal(
        _("Another article has this external id. Search for it and use that one."), "external_id"
    ),
    "article_not_derived_from_itself": Refusal(
        _("An article cannot derive from itself. Choose the one that it copies."), "based_on"
    ),
    "derivation_is_unique": Refusal(
        _("That this article derives from the other is recorded already. Remove one."), "based_on"
    ),
    "figure_range_has_two_ends": Refusal(
        _(
            "“Between” needs a lower number as the value and a higher one as the upper end. With any "
            "other comparator, leave the upper end empty."
        ),
        "upper",
    ),
    "claim_must_live": Refusal(
        _("This claim has just been merged into another one. Search for it again and use that one.")
    ),
    "source_must_live": Refusal(
        _("This source has just been merged into another. Search for its name and use that one.")
    ),
    "claim_published_by_decision": Refusal(
        _("An editor has to decide to publish it first, with a reason.")
    ),
    "claim_state_is_known": Refusal(_("Choose one of the states.")),
    "sign_off_by_another": Refusal(_("Somebody else has to sign off this decision.")),
    "sign_off_refused_with_a_reason": Refusal(_("Say why you do not agree."), "reason"),
    "claim_has_a_statement": Refusal(_("Write what is claimed."), "statement"),
    "claim_has_few_topics": Refusal(
        format_lazy(
            _("A claim can be filed under {most} topics at most. Remove some."), most=MOST_TOPICS
        ),
        "topics",
    ),
    "claim_external_id_is_unique": Refusal(
        _("Another claim has this external id. Open that one."), "external_id"
    ),
    "appearance_quote_stands": Refusal(
        _("These words do not stand in the captured text. Paste them again."), "exact"
    ),
    "appearance_has_words": Refusal(_("Paste the words that make the claim."), "exact"),
    "appearance_external_id_is_unique": Refusal(
        _("Another appearance has this external id. Open that one."), "external_id"
    ),
    "appearance_is_recorded_once": Refusal(
        _(
            "These words of this article are recorded for this claim already. Remove one of the two."
        ),
        "exact",
    ),
    "attribution_fits_basis": Refusal(BASIS_FIT, "basis"),
    "attribution_is_recorded_once": Refusal(
        _("This source is recorded here already, by the same way. Remove one of the two."),
        "source",
    ),
    "attribution_no_ring": Refusal(RING, "via"),
    "attribution_chain_stays": Refusal(
        _("“Passed on by” must be an attribution of this same appearance. Choose one of those."),
        "via",
    ),
    "attribution_stays": Refusal(
        _("An attribution stays with its appearance. Remove it here and add it there.")
    ),
    "note_has_words": Refusal(_("Write something first."), "text"),
    "note_is_short": Refusal(_("This note is too long. Shorten it, or write two."), "text"),
    "mention_is_made_once": Refusal(_("This person is named in the note already."), "person"),
    "mark_has_a_reason": Refusal(_("Say what you know, and how you know it."), "reason"),
    "mark_names_the_same_source": Refusal(
        _("Name the other source for “is the same origin as”, and for no other finding."), "same_as"
    ),
    "mark_names_another_source": Refusal(
        _("A source is always the same as itself. Name another one."), "same_as"
    ),
    "mark_finds_once": Refusal(
        _("There is a finding about this source already. Change that one."), "source"
    ),
    "mark_joins_once": Refusal(
        _("These two are recorded as the same already. Remove one of the rows."), "source"
    ),
}


def refusal(error: Error) -> Refusal:
    """What PostgreSQL meant, or what to do when nobody foresaw it."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if getattr(diagnosis, "sqlstate", None) == "23001":  # restrict_violation
        return WRITTEN_ONCE
    return REFUSALS.get(getattr(diagnosis, "constraint_name", None) or "", UNFORESEEN)


def check(row: Model) -> None:
    """Raise a ValidationError, by field and in an editor's words, for what the record does not allow of a
    row as it is."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError(_in_words(row, error)) from error


def _in_words(row: Model, error: ValidationError) -> dict[str, list[Any]]:
    """Django says which constraint is broken by its name; we say what to do, at the field concerned."""
    known = {
        constraint.get_violation_error_message(): REFUSALS[constraint.name]
        for constraint in row._meta.constraints
        if constraint.name in REFUSALS
    }
    told: dict[str, list[Any]] = {**error.error_dict}
    for one in told.pop(NON_FIELD_ERRORS, []):
        meant = known.get(one.message) or Refusal(one)
        told.setdefault(meant.field or NON_FIELD_ERRORS, []).append(meant.words)
    return told
