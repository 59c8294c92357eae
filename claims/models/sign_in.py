"""Who signed in and out, and what changed in how they do."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.rules import never_changes, one_of


class Kind(models.TextChoices):
    """What happened."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGNED_OUT = "signed_out", _("signed out")
    FAILED = "failed", _("failed to sign in")
    ACCEPTED = "accepted", _("accepted an invitation")
    PASSWORD_CHANGED = "password_changed", _("changed the password")
    PASSWORD_RESET = "password_reset", _("set a new password by e-mail")
    FACTOR_ADDED = "factor_added", _("added a second factor")
    FACTOR_REMOVED = "factor_removed", _("removed a second factor")
    CODES_MADE = "codes_made", _("made recovery codes")
    EMAIL_CHANGED = "email_changed", _("changed the e-mail address")
    SESSIONS_ENDED = "sessions_ended", _("ended sessions")


class SignIn(models.Model):
    """One entry of the trail of an account. Written once, and itself the trail.

    Addresses are kept as networks (the last part is left out) and browsers as two words, since an
    entry stays for ever. `user` is empty where a failed attempt named nobody; what was typed is not
    kept, since a password typed into the wrong field would be.
    """

    Kind = Kind

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="sign_ins"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    detail = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # who did it, where that was not the person
    at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=50, blank=True)
    browser = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [one_of("kind", Kind, "sign_in_kind_is_known")]
        indexes = [
            # /accounts/ and /people/<id>/: the latest entries of a person
            models.Index(fields=["user", "-id"], name="sign_in_latest"),
        ]
        triggers = never_changes("sign_in")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
