"""People who sign in, and what they may do."""

from django.contrib.auth.models import AbstractUser

from claims.models.rules import tracked


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who works on the record."""


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
