"""The forms of the queue."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from claims.actions import assigning
from claims.actions.asking import ask_for_capture
from claims.actions.editing import (
    Ground,
    MarkedMeanwhile,
    as_seen,
    decide,
    mark_origin,
    missing,
    sign_off,
)
from claims.actions.filtering import rename_filter, save_filter
from claims.filters import ME, NOBODY, ReviewFilter
from claims.models import (
    CaptureRequest,
    Claim,
    Decision,
    OriginMark,
    SavedFilter,
    Source,
    Topic,
    User,
)
from claims.paging import state
from claims.vocabulary import OUTCOMES, VERDICTS, Outcome, Verdict, choices

MOST_LETTERS = 5000
MOST_FILTERS = 20
LINES = {"rows": 3}
ASSIGN, FILE = "assign", "file"


class SeveralForm(forms.Form):
    """What is to be done with the rows that were ticked: give them to somebody, or file them.

    A row's own button, `take`, gives that one to whoever presses it.
    """

    do = forms.ChoiceField(choices=[(ASSIGN, ""), (FILE, "")], required=False)
    to = forms.ChoiceField(label=_("Give them to"), required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label=_("File them under"),
        to_field_name="name",
        required=False,
        widget=forms.TextInput(attrs={"list": "topic-names", "autocomplete": "off"}),
        error_messages={
            "invalid_choice": _("There is no topic of this name. Choose one from the list.")
        },
    )
    take = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, me: User, people: QuerySet[Any]) -> None:
        """A form of `me`, who may give claims to any of the `people`."""
        super().__init__(data)
        self.me = me
        self.people = people
        names = people.values_list("pk", "username")
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (ME, _("me")),
            (NOBODY, _("nobody")),
            *((str(key), name) for key, name in names if key != me.pk),
        ]

    def clean(self) -> dict[str, Any]:
        """Something must be ticked, and for a topic one must be named."""
        data = super().clean() or {}
        versions = [data["take"]] if data.get("take") else self._ticked()
        try:
            data["shown"] = [assigning.Shown.read(version) for version in versions]
        except ValueError:
            raise forms.ValidationError(
                _("The list was sent incomplete. Load the page again.")
            ) from None
        if not data["shown"]:
            raise forms.ValidationError(_("Tick the claims that you mean first."))
        if len(data["shown"]) > assigning.MOST_AT_ONCE:
            raise forms.ValidationError(_("Choose fewer claims at a time."))
        if data.get("do") == FILE and not (data.get("topic") or self.errors):
            raise forms.ValidationError(_("Name the topic to file them under."))
        return data

    def _ticked(self) -> list[str]:
        return self.data.getlist("shown") if isinstance(self.data, QueryDict) else []

    def carry_out(self, *, by: User) -> assigning.Outcome:
        """Do it."""
        data = self.cleaned_data
        if self._files:
            return assigning.file_under(shown=data["shown"], topics=[data["topic"]], by=by)
        return assigning.assign(shown=data["shown"], to=self._person, by=by)

    @property
    def _files(self) -> bool:
        return self.cleaned_data["do"] == FILE and not self.cleaned_data["take"]

    @property
    def _person(self) -> User | None:
        """Who gets the claims; None for nobody."""
        to = ME if self.cleaned_data["take"] else self.cleaned_data["to"] or ME
        if to == ME:
            return self.me
        return None if to == NOBODY else self.people.get(pk=to)

    @property
    def done(self) -> str:
        """What it does with the claims, as it is told afterwards: "assigned to ana"."""
        if self._files:
            return _("filed under %(topic)s") % {"topic": self.cleaned_data["topic"]}
        if self._person is None:
            return str(_("assigned to nobody"))
        return _("assigned to %(who)s") % {"who": self._person}


class FilterForm(forms.ModelForm):
    """A filter of the queue, and the name that it is kept under."""

    class Meta:
        model = SavedFilter
        fields = ("name", "query")
        widgets = {"query": forms.HiddenInput}

    def __init__(
        self,
        data: Any = None,
        *,
        owner: User,
        kept: SavedFilter | None = None,
        initial: Any = None,
    ) -> None:
        """For a new filter of the owner, or to rename the one that is `kept`."""
        super().__init__(data, instance=kept, initial=initial)
        self.owner, self.kept = owner, kept
        self.fields["query"].error_messages["required"] = _(
            "Nothing is filtered. Choose filters first, then save them."
        )

    def clean_name(self) -> str:
        """One name, one filter."""
        name = self.cleaned_data["name"].strip()
        same = self.owner.saved_filters.filter(name=name).first()
        if same and same != self.kept:
            raise forms.ValidationError(_("You have a filter of this name. Choose another name."))
        return name

    def clean_query(self) -> str:
        """It must be one that the queue understands."""
        query = state(QueryDict(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError(self.fields["query"].error_messages["required"])
        found = ReviewFilter(QueryDict(query), me=self.owner)
        if not found.is_valid():
            told = [
                f"{found.form[name].label}: {errors[0]}" for name, errors in found.errors.items()
            ]
            raise forms.ValidationError(
                _("This filter cannot be used. %(why)s") % {"why": " ".join(told)}
            )
        return query

    def clean(self) -> dict[str, Any]:
        """Not without end."""
        data = super().clean() or {}
        if not self.kept and self.owner.saved_filters.count() >= MOST_FILTERS:
            raise forms.ValidationError(_("You keep 20 filters. Delete one first."))
        return data

    def save(self, commit: bool = True) -> SavedFilter:
        """Keep it."""
        if self.kept:
            return rename_filter(kept=self.kept, name=self.cleaned_data["name"], by=self.owner)
        return save_filter(owner=self.owner, **self.cleaned_data)


class DecisionForm(forms.Form):
    """A decision, and on what ground it is made: what the page showed."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=choices(OUTCOMES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    caveat = forms.CharField(
        label=_("Caveat"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For publishing with a caveat. Readers see it wherever the claim is."),
    )
    rating = forms.ChoiceField(
        label=_("Rating"), required=False, help_text=_("Only if you publish, and only if you wish.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("Why. It stands beside the decision for good."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    decision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    assignee = forms.IntegerField(widget=forms.HiddenInput, required=False)

    ids = "decide"

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """With the ratings of the settings, or none."""
        super().__init__(data, auto_id=f"{self.ids}_%s", **kwargs)
        rating = self.fields["rating"]
        assert isinstance(rating, forms.ChoiceField)
        rating.choices = [("", _("none")), *((one, one) for one in settings.RATINGS)]
        if not settings.RATINGS:
            del self.fields["rating"]

    def clean(self) -> dict[str, Any]:
        """All that has still to be written is told at once."""
        data = super().clean() or {}
        written = (data.get(name, "") for name in ("outcome", "reason", "caveat"))
        for name, told in missing(*written).items():
            if name not in self.errors:
                self.add_error(name, told)
        return data

    def save(self, *, claim: Claim, by: User) -> Decision:
        """Decide. Raises ValidationError, by the field concerned."""
        data = self.cleaned_data
        return decide(
            claim=claim,
            outcome=data["outcome"],
            reason=data["reason"],
            caveat=data["caveat"],
            rating=data.get("rating", ""),
            ground=Ground(data["digest"], data["decision"], data["assignee"]),
            by=by,
        )


class ConfirmForm(DecisionForm):
    """The latest decision once more, on the evidence as it is now."""

    ids = "confirm"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """All but the reason stays as it was decided."""
        super().__init__(*args, **kwargs)
        for name in ("outcome", "caveat"):
            self.fields[name].widget = forms.HiddenInput()
        # A rating that the settings have dropped since is not taken away by confirming.
        self.fields["rating"] = forms.CharField(required=False, widget=forms.HiddenInput)


class MarkForm(forms.Form):
    """What an editor found of one origin. `verdict` comes with the button that is pressed."""

    source = forms.ModelChoiceField(Source.objects.all(), widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=choices(VERDICTS), required=True)
    same_as = forms.ModelChoiceField(
        Source.objects.all(), label=_("The same as"), required=False, empty_label=_("choose")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What you know, and how you know it."),
        error_messages={"required": _("Say what you know, and how you know it.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        source: int,
        others: QuerySet[Source],
        marks: Iterable[OriginMark] = (),
    ) -> None:
        """About one of the origins of a claim, which has these marks and may be the same as one of the
        `others`."""
        initial = {"source": source, "seen": as_seen(marks)}
        super().__init__(data, initial=initial, auto_id=f"mark{source}_%s")
        same_as = self.fields["same_as"]
        assert isinstance(same_as, forms.ModelChoiceField)
        same_as.queryset = others

    def clean(self) -> dict[str, Any]:
        """The same as whom must be said for that finding, and counts for no other."""
        data = super().clean() or {}
        if data.get("verdict") != Verdict.SAME_AS:
            data["same_as"] = None
        elif not data.get("same_as") and "same_as" not in self.errors:
            self.add_error("same_as", _("Choose which origin it is the same as."))
        return data

    def save(self, *, claim: Claim, by: User) -> None:
        """Mark it. Raises ValidationError, by the field concerned; also if somebody else marked it since it
        was read, and then sent again it is marked over theirs."""
        seen = self.cleaned_data["seen"] if "seen" in self.data else None
        try:
            mark_origin(claim=claim, by=by, **{**self.cleaned_data, "seen": seen})
        except MarkedMeanwhile as error:
            self.data = cast(QueryDict, self.data).copy()
            self.data["seen"] = as_seen(error.marks)
            raise forms.ValidationError(_marked_meanwhile(error.marks)) from error


def _marked_meanwhile(marks: Iterable[OriginMark]) -> str:
    """Who marked what, and what to do."""
    found = " ".join(
        now_in_words("%(who)s, %(when)s: %(what)s. “%(reason)s”")
        % {
            "who": mark.made_by.get_username(),
            "when": date_format(timezone.localtime(mark.made_at), "H:i T"),
            "what": mark,
            "reason": mark.reason,
        }
        for mark in marks
    )
    return now_in_words(
        "Not marked: the marks of this origin changed while you had it open. Now on record: %(marks)s What "
        "you typed is still here. Press again to put yours over it, or leave it."
    ) % {"marks": found or now_in_words("none.")}


class AskForm(forms.Form):
    """That somebody capture what an origin itself says."""

    source = forms.ModelChoiceField(Source.objects.all(), widget=forms.HiddenInput)
    url = forms.URLField(
        label=_("Address, if you know it"), max_length=2000, required=False, assume_scheme="https"
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What to look for, and where."),
    )

    def __init__(self, data: Any = None, *, source: int) -> None:
        """About one of the origins of a claim."""
        super().__init__(data, initial={"source": source}, auto_id=f"ask{source}_%s")

    def save(self, *, claim: Claim, by: User) -> CaptureRequest:
        """Ask. Raises ValidationError if it is on record, or was asked for."""
        return ask_for_capture(claim=claim, by=by, **self.cleaned_data)


class SignOffForm(forms.Form):
    """What a second person says of a decision to publish."""

    agrees = forms.TypedChoiceField(
        choices=[("1", _("Agree and publish")), ("0", _("Refuse"))],
        coerce=lambda value: value == "1",
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed if you refuse."),
    )

    def __init__(self, data: Any = None) -> None:
        """A form of its own ids."""
        super().__init__(data, auto_id="sign_off_%s")

    def save(self, *, decision: Decision, by: User) -> None:
        """Sign it off or refuse it. Raises ValidationError."""
        sign_off(decision=decision, by=by, **self.cleaned_data)


class WithholdForm(forms.Form):
    """Why a published claim is taken back, and which decision it was published by."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Say why. The reason stands beside the decision.")},
    )
    decision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def save(self, *, claim: Claim, by: User) -> Decision:
        """Withhold it, whatever the evidence by now. Raises ValidationError if somebody has decided."""
        return decide(
            claim=claim,
            outcome=Outcome.WITHHOLD,
            reason=self.cleaned_data["reason"],
            ground=Ground(None, self.cleaned_data["decision"]),
            by=by,
        )
