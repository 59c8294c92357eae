"""The figures of a claim that is being recorded: those that the quote may hold, and those typed by hand.

What is read from the quote is offered, in rows that are ticked: to be left so, edited, or unticked. Two
that cannot both be true of one thing are offered unticked, for a person to choose.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.figures import COMPARATOR_LABELS, Comparator, Figure, conflicts
from claims.quotes import suggested_figures

PREFIX = "figure"
FEWEST = 3  # rows, of which one at least is empty
MOST = 20
TYPED = ("comparator", "value", "upper", "unit")


class FigureRow(forms.Form):
    """One figure; `offered` says what was read from the words `read`, if it was."""

    take = forms.BooleanField(required=False)
    comparator = forms.ChoiceField(
        label=_("Comparator"),
        choices=list(COMPARATOR_LABELS.items()),
        initial=Comparator.EXACT,
        required=False,
    )
    value = forms.DecimalField(label=_("Value"), required=False, max_digits=24, decimal_places=6)
    upper = forms.DecimalField(
        label=_("and, of a range"), required=False, max_digits=24, decimal_places=6
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=60)
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    offered = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A row whose fields are named for those who do not see the heads of the columns."""
        super().__init__(*args, **kwargs)
        for name in TYPED:
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
        for name in ("value", "upper"):
            self.fields[name].widget.attrs["step"] = "any"

    def full_clean(self) -> None:
        """Check the row, unless it was declined."""
        super().full_clean()
        if self.is_bound and self.declined:
            self._errors = forms.utils.ErrorDict()

    def clean(self) -> dict[str, Any]:
        """A unit belongs to a number, and a range has two."""
        data = super().clean() or self.cleaned_data
        if {"comparator", "value", "upper"} & {*self.errors}:
            return data
        value, upper, ranged = data["value"], data["upper"], data["comparator"] == Comparator.RANGE
        if upper is not None and not ranged:
            self.add_error("upper", _("Choose “between” for two numbers, or clear this one."))
        elif upper is not None and value is None:
            self.add_error("value", _("Enter the lower of the two numbers here."))
        elif ranged and value is not None and (upper is None or upper <= value):
            self.add_error("upper", _("Enter the higher of the two numbers here."))
        elif data.get("unit") and value is None:
            self.add_error("value", _("Enter the number that this unit belongs to, or clear it."))
        return data

    @property
    def declined(self) -> bool:
        """Whether it was offered and is not wanted."""
        return bool(self["offered"].value()) and not self["take"].value()

    @property
    def as_offered(self) -> bool:
        """Whether it still is what was read from the quote."""
        return self["offered"].value() == _key({name: self[name].value() for name in TYPED})

    def stands_in(self, quote: str) -> bool:
        """Whether it is read from the quote, unless somebody typed or changed it, or does not want it."""
        offered = self["offered"].value()
        if not offered or self.declined or not self.as_offered:
            return True
        return offered in (_key(_row(one.figure)) for one in suggested_figures(quote))

    @property
    def figure(self) -> dict[str, Any] | None:
        """The figure as it is recorded; None if there is none in the row."""
        data = self.cleaned_data
        if self.declined or data.get("value") is None:
            return None
        return {
            "value": data["value"],
            "upper": data["upper"],
            "unit": data["unit"],
            "comparator": data["comparator"] or Comparator.EXACT,
        }


class FigureRows(forms.BaseFormSet):
    """The rows."""

    @property
    def open(self) -> bool:
        """Whether there is something in them to be seen."""
        return any(
            any(row[name].value() for name in ("value", "upper", "unit")) or row.errors
            for row in self.forms
        )

    @property
    def choose(self) -> bool:
        """Whether some of what is offered cannot all be true."""
        return any(row.declined for row in self.forms if not row.is_bound)

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The figures to be recorded, each once."""
        found: list[dict[str, Any]] = []
        for row in self.forms if self.is_bound else []:
            if row.figure and row.figure not in found:
                found.append(row.figure)
        return found

    def stand_in(self, quote: str) -> bool:
        """Whether what they were read from still is the quote."""
        return not self.is_bound or all(row.stands_in(quote) for row in self.forms)

    @property
    def typed(self) -> bool:
        """Whether there are figures that were not merely read from the quote."""
        return self.is_bound and any(row.figure and not row.as_offered for row in self.forms)


_FigureFormSet: Any = forms.formset_factory(FigureRow, FigureRows, max_num=MOST, absolute_max=MOST)


def sent(data: Mapping[str, Any]) -> FigureRows | None:
    """The rows as a browser sent them; None if it sent none."""
    if f"{PREFIX}-TOTAL_FORMS" not in data:
        return None
    return _FigureFormSet(data, prefix=PREFIX)


def offered(quote: str, before: Mapping[str, Any]) -> FigureRows:
    """Rows with what is read from the quote, then what was typed `before`, and empty ones."""
    typed = _typed(before)
    declined = {row["offered"] for row in typed if row["offered"] and not row["take"]}
    rows = _suggested(quote, declined)
    rows += [{name: row[name] for name in TYPED} for row in typed if _by_hand(row)]
    made = _FigureFormSet(prefix=PREFIX, initial=rows)
    made.extra = max(1, FEWEST - len(rows))
    return made


def _suggested(quote: str, declined: set[str]) -> list[dict[str, Any]]:
    """What is read from the quote, as rows."""
    found = suggested_figures(quote)
    clashing = {figure for pair in conflicts(one.figure for one in found) for figure in pair}
    rows = []
    for one in found:
        row = _row(one.figure)
        key = _key(row)
        taken = one.figure not in clashing and key not in declined
        rows.append({**row, "read": one.words, "offered": key, "take": taken})
    return rows


def _row(figure: Figure) -> dict[str, str]:
    return {
        "comparator": str(figure.comparator),
        "value": f"{figure.value.normalize():f}",
        "upper": "" if figure.upper is None else f"{figure.upper.normalize():f}",
        "unit": figure.unit,
    }


def _key(row: Mapping[str, Any]) -> str:
    """What a row says, to be compared with what it said."""
    return "|".join(str(row[name] or "") for name in TYPED)


def _typed(before: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows that somebody had in front of them, unchecked."""
    total = str(before.get(f"{PREFIX}-TOTAL_FORMS", ""))
    count = int(total) if total.isascii() and total.isdecimal() and len(total) < 4 else 0
    names = (*TYPED, "offered", "take")
    return [
        {name: str(before.get(f"{PREFIX}-{number}-{name}", "")) for name in names}
        for number in range(min(count, MOST))
    ]


def _by_hand(row: Mapping[str, str]) -> bool:
    """Whether somebody typed what stands in the row, or changed what was offered there."""
    filled = bool(row["value"] or row["upper"] or row["unit"])
    declined = row["offered"] and not row["take"]
    return filled and not declined and row["offered"] != _key(row)
