"""Who has an account, and what they are: invitations, roles, leaving.

Nobody makes themselves an account: an administrator invites an address in a role, and whoever holds the
key of the invitation chooses a name and a password.
"""

import logging
import secrets
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import IntegrityError
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.recording import recording
from claims.models import Invitation, SignIn, User
from claims.models.invitation import LASTS, digest

logger = logging.getLogger(__name__)


def invite(*, email: str, role: Group, by: User) -> Invitation:
    """Invite somebody. The object that is returned has the key; the database does not.

    Raises ValidationError, by the field concerned, if the address has an account or an open invitation.
    """
    email = email.strip().lower()
    with recording(by=by, reason="invitation"):
        if _taken(email):
            raise ValidationError(
                {"email": _("Somebody with this address has an account already.")}
            )
        invited = _("This address is invited already. Send it again from the list of the invited.")
        if Invitation.objects.open().filter(email__iexact=email).exists():
            raise ValidationError({"email": invited})
        try:
            return _with_new_key(Invitation(email=email, role=role, made_by=by))
        except IntegrityError as error:
            raise ValidationError({"email": invited}) from error


def renew(*, invitation: Invitation, by: User) -> Invitation:
    """Give an open invitation a new key and new time. The key before it opens nothing any more."""
    with recording(by=by, reason="invitation sent again"):
        return _with_new_key(_open(invitation))


def revoke(*, invitation: Invitation, by: User) -> Invitation:
    """Take an open invitation back."""
    with recording(by=by, reason="invitation revoked"):
        held = _open(invitation)
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        return held


def send_invitation(*, invitation: Invitation, link: str) -> bool:
    """Send the link to the invited address. Whether the mail server took it; why not is in the log."""
    told = {"invitation": invitation, "link": link}
    try:
        send_mail(
            _("[Provenance] An invitation"),
            render_to_string("claims/invitation_email.txt", told),
            None,
            [invitation.email],
        )
    except (OSError, SMTPException):
        logger.exception("An invitation could not be sent")
        return False
    return True


def accept(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account. It stands in the trail as the doing of whoever gave the role.

    Raises ValidationError for an invitation that is no longer good, and, by the field concerned, for a
    name that is taken and a password that is too weak.
    """
    with recording(by=invitation.made_by, reason="invitation accepted"):
        held = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not held.usable or _taken(held.email):
            raise ValidationError(_("This invitation can no longer be used."), code="over")
        taken = _("Somebody has this name already. Choose another.")
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError({"name": taken})
        user = User(username=name, email=held.email)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
        user.set_password(password)
        try:
            user.save()
        except IntegrityError as error:
            raise ValidationError({"name": taken}) from error
        user.groups.add(held.role)
        # The link came to this address, or by way of an administrator who vouches for it.
        EmailAddress.objects.create(user=user, email=held.email, verified=True, primary=True)
        held.accepted_at = timezone.now()
        held.save(update_fields=["accepted_at"])
        return user


def give_role(*, person: User, role: Group, by: User) -> User:
    """Make somebody this, and nothing else. Raises ValidationError for oneself: an administrator who
    ceases to be one by mistake may have been the last."""
    _refuse_self(person, by)
    if person.is_superuser:
        raise ValidationError(
            _(
                "This account was made on the command line and may do everything. Take that from it first."
            )
        )
    with recording(by=by, reason="role given"):
        person.groups.set([role])
        return person


def set_active(*, person: User, active: bool, by: User) -> User:
    """Let somebody in again, or shut them out at once; what they did stays theirs."""
    _refuse_self(person, by)
    with recording(by=by, reason="let in again" if active else "shut out"):
        person.is_active = active
        person.save(update_fields=["is_active"])
        if not active:
            _end_sessions(person, by)
        return person


def end_sessions(*, person: User, by: User) -> User:
    """Sign somebody out everywhere."""
    with recording(by=by, reason="signed out everywhere"):
        _end_sessions(person, by)
        return person


def remove_factors(*, person: User, by: User) -> User:
    """Take away the second factors of somebody who has lost them, and sign them out everywhere. The
    password alone lets them in again, and passkeys no longer do."""
    _refuse_self(person, by)
    with recording(by=by, reason="second factors removed"):
        Authenticator.objects.filter(user=person).delete()
        SignIn.objects.create(
            user=person, kind=SignIn.Kind.FACTOR_REMOVED, detail="all of them", by=by
        )
        _end_sessions(person, by)
        return person


def _end_sessions(person: User, by: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
    SignIn.objects.create(user=person, kind=SignIn.Kind.SESSIONS_ENDED, detail="all of them", by=by)


def _refuse_self(person: User, by: User) -> None:
    if person.pk == by.pk:
        raise ValidationError(_("Another administrator has to do this to your own account."))


def _open(invitation: Invitation) -> Invitation:
    """The invitation as it is now; nobody else changes it until this is over."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.accepted_at or held.revoked_at:
        raise ValidationError(_("This invitation has been accepted or revoked in the meantime."))
    return held


def _with_new_key(invitation: Invitation) -> Invitation:
    invitation.key = secrets.token_urlsafe(32)
    invitation.key_digest = digest(invitation.key)
    invitation.expires_at = timezone.now() + LASTS
    invitation.save()
    return invitation


def _taken(email: str) -> bool:
    """Whether an account has this address, or has asked to change to it and confirmed it."""
    return (
        User.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(Q(verified=True) | Q(primary=True), email=email).exists()
    )
