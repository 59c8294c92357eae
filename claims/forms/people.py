"""The forms of the pages about people."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.access import ROLES, Role
from claims.actions.people import accept, give_role, invite
from claims.models import Invitation, User


class RoleField(forms.ModelChoiceField):
    """One of the roles, with what it is for."""

    def __init__(self) -> None:
        super().__init__(
            Group.objects.filter(name__in=[role.value for role in Role]).order_by("pk"),
            label=_("Role"),
            empty_label=_("choose"),
            error_messages={"invalid_choice": _("Choose one of the roles.")},
        )

    def label_from_instance(self, group: Any) -> str:
        term = ROLES[Role(group.name)]
        return f"{term.label}: {term.meaning}"


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = RoleField()

    def invite(self, *, by: User) -> Invitation | None:
        """Invite them, or say at the field why not."""
        try:
            return invite(email=self.cleaned_data["email"], role=self.cleaned_data["role"], by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class RoleForm(forms.Form):
    """What somebody is to be."""

    role = RoleField()

    def give(self, *, person: User, by: User) -> User:
        """Make them that. Raises ValidationError as `give_role` does."""
        return give_role(person=person, role=self.cleaned_data["role"], by=by)


class AcceptForm(forms.Form):
    """The name and the password of a new account."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_(
            "It stands beside what you record and decide. Letters, digits and . _ + - without spaces."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=lazy(password_validators_help_text_html, str, SafeString)(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        """An address may be somebody else's, and then would look like them."""
        name: str = self.cleaned_data["name"]
        if "@" in name:
            raise forms.ValidationError(
                _("Choose a name without @. You can sign in with your e-mail address in any case.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """A password that is typed twice is typed right."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ. Type both again."))
        return data

    def accept(self, *, invitation: Invitation) -> User | None:
        """Make the account, or say at the field why not."""
        data = self.cleaned_data
        try:
            return accept(invitation=invitation, name=data["name"], password=data["password"])
        except ValidationError as error:
            self.add_error(None, error)
            return None
