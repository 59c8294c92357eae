"""Choosing a spreadsheet, and what becomes of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from claims.actions.importing import MOST_BYTES, ask_for_import
from claims.importing.columns import WrongColumns
from claims.importing.telling import translated
from claims.models import ImportRun, User
from claims.spreadsheets.encodings import ENCODINGS
from claims.spreadsheets.reading import Unreadable


class ImportForm(forms.Form):
    """A file that can be read, with columns that are known."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV, Excel workbook (.xlsx) or JSON Lines, 100 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another, or save it again."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 100 MB. Split it, and import the parts one by one.")
            )
        return file

    def ask(self, *, by: User) -> ImportRun | None:
        """Have the file checked; None if it cannot be read, which the form then says."""
        file: Any = self.cleaned_data["file"]
        try:
            return ask_for_import(file=file.file, filename=file.name, by=by)
        except WrongColumns as error:  # one text, a line each: the field has one place for it
            self.add_error("file", "\n".join(map(translated, error.reasons)))
        except Unreadable as error:
            self.add_error("file", translated(error))
        return None


class EncodingForm(forms.Form):
    """In which encoding a file is read again that does not say its own."""

    encoding = forms.ChoiceField(label=_("Encoding of the file"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The encodings by their names, in the language of whoever chooses."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["encoding"]
        field.choices = [(name, translated(words)) for name, words in ENCODINGS.items()]


class BeginForm(forms.Form):
    """Whether the good rows are recorded although others are refused."""

    mode = forms.ChoiceField(choices=ImportRun.Mode.choices)
