"""What a site must have set before it serves anybody: `PROVENANCE_PRODUCTION=1` refuses to start without it.

Each fault is told in one sentence, and all of them at once. None repeats a value: some are secret.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

SHORTEST_KEY = 50  # characters, as Django's own check has it
FEWEST_CHARACTERS = 5  # different ones in a key
SHORTEST_TOKEN = 20
OWN_NOTHING = ("application", "worker")  # what runs for as long as the site does (PROVENANCE_AS)
MADE = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether this is a site that others rely on."""
    return environment.get("PROVENANCE_PRODUCTION") == "1"


def refusal(environment: Mapping[str, str]) -> str | None:
    """Why the site does not start, or None if it may."""
    if not wanted(environment):
        return None
    found = list(faults(environment))
    if not found:
        return None
    told = "\n".join(f"- {fault}" for fault in found)
    return (
        f"Provenance does not start with PROVENANCE_PRODUCTION=1 until this is put right:\n{told}"
    )


def faults(environment: Mapping[str, str]) -> Iterator[str]:
    """What is missing or weak."""
    yield from _secrets(environment)
    yield from _addresses(environment)
    yield from _database(environment)
    if not environment.get("PROVENANCE_EMAIL_URL"):
        yield "PROVENANCE_EMAIL_URL is not set: name the mail server that sends invitations."
    if not environment.get("PROVENANCE_EMAIL_FROM"):
        yield "PROVENANCE_EMAIL_FROM is not set: name whom e-mails come from."


def _secrets(environment: Mapping[str, str]) -> Iterator[str]:
    key = environment.get("PROVENANCE_SECRET_KEY", "")
    if not key:
        yield f"PROVENANCE_SECRET_KEY is not set: {MADE}."
    elif len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        yield f"PROVENANCE_SECRET_KEY is easy to guess: {MADE}."
    token = environment.get("PROVENANCE_METRICS_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        yield f"PROVENANCE_METRICS_TOKEN is shorter than {SHORTEST_TOKEN} characters: {MADE}."
    if environment.get("PROVENANCE_DEBUG") == "1":
        yield "PROVENANCE_DEBUG is 1, which shows faults in full to anybody: take it away."


def _addresses(environment: Mapping[str, str]) -> Iterator[str]:
    hosts = environment.get("PROVENANCE_ALLOWED_HOSTS", "")
    if not hosts.strip(", "):
        yield "PROVENANCE_ALLOWED_HOSTS is not set: name the hosts that the site answers to."
    elif "*" in hosts:
        yield "PROVENANCE_ALLOWED_HOSTS has a *: name each host that the site answers to."
    if environment.get("PROVENANCE_HTTPS") != "1":
        yield "PROVENANCE_HTTPS is not 1: passwords would go over the network for all to read."
    if (environment.get("PROVENANCE_PROXIES") or "0") == "0":
        yield "PROVENANCE_PROXIES is 0: https needs a proxy before the site, so say how many stand there."
    site = environment.get("PROVENANCE_SITE_URL", "")
    if urlsplit(site).scheme != "https" or not urlsplit(site).hostname:
        yield "PROVENANCE_SITE_URL is not an https:// address: say where the site is, for links in e-mails."


def _database(environment: Mapping[str, str]) -> Iterator[str]:
    url = environment.get("DATABASE_URL", "")
    if not url:
        yield "DATABASE_URL is not set: name a PostgreSQL of yours, with the application's role."
        return
    owner = environment.get("DATABASE_OWNER_URL", "")
    if owner and _role(owner) == _role(url):
        yield "DATABASE_OWNER_URL and DATABASE_URL name one role: the application's must own nothing."
    if not owner and environment.get("PROVENANCE_AS") not in OWN_NOTHING:
        yield "DATABASE_OWNER_URL is not set: commands need the role that owns the tables."


def _role(url: str) -> str | None:
    """The role that a database's address names."""
    try:
        return urlsplit(url).username
    except ValueError:  # database.from_url says what is wrong with it
        return None
