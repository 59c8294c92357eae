"""A text held against the record, sentence by sentence.

    text ─► sentences ─► worth checking? ─► claims that are near ─► what the record has of them ─► marks

Nothing is stored, and nothing asks the model more than once for a sentence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims import matching
from claims.checking.judging import Known, Verdict, judge
from claims.checking.places import Piece, pieces
from claims.checking.tallies import Kind, tally
from claims.matching import Sentence
from claims.matching.language import is_english
from claims.models import Claim, Flag
from claims.models.claim import ClaimQuerySet
from claims.vocabulary import Status

AT_ONCE = (
    40  # sentences that are looked up together: between two of these the page says how far it is
)
PROPOSALS = 5  # for each sentence
# From which score on a claim may be what a sentence says, where only words are compared: the one word that
# differs, a figure, weighs more than beside vectors (matching.NEAR).
NEAR_BY_WORDS = 0.5
FEWEST = 4  # words: a heading of one or two says nothing, and is near to every claim that has them
LONGEST = 2_000  # characters of a sentence, from which only its beginning is compared


@dataclass(frozen=True)
class Judged:
    """A sentence at its place, and what the record knows of it; `number` counts those that are marked."""

    text: str
    start: int
    end: int
    verdict: Verdict
    number: int | None = None


@dataclass(frozen=True)
class Checked:
    """A draft that was checked; `notes` are sentences on what the check could not do."""

    text: str
    sentences: tuple[Judged, ...]
    notes: tuple[str, ...] = ()

    @property
    def marked(self) -> list[Judged]:
        """The sentences that carry a mark."""
        return [one for one in self.sentences if one.verdict.mark]

    @property
    def tally(self) -> dict[Kind, int]:
        """How many of each kind."""
        return tally(one.verdict for one in self.sentences)

    @property
    def pieces(self) -> list[tuple[Piece, Judged | None]]:
        """The whole text, each sentence with what is known of it."""
        return [
            (piece, None if piece.sentence is None else self.sentences[piece.sentence])
            for piece in pieces(self.text, self.sentences)
        ]


@dataclass(frozen=True)
class Step:
    """How far a check is, in sentences; the last step holds what came of it."""

    done: int
    total: int
    checked: Checked | None = None


def check(text: str, within: ClaimQuerySet) -> Checked:
    """The whole check at once. `within` are the claims that whoever asks may see."""
    *_before, last = steps(text, within)
    assert last.checked
    return last.checked


def steps(text: str, within: ClaimQuerySet) -> Iterator[Step]:
    """The check, some sentences at a time."""
    found = matching.sentences(text)
    english = is_english(text)
    checkable = _checkable(text, english)
    verdicts: list[Verdict] = []
    yield Step(0, len(found))
    for first in range(0, len(found), AT_ONCE):
        verdicts += _verdicts(found[first : first + AT_ONCE], checkable, within)
        if len(verdicts) < len(found):
            yield Step(len(verdicts), len(found))
    sentences = tuple(_numbered(zip(found, verdicts, strict=True)))
    notes = tuple(_notes(text, found, english))
    yield Step(len(found), len(found), Checked(text, sentences, notes))


def _checkable(text: str, english: bool) -> set[int]:
    """Where the sentences begin that are worth checking. The model knows English alone: of another
    language every sentence counts that holds a figure."""
    ranked = matching.rank(text)
    if english:
        return {one.start for one in ranked if one.score >= matching.THRESHOLD}
    return {one.start for one in ranked if any(letter.isdigit() for letter in one.sentence)}


def _verdicts(
    sentences: list[Sentence], checkable: set[int], within: ClaimQuerySet
) -> list[Verdict]:
    """The verdicts on some sentences."""
    near = NEAR_BY_WORDS if matching.means() else matching.NEAR
    asked = [one for one in sentences if one.start in checkable or len(one.text.split()) >= FEWEST]
    found = matching.find_each([one.text for one in asked], k=PROPOSALS, within=within)
    close = {one.claim for matches in found for one in matches if one.score >= near}
    record = _record(close, within)
    matches_of = {one.start: matches for one, matches in zip(asked, found, strict=True)}
    return [
        judge(matches_of.get(one.start, []), record, checkable=one.start in checkable, near=near)
        for one in sentences
    ]


def _record(keys: set[int], within: ClaimQuerySet) -> dict[int, Known]:
    """What the record has of some claims now. One that was merged since it was found leads to the claim
    that took it in; one that was removed, or that may not be seen any more, is left out."""
    known = _known(keys, within)
    if gone := keys - known.keys():
        merged = Claim.with_merged.filter(pk__in=gone).exclude(merged_into=None).defer("search")
        kept = {claim.pk: claim.survivor.pk for claim in merged}
        instead = _known(set(kept.values()), within)
        known |= {old: instead[new] for old, new in kept.items() if new in instead}
    return known


def _known(keys: set[int], within: ClaimQuerySet) -> dict[int, Known]:
    rows = list(
        within.filter(pk__in=keys).only(
            "pk", "statement", "status", "sentence", "flag_codes", "asserting_families"
        )
    )
    flags = Flag.objects.standing().filter(claim__in=keys)
    why: Mapping[tuple[int, str], str] = {
        (claim, code): explanation
        for claim, code, explanation in flags.values_list("claim", "code", "explanation")
    }
    return {claim.pk: _as_known(claim, why) for claim in rows}


def _as_known(claim: Claim, why: Mapping[tuple[int, str], str]) -> Known:
    """A claim with the first of its flags as the reason; without one the sentence of its status."""
    first = next((why[claim.pk, code] for code in claim.flag_codes if (claim.pk, code) in why), "")
    status = Status(claim.status)
    reason = first if status == Status.UNCORROBORATED else ""
    return Known(
        claim.pk, claim.statement, status, reason or claim.sentence, claim.asserting_families
    )


def _numbered(judged: Iterable[tuple[Sentence, Verdict]]) -> Iterator[Judged]:
    number = 0
    for sentence, verdict in judged:
        number += bool(verdict.mark)
        shown = number if verdict.mark else None
        yield Judged(sentence.text, sentence.start, sentence.end, verdict, shown)


def _notes(text: str, sentences: list[Sentence], english: bool) -> Iterator[str]:
    """What the check could not do, or not as well as usual."""
    if not english:
        yield _(
            "This draft does not read as English, the one language that the model of checkable "
            "sentences knows. Sentences with a figure are looked up, and those that the record knows; "
            "read the others yourself."
        )
    if why := matching.means():
        yield why
    if any(len(one.text) > LONGEST for one in sentences):
        yield _(
            "A sentence has more than 2,000 characters. Only its beginning is compared: is a full stop "
            "missing?"
        )
    elif not any(sign in text for sign in ".!?…。！？"):
        yield _("No sentence ends in this draft. Each line, or paragraph, counts as one.")
