"""The forms behind the admin's pages, and the rows of their inlines.

Which fields of the model a form shows is said by the page, in its module: `Meta.fields` stays empty.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from claims.actions.anchoring import anchor_afresh
from claims.admin.choices import KnownAutocomplete, KnownChoiceField, look_up
from claims.admin.refusals import BASIS_FIT, REFUSALS, RING, Refusal
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Correction,
    Derivation,
    Figure,
    OriginMark,
    Snapshot,
    Source,
)
from claims.quotes import standing
from claims.vocabulary import Basis, Verdict

NOT_MADE_UP = _("Leave it empty if it is not known.")


def lines(rows: int) -> AdminTextareaWidget:
    """A text box of so many lines."""
    return AdminTextareaWidget(attrs={"rows": rows})


# What all forms do


class InWords(forms.ModelForm):
    """Says in an editor's words which rule of the record is broken, beside the field it is about."""

    def _update_errors(self, errors: ValidationError) -> None:
        """Django says which constraint is broken by its name; we say what to do."""
        known = {
            constraint.get_violation_error_message(): REFUSALS[constraint.name]
            for constraint in self.instance._meta.constraints
            if constraint.name in REFUSALS
        }
        told = getattr(errors, "error_dict", {}).pop(NON_FIELD_ERRORS, [])
        super()._update_errors(errors)  # type: ignore[misc]
        for one in told:
            self.refuse(known.get(one.message) or Refusal(one.message))

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside its field; above the form if the form lacks that field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.words)


class Refusable(InWords):
    """A form that is shown again after PostgreSQL refused to store it; `refused` says why."""

    refused: Refusal | None = None

    def clean(self) -> dict[str, Any] | None:
        """What the form holds; with the refusal as its error, if there was one."""
        cleaned = super().clean()
        if self.refused:
            self.refuse(self.refused)
        return cleaned


class RecordForm(Refusable):
    """A page of the record: it asks for the reason of a change."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        widget=lines(1),
        help_text=_(
            "What made you enter or change this. It goes to the trail, beside your name and the time."
        ),
    )


class RowForm(InWords):
    """A row of an inline. One that stood there and was left alone is not checked again, so that
    saving a page with fifty rows costs what changed in it."""

    def full_clean(self) -> None:
        """Check the row, unless nobody touched it."""
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {**self.initial}
        else:
            super().full_clean()


class RowFormSet(forms.BaseInlineFormSet):
    """Rows that share one look-up of what they have chosen."""

    @cached_property
    def forms(self) -> list[Any]:
        """The rows."""
        rows = super().forms
        look_up(rows)
        return rows

    def live(self) -> Iterator[Any]:
        """The rows that will stand after saving and were read without an error."""
        for row in self.forms:
            removed = self.can_delete and row in self.deleted_forms
            filled = row.instance.pk or row.has_changed()
            if filled and not removed and row.is_valid():
                yield row

    def clean(self) -> None:
        """Refuse a row that says what another has said; Django does so for the simplest rules only."""
        super().clean()
        seen = set()
        for row in self.live():
            told = self.once(row.instance)
            if told in seen and told:
                row.refuse(REFUSALS[told[0]])
            seen.add(told)

    def once(self, record: Any) -> tuple[Any, ...] | None:
        """A rule by which no two rows may agree, and in what; None if there is no such rule."""
        return None


# Quotes


class QuoteField(forms.CharField):
    """Words as somebody pasted them: without space around them, and with plain line ends."""

    widget = AdminTextareaWidget

    def to_python(self, value: Any) -> str:
        """The words. Browsers send each line end as two characters."""
        return (super().to_python(value) or "").replace("\r\n", "\n").strip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the words are others than were there, whatever the space around them."""
        return super().has_changed((initial or "").strip(), data)


def source_field(**options: Any) -> KnownChoiceField:
    """A source to be searched for as one types, which may be added on the way."""
    of = Attribution._meta.get_field("source")
    return KnownChoiceField(
        Source.objects.all(), required=False, widget=KnownAutocomplete(of, admin.site), **options
    )


class QuoteForm(InWords):
    """The part of a form in which a quote is pasted, found in a captured text, and attributed.

    `start` and `end` are never typed. `said_by` and `by_way_of` write the commonest chains.
    """

    exact = QuoteField(
        label=_("Quote"),
        widget=lines(3),
        help_text=_(
            "Paste the exact words, as they stand in the captured text. They are found there for you."
        ),
    )
    place = forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=1,
        help_text=_("Only if the quote stands in the text more than once: which one you mean."),
    )
    said_by = source_field(
        label=_("Said by"),
        help_text=_("On whose word the article says it: “a former officer”."),
    )
    by_way_of = source_field(
        label=_("By way of"),
        help_text=_("Who passed it on, if the article has it from there: “told The Atlantic”."),
    )
    about_itself = forms.BooleanField(
        label=_("Speaks about itself"),
        required=False,
        help_text=_("Tick it if who said it is a party to the matter."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the basis be left out: whoever says who said it has chosen “attributed”."""
        super().__init__(*args, **kwargs)
        if "basis" in self.fields:
            self.fields["basis"].required = False

    def clean(self) -> dict[str, Any] | None:
        """Find the quote in its text, and fit who said it to the basis."""
        cleaned = super().clean()
        self._read_basis()
        self._read_who()
        if "exact" in self.cleaned_data and {"exact", "place", "snapshot"} & {*self.changed_data}:
            self._locate()
        elif "exact" in self.cleaned_data:
            self.cleaned_data["exact"] = self.instance.exact
        return cleaned

    def _read_basis(self) -> None:
        if self.cleaned_data.get("basis") == "":
            if self.cleaned_data.get("said_by"):
                self.cleaned_data["basis"] = Basis.ATTRIBUTED.value
            else:
                self.add_error("basis", _("Choose on whose word the article says it."))

    def _read_who(self) -> None:
        said_by, relay = self.cleaned_data.get("said_by"), self.cleaned_data.get("by_way_of")
        if relay and not said_by and "said_by" not in self.errors:
            self.add_error("said_by", _("Say who said it, or clear “by way of”."))
        if relay and relay == said_by:
            self.add_error("by_way_of", _("Nobody speaks by way of themselves. Choose another."))
        basis = self.cleaned_data.get("basis")
        if said_by and basis and basis != Basis.ATTRIBUTED:
            self.add_error(
                "basis", _("You say who said it: choose “attributed”, or clear “said by”.")
            )

    def _locate(self) -> None:
        snapshot = self.cleaned_data.get("snapshot") or self._recorded_snapshot()
        if snapshot is None:
            return
        try:
            found = standing(
                snapshot.text, self.cleaned_data["exact"], self.cleaned_data.get("place")
            )
        except ValidationError as error:
            self.add_error(None, error)
            return
        self.cleaned_data["exact"] = found.exact
        for name in ("prefix", "suffix", "start", "end"):
            setattr(self.instance, name, getattr(found, name))
        self._find_double(snapshot)

    def _recorded_snapshot(self) -> Snapshot | None:
        return self.instance.snapshot if self.instance.snapshot_id else None

    def _find_double(self, snapshot: Snapshot) -> None:
        claim = self.cleaned_data.get("claim") or self.instance.claim_id
        if not claim or (isinstance(claim, Claim) and not claim.pk):
            return
        twice = Appearance.objects.filter(
            claim=claim, snapshot=snapshot, start=self.instance.start, end=self.instance.end
        ).exclude(pk=self.instance.pk)
        if twice.exists():
            self.refuse(REFUSALS["appearance_is_recorded_once"])

    def _save_m2m(self) -> None:
        """Look for the quote in later captures, and store who said it, once it is stored itself."""
        super()._save_m2m()  # type: ignore[misc]
        if {"exact", "place", "snapshot"} & {*self.changed_data}:
            anchor_afresh(appearance=self.instance, by=None)
        said_by = self.cleaned_data.get("said_by")
        if not said_by:
            return
        links = self.instance.attributions
        via = None
        if relay := self.cleaned_data.get("by_way_of"):
            via = links.filter(source=relay).first() or links.create(source=relay)
        links.get_or_create(
            source=said_by,
            via=via,
            defaults={"self_interested": self.cleaned_data.get("about_itself", False)},
        )


class AppearanceForm(QuoteForm, RecordForm):
    """An appearance on a page of its own."""

    class Meta:
        model = Appearance
        fields = ()


class NewAppearanceForm(QuoteForm, RowForm):
    """A quote that is added on the claim's page."""

    class Meta:
        model = Appearance
        fields = ()


class NewAppearanceFormSet(RowFormSet):
    """Quotes that are added on the claim's page."""

    @classmethod
    def get_default_prefix(cls) -> str:
        """Apart from the appearances on record, which stand on the same page."""
        return "new_appearances"

    def once(self, record: Appearance) -> tuple[Any, ...]:
        """Not the same words twice."""
        place = (record.snapshot_id, record.start, record.end)
        return "appearance_is_recorded_once", *place


class RecordedAppearanceForm(RowForm):
    """An appearance on record, as a row of the claim's page: stance and basis can change here."""

    class Meta:
        model = Appearance
        fields = ()

    def clean_basis(self) -> str:
        """No basis but “attributed” leaves room for somebody who said so."""
        basis = self.cleaned_data["basis"]
        if basis != Basis.ATTRIBUTED and self.instance.attributions.exists():
            raise ValidationError(BASIS_FIT)
        return basis


class RecordedAppearanceFormSet(RowFormSet):
    """The first appearances on record: a page of a thousand rows could not be sent back."""

    SHOWN = 100

    def get_queryset(self) -> Any:
        """The appearances that are shown, which are also those that can be changed."""
        if not hasattr(self, "_shown"):
            self._shown = super().get_queryset()[: self.SHOWN]
        return self._shown


# Attributions


class AttributionForm(RowForm):
    """Who said so, and by way of whom, as a row of the appearance's page."""

    class Meta:
        model = Attribution
        fields = ()


class AttributionFormSet(RowFormSet):
    """The chains of one appearance. They fit its basis, stay inside it, and lead somewhere."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the appearance's other attributions as “by way of”, read once for all rows."""
        super().add_fields(form, index)
        if "via" not in form.fields:
            return
        field = form.fields["via"]
        field.queryset = Attribution.objects.filter(appearance=self.instance.pk)
        field.choices = [("", "---------")] + [
            (link.pk, str(link.source))
            for link in self.get_queryset()
            if link.pk != form.instance.pk
        ]

    def clean(self) -> None:
        """Look at the chains as a whole."""
        super().clean()
        live = list(self.live())
        if live and self.instance.basis and self.instance.basis != Basis.ATTRIBUTED:
            raise ValidationError(BASIS_FIT)
        self._refuse_lost_relays(live)
        self._refuse_rings(live)

    def once(self, record: Attribution) -> tuple[Any, ...]:
        """Nobody said so twice, by the same way."""
        return "attribution_is_recorded_once", record.source_id, record.via_id

    def _refuse_lost_relays(self, live: list[Any]) -> None:
        removed = {row.instance.pk for row in self.deleted_forms}
        for row in live:
            if row.instance.via_id in removed:
                row.refuse(
                    Refusal(
                        _("You remove the one it came by way of. Clear this, or keep that."), "via"
                    )
                )

    def _refuse_rings(self, live: list[Any]) -> None:
        via = {row.instance.pk: row.instance.via_id for row in live if row.instance.pk}
        for row in live:
            passed = {row.instance.pk}
            link = row.instance.via_id
            while link and link not in passed:
                passed.add(link)
                link = via.get(link)
            if link and link == row.instance.pk:
                row.refuse(Refusal(RING, "via"))


# The rest


class ClaimForm(RecordForm):
    """A claim."""

    class Meta:
        model = Claim
        fields = ()
        widgets = {"statement": lines(3), "note": lines(3)}
        help_texts = {
            "topics": _("Type to search. A new topic is added with the plus sign."),
            "note": _("For colleagues: what you looked up, what is still missing. Not published."),
            "external_id": _("Its number in another system, if it came from there."),
        }


class FigureForm(RowForm):
    """A figure, as a row of the claim's page."""

    class Meta:
        model = Figure
        fields = ()
        help_texts = {
            "period": _("Such as 2018 to 2022. Leave it empty unless the article says."),
            "comparator": _("“More than” and the like, as the article words it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show a value without idle zeros."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["value"] = without_idle_zeros(self.initial["value"])


def without_idle_zeros(value: Decimal) -> Decimal:
    """870 for 870.000000, and 0.5 for 0.500000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


class OriginMarkForm(RowForm):
    """A finding about an origin, as a row of the claim's page."""

    class Meta:
        model = OriginMark
        fields = ()
        widgets = {"reason": lines(2)}

    def clean(self) -> dict[str, Any] | None:
        """The other source is named for “is the same origin as” alone."""
        cleaned = super().clean()
        joins = self.cleaned_data.get("verdict") == Verdict.SAME_AS
        named = bool(self.cleaned_data.get("same_as"))
        if not {"verdict", "same_as"} & {*self.errors} and joins != named:
            self.refuse(REFUSALS["mark_names_the_same_source"])
        return cleaned


class OriginMarkFormSet(RowFormSet):
    """The findings of one claim: about one source, one answer."""

    def once(self, record: OriginMark) -> tuple[Any, ...]:
        """Whether a source speaks from its own knowledge has one answer."""
        if record.verdict == Verdict.SAME_AS:
            return "mark_joins_once", record.source_id, record.same_as_id
        return "mark_finds_once", record.source_id


class DerivationFormSet(RowFormSet):
    """What one article derives from."""

    def once(self, record: Derivation) -> tuple[Any, ...]:
        """In one way from one article."""
        return "derivation_is_unique", record.based_on_id


class CorrectionForm(RowForm):
    """A correction or retraction, as a row of the article's page."""

    class Meta:
        model = Correction
        fields = ()
        widgets = {"text": lines(3)}
        help_texts = {
            "text": _("The outlet's own words."),
            "published_on": NOT_MADE_UP,
            "url": _("Where the outlet says so."),
        }


class ArticleForm(RecordForm):
    """An article, with room to paste what was captured of it."""

    excerpt = QuoteField(
        label=_("Text of an excerpt"),
        required=False,
        widget=lines(8),
        help_text=_(
            "The article's own words, pasted. Saved as a new capture, which never changes; quotes "
            "are taken from it. Leave it empty if there is nothing to add."
        ),
    )
    extent = forms.ChoiceField(
        label=_("How much of the article it is"),
        choices=Snapshot.Extent,
        initial=Snapshot.Extent.EXCERPT,
    )

    class Meta:
        model = Article
        fields = ()
        help_texts = {
            "url": _("The full address, as in the browser. One article has one address."),
            "byline": _("As printed."),
            "published_on": NOT_MADE_UP,
            "external_id": _("Its number in another system, if it came from there."),
        }


class SourceForm(RecordForm):
    """A source."""

    class Meta:
        model = Source
        fields = ()
        widgets = {"description": lines(3)}
        help_texts = {
            "description": _("What tells it from others of the same name."),
            "external_id": _("Its number in another system, if it came from there."),
        }

    def clean_owner(self) -> Source | None:
        """A source does not belong to itself, nor to what belongs to it."""
        owner = self.cleaned_data["owner"]
        above, passed = owner, set()
        while above and above.pk not in passed:
            if above.pk == self.instance.pk:
                raise ValidationError(REFUSALS["source_owner_no_ring"].words)
            passed.add(above.pk)
            above = above.owner
        return owner
