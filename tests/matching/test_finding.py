"""`find`: which recorded claims a text may make."""

from typing import Any

import pytest

from claims.actions.embedding import embed_all
from claims.actions.recording import recording
from claims.matching import find, find_each, proposals
from claims.matching.candidates import candidates, queries, weighed_words
from claims.models import Claim, ClaimVector
from claims.vocabulary import Difference
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_claim_is_found_by_its_words():
    bridge = make.claim("The old bridge was closed for repairs")
    make.claim("Applications rose by 41% in a year")
    found = find("They closed the old bridge")
    assert found[0].claim == bridge.pk
    assert found[0].statement == bridge.statement
    assert 0 < found[0].score <= 1


def test_each_of_several_texts_has_its_own_claims():
    bridge, ferry = make.claim("The bridge was closed"), make.claim("The ferry sank")
    found = find_each(["a ferry sank", "", "the bridge is closed"])
    assert [[match.claim for match in own] for own in found] == [[ferry.pk], [], [bridge.pk]]


def test_another_figure_is_told():
    make.claim("Assaults on officers rose by 807%")
    assert find("Assaults on officers rose by 870%")[0].differs == [Difference.OTHER_FIGURE]


@pytest.mark.parametrize("k", [0, -1, 10**12])
def test_a_number_of_claims_that_is_not_possible_is_refused_in_words(k):
    with pytest.raises(ValueError, match="Ask for 1 to 100 claims"):
        find("anything", k)


def test_only_claims_that_somebody_may_see_are_found():
    make.claim("The bridge was closed", external_id="sample:a")
    seen = make.claim("The bridge was closed on Monday", external_id="sample:b")
    within = Claim.objects.filter(external_id="sample:b")
    assert [match.claim for match in find("the bridge was closed", within=within)] == [seen.pk]


def test_who_may_see_nothing_finds_nothing():
    make.claim("The bridge was closed")
    assert find("The bridge was closed", within=Claim.objects.none()) == []


def test_no_claim_is_found_for_no_text():
    make.claim("The bridge was closed")
    assert find_each([]) == []
    assert find("") == []


# Bad input


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "🔥🔥🔥", "\x07\x1b[31m\u202e", "of the", "'\\ & | ! :* <->", "…"]
)
def test_text_without_words_finds_nothing_or_little_and_fails_never(text):
    make.claim("The bridge was closed")
    assert len(find(text)) <= 1


def test_words_among_emoji_and_control_characters_are_found():
    claim = make.claim("The bridge was closed")
    assert find("🔥 the\0 bridge \x1b[31m closed 🔥")[0].claim == claim.pk


def test_a_very_long_sentence_is_read_as_far_as_its_beginning():
    claim = make.claim("The bridge was closed")
    found = find("The bridge was closed " + "and so on " * 10_000)
    assert found[0].claim == claim.pk


def test_a_claim_that_is_deleted_meanwhile_is_not_proposed(monkeypatch):
    gone, stays = make.claim("The bridge was closed"), make.claim("The bridge was shut")
    kept = find("The bridge was closed")
    assert {match.claim for match in kept} == {gone.pk, stays.pk}
    with recording(by=None):
        gone.delete()
    monkeypatch.setattr("claims.matching.proposing.find", lambda *_args, **_named: kept)
    found = proposals("The bridge was closed", least=0)
    assert [one.claim for one in found] == [stays]


RAREST, RARE, COMMON = 7.601, 5.0, 1.0  # what words weigh that one claim of 2,000, 150 and 3 has


def asked_among(claims: int, *weights: float, vectors: bool = True) -> list[str]:
    """What is looked up on a record of so many claims for words of these weights, where vectors lead to
    many claims or to few."""
    words = {f"w{number}": weight for number, weight in enumerate(weights)}
    return sorted(
        query.replace("'", "")
        for query, _weight, until, rarest in queries(words)
        if until >= claims or (rarest and not vectors)
    )


def test_on_a_small_record_every_word_and_pair_is_looked_up():
    assert asked_among(5_000, RARE, COMMON) == ["w0", "w0 & w1", "w1"]


def test_a_word_that_very_many_claims_have_is_looked_up_in_pairs_alone():
    assert asked_among(400_000, RARE, COMMON) == ["w0", "w0 & w1"]
    assert asked_among(5_000_000, RARE, RARE, COMMON) == ["w0 & w1"]


def test_a_word_that_is_not_among_the_common_ones_is_always_looked_up():
    assert "w0" in asked_among(50_000_000, RAREST, COMMON)


def test_two_common_words_are_looked_up_together_unless_vectors_lead_to_claims():
    assert asked_among(5_000_000, COMMON, COMMON) == []
    assert asked_among(5_000_000, COMMON, COMMON, vectors=False) == ["w0 & w1"]


def test_two_common_words_that_are_expected_to_be_rare_together_are_looked_up():
    common = 3.5  # what a word weighs that one claim of 33 has
    assert asked_among(1_000_000, common, common) == ["w0 & w1"]


def test_the_only_word_is_looked_up_unless_vectors_lead_to_claims():
    assert asked_among(5_000_000, COMMON) == []
    assert asked_among(5_000_000, COMMON, vectors=False) == ["w0"]


@pytest.fixture
def a_record_where_every_word_is_common(monkeypatch):
    """One vector leads to enough claims there."""
    monkeypatch.setattr("claims.matching.candidates._until", lambda *_: -2)
    monkeypatch.setattr("claims.matching.candidates.KEPT", 1)


def is_a_candidate(claim: Claim, vectors: dict[int, Any]) -> bool:
    """Whether a claim is a candidate for its own words, with this vector of the text, if it has one."""
    words = weighed_words([claim.statement])
    [found] = candidates(words, vectors, "a model")
    return claim.pk in {one.claim for one in found}


def test_common_words_are_looked_up_where_there_is_no_vector(a_record_where_every_word_is_common):
    assert is_a_candidate(make.claim("Xylophones yodelled"), {})


def test_common_words_are_not_looked_up_where_vectors_lead_to_enough_claims(
    a_record_where_every_word_is_common,
):
    reservoirs = make.claim("Reservoirs were drained")
    list(embed_all())
    vector = ClaimVector.objects.get(claim=reservoirs).vector
    assert not is_a_candidate(make.claim("Xylophones yodelled"), {0: vector})
