"""`manage.py migrate` on a record of before a claim could have a hundred topics at most."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Topic
from tests import builders as make
from tests.sql import run

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0053_vacuumed_often"
TAKE_AWAY = """
    DELETE FROM claims_claim_topics WHERE claim_id = %s
    AND topic_id IN (SELECT id FROM claims_topic ORDER BY id DESC LIMIT %s)"""


def migrate(*to: str) -> None:
    call_command("migrate", *to, verbosity=0, stdout=StringIO())


@pytest.fixture
def older() -> Iterator[tuple[list[Claim], list[Topic]]]:
    """An older record: three claims, filed under 101 topics, under two, and under 103."""
    claims = [make.claim(f"Claim {number}") for number in range(3)]
    topics = make.topics(103)
    migrate("claims", BEFORE)
    for claim, number in zip(claims, (101, 2, 103), strict=True):
        rows = [(claim.pk, topic.pk) for topic in topics[:number]]
        run(
            "INSERT INTO claims_claim_topics (claim_id, topic_id)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[])",
            *map(list, zip(*rows, strict=True)),
        )
    yield claims, topics
    run("DELETE FROM claims_claim_topics")
    migrate()


def filed() -> list[tuple[int, int]]:
    """Each claim with the number of its topics."""
    return run("SELECT claim_id, count(*) FROM claims_claim_topics GROUP BY claim_id ORDER BY 1")


def noted() -> list[tuple[int, list[int]]]:
    """Each claim with the topics that stand on itself."""
    return run("SELECT id, topic_ids FROM claims_claim ORDER BY id")


def test_it_names_the_claims_that_have_more_and_says_what_to_do_and_changes_none(older):
    (first, second, third), _topics = older
    with pytest.raises(CommandError) as stopped:
        migrate()
    assert str(stopped.value).splitlines() == [
        "A claim can be filed under 100 topics at most now, and these are filed under more:",
        f"  /admin/claims/claim/{first.pk}/change/ has 101",
        f"  /admin/claims/claim/{third.pk}/change/ has 103",
        "No claim was changed. Start the version that you had before: it works on the record as it is now. "
        "In its admin, take topics away from each of these claims until 100 are left, and only then save it. "
        "Then update again.",
    ]
    assert filed() == [(first.pk, 101), (second.pk, 2), (third.pk, 103)]
    assert noted() == [(first.pk, []), (second.pk, []), (third.pk, [])]


def test_it_goes_on_once_they_have_no_more(older):
    (first, second, third), topics = older
    with pytest.raises(CommandError):
        migrate()
    for claim in (first, third):
        run(TAKE_AWAY, claim.pk, 3)
    migrate()
    ids = [topic.pk for topic in topics]
    assert noted() == [(first.pk, ids[:100]), (second.pk, ids[:2]), (third.pk, ids[:100])]
    assert [found.pk for found in Claim.objects.about(topics[99:100]).order_by("pk")] == [
        first.pk,
        third.pk,
    ]
