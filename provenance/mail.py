"""How e-mails leave, as Django is told of it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORM = "smtp+tls://name:password@host:587"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class Mail:
    """Django's settings for e-mail; without a host they are printed."""

    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


def from_url(url: str) -> Mail:
    """The settings for the server at `url`. No message repeats it: it holds a password."""
    if not url:
        return Mail()
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        parts, port, host = urlsplit(""), None, None
    if parts.scheme not in PORTS or not host:
        raise ImproperlyConfigured(
            f"PROVENANCE_EMAIL_URL must name a mail server, as {FORM} (or smtps://, or smtp:// for one "
            "that is not encrypted), special characters percent-encoded."
        )
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=host,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )
