"""One writing: one transaction, one note of who and why, one assessment at its end."""

import pytest
from django.db import IntegrityError, transaction

from claims.actions import assessing
from claims.actions.claims import record_claim
from claims.actions.recording import recording
from claims.models import Appearance, Article, Claim, Source, Topic, Touched
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


@pytest.fixture
def assessed(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The claims of each assessment that is made, as they are made."""
    calls: list[list[int]] = []
    reassess = assessing.reassess

    def counted(ids: list[int]) -> list[assessing.Difference]:
        calls.append(ids)
        return reassess(ids)

    monkeypatch.setattr(assessing, "reassess", counted)
    return calls


def test_what_was_touched_is_forgotten_once_it_is_assessed():
    make.says(make.claim(), make.source())
    assert not Touched.objects.exists()


def test_a_claim_that_is_touched_often_is_assessed_once(assessed):
    with recording(by=None):
        claim = make.claim()
        for name in ("The Times", "The Tribune", "The Herald"):
            make.says(claim, make.source(name))
    assert assessed == [[claim.pk]]
    assert Claim.objects.get().article_count == 3


def test_nothing_is_assessed_before_the_outermost_ends():
    with recording(by=None):
        claim = make.claim()
        make.says(claim, make.source(), basis="own_reporting")
        assert Claim.objects.get().counted_origins == 0
    assert Claim.objects.get().counted_origins == 1


def test_claims_that_nothing_touched_are_left_alone(assessed):
    make.claim("One")
    assessed.clear()
    other = make.claim("Another")
    assert assessed == [[other.pk]]


def test_many_claims_are_assessed_a_chunk_at_a_time(assessed, monkeypatch):
    monkeypatch.setattr(assessing, "CHUNK", 2)
    with recording(by=None):
        keys = [make.claim(f"Claim {number}").pk for number in range(5)]
    assert assessed == [keys[:2], keys[2:4], keys[4:]]


def test_a_writing_that_fails_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), recording(by=make.user()):
        make.says(make.claim(), make.source())
        _ = 1 / 0
    for model in (Claim, Source, Article, Appearance, Touched):
        assert not model.objects.exists()
    for model in (Claim, Source, Article, Appearance):
        assert not model.events.rel.related_model.objects.exists()


def test_a_writing_that_cannot_be_assessed_leaves_nothing_behind(monkeypatch):
    def fails(graph: object) -> None:
        raise RuntimeError("no assessment")

    with monkeypatch.context() as patch:
        patch.setattr(assessing, "assess", fails)
        with pytest.raises(RuntimeError):
            make.claim()
    assert not Claim.objects.exists()


def test_a_part_that_fails_takes_only_itself_back():
    times = make.source()
    with recording(by=None):
        claim = make.claim()
        with pytest.raises(IntegrityError):
            make.source("")
        make.says(claim, times)
    assert Claim.objects.get().article_count == 1


def test_after_a_failure_the_next_writing_is_an_outermost_one_again():
    with pytest.raises(IntegrityError):
        make.source("")
    make.says(make.claim(), make.source())
    assert Claim.objects.get().article_count == 1


def test_inside_another_transaction_it_still_assesses_at_its_own_end():
    with transaction.atomic():
        claim = make.claim()
        make.says(claim, make.source(), basis="own_reporting")
        assert Claim.objects.get().counted_origins == 1


def test_an_action_returns_what_it_wrote():
    claim = record_claim(statement="The bridge was closed", topics=["bridges"], by=None)
    assert claim == Claim.objects.get()
    assert list(claim.topics.all()) == [Topic.objects.get(name="bridges")]
