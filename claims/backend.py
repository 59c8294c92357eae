"""Who signs in, and how roles turn into the permissions that the admin asks for."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model

from claims.access import DATA, Person, person, roles_of


class RoleBackend(AuthenticationBackend):
    """Signs people in by name or e-mail address, and reads what a group may do from `claims.access`,
    not from the database: the table in the code is the only one."""

    def get_user(self, user_id: int) -> Any | None:
        """Whose session it is, with their roles; None if they are not there or may not sign in any more."""
        found = person(int(user_id))
        return found if found and self.user_can_authenticate(found) else None

    def get_group_permissions(self, user_obj: Person, obj: Model | None = None) -> set[str]:
        """The permissions that somebody's roles bring, as Django names them."""
        if obj is not None:
            return set()
        return {name for role in roles_of(user_obj) for name in DATA[role]}
