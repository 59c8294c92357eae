"""Appearances: on a page of their own, and as rows of their claim's page."""

import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.admin.appearance_forms import (
    AppearanceForm,
    AttributionForm,
    AttributionFormSet,
    NewAppearanceForm,
    NewAppearanceFormSet,
    RecordedAppearanceForm,
    RecordedAppearanceFormSet,
)
from claims.admin.recording import EMPTY, RecordAdmin, StackedRows, TabularRows
from claims.admin.spreadsheets import Spreadsheets
from claims.models import Appearance, Attribution, Claim, Snapshot, Source
from claims.vocabulary import Basis

BY_SOURCE = "attributions__source__id__exact"
AROUND = 300  # characters of context shown on each side of a quote

QUOTE: Any = (
    None,
    {"fields": ("snapshot", "exact", "place", ("stance", "basis", "self_interested"))},
)
WHO: Any = (
    _("Who said so"),
    {
        "fields": ("said_by", "by_way_of", "about_itself"),
        "description": _(
            "For an attributed quote. “A former officer told The Atlantic” is said by the former "
            "officer, and passed on by The Atlantic."
        ),
    },
)


def snapshots() -> QuerySet[Snapshot]:
    """Captures, with what their names show and without their texts."""
    return Snapshot.objects.select_related("article").defer("text")


def said_so(appearance: Appearance) -> str:
    """The chains of an appearance: "a former officer, passed on by The Atlantic"."""
    links = {link.pk: link for link in appearance.attributions.all()}
    relays = {link.via_id for link in links.values()}
    ends = (link for link in links.values() if link.pk not in relays)
    return "; ".join(str(_(", passed on by ")).join(_chain(end, links)) for end in ends)


def _chain(end: Attribution, links: dict[int, Attribution]) -> list[str]:
    """The names from the end of a chain back to the article. PostgreSQL lets no chain go in a ring."""
    names = [end.source.name]
    while end.via_id:
        end = links[end.via_id]
        names.append(end.source.name)
    return names


def warn_of_nobody(model_admin: admin.ModelAdmin, request: HttpRequest, claim: Claim) -> None:
    """Say so when words of the claim are attributed, but to nobody on record."""
    count = claim.appearances.filter(basis=Basis.ATTRIBUTED, attributions=None).count()
    if count:
        words = ngettext(
            "An appearance is attributed, but it is not recorded who said so. Until then it does "
            "not count: open it and add who said so.",
            "%(count)s appearances are attributed, but it is not recorded who said so. Until then "
            "they do not count: open each and add who said so.",
            count,
        ) % {"count": count}
        model_admin.message_user(request, words, messages.WARNING)


def may_attribute(request: HttpRequest) -> bool:
    """Whether this person may record who said so."""
    return request.user.has_perm("claims.add_attribution")


def fit_who(form: type[ModelForm], request: HttpRequest, site: admin.AdminSite) -> None:
    """Offer “said by” to those who may record it, with a plus sign for those who may add sources."""
    if not may_attribute(request):
        for name in WHO[1]["fields"]:
            del form.base_fields[name]
        return
    allowed = site.get_model_admin(Source).has_add_permission(request)
    relation = Attribution._meta.get_field("source").remote_field
    for name in ("said_by", "by_way_of"):
        field = copy.deepcopy(form.base_fields[name])
        field.widget = RelatedFieldWidgetWrapper(
            field.widget, relation, site, can_add_related=allowed
        )
        form.base_fields[name] = field


class AttributionRows(TabularRows):
    """Who said so, on the appearance's page."""

    model = Attribution
    fk_name = "appearance"
    form = AttributionForm
    formset = AttributionFormSet
    fields = ("source", "via", "self_interested")
    autocomplete_fields = ("source",)
    named_with = ("source",)
    verbose_name_plural = _("attributions: who said so, and who passed it on")


class RecordedAppearances(TabularRows):
    """Appearances on record, on the claim's page."""

    model = Appearance
    form = RecordedAppearanceForm
    formset = RecordedAppearanceFormSet
    fields = ("words", "stance", "basis", "self_interested")
    readonly_fields = ("words",)
    verbose_name_plural = _("appearances on record")
    show_change_link = True
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what a row shows, in the order in which they were recorded."""
        found: Any = super().get_queryset(request)
        return found.with_evidence().order_by("pk")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """New ones have rows of their own."""
        return False

    @admin.display(description=_("quote, and who said so"))
    def words(self, appearance: Appearance) -> SafeString:
        """The quote, where they stand, and who said so."""
        article = appearance.snapshot.article
        return format_html(
            '<q class="passage">{}</q><br>{}: <a href="{}">{}</a><br>{}: {}',
            appearance.exact,
            article.publisher.name,
            reverse("admin:claims_article_change", args=[article.pk]),
            article.label,
            _("Said by"),
            said_so(appearance) or EMPTY,
        )


class NewAppearances(StackedRows):
    """Quotes to be added, on the claim's page."""

    model = Appearance
    form = NewAppearanceForm
    formset = NewAppearanceFormSet
    autocomplete_fields = ("snapshot",)
    extra = 1
    can_delete = False
    verbose_name = _("new appearance")
    verbose_name_plural = _("new appearances: the quotes that make the claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """None of those on record."""
        return super().get_queryset(request).none()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The quote, and who said so for those who may record it."""
        parts = [QUOTE, WHO] if may_attribute(request) else [QUOTE]
        return [*parts, (_("If the figures differ"), {"fields": ("meant",)})]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """With what this person may fill in."""
        formset = super().get_formset(request, obj, **kwargs)
        fit_who(formset.form, request, self.admin_site)
        return formset

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Captures are shown by article and time; their texts stay where they are."""
        if db_field.name == "snapshot":
            kwargs["queryset"] = snapshots()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Appearance)
class AppearanceAdmin(Spreadsheets, RecordAdmin):
    """One quote, and on whose word it rests."""

    form = AppearanceForm
    autocomplete_fields = ("claim", "snapshot")
    inlines = (AttributionRows,)
    list_display = ("__str__", "statement", "where", "stance", "basis")
    list_filter = ("stance", "basis", "self_interested")
    search_fields = ("claim__statement",)
    search_help_text = _("Words of the claim or of the quote.")
    ordering = ("-id",)
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what a row of the list shows."""
        found: Any = super().get_queryset(request)
        return (
            found.with_evidence().select_related("claim").defer("snapshot__text", "claim__search")
        )

    def hold(self, key: int) -> None:
        """Hold the claim: on its page the appearance may be saved, too."""
        held = Claim.objects.select_for_update(no_key=True, of=("self",))
        list(held.filter(appearances=key).values_list("pk"))
        super().hold(key)

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """Appearances of the claims that have the words in their statement or quotes."""
        return queryset.filter(claim__in=Claim.objects.matching(words))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """A source's page leads to the quotes that name it."""
        return lookup == BY_SOURCE or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_fieldsets(self, request: HttpRequest, obj: Appearance | None = None) -> Any:
        """An appearance on record keeps its claim and its captured text, and shows its context."""
        about: tuple[str, ...] = ("claim",) if obj is None else ("claim", "snapshot", "in_context")
        name, options = QUOTE
        fields = options["fields"] if obj is None else options["fields"][1:]
        parts: list[Any] = [(None, {"fields": about}), (name, {"fields": fields})]
        if not obj or self.has_change_permission(request, obj):
            parts += [WHO] if may_attribute(request) else []
        return parts

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What an appearance on record keeps."""
        return ("claim", "snapshot", "in_context") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """With what this person may fill in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        fit_who(form, request, self.admin_site)
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Captures are shown by article and time; their texts stay where they are."""
        if db_field.name == "snapshot":
            kwargs["queryset"] = snapshots()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Appearance, form: Any, change: bool) -> None:
        """Store the appearance. A basis that leaves no room for attributions waits until the rows that
        are marked to be removed are gone; one that somebody else added meanwhile is not swept away."""
        wanted = obj.basis
        if change and wanted != Basis.ATTRIBUTED:
            obj.basis = form.initial["basis"]
        super().save_model(request, obj, form, change)
        obj.basis = wanted

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store who said so, then a basis that waited; say if nobody is recorded."""
        super().save_related(request, form, formsets, change)
        if change and "basis" in form.changed_data:
            form.instance.save(update_fields=["basis"])
        warn_of_nobody(self, request, form.instance.claim)

    @admin.display(description=_("claim"))
    def statement(self, appearance: Appearance) -> str:
        """What the claim says."""
        return appearance.claim.statement

    @admin.display(description=_("where, and who said so"))
    def where(self, appearance: Appearance) -> SafeString:
        """Whose article, which, and on whose word it says so."""
        article = appearance.snapshot.article
        where = format_html("{}: {}", article.publisher.name, article.label)
        who = said_so(appearance)
        return format_html("{}<br>{}: {}", where, _("Said by"), who) if who else where

    @admin.display(description=_("in its context"))
    def in_context(self, appearance: Appearance) -> SafeString:
        """The quote between the words that stand around it."""
        text, start, end = appearance.snapshot.text, appearance.start, appearance.end
        return format_html(
            '<div class="passage">{}{}<mark>{}</mark>{}{}</div>',
            "…" if start > AROUND else "",
            text[max(0, start - AROUND) : start],
            text[start:end],
            text[end : end + AROUND],
            "…" if end + AROUND < len(text) else "",
        )
