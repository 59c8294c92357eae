"""People who sign in."""

from django.contrib.auth.models import AbstractUser

from claims.models.rules import tracked


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who works on the record."""
