"""The form of a webhook: where to, and what of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.webhooks import add_webhook, change_webhook, checked_address
from claims.models import User, Webhook
from claims.models.webhook import Event

PUBLISHED, ALL = "published", "all"


class WebhookForm(forms.Form):
    """Another system, and what it is told of."""

    # Text: a browser's own check of addresses would speak before our words do.
    address = forms.CharField(
        label=_("Address"),
        max_length=2_000,
        help_text=_(
            "Where messages are sent to, as the other system gives it. It begins with https://"
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    told_of = forms.MultipleChoiceField(
        label=_("Tell of"),
        choices=Event.choices,
        initial=[Event.STATUS_CHANGED, Event.DECISION_STALE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    claims = forms.ChoiceField(
        label=_("On"),
        choices=[
            (PUBLISHED, _("published claims only")),
            (ALL, _("all claims, also those that the public does not see")),
        ],
        initial=PUBLISHED,
        widget=forms.RadioSelect,
    )

    def clean_address(self) -> str:
        """As it is kept: what cannot be sent to is said before anybody is asked for a password."""
        return checked_address(self.cleaned_data["address"])

    @classmethod
    def of(cls, webhook: Webhook) -> "WebhookForm":
        """The form with what a webhook is."""
        which = PUBLISHED if webhook.published_only else ALL
        held = {"address": webhook.address, "told_of": webhook.told_of, "claims": which}
        return cls(initial=held)

    def add(self, *, by: User) -> Webhook:
        """Add it. It is valid."""
        return add_webhook(**self._given(), by=by)

    def change(self, *, webhook: Webhook, by: User) -> Webhook:
        """Change it. The form is valid."""
        return change_webhook(webhook=webhook, **self._given(), by=by)

    def _given(self) -> dict[str, Any]:
        given = self.cleaned_data
        published_only = given["claims"] == PUBLISHED
        return {
            "address": given["address"],
            "told_of": given["told_of"],
            "published_only": published_only,
        }
