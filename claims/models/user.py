"""People who sign in."""

import pghistory
from django.contrib.auth.models import AbstractUser


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who works on the record."""
