"""Rows by many keys at once.

`filter(claim__among=keys)` is `claim_id = ANY (array)`: one parameter, however many keys. `__in` has one for
each, and with a thousand of them reading the statement takes longer than finding the rows.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models


def array(keys: Iterable[int]) -> str:
    """Numbers as PostgreSQL writes an array. The driver would write the same from a list, one by one: with
    hundreds of numbers that takes longer than finding the rows."""
    return f"{{{','.join(map(str, map(int, keys)))}}}"


@models.ForeignObject.register_lookup  # which has its own, apart from those of other fields
@models.Field.register_lookup
class Among(models.Lookup):
    """The field, which holds a number, is one of these."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        """The keys, as an array."""
        return array(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The condition."""
        field, values = self.process_lhs(compiler, connection)
        return f"{field} = ANY (%s::bigint[])", (*values, self.rhs)


@models.CharField.register_lookup
class AmongWords(models.Lookup):
    """The field is one of these texts; an empty one is passed over. That is said to PostgreSQL too: an index
    of the rows where the field is not empty (each external id, each address) serves only a question of which
    PostgreSQL knows that, and from more than a hundred texts it does not see it."""

    lookup_name = "among_words"

    def get_prep_lookup(self) -> Any:
        """The texts, as a list."""
        return [str(text) for text in self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The condition."""
        field, values = self.process_lhs(compiler, connection)
        condition = f"({field} = ANY (%s::text[]) AND NOT {field} = '')"
        return condition, (*values, self.rhs, *values)
