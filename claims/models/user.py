"""People who sign in, and what they may do."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from claims.models.rules import tracked


@tracked(exclude=["password", "last_login", "digested_on"])
class User(AbstractUser):
    """A person who works on the record. Names and addresses are each one person's, however written:
    people sign in with either."""

    class Meta(AbstractUser.Meta):
        constraints = [
            UniqueConstraint(
                Lower("username"),
                name="user_name_once",
                violation_error_message=_("Somebody has this name already. Choose another."),
            ),
            UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("Somebody with this address has an account already."),
            ),
        ]

    digest = models.BooleanField(
        _("daily mail"),
        default=True,
        db_default=True,
        help_text=_("Of what is assigned, went stale, or names them."),
    )
    digested_on = models.DateField(null=True, blank=True, editable=False)


# The tables that Django makes, named so that the trail covers them.


@tracked(obj_field=None)
class UserGroup(User.groups.through):  # type: ignore[name-defined]
    """A person in a group."""

    class Meta:
        proxy = True


@tracked(obj_field=None)
class UserPermission(User.user_permissions.through):  # type: ignore[name-defined]
    """A person with a permission of their own."""

    class Meta:
        proxy = True
