"""What every page of the admin that writes has in common."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError, connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join

from claims.actions.recording import recording
from claims.admin.choices import KnownAutocomplete, KnownChoiceField
from claims.admin.forms import RecordForm, Refusable, RowForm, RowFormSet
from claims.models import Source, User
from claims.refusals import Refusal, refusal

EMPTY = "—"
NAMED = 5  # of what keeps a record from being removed, so many are named
# An address that was typed without its beginning.
HTTPS: Any = {models.URLField: {"assume_scheme": "https"}}


class Recording(admin.ModelAdmin):
    """Whatever a page writes is one entry of the trail, with who and why, and the claims that it bears
    on are assessed again. What PostgreSQL refuses is told on the page, with all that was typed."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of one record, new or old."""

        def page() -> Any:
            return super(Recording, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        def again(refused: Refusal) -> Any:
            request.META[REFUSED] = refused
            return page()

        return self._written(request, page, again)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The page that asks before a record is removed."""
        return self._written(
            request,
            lambda: super(Recording, self).delete_view(request, object_id, extra_context),
            lambda refused: self._back(request, refused),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The list, and what is done to several records at once."""
        return self._written(
            request,
            lambda: super(Recording, self).changelist_view(request, extra_context),
            lambda refused: self._back(request, refused),
        )

    def _written(
        self,
        request: HttpRequest,
        page: Callable[[], Any],
        refused: Callable[[Refusal], Any],
    ) -> Any:
        if request.method != "POST":
            return page()
        by = request.user if isinstance(request.user, User) else None
        try:
            with recording(by=by, reason=plain(request.POST.get("why", ""))):
                return page()
        except IntegrityError as error:
            return refused(refusal(error))

    def _back(self, request: HttpRequest, refused: Refusal) -> HttpResponse:
        self.message_user(request, str(refused.words), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, which says so when PostgreSQL has just refused it."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, Refusable):
            form.refused = request.META.get(REFUSED)
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the rows too, and have PostgreSQL look at all of it before we say that it is saved."""
        super().save_related(request, form, formsets, change)
        connection.check_constraints()

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Remove one record."""
        super().delete_model(request, obj)
        connection.check_constraints()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Remove several records."""
        super().delete_queryset(request, queryset)
        connection.check_constraints()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What removing the records would take with it; if something needs them, how much that is:
        a source may be named ten thousand times, and nobody reads such a list."""
        needed = needed_by(list(objs))
        if needed:
            return [], {}, set(), needed
        return super().get_deleted_objects(objs, request)


# Where a request keeps the refusal while its page is made again. No client can send this header.
REFUSED = "claims.admin.refused"


class RecordAdmin(Recording):
    """A concept of the record: its page asks why, and its lists stay quick."""

    form = RecordForm
    show_full_result_count = False
    list_per_page = 50
    empty_value_display = EMPTY

    formfield_overrides = HTTPS
    show_facets = admin.ShowFacets.NEVER

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The record; while it is being saved nobody else saves it, nor what hangs on its claim."""
        if request.method == "POST" and object_id.isdecimal():
            self.hold(int(object_id))
        return super().get_object(request, object_id, from_field)

    def hold(self, key: int) -> None:
        """Wait for whoever is saving the same, and make others wait."""
        held = self.model._default_manager.select_for_update(no_key=True)
        list(held.filter(pk=key).values_list("pk"))

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """What the list shows, and what a select suggests, for words that somebody typed."""
        words = plain(search_term)
        return (self.found_by(queryset, words) if words else queryset), False

    def found_by(self, queryset: Any, words: str) -> Any:
        """The records that the words find; there is at least one word."""
        return queryset

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The field of a form, without a way to delete for good what one only means to unselect."""
        return only_choose(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A select of sources says of each what it is."""
        if db_field.related_model is Source:
            kwargs.setdefault("form_class", KnownChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ViewOnly(RecordAdmin):
    """A concept that is written once, elsewhere, and never changes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds it here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes it."""
        return False


class Rows(admin.options.InlineModelAdmin):
    """Inline rows that stay cheap however many there are."""

    form = RowForm
    formset = RowFormSet
    formfield_overrides = HTTPS
    extra = 0
    named_with: tuple[str, ...] = ()  # the relations that the name of a row is made of

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the version of each row, for those who may change it."""
        parts = list(super().get_fieldsets(request, obj))
        if obj and self.has_change_permission(request, obj):
            name, options = parts[0]
            parts[0] = (name, {**options, "fields": (*options["fields"], "version")})
        return parts

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """The rows, with what their names are made of."""
        found = super().get_queryset(request)
        return found.select_related(*self.named_with) if self.named_with else found

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """As on the page itself."""
        return only_choose(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Selects that share one look-up."""
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("form_class", KnownChoiceField)
            kwargs.setdefault("widget", KnownAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class TabularRows(Rows, admin.TabularInline):
    """Rows as a table."""


class StackedRows(Rows, admin.StackedInline):
    """Rows one below the other, for what is too wide for a table."""


def plain(typed: str) -> str:
    """What was typed, without space around it and the one character that PostgreSQL cannot hold."""
    return typed.replace("\0", "").strip()


def only_choose(field: Any) -> Any:
    """The field, whose select no longer offers to delete the record that is chosen in it."""
    if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
    return field


def needed_by(records: Iterable[models.Model]) -> list[str]:
    """What keeps the records from being removed: "3 articles: …", the first few with links."""
    records = list(records)
    if not records:
        return []
    relations: Iterable[Any] = records[0]._meta.get_fields(include_hidden=True)
    return [
        needed
        for relation in relations
        if getattr(relation, "on_delete", None) is models.PROTECT
        and (needed := _pointing(relation, records))
    ]


def _pointing(relation: Any, records: list[models.Model]) -> str:
    """How many rows hold on to the records by this relation; empty if none does."""
    model = relation.related_model
    count = model._base_manager.filter(**{f"{relation.field.name}__in": records}).count()
    if not count:
        return ""
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    rows = model._base_manager.filter(**{f"{relation.field.name}__in": records}).order_by("pk")
    links = {found for row in rows[:NAMED] if (found := _found_at(row))}
    if not links:
        return f"{count:,} {name}"
    listed = format_html_join(", ", '<a href="{}">{}</a>', sorted(links))
    more = " …" if count > NAMED else ""
    return format_html("{} {}: {}{}", f"{count:,}", name, listed, more)


def _found_at(row: Any) -> tuple[str, str] | None:
    """Where somebody finds the row, and what that is called: the page of its claim, if it has one."""
    record = getattr(row, "claim", None) or getattr(getattr(row, "appearance", None), "claim", None)
    record = record or row
    if not hasattr(record, "get_absolute_url"):
        return None
    label = str(getattr(record, "label", record))
    return record.get_absolute_url(), label
