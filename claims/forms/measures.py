"""The forms by which an editor says which figures are of one measure, and why they differ."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.actions.measuring import explain, put_under, rename, set_apart, take_out
from claims.comparing import Pair
from claims.forms.merging import ReasonForm, number_in
from claims.models import Claim, Comparison, Figure, Measure, User
from claims.vocabulary import FINDINGS, OF_ONE_MEASURE

OFFERED = 20  # measures of the unit to choose from, those of the proposed figures first


class FigureChoices(forms.ModelMultipleChoiceField):
    """Figures, each with what its claim says."""

    def __init__(self, **kwargs: Any) -> None:
        """Ticks, of figures that the form names later."""
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(Figure.objects.none(), **kwargs)
        self.error_messages["invalid_choice"] = _(
            "Somebody has decided about one of these figures in the meantime. Look at the page again."
        )

    def label_from_instance(self, obj: Any) -> str:
        """The figure, and the claim that carries it."""
        return f"{obj.label}: {obj.claim.statement} ({obj.claim_id})"


class PutUnderForm(ReasonForm):
    """Under which measure a figure is, with those proposed that are of the same."""

    prefix = "under"

    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Under a measure on record"), required=False
    )
    name = forms.CharField(
        label=_("or under a new one, in neutral words"),
        max_length=200,
        required=False,
        help_text=_("What is counted, apart from its value: “Buses that ran late in the city”."),
    )
    others = FigureChoices(label=_("With these figures"), required=False)
    field_order = ("others", "measure", "name", "reason")

    def __init__(
        self, *args: Any, figure: Figure, proposed: Sequence[Figure], **kwargs: Any
    ) -> None:
        """A form for one figure, and those that may be of its measure."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.figure = figure
        measures: Any = self.fields["measure"]
        others: Any = self.fields["others"]
        near = [one.measure_id for one in proposed if one.measure_id]
        same = Measure.objects.filter(unit__iexact=figure.unit)
        keys = [*near, *same.order_by("-pk").values_list("pk", flat=True)[:OFFERED]]
        measures.queryset = Measure.objects.filter(pk__in=keys).order_by("name", "pk")
        measures.initial = figure.measure_id or (near[0] if near else None)
        others.queryset = Figure.objects.filter(pk__in=[one.pk for one in proposed]).select_related(
            "claim"
        )
        if not proposed:
            del self.fields["others"]
        if not keys:
            del self.fields["measure"]
            self.fields["name"].label = _("What they measure, in neutral words")

    def clean(self) -> dict[str, Any]:
        """One measure, and no more than one: a name that is typed is a new one."""
        data = super().clean() or {}
        if not data.get("measure") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Choose a measure, or say in neutral words what is counted."))
        return data

    def record(self, *, by: User) -> Measure | None:
        """Put them under it. None, with what stands in the way, if that is refused."""
        data = self.cleaned_data
        try:
            return put_under(
                figures=[self.figure, *data.get("others", ())],
                measure=None if data["name"] else data.get("measure"),
                name=data["name"],
                reason=data["reason"],
                by=by,
            )
        except ValidationError as error:
            self.refuse(error)
            return None


class SetApartForm(ReasonForm):
    """Which of the proposed figures are not of one measure with this one, and why not."""

    prefix = "apart"

    others = FigureChoices(
        label=_("These measure something else"),
        error_messages={"required": _("Choose at least one figure.")},
    )
    field_order = ("others", "reason")

    def __init__(
        self, *args: Any, figure: Figure, proposed: Sequence[Figure], **kwargs: Any
    ) -> None:
        """A form for one figure, and those that may be of its measure."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.figure = figure
        others: Any = self.fields["others"]
        others.queryset = Figure.objects.filter(pk__in=[one.pk for one in proposed]).select_related(
            "claim"
        )

    def record(self, *, by: User) -> list[Comparison] | None:
        """Set them apart. None, with what stands in the way, if that is refused."""
        data = self.cleaned_data
        try:
            return set_apart(
                figure=self.figure, others=list(data["others"]), note=data["reason"], by=by
            )
        except ValidationError as error:
            self.refuse(error)
            return None


class TakeOutForm(ReasonForm):
    """Why a figure is not of the measure that it stands under."""

    prefix = "out"

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        """A form for one figure."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.figure = figure

    def record(self, *, by: User) -> Figure | None:
        """Take it out. None, with what stands in the way, if that is refused."""
        try:
            return take_out(figure=self.figure, reason=self.cleaned_data["reason"], by=by)
        except ValidationError as error:
            self.refuse(error)
            return None


class ExplainForm(forms.Form):
    """Why figures of a measure differ: one reason for all the pairs that are ticked."""

    prefix = "why"

    pairs = forms.MultipleChoiceField(
        label=_("These figures"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the figures that this explains."),
            "invalid_choice": _(
                "One of these figures has changed meanwhile. Look at the page again."
            ),
        },
    )
    finding = forms.ChoiceField(
        label=_("differ because of"),
        choices=[("", "—"), *((one.value, FINDINGS[one].label) for one in OF_ONE_MEASURE)],
        error_messages={"required": _("Choose why they differ.")},
    )
    note = forms.CharField(
        label=_("How you know"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how you know. It stays on record.")},
    )

    def __init__(self, *args: Any, measure: Measure, pairs: Sequence[Pair], **kwargs: Any) -> None:
        """A form for the pairs of a measure that differ."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.measure = measure
        self.known = {pair.key: pair for pair in pairs}
        choices: Any = self.fields["pairs"]
        choices.choices = [(key, str(pair.key)) for key, pair in self.known.items()]

    def record(self, *, by: User) -> list[Comparison] | None:
        """Record the finding. None, with what stands in the way, if that is refused."""
        data = self.cleaned_data
        chosen = [self.known[key] for key in data["pairs"]]
        try:
            return explain(
                measure=self.measure,
                pairs=[(pair.one, pair.other) for pair in chosen],
                finding=data["finding"],
                note=data["note"],
                by=by,
            )
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
            for name, messages in told.items():
                for message in messages:
                    self.add_error(name if name in self.fields else None, message)
            return None


class RenameForm(ReasonForm):
    """What a measure is called."""

    prefix = "name"

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Say in a few neutral words what is counted.")},
    )
    field_order = ("name", "reason")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        """A form for one measure."""
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = measure.name
        self.label_suffix = ""
        self.measure = measure

    def record(self, *, by: User) -> Measure | None:
        """Rename it. None, with what stands in the way, if that is refused."""
        data = self.cleaned_data
        try:
            return rename(measure=self.measure, name=data["name"], reason=data["reason"], by=by)
        except ValidationError as error:
            self.refuse(error)
            return None


class AddForm(ReasonForm):
    """A claim, by its number, whose figures in the measure's unit are put under the measure."""

    prefix = "add"

    claim = forms.CharField(label=_("Number of the claim"), max_length=30)

    field_order = ("claim", "reason")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        """A form for one measure."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.measure = measure
        self.figures: list[Figure] = []

    def clean_claim(self) -> str:
        """The claim has one figure that fits, so that it is clear which is meant."""
        typed = self.cleaned_data["claim"]
        key = number_in(typed)
        found = key and Claim.with_merged.defer("search").filter(pk=key).first()
        if not found:
            raise ValidationError(_("No claim has this number. It stands on the claim’s page."))
        claim = found.survivor
        self.figures = list(
            claim.figures.filter(unit__iexact=self.measure.unit).exclude(measure=self.measure)
        )
        if not self.figures:
            raise ValidationError(
                _("This claim has no figure in %(unit)s that is not here already.")
                % {"unit": self.measure.unit or _("no unit")}
            )
        if len(self.figures) > 1:
            raise ValidationError(
                _("This claim has several such figures. Open the claim and choose one there.")
            )
        return typed

    def record(self, *, by: User) -> Measure | None:
        """Put it under the measure. None, with what stands in the way, if that is refused."""
        try:
            return put_under(
                figures=self.figures,
                measure=self.measure,
                by=by,
                reason=self.cleaned_data["reason"],
            )
        except ValidationError as error:
            self.refuse(error)
            return None
