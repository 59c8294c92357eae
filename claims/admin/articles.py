"""Articles, what they copy and what became of them; what was captured of them."""

import re
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from claims.actions.articles import store_snapshot
from claims.actions.directing import direct_again
from claims.admin.appearances import snapshots
from claims.admin.forms import ArticleForm, CorrectionForm, DerivationFormSet
from claims.admin.recording import EMPTY, RecordAdmin, StackedRows, TabularRows, ViewOnly
from claims.admin.spreadsheets import ARTICLES, Exported
from claims.models import Appearance, Article, Correction, Derivation, Snapshot, User

BREAK = mark_safe("<br>")
ADDRESS = re.compile(r"\S+[./]\S+")


def articles_like(term: str) -> QuerySet[Article]:
    """Articles by what somebody remembers: an address, or words of the title or the opening."""
    if ADDRESS.fullmatch(term):
        return Article.objects.filter(Q(url__icontains=term) | Q(title__icontains=term))
    return Article.objects.named_like(term)


def may_capture(request: HttpRequest) -> bool:
    """Whether this person may add a capture."""
    return request.user.has_perm("claims.add_snapshot")


class Derivations(TabularRows):
    """What the article derives from, on its page."""

    model = Derivation
    fk_name = "article"
    formset = DerivationFormSet
    fields = ("based_on", "kind")
    autocomplete_fields = ("based_on",)
    named_with = ("article", "based_on")
    verbose_name_plural = _("copies, rewrites and translations: what this article derives from")


class Corrections(StackedRows):
    """What became of the article, on its page."""

    model = Correction
    form = CorrectionForm
    fieldsets = ((None, {"fields": (("kind", "published_on"), "text", "url")}),)
    named_with = ("article",)
    verbose_name_plural = _("corrections and retractions")


@admin.register(Article)
class ArticleAdmin(Exported, RecordAdmin):
    """An article, and the texts that quotes are taken from."""

    sheet = ARTICLES
    form = ArticleForm
    autocomplete_fields = ("publisher",)
    inlines = (Derivations, Corrections)
    readonly_fields = ("captures", "quotes")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "publisher",
                    "url",
                    "byline",
                    ("published_on", "language"),
                    "external_id",
                )
            },
        ),
        (_("What is captured of it"), {"fields": ("captures", "quotes")}),
        (_("Add an excerpt"), {"fields": ("excerpt", "extent")}),
    )
    list_display = ("label", "publisher", "published_on", "language")
    list_select_related = ("publisher",)
    list_filter = ("published_on", "corrections__kind")
    search_fields = ("title",)
    search_help_text = _("Words of the title, the opening words, or the address.")
    ordering = ("-id",)
    sortable_by = ()

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """By title, opening words or address."""
        return queryset.filter(pk__in=articles_like(words))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Nothing is captured of an article that is only being typed; nobody adds an excerpt who may
        not."""
        about, captured, excerpt = super().get_fieldsets(request, obj)
        edits = may_capture(request) and (obj is None or self.has_change_permission(request, obj))
        return [about, *([captured] if obj else []), *([excerpt] if edits else [])]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """With what this person may fill in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if not may_capture(request):
            del form.base_fields["excerpt"], form.base_fields["extent"]
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the pasted excerpt as a capture, too, and see which way what looks copied goes now."""
        super().save_related(request, form, formsets, change)
        if change and {"published_on", "publisher"} & {*form.changed_data}:
            direct_again(article=form.instance, by=None)
        if text := form.cleaned_data.get("excerpt"):
            store_snapshot(
                article=form.instance,
                content=text.encode(),
                text=text,
                extent=form.cleaned_data["extent"],
                method=Snapshot.Method.PASTED,
                media_type="text/plain; charset=utf-8",
                by=request.user if isinstance(request.user, User) else None,
                reason=form.cleaned_data["why"],
            )
            words = _("The excerpt is captured. Quotes can now be taken from it.")
            self.message_user(request, str(words), messages.SUCCESS)

    @admin.display(description=_("article"))
    def label(self, article: Article) -> str:
        """The title, or the opening words."""
        return article.label

    @admin.display(description=_("captures"))
    def captures(self, article: Article) -> Any:
        """Each capture, with a link to its text."""
        found = snapshots().filter(article=article).order_by("-captured_at", "-pk")
        rows = [
            (reverse("admin:claims_snapshot_change", args=[capture.pk]), str(capture))
            for capture in found
        ]
        listed = format_html_join(BREAK, '<a href="{}">{}</a>', rows)
        return listed or _("None yet: add an excerpt below.")

    @admin.display(description=_("quotes taken from it"))
    def quotes(self, article: Article) -> int:
        """How many appearances rest on it."""
        return Appearance.objects.filter(snapshot__article=article).count()


@admin.register(Snapshot)
class SnapshotAdmin(ViewOnly):
    """What was captured. A capture never changes; a new one is added on the article's page."""

    list_display = ("article", "extent", "method", "captured_at", "captured_by")
    list_filter = ("extent", "method")
    search_fields = ("article__title",)
    search_help_text = ArticleAdmin.search_help_text
    ordering = ("-id",)
    sortable_by = ()
    fieldsets = (
        (None, {"fields": ("article", "extent", "method", "captured_at", "captured_by", "words")}),
        (
            _("What proves it"),
            {"fields": ("sha256", "size", "media_type", "text_sha256", "revision_of")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what their names show, without their texts."""
        found = super().get_queryset(request).select_related("article", "captured_by")
        return found.defer("text")

    def found_by(self, queryset: Any, words: str) -> QuerySet:
        """By the title, opening words or address of the article."""
        return queryset.filter(article__in=articles_like(words))

    @admin.display(description=_("text"))
    def words(self, snapshot: Snapshot) -> SafeString:
        """The text as it was captured, to copy quotes from."""
        return format_html('<div class="passage">{}</div>', snapshot.text or EMPTY)
