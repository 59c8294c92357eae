"""The forms of the pages."""

import re
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.articles import correct
from claims.actions.capturing import ask_for_content, ask_for_page
from claims.actions.claims import Quoted
from claims.actions.talking import refuse_length, write_note
from claims.figures import COMPARATOR_LABELS, Comparator
from claims.models import Article, Capture, Claim, Correction, Note, Snapshot, Source, User
from claims.quotes import Span, found_again, selected, standing
from claims.vocabulary import BASES, SOURCE_KINDS, STANCES, Basis, Stance, choices

MOST_BYTES = 20_000_000
MOST_WORDS = 10_000  # characters of a quote that comes along


class CaptureForm(forms.Form):
    """An address, a file, or a text: one of the three, and where a file or a text came from."""

    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        required=False,
        assume_scheme="https",
        help_text=_("Of the page. With a file or a text: where it came from, if that is known."),
        error_messages={
            "invalid": _("This is not the address of a web page. Copy it from the browser again.")
        },
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("HTML, PDF, plain text or WARC, 20 MB at most."),
    )
    text = forms.CharField(
        label=_("or a text"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    quote = forms.CharField(required=False, max_length=MOST_WORDS, widget=forms.HiddenInput)

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


ALIKE_SHOWN = 5
CAPTURED_AGAIN = _(
    "The article was captured again since you opened it. These words stand in the latest capture "
    "too: look at them, and record again."
)
LOOKS_ALIKE = _(
    "Claims on record look like this one. Link to one of them below, or record again to make a new "
    "claim."
)
LINK_KEEPS_FIGURES = _(
    "A claim on record keeps its figures. Clear this one to link to it, or record a new claim."
)
NUMBERED = re.compile(r"\(#(\d{1,18})\)$")
SAME_NAMES_SHOWN = 5
LINES = {"rows": 3}


class CorrectionForm(forms.ModelForm):
    """What an outlet took back or put right."""

    url = forms.URLField(
        label=_("Address of the correction"),
        max_length=2000,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Correction
        fields = ("kind", "published_on", "text", "url")
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}),
            "text": forms.Textarea(attrs={"rows": 4}),
        }

    def record(self, *, article: Article, by: User) -> Correction:
        """Record it; the claims of the article are assessed again."""
        return correct(article=article, by=by, **self.cleaned_data)


class RecordForm(forms.Form):
    """Words of an article, the claim that they make, and on whose word.

    `snapshot`, `start` and `end` say where the words were selected, in code points; they decide if
    those words are the quote. A quote that was typed or pasted is located.
    """

    snapshot = forms.IntegerField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("Quote"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("The exact words, as they stand in the captured text."),
        error_messages={"required": _("Select or paste the words that make the claim.")},
    )
    place = forms.IntegerField(label=_("Which of the places"), required=False, min_value=1)
    statement = forms.CharField(
        label=_("Claim, in neutral words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("One thing that can be checked, in a full sentence."),
    )
    claim = forms.ModelChoiceField(Claim.objects.defer("search"), required=False)
    stance = forms.ChoiceField(
        label=_("Stance"), choices=choices(STANCES), initial=Stance.ASSERTS, required=False
    )
    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=[("", _("choose")), *choices(BASES)],
        required=False,
        help_text=_("Naming who said so is enough for “attributed”."),
    )
    said_by = forms.CharField(
        label=_("Who said so"),
        required=False,
        max_length=300,
        help_text=_("Search by name. One that is not on record is made here."),
    )
    said_by_kind = forms.ChoiceField(label=_("If new, what it is"), required=False)
    by_way_of = forms.CharField(
        label=_("Who had it from them"),
        required=False,
        max_length=300,
        help_text=_("“A former officer told The Atlantic”: The Atlantic."),
    )
    by_way_of_kind = forms.ChoiceField(label=_("If new, what it is"), required=False)
    self_interested = forms.BooleanField(
        label=_("A party that speaks about itself"), required=False
    )
    comparator = forms.ChoiceField(
        label=_("Comparator"), choices=list(COMPARATOR_LABELS.items()), required=False
    )
    value = forms.DecimalField(label=_("Value"), required=False, max_digits=24, decimal_places=6)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)

    def __init__(self, *args: Any, latest: Snapshot, **kwargs: Any) -> None:
        """A form for the latest capture of an article."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.latest = latest
        for name in ("said_by_kind", "by_way_of_kind"):
            self._choice(name).choices = [("", _("on record")), *choices(SOURCE_KINDS)]
        for name in ("said_by", "by_way_of"):
            self.fields[name].widget.attrs |= {"list": "source-names", "autocomplete": "off"}

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    @property
    def words(self) -> str:
        """What claims on record are compared with."""
        return str(self["statement"].value() or self["quote"].value() or "")

    @property
    def alike(self) -> list[Claim]:
        """Claims on record that look alike: offered, never linked by themselves."""
        return list(Claim.objects.like(self.words[:MOST_WORDS]).defer("search")[:ALIKE_SHOWN])

    def clean_quote(self) -> str:
        """Browsers send each line end as two characters."""
        return self.cleaned_data["quote"].replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any]:
        """Find the words, then see whether claim, basis, sources and figure fit together."""
        super().clean()
        self._read_words()
        self._read_claim()
        for name in ("said_by", "by_way_of"):
            self._read_source(name)
        self._read_who()
        self._read_figure()
        return self.cleaned_data

    def _read_words(self) -> None:
        """Where the words stand in the latest capture, as `start` and `end`."""
        if "quote" not in self.cleaned_data or {"snapshot", "start", "end", "place"} & {
            *self.errors
        }:
            return
        try:
            span = self._span()
        except forms.ValidationError as error:
            self.add_error(None, error)
            return
        self.cleaned_data["start"], self.cleaned_data["end"] = span

    def _span(self) -> tuple[int, int]:
        data = self.cleaned_data
        shown = self._shown()
        chosen = selected(shown.text, data["start"], data["end"], data["quote"])
        if shown != self.latest:
            return self._found_again(shown, chosen)
        return chosen or self._standing()

    def _standing(self) -> tuple[int, int]:
        """Where words stand that were typed or pasted."""
        data = self.cleaned_data
        try:
            found = standing(self.latest.text, data["quote"], data["place"])
        except forms.ValidationError as error:
            told = error.error_dict
            raise forms.ValidationError(
                {"quote" if name == "exact" else name: told[name] for name in told}
            ) from error
        assert found.start is not None
        assert found.end is not None
        return found.start, found.end

    def _shown(self) -> Snapshot:
        """The capture on which the words were selected."""
        key = self.cleaned_data["snapshot"]
        if key in (None, self.latest.pk):
            return self.latest
        found = self.latest.article.snapshots.filter(pk=key).first()
        if found is None:
            raise forms.ValidationError(
                _("These words were selected in another article. Select them here.")
            )
        return found

    def _found_again(self, shown: Snapshot, chosen: Span | None) -> Span:
        """Where words from an earlier capture stand now, which somebody must confirm."""
        self._show(snapshot=self.latest.pk, start="", end="")
        span = found_again(shown.text, self.latest.text, chosen) if chosen else self._standing()
        self._show(start=span[0], end=span[1])
        self.add_error("quote", CAPTURED_AGAIN)
        return span

    def _show(self, **values: object) -> None:
        """What the form holds when it is shown again."""
        data = cast(QueryDict, self.data).copy()
        for name, value in values.items():
            data[name] = str(value)
        self.data = data

    def _read_claim(self) -> None:
        data = self.cleaned_data
        if "claim" in self.errors or data.get("claim"):
            return
        if not data.get("statement"):
            self.add_error("statement", _("Write what is claimed, or link to a claim on record."))
        elif not self.errors and self._unseen():
            self.add_error("statement", LOOKS_ALIKE)

    def _unseen(self) -> bool:
        """Whether claims look alike that the form had not shown yet."""
        seen = self.data.getlist("seen") if hasattr(self.data, "getlist") else []
        return any(str(claim.pk) not in seen for claim in self.alike)

    def _read_source(self, field: str) -> None:
        name, kind = self.cleaned_data.get(field), self.cleaned_data.get(f"{field}_kind")
        if not name or f"{field}_kind" in self.errors:
            return
        try:
            self.cleaned_data[field] = named_source(name, kind or "")
        except forms.ValidationError as error:
            self.add_error(field, error)

    def _read_who(self) -> None:
        said_by, relay = self.cleaned_data.get("said_by"), self.cleaned_data.get("by_way_of")
        if relay and not said_by and "said_by" not in self.errors:
            self.add_error("said_by", _("Say who said it, or clear who had it from them."))
        if said_by and relay and _same(said_by, relay):
            self.add_error("by_way_of", _("Nobody has it from themselves. Choose another."))
        self._read_basis(bool(said_by))

    def _read_basis(self, attributed: bool) -> None:
        basis = self.cleaned_data.get("basis")
        if basis == "" and attributed:
            self.cleaned_data["basis"] = Basis.ATTRIBUTED.value
        elif basis == "" and "said_by" not in self.errors:
            self.add_error("basis", _("Choose on whose word the article says it."))
        elif basis and basis != Basis.ATTRIBUTED and attributed:
            self.add_error(
                "basis", _("You say who said it: choose “attributed”, or clear who said so.")
            )

    def _read_figure(self) -> None:
        value, unit = self.cleaned_data.get("value"), self.cleaned_data.get("unit")
        if unit and value is None and "value" not in self.errors:
            self.add_error("value", _("Enter the number that this unit belongs to, or clear it."))
        if value is not None and self.cleaned_data.get("claim"):
            self.add_error("value", LINK_KEEPS_FIGURES)

    def quoted(self) -> Quoted:
        """What the form asks to be recorded."""
        data = self.cleaned_data
        figure = {
            "value": data["value"],
            "unit": data["unit"],
            "comparator": data["comparator"] or Comparator.EXACT,
        }
        return Quoted(
            snapshot=self.latest,
            start=data["start"],
            end=data["end"],
            stance=data["stance"] or Stance.ASSERTS,
            basis=data["basis"],
            claim=data["claim"],
            statement=data["statement"],
            said_by=data["said_by"] or None,
            by_way_of=data["by_way_of"] or None,
            self_interested=data["self_interested"],
            figure=figure if data["value"] is not None else {},
        )


def named_source(name: str, kind: str) -> Source:
    """The source of this name, or a new one of this kind that is not stored yet.

    `(#12)` behind the name tells namesakes apart. Raises ValidationError, which says what to do.
    """
    if number := NUMBERED.search(name):
        found = list(Source.objects.filter(pk=int(number[1])))
    else:
        found = list(Source.objects.named(name)[:SAME_NAMES_SHOWN])
    if kind and not number:
        return _new_or_known(name, kind, found)
    if not found:
        raise forms.ValidationError(
            _("No source on record has this name. Choose what it is to make it, or search again.")
        )
    if len(found) > 1:
        raise forms.ValidationError(
            _("Several sources have this name. Enter one of these: %(names)s.")
            % {"names": ", ".join(numbered(source) for source in found)}
        )
    return found[0]


def _new_or_known(name: str, kind: str, found: list[Source]) -> Source:
    """A new source, unless one of this name is on record: then it must be of this kind."""
    if not found:
        return Source(name=name, kind=kind)
    same = [source for source in found if source.kind == kind]
    if len(same) != 1:
        raise forms.ValidationError(
            _("This name is on record. Enter one of these and leave the kind alone: %(names)s.")
            % {"names": ", ".join(numbered(source) for source in found)}
        )
    return same[0]


def numbered(source: Source) -> str:
    """A source that namesakes cannot be taken for."""
    return f"{source.name} (#{source.pk})"


def _same(one: Source, other: Source) -> bool:
    return one == other or (one.pk is None and one.name.casefold() == other.name.casefold())


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
