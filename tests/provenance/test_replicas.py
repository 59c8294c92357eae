"""A real primary and a real replica: what is read where, and the replica paused, killed and promoted."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.utils import InternalError
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from claims.actions.sample import load_sample
from claims.models import Article, Claim, Source, User
from provenance import database, replicas
from provenance.replicas import COOKIE, Router, Turn, _turn
from tests import builders as make
from tests.archive.conftest import copied, within
from tests.provenance.standby import Standby
from tests.provenance.test_run import until

ALIAS = "replica1"


def numbers_from_one() -> None:
    """The first claim is the first, whatever tests came before in the database that was copied."""
    sequences = connection.introspection.sequence_list()
    with connection.cursor() as cursor:
        for reset in connection.ops.sequence_reset_by_name_sql(no_style(), sequences):
            cursor.execute(reset)


@pytest.fixture(scope="module")
def standby(
    tables: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Standby]:
    """Django works in a database of its own with the sample, and there is a replica of it."""
    with (
        django_db_blocker.unblock(),
        copied(str(connection.settings_dict["NAME"]), "replicated") as name,
        within(name, tmp_path_factory.mktemp("files")),
    ):
        numbers_from_one()
        load_sample()
        standby = Standby()
        try:
            yield standby
        finally:
            standby.end()


@pytest.fixture
def replica(standby, settings, monkeypatch) -> Iterator[Standby]:
    """The site reads from the replica, which has caught up. With a pool, as the web server has."""
    pooled = database.with_pool({**connection.settings_dict, "OPTIONS": {}}, 2)
    connections.settings[ALIAS] = {**database.replica(pooled), **standby.settings}
    settings.REPLICAS, settings.REPLICA_LAG = [ALIAS], 30
    settings.DATABASE_ROUTERS = ["provenance.replicas.Router"]
    settings.MIDDLEWARE = [
        "provenance.replicas.Reads",
        *settings.MIDDLEWARE,
        "provenance.replicas.Again",
    ]
    monkeypatch.setattr(replicas, "AWAY", 0.1)
    replicas.watch.cache_clear()
    settled(standby)
    yield standby
    connections[ALIAS].close()
    connections[ALIAS].close_pool()
    del connections[ALIAS], connections.settings[ALIAS]
    replicas.watch.cache_clear()


@pytest.fixture
def ana(replica) -> Client:
    """An administrator, in a browser."""
    person = make.user("ana", role="editor", is_staff=True, is_superuser=True)
    client = browser(person)
    settled(replica)
    return client


def settled(standby: Standby) -> None:
    """It has replayed all that there is, and this process knows."""
    standby.catch_up()
    until(lambda: replicas.watch().choose(0, "") == ALIAS)
    connections[ALIAS].close()


def browser(person: User | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


class Asked:
    """What each server was asked of the record for a page."""

    def __init__(self, client: Client, path: str) -> None:
        """Get the page."""
        self.replica: list[str] = []
        self.primary: list[str] = []
        with (
            connections[ALIAS].execute_wrapper(noting(self.replica)),
            connection.execute_wrapper(noting(self.primary)),
        ):
            self.response = client.get(path)
            streamed = self.response.streaming
            pieces = self.response.streaming_content if streamed else [self.response.content]
            # A form's token is masked anew each time.
            self.content = re.sub(r'value="\w{64}"', "", b"".join(pieces).decode())
        # As at the end of a request, which the client of the tests leaves out.
        connections[ALIAS].close()

    @property
    def record_of_primary(self) -> list[str]:
        people = ("django_session", "claims_user", "auth_group", "claims_cache", "claims_apiuse")
        return [sql for sql in self.primary if not any(table in sql for table in people)]


def noting(asked: list[str]) -> Callable[..., object]:
    """Notes each statement but those that ask how far a server is."""

    def wrapper(execute, sql, params, many, context):
        if "_lsn()" not in sql:
            asked.append(sql)
        return execute(sql, params, many, context)

    return wrapper


def note(client: Client, claim: Claim, text: str) -> HttpResponse:
    return client.post(f"/claims/{claim.pk}/notes/", {"text": text})


@pytest.mark.django_db
def test_without_replicas_all_is_read_from_the_primary(client):
    assert client.get("/claims/").status_code == 200
    assert Claim.objects.all().db == "default"
    assert COOKIE not in client.post("/accounts/login/").cookies


# Where what is read


def test_a_replica_is_one_that_replays_and_takes_no_writes(replica):
    assert replica.ask("SELECT pg_is_in_recovery()")
    with pytest.raises(InternalError, match="read-only"):
        Source.objects.using(ALIAS).create(name="The Echo", kind="outlet")
    connections[ALIAS].close()


@pytest.mark.parametrize("path", ["/", "/claims/", "/claims/1/", "/articles/1/", "/sources/"])
def test_whoever_has_not_signed_in_reads_from_the_replica_alone(replica, path):
    asked = Asked(browser(), path)
    assert asked.response.status_code == 200
    assert asked.replica
    assert asked.primary == []


PAGES = [
    "/claims/?q=detention",
    "/claims/1/history/",
    "/articles/",
    "/articles/1/suggestions/",
    "/sources/1/",
    "/figures/",
    "/review/",
    "/review/1/",
    "/method/",
    "/claims.csv",
    "/claims/1/cite/",
    "/feeds/claims.atom",
    "/sitemap.xml",
    "/api/v1/claims/",
]


@pytest.mark.parametrize("path", PAGES)
def test_the_record_is_read_from_the_replica_and_who_somebody_is_from_the_primary(ana, path):
    asked = Asked(ana, path)
    assert asked.response.status_code == 200
    assert asked.replica or path == "/method/", asked.primary
    assert asked.record_of_primary == []


def test_the_pages_are_the_same_from_either(ana, settings):
    paths = ["/claims/", "/claims/1/", "/sources/1/"]
    late = [Asked(ana, path) for path in paths]
    settings.MIDDLEWARE = settings.MIDDLEWARE[1:-1]
    straight = browser(make.user("ana"))
    now = [Asked(straight, path) for path in paths]
    assert all(asked.replica for asked in late)
    assert not any(asked.replica for asked in now)
    assert [asked.content for asked in late] == [asked.content for asked in now]


def test_a_program_with_a_token_reads_from_the_primary(replica):
    client = Client(headers={"Authorization": "Bearer none"})
    assert Asked(client, "/claims/").replica == []


def test_what_is_read_in_a_transaction_and_after_a_write_is_read_from_the_primary(replica):
    turn = _turn.set(Turn(0, "ana"))
    try:
        router = Router()
        assert router.db_for_read(Claim) == ALIAS
        assert router.db_for_read(User) == "default"
        with transaction.atomic():
            assert router.db_for_read(Claim) == "default"
        assert router.db_for_read(Claim) == ALIAS
        assert Claim.objects.select_for_update().db == "default"
        assert router.db_for_read(Article) == "default"
    finally:
        _turn.reset(turn)


def test_outside_of_a_request_all_is_read_from_the_primary(replica):
    assert Claim.objects.all().db == "default"


# One's own writes


def test_ones_own_write_is_seen_at_once_and_by_others_a_little_later(ana, replica):
    claim = make.claim("The bridge was closed on Monday")
    other = browser(make.user("ben", role="editor"))
    replica.catch_up()
    with replica.paused():
        assert note(ana, claim, "Read at once.").status_code == 302
        own, theirs = Asked(ana, f"/claims/{claim.pk}/"), Asked(other, f"/claims/{claim.pk}/")
        assert own.replica == []
        assert "Read at once." in own.content
        assert theirs.replica
        assert "Read at once." not in theirs.content
    replica.catch_up()
    deadline = time.monotonic() + 10
    while not (own := Asked(ana, f"/claims/{claim.pk}/")).replica:
        assert time.monotonic() < deadline
    assert "Read at once." in own.content


def test_a_note_of_what_was_written_that_somebody_made_up_counts_for_nothing(replica):
    client = browser()
    client.cookies[COOKIE] = str(2**63)
    assert Asked(client, "/claims/").replica


def test_a_write_is_saved_though_up_to_where_cannot_be_found_out(ana, monkeypatch):
    claim = make.claim("The bridge was opened on Tuesday")
    monkeypatch.setattr(replicas, "INSERTED", "SELECT 1 / 0")
    assert note(ana, claim, "Kept.").status_code == 302
    monkeypatch.undo()
    own = Asked(ana, f"/claims/{claim.pk}/")
    assert "Kept." in own.content


# A replica that is late, or away


def test_one_that_is_late_is_passed_over_until_it_has_caught_up(replica, settings):
    settings.REPLICA_LAG = 0.3
    replicas.watch.cache_clear()
    # On a busy machine, connecting to it alone may take as long as it may be late.
    until(lambda: Asked(browser(), "/claims/").replica)
    with replica.paused():
        claim = make.claim("The bridge was closed on Wednesday")
        until(lambda: not Asked(browser(), "/claims/").replica)
        assert Asked(browser(), f"/claims/{claim.pk}/").response.status_code in (200, 404)
    replica.catch_up()
    until(lambda: Asked(browser(), "/claims/").replica)


@pytest.fixture
def killed(replica) -> Iterator[Callable[[], None]]:
    """Kills the replica; it is back for the tests that follow."""
    yield replica.kill
    if replica.process.poll() is not None:
        replica.start()


def test_one_that_is_killed_is_missed_by_nobody_and_used_again_when_it_is_back(
    ana, replica, killed, caplog
):
    before = Asked(ana, "/claims/")
    assert before.replica
    killed()
    # It was looked at a moment ago, so that the page itself comes to know.
    lost = Asked(ana, "/claims/")
    assert lost.response.status_code == 200
    assert lost.content == before.content
    assert "Reading without replica1 for a while" in caplog.text
    claim = make.claim("The bridge was closed on Thursday")
    assert note(ana, claim, "Written meanwhile.").status_code == 302
    assert "Written meanwhile." in Asked(ana, f"/claims/{claim.pk}/").content
    replica.start()
    replica.catch_up()
    until(lambda: Asked(ana, f"/claims/{claim.pk}/").replica)
    assert "Written meanwhile." in Asked(ana, f"/claims/{claim.pk}/").content


def test_one_that_was_made_a_primary_is_no_replica_any_more(replica):
    replica.ask("SELECT pg_promote()")
    until(lambda: Asked(browser(), "/claims/").replica == [])
    assert Asked(browser(), "/claims/").response.status_code == 200
