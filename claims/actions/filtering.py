"""Filters of the queue that people keep."""

from claims.actions.recording import recording
from claims.models import SavedFilter, User


def save_filter(*, owner: User, name: str, query: str) -> SavedFilter:
    """Keep a filter under a name; one of that name is replaced. The query has been validated."""
    with recording(by=owner, reason="filter saved"):
        kept, _made = SavedFilter.objects.update_or_create(
            owner=owner, name=name, defaults={"query": query}
        )
        return kept


def rename_filter(*, kept: SavedFilter, name: str, by: User) -> SavedFilter:
    """Give it another name. Raises IntegrityError if its owner has one of that name."""
    with recording(by=by, reason="filter renamed"):
        kept.name = name
        kept.save(update_fields=["name"])
        return kept


def delete_filter(*, kept: SavedFilter, by: User) -> None:
    """Forget it."""
    with recording(by=by, reason="filter deleted"):
        kept.delete()
