"""Recording a claim from the words of an article."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.actions.claims import Quoted
from claims.forms import figures
from claims.forms.sources import named_source
from claims.matching import Proposal, means, proposals
from claims.models import Claim, Snapshot, Source
from claims.models.typed import words
from claims.quotes import MOST_WORDS, OtherFigure, Span, found_again, plain, selected, standing
from claims.vocabulary import BASES, SOURCE_KINDS, STANCES, Basis, Stance, choices

CAPTURED_AGAIN = _(
    "The article was captured again since you opened it. These words stand in the latest capture "
    "too: look at them, and record again."
)
LOOKS_ALIKE = _(
    "Claims on record look like this one. Link to one of them below, or record again to make a new "
    "claim."
)
LINK_KEEPS_FIGURES = _(
    "A claim on record keeps its figures. Clear those typed here to link to it, or record a new "
    "claim."
)
FIGURES_READ_AGAIN = _(
    "The figures were read from other words than those that are quoted now. They are read again: look at "
    "them below, then record."
)
LINES = {"rows": 3}


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
        validators=[words],
        widget=forms.Textarea(attrs=LINES),
        help_text=_("One thing that can be checked, in a full sentence."),
    )
    claim = forms.ModelChoiceField(Claim.with_merged.defer("search"), required=False)
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
        validators=[words],
        max_length=300,
        help_text=_("Search by name. One that is not on record is made here."),
    )
    said_by_kind = forms.ChoiceField(label=_("If new, what it is"), required=False)
    by_way_of = forms.CharField(
        label=_("Who had it from them"),
        required=False,
        validators=[words],
        max_length=300,
        help_text=_("“A former officer told The Atlantic”: The Atlantic."),
    )
    by_way_of_kind = forms.ChoiceField(label=_("If new, what it is"), required=False)
    self_interested = forms.BooleanField(
        label=_("A party that speaks about itself"), required=False
    )

    meant = forms.CharField(required=False)

    def __init__(
        self, *args: Any, latest: Snapshot, before: QueryDict | None = None, **kwargs: Any
    ) -> None:
        """A form for the latest capture of an article; `before` is what the form held, if it is opened
        again for other words."""
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.before = before or QueryDict()
        self.told: dict[str, list[str]] = {}
        self.other_figure: OtherFigure | None = None
        for name in ("said_by_kind", "by_way_of_kind"):
            self._choice(name).choices = [("", _("it is not new")), *choices(SOURCE_KINDS)]
        for name in ("said_by", "by_way_of"):
            self.fields[name].widget.attrs |= {"list": "source-names", "autocomplete": "off"}

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def look_for_words(self) -> None:
        """Find the words that came along, before anybody sends the form; `told` says of a field why they
        cannot be found."""
        quote = plain(self.initial.get("quote") or "")
        if not quote:
            return
        try:
            found = standing(self.latest.text, quote, self._chosen_place())
        except forms.ValidationError as error:
            named = {"exact": "quote"}
            self.told = {named.get(name, name): said for name, said in error.message_dict.items()}
        else:
            self.initial.update(quote=found.exact, start=found.start, end=found.end)

    def _chosen_place(self) -> int | None:
        """The number of the place, as somebody typed it before the form was checked."""
        typed = str(self.initial.get("place") or "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else None

    @cached_property
    def figures(self) -> figures.FigureRows:
        """The rows of figures: as they were sent, or with what may be read from the quote."""
        found = figures.sent(self.data) if self.is_bound else None
        return found or figures.offered(plain(self["quote"].value() or ""), self.before)

    @property
    def words(self) -> str:
        """What claims on record are compared with."""
        return str(self["statement"].value() or self["quote"].value() or "")

    @cached_property
    def alike(self) -> list[Proposal]:
        """Claims on record that look alike: offered, never linked by themselves."""
        return proposals(self.words)

    @property
    def means(self) -> str:
        """What to know of how they were found; empty if they were found by meaning."""
        return means(self.words)

    @property
    def linked(self) -> Claim | None:
        """The claim on record that was chosen, where something else stood in the way."""
        return getattr(self, "cleaned_data", {}).get("claim")

    def clean_claim(self) -> Claim | None:
        """A claim that was merged since it was offered leads to the one that took it in."""
        chosen = self.cleaned_data["claim"]
        return chosen and chosen.survivor

    def clean_quote(self) -> str:
        """With plain line ends."""
        return plain(self.cleaned_data["quote"])

    def clean(self) -> dict[str, Any]:
        """Find the words, then see whether claim, basis, sources and figures fit together."""
        super().clean()
        self._read_words()
        self._read_claim()
        for name in ("said_by", "by_way_of"):
            self._read_source(name)
        self._read_who()
        self._read_figures()
        if not self.errors and (found := self._other_figure()):
            self.add_error("meant", found.told)
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
        span = self._unchanged(shown, chosen) if chosen else self._standing()
        self._show(start=span[0], end=span[1])
        self.add_error("quote", CAPTURED_AGAIN)
        return span

    def _unchanged(self, shown: Snapshot, chosen: Span) -> Span:
        excerpt = shown.extent == Snapshot.Extent.EXCERPT
        return found_again(shown.text, self.latest.text, chosen, excerpt=excerpt)

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
        if not data.get("statement") and "statement" not in self.errors:
            self.add_error("statement", _("Write what is claimed, or link to a claim on record."))
        elif not self.errors and self._unseen():
            self.add_error("statement", LOOKS_ALIKE)

    def _unseen(self) -> bool:
        """Whether claims look alike that the form had not shown yet."""
        seen = self.data.getlist("seen") if hasattr(self.data, "getlist") else []
        return any(str(one.claim.pk) not in seen for one in self.alike)

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

    def _read_figures(self) -> None:
        if self.figures.is_bound and not self.figures.is_valid():
            self.add_error(None, _("A figure is incomplete or is no number. Look at it below."))
        elif self.cleaned_data.get("claim"):
            if self.figures.typed:
                self.add_error(None, LINK_KEEPS_FIGURES)
        elif (quote := self.cleaned_data.get("quote")) and not self.figures.stand_in(quote):
            self.figures = figures.offered(quote, self.data)
            self.add_error(None, FIGURES_READ_AGAIN)

    def _other_figure(self) -> OtherFigure | None:
        """Where the claim gives another figure than the words, unless somebody ticked just that."""
        self.other_figure = self.quoted().other_figure
        meant = self.other_figure and self.cleaned_data["meant"] == self.other_figure.key
        return None if meant else self.other_figure

    def quoted(self) -> Quoted:
        """What the form asks to be recorded."""
        data = self.cleaned_data
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
            figures=() if data["claim"] else tuple(self.figures.figures),
            meant=bool(data.get("meant")),
        )


def _same(one: Source, other: Source) -> bool:
    return one == other or (one.pk is None and one.name.casefold() == other.name.casefold())
