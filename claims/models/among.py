"""Rows by many keys at once.

`filter(claim__among=keys)` is `claim_id = ANY (array)`: one parameter, however many keys. `__in` has one for
each, and with a thousand of them reading the statement takes longer than finding the rows.
"""

from typing import Any

from django.db import models


@models.ForeignObject.register_lookup  # which has its own, apart from those of other fields
@models.Field.register_lookup
class Among(models.Lookup):
    """The field, which holds a number, is one of these."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        """The keys, as a list."""
        return [int(key) for key in self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The condition."""
        field, values = self.process_lhs(compiler, connection)
        return f"{field} = ANY (%s::bigint[])", (*values, self.rhs)
