"""Notes on claims, and who is named in them."""

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import mentions
from claims.access import Role
from claims.actions.recording import recording
from claims.models import Claim, Mention, Note, User
from claims.models.note import MOST_CHARACTERS
from claims.typed import says


def write_note(*, claim: Claim, text: str, by: User) -> Note:
    """Write a note, and remember whom it names. Raises ValidationError for one that is empty or too
    long."""
    refuse_length(text)
    with recording(by=by):
        note = Note.objects.create(claim=claim, text=text, written_by=by)
        people = [Mention(note=note, person=person) for person in named_in(text)]
        Mention.objects.bulk_create(people)
        return note


def refuse_length(text: str) -> None:
    """Raise ValidationError for a note that says nothing, or is too long to be one."""
    if not says(text):
        raise ValidationError(_("Write something first."))
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _(
                "This note has %(length)s characters; a note holds %(most)s. Shorten it, or write two. "
                "Nothing of it is lost."
            )
            % {"length": f"{len(text):,}", "most": f"{MOST_CHARACTERS:,}"}
        )


def named_in(text: str) -> QuerySet[User]:
    """The people whom a text names: those who are here and have a role."""
    roles = Group.objects.filter(user=OuterRef("pk"), name__in=[role.value for role in Role])
    people = User.objects.filter(Q(is_superuser=True) | Exists(roles), is_active=True)
    spelled = people.annotate(spelled=Lower("username"))
    return spelled.filter(spelled__in=mentions.names(text)).order_by("pk")


def withdraw_note(*, note: Note, by: User) -> Note:
    """Take a note back: its words are no longer shown. Raises ValidationError for another's note."""
    if note.written_by_id != by.pk:
        raise ValidationError(_("Only its author withdraws a note."))
    with recording(by=by):
        Note.objects.filter(pk=note.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
        note.refresh_from_db()
        return note
