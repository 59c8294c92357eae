"""Which mark the proposals of matching amount to."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checking.judging import Known, Verdict, judge
from claims.checking.marks import MARKS, Mark
from claims.checking.tallies import Kind, kind, tally
from claims.vocabulary import Difference, Status


@dataclass(frozen=True)
class Near:
    """A proposal."""

    claim: int
    score: float = 0.9
    differs: list[Difference] = field(default_factory=list)
    contrasts: tuple[()] = ()


def known(claim: int = 1, status: Status = Status.UNCORROBORATED, origins: int = 1) -> Known:
    return Known(claim, "The bath is shut.", status, "Only one.", origins)


def judged(*proposals: Near, record: list[Known] | None = None, checkable: bool = True) -> Verdict:
    rows = [known()] if record is None else record
    return judge(proposals, {row.claim: row for row in rows}, checkable=checkable, near=0.6)


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (Status.CORROBORATED, Mark.CORROBORATED),
        (Status.UNCORROBORATED, Mark.UNCORROBORATED),
        (Status.UNSUPPORTED, Mark.UNSUPPORTED),
        (Status.DISPUTED, Mark.DISPUTED),
    ],
)
def test_a_near_claim_that_does_not_differ_gives_its_status(status, mark):
    assert judged(Near(1), record=[known(status=status)]).mark == mark


def test_another_figure_is_said_to_be_one_however_near_the_words():
    verdict = judged(Near(1, 0.99, [Difference.NEGATED, Difference.OTHER_FIGURE]))
    assert verdict.mark == Mark.OTHER_FIGURE
    assert verdict.differs == (Difference.NEGATED, Difference.OTHER_FIGURE)


@pytest.mark.parametrize("how", sorted(set(Difference) - {Difference.OTHER_FIGURE}))
def test_a_claim_that_differs_otherwise_never_counts_as_known(how):
    assert judged(Near(1, 1.0, [how])).mark == Mark.DIFFERS


def test_a_claim_that_says_the_same_goes_before_a_nearer_one_that_differs():
    verdict = judged(
        Near(1, 0.95, [Difference.OTHER_FIGURE]), Near(2, 0.7), record=[known(1), known(2)]
    )
    assert verdict.known == known(2)
    assert verdict.mark == Mark.UNCORROBORATED


def test_what_is_too_far_is_not_recorded():
    assert judged(Near(1, 0.59)) == Verdict(Mark.NOT_RECORDED)
    assert judged() == Verdict(Mark.NOT_RECORDED)


def test_a_sentence_without_anything_to_check_carries_no_mark():
    assert judged(checkable=False) == Verdict(None)


def test_a_sentence_that_the_record_knows_carries_one_although_it_did_not_look_checkable():
    assert judged(Near(1), checkable=False).mark == Mark.UNCORROBORATED


def test_a_claim_that_was_removed_meanwhile_is_told_and_does_not_count():
    assert judged(Near(7)) == Verdict(Mark.NOT_RECORDED, removed=True)
    assert judged(Near(7), Near(1)) == Verdict(Mark.UNCORROBORATED, known(), removed=True)


def test_every_mark_is_explained():
    assert set(MARKS) == set(Mark)


def test_one_origin_is_counted_apart_from_what_is_not_corroborated_otherwise():
    assert kind(judged(Near(1))) == Kind.ONE_ORIGIN
    assert kind(judged(Near(1), record=[known(origins=3)])) == Kind.UNCORROBORATED


proposals = st.lists(
    st.builds(
        Near,
        st.integers(1, 4),
        st.floats(0, 1),
        st.lists(st.sampled_from(list(Difference)), unique=True, max_size=3),
    )
)
records = st.lists(
    st.builds(known, st.integers(1, 4), st.sampled_from(list(Status))), unique_by=lambda k: k.claim
)


@given(proposals, records, st.booleans())
def test_nothing_that_differs_is_ever_marked_as_known(near, record, checkable):
    verdict = judged(*near, record=record, checkable=checkable)
    as_known = {Mark.CORROBORATED, Mark.UNCORROBORATED, Mark.UNSUPPORTED, Mark.DISPUTED}
    assert (verdict.mark in as_known) == (verdict.known is not None and not verdict.differs)


@given(st.lists(st.tuples(proposals, records, st.booleans())))
def test_the_tally_counts_each_marked_sentence_once(drafts):
    verdicts = [judged(*near, record=record, checkable=sure) for near, record, sure in drafts]
    assert sum(tally(verdicts).values()) == sum(verdict.mark is not None for verdict in verdicts)
