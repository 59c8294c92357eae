"""A webhook whose receiver is a real server on 127.0.0.1, which is named as a host to allow."""

from collections.abc import Iterator

import pytest
from standardwebhooks import Webhook as Verifier

from claims.actions.webhooks import add_webhook
from claims.models import User, Webhook
from claims.models.webhook import Event
from tests import builders as make
from tests.capture.server import Page, Site, serving


class Receiver:
    """The receiver's answers, to be changed while it runs, and what it received, verified."""

    def __init__(self, site: Site, pages: dict) -> None:
        self.site, self.pages = site, pages

    @property
    def address(self) -> str:
        return self.site.url("/in")

    def answers(self, answer) -> None:
        """From now on it answers so."""
        self.pages["/in"] = answer

    def messages(self, secret: str) -> list[dict]:
        """All that it received; raises unless every one is signed with the secret."""
        return [Verifier(secret).verify(body, sent) for sent, body in self.site.received]

    def ids(self) -> list[str]:
        return [sent["webhook-id"] for sent, _body in self.site.received]


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    """A receiver that takes everything."""
    settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
    pages = {"/in": Page(b"thanks", 204)}
    with serving(pages) as site:
        yield Receiver(site, pages)


@pytest.fixture
def boss(db) -> User:
    """An administrator."""
    return make.user("boss", role="administrator")


@pytest.fixture
def webhook(receiver: Receiver, boss: User) -> Webhook:
    """A webhook that is told of everything on every claim."""
    return add_webhook(
        address=receiver.address, told_of=Event.values, published_only=False, by=boss
    )
