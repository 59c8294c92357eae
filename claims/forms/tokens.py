"""Making a token for the API."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.access import GRANTS, may
from claims.actions.tokens import MOST_DAYS, USUAL_DAYS, make_token
from claims.models import ApiToken, User
from claims.models.typed import words
from claims.vocabulary import SCOPES, Scope


class TokenForm(forms.Form):
    """Which program it is for, what it may do, and how long. Offered is what its person may do."""

    name = forms.CharField(
        label=_("Which program it is for"),
        max_length=100,
        validators=[words],
        help_text=_("The history says so beside your name: “wire importer”, “my notebook”."),
        error_messages={"required": _("Name the program, so that you know later what to revoke.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what it may do. It may never do more than you.")},
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("365 at most. After that it opens nothing, and you make another."),
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        """A form with what this person may do."""
        super().__init__(data, initial={"scopes": [Scope.READ.value]})
        self.person = person
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (scope.value, f"{term.label}: {term.meaning}")
            for scope, term in SCOPES.items()
            if any(may(person, act) for act in GRANTS[scope])
        ]

    def make(self) -> tuple[ApiToken, str] | None:
        """The token and its secret; None, with an error shown, if there may be no more."""
        try:
            return make_token(person=self.person, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None
