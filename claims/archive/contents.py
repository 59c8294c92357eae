"""What of the database goes into an export, what stays behind, and why.

Every model of the project stands here once; a test holds that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model

# Rows that migrations make in an empty database. Those of the export take their place, so that what
# points at them by number still does.
MADE_BY_MIGRATIONS = ("contenttypes.ContentType", "auth.Permission", "auth.Group")

EXPORTED = (
    *MADE_BY_MIGRATIONS,
    # People: names, addresses and roles, since the record points at them; how they sign in is below.
    "claims.User",
    "claims.User_groups",
    "claims.User_user_permissions",
    "account.EmailAddress",
    "claims.Invitation",
    "claims.SignIn",
    "claims.SavedFilter",
    # What is captured.
    "claims.Source",
    "claims.Article",
    "claims.Derivation",
    "claims.Correction",
    "claims.Snapshot",
    "claims.Capture",
    "claims.CaptureAttempt",
    "claims.CaptureResult",
    "claims.CopyProposal",
    # What is claimed, and by whom.
    "claims.Topic",
    "claims.Claim",
    "claims.Claim_topics",
    "claims.Appearance",
    "claims.Anchoring",
    "claims.Attribution",
    "claims.Measure",
    "claims.Figure",
    "claims.Comparison",
    "claims.DismissedSuggestion",
    # What editors made of it.
    "claims.Flag",
    "claims.OriginMark",
    "claims.Decision",
    "claims.SignOff",
    "claims.Note",
    "claims.Mention",
    "claims.CaptureRequest",
    "claims.Merge",
    "claims.Touched",
    # The trail.
    "pghistory.Context",
    "claims.AppearanceEvent",
    "claims.ArticleEvent",
    "claims.AttributionEvent",
    "claims.CaptureRequestEvent",
    "claims.ClaimEvent",
    "claims.ClaimTopicEvent",
    "claims.ComparisonEvent",
    "claims.CopyProposalEvent",
    "claims.CorrectionEvent",
    "claims.DecisionEvent",
    "claims.DerivationEvent",
    "claims.DismissedSuggestionEvent",
    "claims.FigureEvent",
    "claims.InvitationEvent",
    "claims.MeasureEvent",
    "claims.NoteEvent",
    "claims.OriginMarkEvent",
    "claims.SavedFilterEvent",
    "claims.SignOffEvent",
    "claims.SnapshotEvent",
    "claims.SourceEvent",
    "claims.TopicEvent",
    "claims.UserEvent",
    "claims.UserGroupEvent",
    "claims.UserPermissionEvent",
    "admin.LogEntry",
)

_LETS_IN = "Lets somebody in: each person gets a new one on the new site."
_DRAFT = "Nobody's business but its author's (docs/adr/0015)."
_OUTWARD = "Other systems are told by one site; the new one makes secrets of its own with them."
_JOB = "Work under way, which the new site asks for anew."

LEFT_OUT = {
    "mfa.Authenticator": _LETS_IN,
    "sessions.Session": _LETS_IN,
    "usersessions.UserSession": _LETS_IN,
    "account.EmailConfirmation": _LETS_IN,
    "claims.FeedToken": _LETS_IN,
    "claims.FeedTokenEvent": "The trail of feed tokens, which stay behind.",
    "auth.Group_permissions": "What a role may do stands in claims/access.py.",
    "claims.ApiToken": _LETS_IN,
    "claims.ApiTokenEvent": "The trail of API tokens, which stay behind.",
    "claims.ApiAnswer": "What the API keeps for a day, for a request that is sent twice.",
    "claims.ApiUse": "How often the API was asked in the last minutes.",
    "claims.Webhook": _OUTWARD,
    "claims.WebhookEvent": _OUTWARD,
    "claims.WebhookSecret": _OUTWARD,
    "claims.WebhookSecretEvent": _OUTWARD,
    "claims.Delivery": _OUTWARD,
    "claims.Draft": _DRAFT,
    "claims.Draft_readers": _DRAFT,
    "claims.Drawn": "Made again when its claim is assessed, as by manage.py assess --all.",
    "claims.ClaimVector": "Made again by workers, or by manage.py embed.",
    "claims.Fingerprint": "Made again by manage.py find_copies --all.",
    "claims.CopyCheck": "Made again by manage.py find_copies --all.",
    "claims.ImportRun": "What it recorded is in the trail; its file is thrown away in time.",
    "claims.ImportRow": "What it recorded is in the trail; its file is thrown away in time.",
    "claims.KeptTally": "Counted again by workers.",
    "claims.Progress": _JOB,
    "claims.SuggestionList": "Ranked again when its article is read.",
    "procrastinate.ProcrastinateJob": _JOB,
    "procrastinate.ProcrastinateEvent": _JOB,
    "procrastinate.ProcrastinateWorker": _JOB,
    "procrastinate.ProcrastinatePeriodicDefer": _JOB,
    "pghistory.Events": "No table: a view of the trail.",
}

# Columns that stay behind, with what stands in their place, in SQL; None: nothing, it is made again.
INSTEAD: dict[tuple[str, str], str | None] = {
    ("claims.User", "password"): "'!'",  # nobody signs in with it
    ("claims.Invitation", "key_digest"): "'-' || id",  # no key opens it
    ("claims.Claim", "search"): None,
}

# Fields with the names of stored files.
FILES = (("claims.Snapshot", "file"), ("claims.Capture", "file"))


@dataclass(frozen=True)
class Exported:
    """A table of the export."""

    model: type[Model]

    @property
    def name(self) -> str:
        """The table's name in the database, and its file's."""
        return self.model._meta.db_table

    @property
    def path(self) -> str:
        """Where its rows are in the folder."""
        return f"tables/{self.name}.jsonl"

    @property
    def key(self) -> str:
        """The column of its primary key."""
        return str(self.model._meta.pk.column)

    @property
    def columns(self) -> dict[str, str]:
        """The columns that are exported, each with the SQL of its value."""
        label = self.model._meta.label
        values = {str(field.column): self._value(label, field) for field in self._fields()}
        return {column: value for column, value in values.items() if value is not None}

    def _fields(self) -> Iterator[Field]:
        return (field for field in self.model._meta.concrete_fields if field.column)

    def _value(self, label: str, field: Field) -> str | None:
        return INSTEAD.get((label, field.name), f'"{field.column}"')


def tables() -> list[Exported]:
    """The tables of an export, in its order."""
    return [Exported(apps.get_model(label)) for label in EXPORTED]
