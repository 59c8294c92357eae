"""Notes on claims, and the daily mail about them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.talking import refuse_length, write_note
from claims.models import Claim, Note, User


class NoteField(forms.CharField):
    """Words as they were typed, with plain line ends: browsers send each as two characters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The words."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NoteForm(forms.Form):
    """A note on a claim. The field takes any length: a browser that cuts a long note loses words."""

    text = NoteField(
        label=_("Write a note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("@name tells somebody. A note is not changed later; you can withdraw it."),
    )

    def clean_text(self) -> str:
        """Neither empty nor too long."""
        refuse_length(self.cleaned_data["text"])
        return self.cleaned_data["text"]

    def write(self, *, claim: Claim, by: User) -> Note:
        """Write it."""
        return write_note(claim=claim, text=self.cleaned_data["text"], by=by)


class DigestForm(forms.ModelForm):
    """Whether somebody has the daily mail sent."""

    class Meta:
        model = User
        fields = ("digest",)
