"""Checking a draft, keeping it, and recording a sentence of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims import matching
from claims.access import Act, people_who_may
from claims.actions.claims import record_claim
from claims.actions.drafting import save_draft
from claims.drafts.reading import MOST_BYTES, MOST_CHARACTERS, NotRead, read
from claims.matching import Proposal
from claims.models import Claim, Draft, User
from claims.models.typed import words

NOTHING = _("Paste the words of the draft, or choose a file.")
ONLY_SIGNS = _(
    "There is no sentence in it, only signs. Paste the words of the draft, or choose another file."
)
TOO_LONG = _(
    "The draft has more than 300,000 characters (some 50,000 words), the most that is checked at once. "
    "Send it in parts."
)


class DraftField(forms.CharField):
    """A text letter for letter, but for line ends, of which browsers send two characters, and for NUL,
    which nothing can show or look up."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class CheckForm(forms.Form):
    """A draft, pasted or as a file."""

    text = DraftField(
        label=_("The draft"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("Plain text, Markdown, Word (.docx) or PDF, 20 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.docx,.pdf"}),
        error_messages={"empty": _("The file is empty. Choose another, or paste the draft.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """`notes` say how a file was read."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.notes: tuple[str, ...] = ()

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise ValidationError(
                _("The file is larger than 20 MB. Paste the words of the draft instead.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two, and words in it."""
        data = super().clean() or {}
        if self.errors:
            return data
        if data["file"] and data["text"].strip():
            raise ValidationError(
                _("Send a file or a text, not both at once. Empty the field to send the file.")
            )
        if data["file"]:
            data["text"] = self._read(data["file"])
        self._refuse(data["text"])
        return data

    def _read(self, file: UploadedFile) -> str:
        """What a file says; kept in the form, so that it can be sent again without the file."""
        try:
            found = read(file.read())
        except NotRead as error:
            raise ValidationError({"file": str(error)}) from None
        self.notes = found.notes
        self.data = {**self.data, "text": found.text}
        return found.text

    def _refuse(self, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            raise ValidationError({"text": TOO_LONG})
        if not text.strip():
            raise ValidationError({"text": NOTHING})
        if not matching.sentences(text):
            raise ValidationError({"text": ONLY_SIGNS})


class KeepForm(forms.Form):
    """For whom a draft is kept."""

    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who may read it besides you"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"form": "draft"}),
        error_messages={
            "invalid_choice": _("One of these people may not check drafts any more. Choose again."),
            "invalid_pk_value": _("One of these is nobody. Choose again."),
        },
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        """A form for the author `by`."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.by = by
        readers = self.fields["readers"]
        assert isinstance(readers, forms.ModelMultipleChoiceField)
        readers.queryset = people_who_may(Act.CHECK).exclude(pk=by.pk)

    def save(self, text: str) -> Draft:
        """Keep it."""
        return save_draft(text=text, readers=self.cleaned_data["readers"], by=self.by)


class LookIntoForm(forms.Form):
    """A sentence of a draft, to be recorded as a claim to look into."""

    statement = DraftField(
        label=_("Claim, in neutral words"),
        max_length=2000,
        validators=[words],
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("One thing that can be checked, in a full sentence."),
        error_messages={
            "required": _("Say in a full sentence what is to be looked into."),
            "max_length": _("A claim has 2,000 characters at most. Shorten it to one thing."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    @property
    def alike(self) -> list[Proposal]:
        """Claims on record that are near, with how they differ."""
        return matching.proposals(str(self["statement"].value() or "").strip())

    def clean_statement(self) -> str:
        """One that is not on record letter for letter."""
        statement = " ".join(self.cleaned_data["statement"].split())
        for near in matching.proposals(statement):
            if near.claim.statement.casefold() == statement.casefold():
                raise ValidationError(
                    _("Claim %(claim)s says just that. Open it below."),
                    params={"claim": near.claim.pk},
                )
        return statement

    def record(self, *, by: User) -> Claim:
        """Record it: a claim without a quote, which stands as unsupported until somebody finds one."""
        statement = self.cleaned_data["statement"]
        return record_claim(statement=statement, by=by, reason="to be looked into")
