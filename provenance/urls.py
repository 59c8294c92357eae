"""The addresses of the site: the admin, signing in, and the app's own."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("favicon.ico", RedirectView.as_view(url="/static/icon.svg")),
    path("", include("claims.urls")),
]
