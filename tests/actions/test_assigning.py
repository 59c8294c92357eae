"""Giving claims to people, and filing them."""

import pytest

from claims.actions.assigning import Shown, assign, file_under
from claims.models import Claim, Topic
from tests import builders as make
from tests.sessions import at_once

pytestmark = pytest.mark.django_db


def shown(*claims: Claim) -> list[Shown]:
    """The claims as a list shows them now."""
    return [Shown.read(Claim.objects.get(pk=claim.pk).version) for claim in claims]


def test_a_claim_is_given_to_somebody_and_taken_away_again():
    claim, ana = make.claim(), make.user("ana")
    assert assign(shown=shown(claim), to=ana, by=ana).changed == [claim]
    assert Claim.objects.get().assignee == ana
    assign(shown=shown(claim), to=None, by=ana)
    assert Claim.objects.get().assignee is None


def test_what_is_theirs_already_is_told():
    claim, ana = make.claim(), make.user("ana")
    assign(shown=shown(claim), to=ana, by=ana)
    [left] = assign(shown=shown(claim), to=ana, by=ana).left_out
    assert left.why == "It is theirs already."


def test_every_claim_that_was_sent_is_either_changed_or_told():
    ana, bo = make.user("ana"), make.user("bo")
    claims = [make.claim(f"Claim {number}") for number in range(4)]
    seen = shown(*claims)
    assign(shown=shown(claims[1]), to=bo, by=bo)
    Claim.objects.filter(pk=claims[2].pk).delete()
    outcome = assign(shown=seen, to=ana, by=ana)
    told = {claim.pk for claim in outcome.changed} | {one.claim for one in outcome.left_out}
    assert told == {one.claim for one in seen}
    assert [one.why for one in outcome.left_out] == [
        "It was given to bo meanwhile.",
        "It is no longer on record.",
    ]


def test_topics_are_added_to_those_that_it_has():
    claim = make.claim(topics=["bridges"])
    added = Topic.objects.create(name="roads")
    file_under(shown=shown(claim), topics=[added], by=make.user("ana"))
    assert sorted(topic.name for topic in claim.topics.all()) == ["bridges", "roads"]


def test_a_claim_that_would_be_filed_under_too_many_is_left_and_told():
    *hundred, last = make.topics(101)
    full, other = make.claim("It sank"), make.claim("It burned")
    full.topics.set(hundred)
    outcome = file_under(shown=shown(full, other), topics=[last], by=make.user("ana"))
    assert outcome.changed == [other]
    [left] = outcome.left_out
    assert (left.claim, left.why) == (
        full.pk,
        "It would be filed under more than 100 topics. Remove some first.",
    )
    assert full.topics.count() == 100
    [known] = file_under(shown=shown(full), topics=hundred[:1], by=make.user("ana")).left_out
    assert known.why == "It is filed there already."


@pytest.mark.parametrize("version", ["", "1", "1~draft~~", "x~draft~~d", "1~draft~x~d", "9" * 30])
def test_a_version_is_read_or_refused(version):
    if version == "1~draft~~":
        assert Shown.read(version) == Shown(1, "draft", None, "")
    else:
        with pytest.raises(ValueError):
            Shown.read(version)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_claim_at_once_one_gets_it_and_the_other_is_told():
    claim = make.claim()
    people = [make.user("ana"), make.user("bo")]
    seen, outcomes = shown(claim), []
    at_once(
        *[lambda one=one: outcomes.append(assign(shown=seen, to=one, by=one)) for one in people]
    )
    assert sorted(len(outcome.changed) for outcome in outcomes) == [0, 1]
    assert sorted(len(outcome.left_out) for outcome in outcomes) == [0, 1]
