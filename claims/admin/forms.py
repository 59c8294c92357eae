"""The forms behind the admin's pages, and the rows of their inlines.

Which fields of the model a form shows is said by the page, in its module: `Meta.fields` stays empty.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.choices import look_up
from claims.admin.outdated import Versioned, open_all
from claims.matching import Proposal, proposals
from claims.models import (
    Article,
    Claim,
    Correction,
    Derivation,
    Figure,
    OriginMark,
    Snapshot,
    Source,
    Topic,
)
from claims.models.typed import host, language
from claims.quotes import plain
from claims.refusals import REFUSALS, Refusal
from claims.versions import versions
from claims.vocabulary import MOST_TOPICS, Verdict

CHANGED_ROW = _(
    "A row that you remove was changed since you opened the page. Look at what is on record now; save "
    "again if you still want it removed."
)
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


class RecordForm(Refusable, Versioned):
    """A page of the record: it asks for the reason of a change."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        widget=lines(1),
        help_text=_(
            "What made you enter or change this. It is kept in the history, beside your name and the time."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Note which version of the record this is."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.open(versions([self.instance])[self.instance.pk])


class RowForm(InWords, Versioned):
    """A row of an inline. One that stood there and was left alone is not checked again, so that
    saving a page with fifty rows costs what changed in it."""

    def full_clean(self) -> None:
        """Check the row, unless nobody touched it."""
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {**self.initial}
        else:
            super().full_clean()


def removed(row: Any) -> bool:
    """Whether somebody ticked the row to be deleted."""
    return bool(row.cleaned_data.get(DELETION_FIELD_NAME))


class RowFormSet(forms.BaseInlineFormSet):
    """Rows that share one look-up of what they have chosen."""

    @cached_property
    def forms(self) -> list[Any]:
        """The rows."""
        rows = super().forms
        look_up(rows)
        open_all(rows)
        return rows

    def live(self) -> Iterator[Any]:
        """The rows that will stand after saving and were read without an error."""
        for row in self.forms:
            filled = row.instance.pk or row.has_changed()
            if filled and row.is_valid() and not removed(row):
                yield row

    def clean(self) -> None:
        """Refuse a row that says what another has said; Django does so for the simplest rules only. And
        keep a row that somebody removes from being removed if it is no longer what they saw."""
        super().clean()
        for row in self.initial_forms:
            if isinstance(row, RowForm) and removed(row) and row.errors and row.outdated:
                raise ValidationError(CHANGED_ROW)
        seen = set()
        for row in self.live():
            told = self.once(row.instance)
            if told in seen and told:
                row.refuse(REFUSALS[told[0]])
            seen.add(told)

    def once(self, record: Any) -> tuple[Any, ...] | None:
        """A rule by which no two rows may agree, and in what; None if there is no such rule."""
        return None


class QuoteField(forms.CharField):
    """Words as somebody pasted them: without space around them, and with plain line ends."""

    widget = AdminTextareaWidget

    def to_python(self, value: Any) -> str:
        """The words. Browsers send each line end as two characters."""
        return plain(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the words are others than were there, whatever the space around them."""
        return super().has_changed((initial or "").strip(), data)


# Claims, articles, sources


class ClaimForm(RecordForm):
    """A claim. Before a new one is stored, those on record that look like it are shown once; `seen` says
    which were."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Claim
        fields = ()
        widgets = {"statement": lines(3), "note": lines(3)}
        help_texts = {
            "topics": _("Type to search. A new topic is added with the plus sign."),
            "note": _("For colleagues: what you looked up, what is still missing. Not published."),
            "external_id": _("Its number in another system, if it came from there."),
        }

    def clean_statement(self) -> str:
        """What is claimed. Of a new claim, refuse it once for each claim that looks like it."""
        statement: str = self.cleaned_data["statement"]
        if not self.instance.pk:
            found = proposals(statement)
            if {str(one.claim.pk) for one in found} - set(self.data.get("seen", "").split()):
                self._show(found)
                raise ValidationError(_look_alike(found))
        return statement

    def clean_topics(self) -> QuerySet[Topic]:
        """What it is filed under. The page is shown again if that is more than a claim can be."""
        topics: QuerySet[Topic] = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise ValidationError(REFUSALS["claim_has_few_topics"].words)
        return topics

    def _show(self, found: list[Proposal]) -> None:
        """Note what is shown, for when the form is sent again."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = " ".join(str(one.claim.pk) for one in found)
        self.data = data


def _look_alike(found: list[Proposal]) -> SafeString:
    """How many claims look alike, each with the way there and how it differs."""
    told = ngettext(
        "%(number)s claim looks like this one. If it does not say the same, save again.",
        "%(number)s claims look like this one. If none of them says the same, save again.",
        len(found),
    ) % {"number": len(found)}
    rows = [
        (
            one.claim.get_absolute_url(),
            one.claim.statement,
            ", ".join(contrast.label for contrast in one.match.contrasts),
        )
        for one in found
    ]
    links = format_html_join("", '<br><a href="{}" target="_blank">{}</a> {}', rows)
    return format_html("{}{}", told, links)


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
            for end in ("value", "upper"):
                if self.initial[end] is not None:
                    self.initial[end] = without_idle_zeros(self.initial[end])


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

    def clean_language(self) -> str:
        """With its usual capitals."""
        return language(self.cleaned_data["language"])


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

    def clean_host(self) -> str:
        """As addresses are compared with it, whatever was copied."""
        return host(self.cleaned_data["host"])

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
