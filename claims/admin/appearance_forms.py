"""The forms in which a quote is pasted, found in a captured text, and attributed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.actions.anchoring import anchor_afresh
from claims.admin.choices import KnownAutocomplete, KnownChoiceField
from claims.admin.forms import InWords, QuoteField, RecordForm, RowForm, RowFormSet, lines, removed
from claims.models import Appearance, Attribution, Claim, Snapshot, Source
from claims.quotes import other_figure, standing
from claims.refusals import BASIS_FIT, REFUSALS, RING, Refusal
from claims.vocabulary import Basis, Stance


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
        label=_("Passed on by"),
        help_text=_("Who had it from them, if the article has it from there: “told The Atlantic”."),
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
            self.add_error("said_by", _("Say who said it, or clear “passed on by”."))
        if relay and relay == said_by:
            self.add_error("by_way_of", _("Nobody passes on their own words. Choose another."))
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

    meant = forms.BooleanField(
        label=_("It is meant so"),
        required=False,
        help_text=_("Only if the claim gives another figure than the words quoted, and should."),
    )

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

    def clean(self) -> None:
        """Ask where the claim gives another figure than the words quoted for it."""
        super().clean()
        for row in self.live():
            asserts = row.cleaned_data.get("stance") == Stance.ASSERTS
            found = asserts and other_figure(self.instance.statement, row.cleaned_data["exact"])
            if found and not row.cleaned_data["meant"]:
                row.add_error("meant", found.told)


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
    """Who said so, and who passed it on, as a row of the appearance's page."""

    class Meta:
        model = Attribution
        fields = ()


class AttributionFormSet(RowFormSet):
    """The chains of one appearance. They fit its basis, stay inside it, and lead somewhere."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the appearance's other attributions as “passed on by”, read once for all rows."""
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
        gone = {row.instance.pk for row in self.forms if row.is_valid() and removed(row)}
        for row in live:
            if row.instance.via_id in gone:
                row.refuse(
                    Refusal(
                        _("You remove the one that passed it on. Clear this, or keep that."), "via"
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
