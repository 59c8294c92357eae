"""What differs from allauth as it comes: nobody signs up, and messages say what to do next."""

import logging
from base64 import b32encode
from secrets import token_bytes
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import SignIn
from claims.sealing import box
from claims.signing_in import note

logger = logging.getLogger(__name__)

NO_MATCH = _(
    "This name or address and this password do not belong together. Check both, or set a new password."
)


WRONG_CODE = _("This code is not right, or no longer. Wait for the next one and type that.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations (`claims.actions.people`), which have a page of their own."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "incorrect_password": _("This is not your password. Type it again."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": _(
            "Too many attempts failed. Wait five minutes and try again, or use a passkey."
        ),
        "rate_limited": _("That was too often in a short time. Wait a minute and try again."),
        "email_taken": _("This address belongs to somebody's account already. Use another one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it; where the mail server does not take it, say so instead of failing the page. What
        is said is the same whether or not the address belongs to an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("An e-mail could not be sent")
            messages.error(
                self.request,
                _(
                    "The e-mail could not be sent. Tell an administrator that the mail server fails."
                ),
            )


class FactorsAdapter(DefaultMFAAdapter):
    """Second factors, with messages that say what to do next, and secrets that a copy of the database
    alone does not give away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "add_email_blocked": _(
            "Remove your second factors first, change the address, and add them again: who learns your "
            "password is not to change where a forgotten one is sent."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return ENCRYPTED + box(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that was stored before secrets were encrypted is as it is.

        One that no key opens becomes one that nobody knows, so that no code fits it: the factor lets
        nobody in until an administrator has removed it.
        """
        if not encrypted_text.startswith(ENCRYPTED):
            return encrypted_text
        try:
            return box(PURPOSE).decrypt(encrypted_text.removeprefix(ENCRYPTED)).decode()
        except InvalidToken:
            logger.error("A second factor was stored under another secret key and cannot be used")
            return b32encode(token_bytes(20)).decode()


ENCRYPTED = "fernet:"  # no secret of allauth's begins so: they are base32 or hexadecimal

PURPOSE = "second factors"  # part of the key under which they are stored


class SignInForm(LoginForm):
    """The form of the sign-in page, with a label that says what both fields take."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Ending sessions, noted in the trail of the account."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """End them; one's own, from the page that lists them."""
        super().end_sessions(sessions)
        if sessions:
            note(
                self.request,
                SignIn.Kind.SESSIONS_ENDED,
                self.request.user,
                f"{len(sessions)} of their own",
            )
