"""Secrets, and the headers by which a receiver knows who sent a message, and when."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from secrets import token_bytes

from standardwebhooks import Webhook

PREFIX = "whsec_"
SIZE = 32  # bytes of a secret; the specification asks for 24 to 64


def fresh_secret() -> str:
    """A secret that nobody can guess, in the form in which libraries of receivers take it."""
    return PREFIX + b64encode(token_bytes(SIZE)).decode()


def headers(message: str, at: datetime, body: str, secrets: Sequence[str]) -> dict[str, str]:
    """What goes with a body: its id, the time (UTC) of this attempt, and one signature for each secret
    that holds."""
    signed = (Webhook(secret).sign(message, at, body) for secret in secrets)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }
