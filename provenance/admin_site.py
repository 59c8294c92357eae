"""The admin's own site: what it is called, and who may open it."""

from functools import wraps
from typing import Any

from allauth.account.views import logout
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.access import Act, may
from claims.busy import SIGNED_OUT, busy
from claims.models import Source


class Suggestions(AutocompleteJsonView):
    """What a select offers as one types: of a source also what it is."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """One of the records."""
        found = super().serialize_result(obj, to_field_name)
        return {**found, "text": obj.with_kind} if isinstance(obj, Source) else found


class DataEntrySite(AdminSite):
    """The admin, for those who enter data. What each of them may do to which records says the table in
    `claims.access`, or Django's permissions where somebody was given some."""

    site_header = _("Provenance: data entry")
    site_title = _("Provenance")
    index_title = _("The record")
    enable_nav_sidebar = False  # templates/admin/base_site.html has links in its place

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may open the admin at all."""
        return super().has_permission(request) or may(request.user, Act.ENTER_DATA)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the admin. If somebody who is signed out sends a form, what they typed is kept."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not request.user.is_authenticated:
                return busy(request, SIGNED_OUT)
            return inner(request, *args, **kwargs)

        return kept

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The site's own sign-in, which knows of second factors and limits. Whoever is signed in and
        is sent here all the same may not open the admin."""
        wanted = request.GET.get("next") or self._index()
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect(self._index())

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The site's own sign-out."""
        return logout(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The site's own page for it, which asks for the password first."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """What the selects of this site offer."""
        return Suggestions.as_view(admin_site=self)(request)

    def _index(self) -> str:
        return reverse("admin:index", current_app=self.name)
