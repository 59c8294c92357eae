"""The addresses of the site: the admin, signing in, the API, and the app's own."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("favicon.ico", RedirectView.as_view(url="/static/icon.svg")),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.urls")),
]

# For programs every error is a problem; for people it is a page.
handler400 = "claims.problems.page_of_400"
handler403 = "claims.problems.page_of_403"
handler404 = "claims.problems.page_of_404"
handler500 = "claims.busy.page_of_500"
