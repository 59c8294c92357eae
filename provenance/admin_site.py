"""The admin's own site: what it is called, and who may open it."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.access import may_enter_data


class DataEntrySite(AdminSite):
    """The admin, for those who enter data. What each of them may do to which records says the table in
    `claims.access`, or Django's permissions where somebody was given some."""

    site_header = _("Provenance: data entry")
    site_title = _("Provenance")
    index_title = _("The record")
    enable_nav_sidebar = False  # templates/admin/base_site.html has links in its place

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may open the admin at all."""
        return super().has_permission(request) or may_enter_data(request.user)
