"""People who sign in. Their groups are Django's own page."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from claims.admin.forms import Refusable
from claims.admin.recording import Recording
from claims.models import User


class PersonForm(Refusable, UserChangeForm):
    """A person on record."""


class NewPersonForm(Refusable, AdminUserCreationForm):
    """A person who is added."""


@admin.register(User)
class PersonAdmin(Recording, UserAdmin):
    """Django's page for users, its writes noted in the trail."""

    form = PersonForm
    add_form: Any = NewPersonForm
