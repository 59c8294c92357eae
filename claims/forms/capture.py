"""Asking for a page, a file or a text to be captured."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims.actions.capturing import ask_for_content, ask_for_page
from claims.models import Article, Capture, Snapshot, User
from claims.models.typed import web_address
from claims.quotes import MOST_WORDS

MOST_BYTES = 20_000_000


class CaptureForm(forms.Form):
    """An address, a file, or a text: one of the three, and where a file or a text came from."""

    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        required=False,
        assume_scheme="https",
        validators=[web_address],
        help_text=_("Of the page. With a file or a text: where it came from, if that is known."),
        error_messages={
            "invalid": _("This is not the address of a web page. Copy it from the browser again.")
        },
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("HTML, PDF, plain text or WARC, 20 MB at most."),
        error_messages={
            "empty": _("The file is empty. Get it again from where it came, or choose another.")
        },
    )
    text = forms.CharField(
        label=_("or a text"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    quote = forms.CharField(
        label=_("Words to record"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They are looked for in what is captured, for you to record the claim."),
        error_messages={
            "max_length": _(
                "These are more words than one quote holds (10,000 characters). Shorten them, or clear "
                "them to capture the page alone."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Words come along from a bookmark; nobody else is asked for them."""
        super().__init__(*args, **kwargs)
        if not self["quote"].value():
            self.fields["quote"].widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Save the part that matters and upload that.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the three must be there, and not both a file and a text."""
        data = super().clean() or {}
        if data.get("file") and data.get("text"):
            raise forms.ValidationError(_("Send a file or a text, not both at once."))
        if not self.errors and not any(data.get(name) for name in ("url", "file", "text")):
            raise forms.ValidationError(_("Enter an address, choose a file, or paste a text."))
        return data

    def ask(self, *, by: User, article: Article | None = None) -> Capture:
        """Ask for what the form holds to be captured: a new article, or one on record once more."""
        data = self.cleaned_data
        common = {"url": data["url"], "quote": data["quote"], "article": article, "by": by}
        if data["file"]:
            return ask_for_content(
                content=data["file"].read(),
                filename=data["file"].name,
                method=Snapshot.Method.UPLOAD,
                **common,
            )
        if data["text"]:
            return ask_for_content(
                content=data["text"].encode(),
                filename="",
                method=Snapshot.Method.PASTED,
                **common,
            )
        return ask_for_page(**common)
