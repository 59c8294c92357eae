"""The forms that make one of two, two of one, and move quotes from claim to claim."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.merging import merge, plan, undo_merge
from claims.actions.moving import move_appearances
from claims.actions.plan import KEEP, TAKE, Conflict, Plan
from claims.matching import proposals
from claims.models import Appearance, Claim, Merge, Source, User

ALIKE_SHOWN = 8
MOST_DIGITS = 18  # of an id
REASON = {"rows": 3}


class ReasonForm(forms.Form):
    """What needs a reason, and may be refused."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea(attrs=REASON),
        error_messages={"required": _("Say why. The reason stays on record.")},
    )

    def refuse(self, error: ValidationError) -> None:
        """Show what was refused at the field that it is about, if this form has it."""
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, messages in told.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


class MergeForm(ReasonForm):
    """Make one of two, as the page shows it: what holds where both have the same, and why they are one.

    `plan` is what would become of both; None if they cannot be merged, which `refused` explains.
    """

    ground = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kept: Claim | Source, gone: Claim | Source, **kwargs: Any
    ) -> None:
        """Work out what merging the two would do."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.kept, self.gone = kept, gone
        self.plan: Plan | None = None
        self.refused: ValidationError | None = None
        try:
            self.plan = plan(kept, gone, self.choices)
        except ValidationError as error:
            self.refused = error
            return
        self.fields["ground"].initial = self.plan.ground
        for conflict in self.plan.conflicts:
            self.fields[conflict.key] = forms.ChoiceField(
                choices=[(KEEP, _("as it is on the one that stays")), (TAKE, _("as on the other"))],
                initial=KEEP,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by the key of the conflict."""
        return {key: self.data[key] for key in self.data if self.data[key] == TAKE}

    @property
    def conflicts(self) -> Iterator[tuple[Conflict, forms.BoundField]]:
        """Each conflict with the field in which one chooses."""
        for conflict in self.plan.conflicts if self.plan else ():
            yield conflict, self[conflict.key]

    def record(self, *, by: User) -> Merge | None:
        """Make one of the two. None, with what stands in the way, if that is refused."""
        data = self.cleaned_data
        if self.refused:
            return None
        try:
            return merge(
                kept=self.kept,
                gone=self.gone,
                by=by,
                reason=data["reason"],
                choices=self.choices,
                ground=data["ground"],
            )
        except ValidationError as error:
            self.refuse(error)
            if getattr(error, "code", "") == "changed":
                self.look_again()
            return None

    def look_again(self) -> None:
        """What is shown now is what is agreed to the next time."""
        data = cast(QueryDict, self.data).copy()
        data["ground"] = self.plan.ground if self.plan else ""
        self.data = data


class UndoForm(ReasonForm):
    """Make two of one again."""

    def record(self, *, made: Merge, by: User) -> Merge | None:
        """Undo the merge. None, with what stands in the way, if that is refused."""
        try:
            return undo_merge(merge=made, by=by, reason=self.cleaned_data["reason"])
        except ValidationError as error:
            self.refuse(error)
            return None


class MoveForm(ReasonForm):
    """Which quotes of a claim belong elsewhere, where, and why: to a claim on record, or a new one."""

    appearances = forms.ModelMultipleChoiceField(
        Appearance.objects.none(),
        label=_("Quotes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one quote to move."),
            "invalid_choice": _(
                "Somebody has moved one of these quotes in the meantime. Look at where it is now."
            ),
        },
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(),
        label=_("To a claim that looks alike"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("or to the claim of this number"), required=False, min_value=1
    )
    statement = forms.CharField(
        label=_("or to a new claim, in neutral words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=REASON),
    )
    field_order = ("appearances", "claim", "number", "statement", "reason")

    def __init__(self, *args: Any, appearance: Appearance, **kwargs: Any) -> None:
        """A form that starts from one quote; the others of its claim can go along."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.origin = appearance.claim
        own = self._choice("appearances")
        own.queryset = (
            self.origin.appearances.select_related("snapshot__article__publisher")
            .defer("snapshot__text")
            .order_by("pk")
        )
        own.initial = [appearance.pk]
        own.label_from_instance = _quoted  # type: ignore[assignment,method-assign]
        others = Claim.objects.exclude(pk=self.origin.pk)
        found = proposals(appearance.exact, ALIKE_SHOWN, within=others)
        self.matches = {one.claim.pk: one.match for one in found}
        self._choice("claim").queryset = Claim.objects.filter(pk__in=self.matches).defer("search")
        self._choice("claim").label_from_instance = self._proposed  # type: ignore[assignment,method-assign]
        if not found:
            del self.fields["claim"]

    def _choice(self, name: str) -> forms.ModelChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        return field

    def _proposed(self, claim: Any) -> str:
        """A claim that looks alike, as a choice, with how it differs from the quote."""
        labels = [contrast.label for contrast in self.matches[claim.pk].contrasts]
        return f"{claim} ({', '.join(labels)})" if labels else str(claim)

    def clean_number(self) -> Claim | None:
        """The claim of this number; one that was merged leads on."""
        number = self.cleaned_data["number"]
        if number is None:
            return None
        rows = Claim.with_merged.defer("search")
        found = rows.filter(pk=number).first() if len(str(number)) <= MOST_DIGITS else None
        if found is None:
            raise forms.ValidationError(
                _("No claim has this number. It stands on the claim’s page.")
            )
        return found.survivor

    def clean(self) -> dict[str, Any]:
        """One claim, and no more than one."""
        data = super().clean() or {}
        named = [name for name in ("claim", "number", "statement") if data.get(name)]
        if not named and not {"claim", "number"} & self.errors.keys():
            self.add_error("statement", _("Choose a claim, or write what these words claim."))
        elif len(named) > 1:
            self.add_error(
                named[-1], _("Choose one claim: one on record, or a new one. Clear the others.")
            )
        return data

    def record(self, *, by: User) -> Claim | None:
        """Move them; the claim that has them now. None, with what stands in the way, if refused."""
        data = self.cleaned_data
        try:
            return move_appearances(
                appearances=list(data["appearances"]),
                claim=data.get("claim") or data["number"],
                statement=data["statement"],
                by=by,
                reason=data["reason"],
            )
        except ValidationError as error:
            self.refuse(error)
            return None


def _quoted(appearance: Appearance) -> str:
    """A quote with its article, as a choice."""
    article = appearance.snapshot.article
    return f"“{appearance}” ({article.publisher}, {article.label})"


def number_in(typed: str) -> int | None:
    """The id that somebody typed, as 12 or #12; None if it is none."""
    digits = typed.strip().removeprefix("#")
    readable = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    return int(digits) if readable else None
