"""What editors find and decide, and how a claim goes through its life.

    draft ── submit ──▸ in review ── decide ──▸ published or withheld
      ▴                                │  ▴        │
      └────────── sent back ───────────┘  └────────┘ decided again, or reopened

Where a decision leads stands in `claims.vocabulary.LEADS_TO`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions import notifying
from claims.actions.recording import patient, recording
from claims.evidence import graph_of
from claims.models import Claim, Decision, OriginMark, SignOff, Source, Touched, User
from claims.origins import Assessment, assess
from claims.typed import says
from claims.vocabulary import LEADS_TO, PUBLISHING, Outcome, State, Status, Verdict

ANYBODY = 0  # no person's id: whoever had the claim


@dataclass(frozen=True)
class Ground:
    """What somebody saw when they decided: the digest of the assessment, the latest decision, and to
    whom the claim was assigned. Without a digest, what they decide holds whatever the evidence."""

    digest: str | None
    decision: int | None = None
    assignee: int | None = ANYBODY


class MarkedMeanwhile(Exception):
    """The marks of an origin are no longer those that somebody saw; `marks` are those of now."""

    def __init__(self, marks: Sequence[OriginMark]) -> None:
        """Keep them."""
        super().__init__("The marks of this origin have changed.")
        self.marks = marks


def as_seen(marks: Iterable[OriginMark]) -> str:
    """What tells the marks of an origin from those that it had before or will have."""
    return " ".join(sorted(f"{mark.pk}@{mark.made_at.isoformat()}" for mark in marks))


@patient
def mark_origin(
    *,
    claim: Claim,
    source: Source,
    verdict: str,
    reason: str,
    by: User,
    same_as: Source | None = None,
    seen: str | None = None,
) -> OriginMark:
    """Record an editor's finding on an origin of a claim.

    Whether it speaks from its own knowledge has one answer: a new one takes the place of the earlier.
    `seen` is what `as_seen` said of the origin's marks when they were read, and MarkedMeanwhile is raised
    if they are others by now.
    Raises ValidationError for a source that is to be the same as itself, or as one of its own family,
    and without a reason.
    """
    if same_as:
        _refuse_own_family(source, same_as)
    if not says(reason):
        raise ValidationError({"reason": _("Say what you know, and how you know it.")})
    finding = {
        "verdict": verdict,
        "same_as": same_as,
        "reason": reason,
        "made_by": by,
        "made_at": timezone.now(),
    }
    earlier = OriginMark.objects.filter(claim=claim, source=source)
    if verdict == Verdict.SAME_AS:
        earlier = earlier.filter(same_as=same_as)
    else:
        earlier = earlier.exclude(verdict=Verdict.SAME_AS)
    with recording(by=by, reason=reason):
        _refuse_unseen(claim, source, seen)
        mark, _made = earlier.update_or_create(
            defaults=finding, create_defaults={**finding, "claim": claim, "source": source}
        )
        return mark


def _refuse_unseen(claim: Claim, source: Source, seen: str | None) -> None:
    """One at a time for each claim, so that of two who mark at once the second sees the first."""
    Claim.objects.select_for_update(no_key=True).filter(pk=claim.pk).values_list("pk").first()
    marks = list(claim.marks.filter(source=source).select_related("made_by", "same_as"))
    if seen is not None and seen != as_seen(marks):
        raise MarkedMeanwhile(marks)


def _refuse_own_family(source: Source, same_as: Source) -> None:
    """A source is the same as itself, and its owners and what they own are one family already."""
    if source.pk == same_as.pk:
        raise ValidationError(
            {"same_as": _("A source is always the same as itself. Choose another one.")}
        )
    shared = set(source.with_owners()) & set(same_as.with_owners())
    if shared:
        raise ValidationError(
            {
                "same_as": _(
                    "%(source)s and %(other)s belong together on record already, and count once. "
                    "There is nothing to mark."
                )
                % {"source": source.name, "other": same_as.name}
            }
        )


@patient
def submit(*, claim: Claim, by: User, reason: str = "") -> Claim:
    """Send a draft, or a withheld claim, to the editors. Raises ValidationError if it is with them
    already, or published."""
    with recording(by=by, reason=reason or "sent to review"):
        held = _held(claim)
        if held.state not in (State.DRAFT, State.WITHHELD):
            raise ValidationError(
                _("This claim is %(state)s already.") % {"state": held.get_state_display()}
            )
        return _lead(held, State.IN_REVIEW)


@patient
def decide(
    *,
    claim: Claim,
    outcome: str,
    reason: str,
    by: User,
    caveat: str = "",
    rating: str = "",
    ground: Ground | None = None,
) -> Decision:
    """Decide about a claim, on the evidence as it stands now.

    A decision to publish publishes, unless `settings.SIGN_OFF` asks for a second person: then the
    claim is in review until somebody signs off, or stays published as it was. Raises ValidationError,
    by the field concerned, for a decision without a reason, one that the record does not bear out, and
    one made on a `ground` that is no longer there.
    """
    if lacking := missing(outcome, reason, caveat):
        raise ValidationError(lacking)
    with recording(by=by, reason=reason):
        held = _held(claim)
        latest = held.decisions.first()
        assessment = _assessed(held)
        _refuse(outcome, assessment, latest, ground)
        _refuse_taken(held, ground, by)
        waits = outcome in PUBLISHING and settings.SIGN_OFF
        decision = Decision.objects.create(
            claim=held,
            outcome=outcome,
            reason=reason,
            caveat=caveat if outcome == Outcome.CAVEAT else "",
            rating=rating if outcome in PUBLISHING else "",
            digest=assessment.digest,
            assessment=asdict(assessment),
            needs_sign_off=waits,
            supersedes=latest,
            decided_by=by,
        )
        if not (waits and held.state == State.PUBLISHED):
            _lead(held, State.IN_REVIEW if waits else LEADS_TO[Outcome(outcome)], decision)
        claim.state = held.state
        return decision


@patient
def sign_off(*, decision: Decision, agrees: bool, by: User, reason: str = "") -> SignOff:
    """Agree to a decision to publish, which publishes the claim, or refuse it with a reason.

    Raises ValidationError for one's own decision, for one that is not the latest or waits for nobody,
    and when the evidence has changed since it was made.
    """
    if not agrees and not says(reason):
        raise ValidationError({"reason": _("Say why you do not agree.")})
    if decision.decided_by_id == by.pk:
        raise ValidationError(
            _("This is your own decision. Somebody else has to sign it off."), code="own"
        )
    with recording(by=by, reason=reason or "signed off"):
        held = _held(decision.claim)
        if not awaits_sign_off(decision):
            raise ValidationError(_("This decision no longer waits for anybody to sign it off."))
        if agrees and _assessed(held).digest != decision.digest:
            raise ValidationError(
                _("The evidence has changed since this was decided. It has to be decided again.")
            )
        signed = SignOff.objects.create(
            decision=decision, agrees=agrees, reason=reason, signed_by=by
        )
        if agrees:
            _lead(held, State.PUBLISHED, decision)
        Touched.objects.create(claim_id=held.pk)  # which decision is in force may be another
        return signed


def awaits_sign_off(decision: Decision | None) -> bool:
    """Whether a second person has still to say something of this decision."""
    if decision is None or not decision.publishes:
        return False
    return Decision.objects.awaiting().filter(pk=decision.pk).exists()


def in_force(claim: Claim, latest: Decision | None) -> Decision | None:
    """The decision that the claim stands by: the latest, or for a published claim the latest that
    needs no second person, or that one agreed to."""
    if latest is None or claim.state != State.PUBLISHED or not latest.needs_sign_off:
        return latest
    rows = claim.decisions.in_force().select_related("decided_by", "sign_off__signed_by")
    return rows.first() or latest


def _held(claim: Claim) -> Claim:
    """The claim as it is now; nobody else decides about it until this is over."""
    return Claim.objects.select_for_update(no_key=True).defer("search").get(pk=claim.pk)


def _lead(claim: Claim, state: str, decision: Decision | None = None) -> Claim:
    """To the next state. Published, it carries what its decision says, for every page that shows it."""
    published = decision if state == State.PUBLISHED else None
    before, claim.state = claim.state, state
    claim.caveat = published.caveat if published else ""
    claim.rating = published.rating if published else ""
    claim.save(update_fields=["state", "caveat", "rating"])
    notifying.note(notifying.led(claim, before))
    return claim


def _assessed(claim: Claim) -> Assessment:
    """What the evidence says, whatever was decided before."""
    return assess(replace(graph_of(claim), decided_on=None))


def _refuse(
    outcome: str, assessment: Assessment, latest: Decision | None, ground: Ground | None
) -> None:
    """Refuse what was decided on other ground, or against what the record shows."""
    if ground and ground.decision != (latest.pk if latest else None):
        raise ValidationError(
            _("%(who)s has decided in the meantime: %(what)s. Look at that decision first.")
            % {
                "who": latest.decided_by if latest else "",
                "what": latest.get_outcome_display() if latest else "",
            },
            code="decided",
        )
    if ground and ground.digest not in (None, assessment.digest):
        raise ValidationError(
            _("The evidence has changed since you opened this page. Look at it as it is now."),
            code="changed",
        )
    if told := obstacle(outcome, assessment.status):
        raise ValidationError({"outcome": told})


def _refuse_taken(claim: Claim, ground: Ground | None, by: User) -> None:
    """Say once that a colleague has taken the claim since it was opened; who then sends it again, on
    the page as it is now, decides all the same."""
    if ground is None or claim.assignee_id in (None, by.pk, ground.assignee):
        return
    if ground.assignee != ANYBODY:
        raise ValidationError(
            _("This claim went to %(who)s in the meantime. Agree with them who decides.")
            % {"who": claim.assignee},
            code="taken",
        )


def missing(outcome: str, reason: str, caveat: str) -> dict[str, str]:
    """What has still to be written for a decision, by field; all of it at once."""
    found = {}
    if outcome == Outcome.CAVEAT and not says(caveat):
        found["caveat"] = _("Write the caveat that readers are to see.")
    if not says(reason):
        found["reason"] = _("Say why. The reason stands beside the decision.")
    return found


def obstacle(outcome: str, status: str) -> str:
    """Why a claim of this status cannot be decided so; empty if it can."""
    if outcome in PUBLISHING and status == Status.UNSUPPORTED:
        return _("No article on record asserts it, so there is nothing to publish.")
    if outcome == Outcome.CORROBORATED and status != Status.CORROBORATED:
        return _(
            "The record does not show two independent origins. Publish with a caveat, or find what "
            "is missing."
        )
    return ""
