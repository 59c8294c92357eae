"""Saying whether one article is a copy of another."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.articles import ChangedMeanwhile
from claims.actions.copying import confirm_copy, dismiss_copy
from claims.models import CopyProposal, Derivation, User
from claims.typed import WORDS

NEARLY_ALL = 80  # per cent in common: rather a wire copy than a rewrite


class CopyForm(forms.Form):
    """Derived from it, the other way round, or not a copy. The buttons are the answer."""

    kind = forms.ChoiceField(
        label=_("How, if it is a copy"), choices=Derivation.Kind, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for “not a copy”: such as who wrote it on what occasion."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        choices=[("derived", ""), ("turned", ""), ("not", "")],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose one of the buttons.")},
    )

    def __init__(self, *args: Any, proposal: CopyProposal, **kwargs: Any) -> None:
        """`proposal` is what is answered."""
        self.proposal = proposal
        most = Derivation.Kind.WIRE_COPY if proposal.most >= NEARLY_ALL else Derivation.Kind.REWRITE
        kwargs["initial"] = {"kind": most, "version": proposal.version}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A copy is one of a kind, and what is none has a reason."""
        answer = self.cleaned_data.get("answer")
        reason = self.cleaned_data.get("reason", "")
        if answer == "not" and not re.search(WORDS, reason):
            self.add_error("reason", _("Say why it is not a copy, for whoever asks again."))
        elif answer and not self.cleaned_data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Say how it derives."))
        return self.cleaned_data

    def record(self, *, by: User) -> CopyProposal | None:
        """Record the answer. None if somebody else answered meanwhile: the form says so then."""
        given = self.cleaned_data
        about: Any = {"proposal": self.proposal, "version": given["version"], "by": by}
        try:
            if given["answer"] == "not":
                return dismiss_copy(**about, reason=given["reason"])
            turned = given["answer"] == "turned"
            return confirm_copy(**about, kind=given["kind"], turned=turned, reason=given["reason"])
        except ChangedMeanwhile:
            self.add_error(
                None,
                _(
                    "Not saved: this was answered, or measured again, while you had it open. How it "
                    "stands now is above, and what you typed is still here. Answer again if you "
                    "still think so."
                ),
            )
            return None
