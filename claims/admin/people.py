"""People who sign in. Their groups are Django's own page; how they sign in is for their own account's
pages alone, since it holds secrets."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from claims.admin.forms import Refusable
from claims.admin.recording import Recording
from claims.models import SignIn, User

admin.site.unregister([Authenticator, EmailAddress, UserSession])


class PersonForm(Refusable, UserChangeForm):
    """A person on record."""

    def clean_username(self) -> str:
        """Names that differ by case alone are one name."""
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(User._meta.get_field("username").error_messages["unique"])
        return name


class NewPersonForm(Refusable, AdminUserCreationForm):
    """A person who is added."""


@admin.register(User)
class PersonAdmin(Recording, UserAdmin):
    """Django's page for users, its writes noted in the trail."""

    form = PersonForm
    add_form: Any = NewPersonForm

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Django's page that sets another's password. Whoever does so could sign in as them, so it is
        noted in the trail of that account."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            assert isinstance(request.user, User)
            SignIn.objects.create(
                user_id=int(id), kind=SignIn.Kind.PASSWORD_CHANGED, by=request.user
            )
        return response
