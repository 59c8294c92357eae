"""Several file one claim at the same moment, together under more topics than a claim can have."""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims.actions import importing
from claims.models import Claim, Topic
from tests import builders as make
from tests.admin.conftest import errors, filled, page, signed_in
from tests.importing_files import as_csv, row
from tests.sessions import PATIENCE, all_waiting, sessions, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

FILE = """
    INSERT INTO claims_claim_topics (claim_id, topic_id)
    SELECT %s, id FROM claims_topic WHERE name = ANY (%s)"""


@pytest.fixture
def claim() -> Claim:
    """A claim that is filed under nothing."""
    return make.claim(row()["statement"])


@pytest.fixture
def topics() -> list[Topic]:
    """More than a claim can have: “topic 0” to “topic 119”."""
    return make.topics(120)


def keys(topics: list[Topic]) -> list[int]:
    return [topic.pk for topic in topics]


def editor(name: str) -> Client:
    """The browser of somebody who may do everything."""
    return signed_in(make.user(name, role="editor", is_staff=True, is_superuser=True))


@contextmanager
def filing(claim: Claim, topics: list[Topic]) -> Iterator[Callable[[], None]]:
    """Somebody has filed the claim under these in a session that is not over; what ends it."""
    with sessions() as (session, _other):
        session.execute(FILE, [claim.pk, [topic.name for topic in topics]])
        yield session.commit


def at_the_same_moment(*writers: Callable[[], Any], go: Callable[[], None]) -> list[Any]:
    """What comes of all these, each in a session of its own. They wait for the claim until `go` lets them."""

    def done(write: Callable[[], Any]) -> Any:
        try:
            return write()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writers)) as threads:
        running: list[Future[Any]] = [threads.submit(done, write) for write in writers]
        wait_until(lambda: all_waiting() == len(writers))
        go()
        return [one.result(timeout=PATIENCE) for one in running]


# In the admin


def typed(client: Client, claim: Claim, topics: list[Topic]) -> dict[str, Any]:
    """The form of the claim with these topics and a note."""
    return filled(client.get(page(claim)), topics=keys(topics), note="Ask her.", why="The letter")


def told_in_the_admin(response: Any, mine: list[Topic], words: str) -> None:
    """In these words that somebody else filed the claim, with all that was typed still in the form."""
    [told] = errors(response)
    assert told.startswith(words)
    assert "Now on record: <q>topic" in told
    assert "Save mine over it" in told
    form = response.context["adminform"].form
    assert form.errors.keys() == {"topics"}
    assert [int(key) for key in form["topics"].value()] == keys(mine)
    assert (form["note"].value(), form["why"].value()) == ("Ask her.", "The letter")


def test_of_two_who_file_it_in_the_admin_the_second_is_told_and_keeps_what_was_typed(claim, topics):
    halves = topics[:60], topics[60:]
    names = "ana", "bo"
    people = [editor(name) for name in names]
    forms = [typed(one, claim, half) for one, half in zip(people, halves, strict=True)]
    with sessions() as (holder, _other):
        holder.execute("SELECT FROM claims_claim WHERE id = %s FOR UPDATE", [claim.pk])
        answers = at_the_same_moment(
            lambda: people[0].post(page(claim), forms[0]),
            lambda: people[1].post(page(claim), forms[1]),
            go=holder.rollback,
        )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    first, second = (0, 1) if answers[0].status_code == 302 else (1, 0)
    words = f"{names[first]} changed this since you opened the page."
    told_in_the_admin(answers[second], halves[second], words)
    assert claim.topics.count() == 60
    assert set(claim.topics.all()) == set(halves[first])


def test_in_the_admin_one_is_told_of_topics_that_came_from_elsewhere(claim, topics):
    ana = editor("ana")
    form = typed(ana, claim, topics[60:])
    with filing(claim, topics[:60]) as end:
        [answer] = at_the_same_moment(lambda: ana.post(page(claim), form), go=end)
    told_in_the_admin(answer, topics[60:], "This was changed since you opened the page.")
    assert set(claim.topics.all()) == set(topics[:60])


# In a list


def test_in_a_list_it_is_left_as_it_is_and_told_with_the_reason(claim, topics):
    ana, seen = editor("ana"), {"shown": [claim.version], "do": "file", "topic": "topic 119"}
    with filing(claim, topics[:100]) as end:
        [answer] = at_the_same_moment(
            lambda: ana.post("/review/several/", seen, follow=True), go=end
        )
    html = unescape(answer.content.decode())
    assert f"Left as it is: “{claim}”. It would be filed under more than 100 topics." in html
    assert set(claim.topics.all()) == set(topics[:100])


# In an import


@pytest.mark.parametrize("mode", ["all", "good"])
def test_in_an_import_its_row_is_refused(claim, topics, mode):
    names = "; ".join(topic.name for topic in topics[100:106])
    content = io.BytesIO(as_csv(row(topics=names)))
    run = importing.ask_for_import(file=content, filename="rows.csv", by=None, queued=False)
    importing.run_import(run.pk)
    importing.begin(run=run, mode=mode, by=None, queued=False)
    with filing(claim, topics[:95]) as end:
        at_the_same_moment(lambda: importing.run_import(run.pk), go=end)
    run.refresh_from_db()
    assert run.counts == {"refused": 1}
    [refused] = run.found.filter(outcome="refused")
    assert refused.told == [
        [
            "topics",
            names,
            "With these the claim would be filed under 101 topics, and 100 are the most. Keep those that "
            "matter.",
        ]
    ]
    assert set(claim.topics.all()) == set(topics[:95])
