"""What an editor decided about a claim, why, and on which evidence."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import Rule, has_words, never_changes, one_of, touches, tracked
from claims.typed import WORDS
from claims.vocabulary import OUTCOMES, PUBLISHING, Outcome, State, choices


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about decisions, to be combined."""

    def in_force(self) -> Self:
        """Those that need no second person, or that one agreed to."""
        return self.filter(models.Q(needs_sign_off=False) | models.Q(sign_off__agrees=True))

    def awaiting(self) -> Self:
        """Those that a second person has still to say something of: each the latest of its claim."""
        undecided = models.Q(claim__state=State.IN_REVIEW) | models.Q(
            claim__state=State.PUBLISHED, needs_sign_off=True
        )
        return self.filter(undecided, superseded_by=None, sign_off=None, outcome__in=PUBLISHING)

    def refused(self) -> Self:
        """Those that a second person refused, as long as nobody has decided anew."""
        return self.filter(superseded_by=None, sign_off__agrees=False)


@tracked(exclude=["assessment"])
class Decision(models.Model):
    """A decision (schema.org `ClaimReview`). Never changes; a later one supersedes it.

    `digest` and `assessment` keep what it rested on. One that `needs_sign_off` is in force once a second
    person agrees to it; until then a published claim stays as the decision before it left it.
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="decisions", verbose_name=_("claim")
    )
    outcome = models.CharField(_("decision"), max_length=20, choices=choices(OUTCOMES))
    reason = models.TextField(_("reason"))
    caveat = models.TextField(_("caveat"), blank=True)
    rating = models.CharField(_("rating"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    assessment = models.JSONField(editable=False)
    needs_sign_off = models.BooleanField(default=False, db_default=False, editable=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("outcome", Outcome, "decision_outcome_is_known"),
            has_words("reason", "decision_has_a_reason"),
            models.CheckConstraint(
                condition=~models.Q(outcome="caveat") | models.Q(caveat__regex=WORDS),
                name="decision_states_its_caveat",
            ),
        ]
        triggers = [
            *never_changes("decision"),
            touches("decision", "claims_touch_by_own_claim", pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.claim}"

    @property
    def publishes(self) -> bool:
        """Whether it leads to publication."""
        return self.outcome in PUBLISHING

    @property
    def in_force_since(self) -> datetime:
        """When it was made, or when a second person agreed to it."""
        signed = getattr(self, "sign_off", None) if self.needs_sign_off else None
        return signed.signed_at if signed and signed.agrees else self.decided_at


@tracked()
class SignOff(models.Model):
    """What a second person said of a decision to publish. Never changes, and is never one's own."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="sign_off")
    agrees = models.BooleanField(_("agrees"))
    reason = models.TextField(_("reason"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agrees=True) | models.Q(reason__regex=WORDS),
                name="sign_off_refused_with_a_reason",
            ),
        ]
        triggers = [
            *never_changes("sign_off"),
            Rule("sign_off_by_another", pgtrigger.Insert, "claims_sign_off_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.signed_by}"
