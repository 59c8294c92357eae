"""Sources and their owners."""

from claims.actions.recording import recording
from claims.models import Source, User


def record_source(
    *,
    name: str,
    kind: str,
    by: User | None,
    owner: Source | None = None,
    host: str = "",
    description: str = "",
    external_id: str = "",
    reason: str = "",
) -> Source:
    """Record a source."""
    with recording(by=by, reason=reason):
        return Source.objects.create(
            name=name,
            kind=kind,
            owner=owner,
            host=host,
            description=description,
            external_id=external_id,
        )


def set_owner(*, source: Source, owner: Source | None, by: User | None, reason: str = "") -> Source:
    """Record that a source belongs to another, or to none. Claims that rest on it are assessed again.

    Raises IntegrityError if the source would own itself, directly or through others.
    """
    with recording(by=by, reason=reason):
        source.owner = owner
        source.save(update_fields=["owner"])
        return source
