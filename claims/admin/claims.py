"""Claims, with all that hangs on them; topics; decisions, to be looked at."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.appearance_forms import RecordedAppearanceFormSet
from claims.admin.appearances import NewAppearances, RecordedAppearances, warn_of_nobody
from claims.admin.forms import (
    ClaimForm,
    FigureForm,
    OriginMarkForm,
    OriginMarkFormSet,
)
from claims.admin.recording import EMPTY, RecordAdmin, StackedRows, TabularRows, ViewOnly
from claims.admin.spreadsheets import CLAIMS, Exported
from claims.models import Claim, Decision, Figure, OriginMark, Topic, User
from claims.models.claim import SEARCH_CONFIGURATION, search_query
from claims.vocabulary import FLAGS

PLAIN_WORDS = re.compile(r"[\w\s]+")


class ByFlag(admin.SimpleListFilter):
    """Claims that carry a flag."""

    title = _("flag")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All flags."""
        return [(code.value, term.label) for code, term in FLAGS.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Those that carry the chosen one."""
        return queryset.flagged(self.value()) if self.value() else queryset


class ByFigure(admin.SimpleListFilter):
    """Claims that carry a figure, or none."""

    title = _("figure")
    parameter_name = "figure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """With and without."""
        return [("yes", _("has a figure")), ("no", _("has none"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        """Those of the chosen sort."""
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.with_figure(self.value() == "yes")


class Figures(TabularRows):
    """Figures, on the claim's page."""

    model = Figure
    form = FigureForm
    fields = ("comparator", "value", "upper", "unit", "period", "population", "kind")
    verbose_name_plural = _("figures that the claim carries")


class OriginMarks(StackedRows):
    """Findings about origins, on the claim's page."""

    model = OriginMark
    fk_name = "claim"
    form = OriginMarkForm
    formset = OriginMarkFormSet
    fieldsets = ((None, {"fields": ("source", ("verdict", "same_as"), "reason")}),)
    autocomplete_fields = ("source", "same_as")
    named_with = ("source", "same_as")
    verbose_name_plural = _("origin marks: which sources speak from their own knowledge")


@admin.register(Claim)
class ClaimAdmin(Exported, RecordAdmin):
    """A claim, its figures, where it appears, and what editors found about its origins."""

    sheet = CLAIMS
    form = ClaimForm
    autocomplete_fields = ("topics",)
    inlines = (RecordedAppearances, NewAppearances, Figures, OriginMarks)
    readonly_fields = ("assessment", "flags", "appearances")
    fieldsets = (
        (None, {"fields": ("statement", "topics", ("event_on", "external_id"), "note")}),
        (_("What the record says of it"), {"fields": ("assessment", "flags", "appearances")}),
    )
    list_display = (
        "statement",
        "status",
        "flag_names",
        "counted_origins",
        "article_count",
        "figure",
    )
    list_filter = ("status", ByFlag, ByFigure, "topics")
    search_fields = ("statement",)
    search_help_text = _("Words of the statement or of its quotes; “a phrase”, or, -without.")
    ordering = ("-id",)
    sortable_by = ("article_count",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Without what only searching needs."""
        return super().get_queryset(request).defer("search")

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """Claims that have the words. The last one may be half typed, as it is while one searches
        for a claim to choose, unless a phrase or -without says that the words are meant as they are."""
        if not PLAIN_WORDS.fullmatch(words):
            return queryset.matching(words)
        *whole, last = words.split()
        begun = SearchQuery(
            " & ".join([*whole, f"{last}:*"]), config=SEARCH_CONFIGURATION, search_type="raw"
        )
        return queryset.filter(Q(search=begun) | Q(search=search_query(words)))

    def get_inlines(self, request: HttpRequest, obj: Claim | None) -> Any:
        """A claim that is only being typed has no appearances on record."""
        return self.inlines if obj else self.inlines[1:]

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """A claim that is only being typed has no assessment yet."""
        parts = super().get_fieldsets(request, obj)
        return parts if obj else parts[:1]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Note who found what about an origin."""
        if formset.model is OriginMark and isinstance(request.user, User):
            for row in formset.forms:
                if row.has_changed():
                    row.instance.made_by = request.user
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store what hangs on the claim, and say if words are attributed to nobody."""
        super().save_related(request, form, formsets, change)
        warn_of_nobody(self, request, form.instance)

    @admin.display(description=_("flags"))
    def flag_names(self, claim: Claim) -> str:
        """The flags, by their names."""
        return ", ".join(claim.flag_labels) or EMPTY

    @admin.display(description=_("figure"))
    def figure(self, claim: Claim) -> str:
        """The first figure."""
        return claim.figure_label or EMPTY

    @admin.display(description=_("status"))
    def assessment(self, claim: Claim) -> SafeString:
        """The status, in a word and in a sentence."""
        return format_html("<strong>{}</strong>. {}", claim.get_status_display(), claim.sentence)

    @admin.display(description=_("flags"))
    def flags(self, claim: Claim) -> SafeString | str:
        """Each flag with why it was raised and what would clear it."""
        standing = [
            (flag.get_code_display(), flag.explanation, flag.clears)
            for flag in claim.flags.standing()
        ]
        rows = format_html_join("", "<dt>{}</dt><dd>{}</dd><dd><em>{}</em></dd>", standing)
        return format_html('<dl class="flags">{}</dl>', rows) if standing else EMPTY

    @admin.display(description=_("appearances"))
    def appearances(self, claim: Claim) -> SafeString:
        """How many there are, with a link to all: the page itself shows the first of them."""
        count = claim.appearances.count()
        address = reverse(
            "admin:claims_appearance_changelist", query={"claim__id__exact": claim.pk}
        )
        shown = RecordedAppearanceFormSet.SHOWN
        words = _("the first %(shown)s stand below") % {"shown": shown} if count > shown else ""
        return format_html('<a href="{}">{}</a> {}', address, f"{count:,}", words)


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    """Subjects that claims are filed under."""

    fieldsets = ((None, {"fields": ("name",)}),)
    search_fields = ("name",)
    ordering = ("name",)

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """By a part of the name."""
        return queryset.filter(name__icontains=words)


@admin.register(Decision)
class DecisionAdmin(ViewOnly):
    """What editors decided. Decisions are made on the claim's page of the site."""

    list_display = ("claim", "outcome", "decided_by", "decided_at")
    list_filter = ("outcome",)
    ordering = ("-id",)
    sortable_by = ()
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "claim",
                    ("outcome", "rating"),
                    "reason",
                    "caveat",
                    ("decided_by", "decided_at"),
                    "supersedes",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the claim and who decided."""
        return (
            super()
            .get_queryset(request)
            .select_related("claim", "decided_by")
            .defer("claim__search", "assessment")
        )
