"""Claims that were published before the claim itself carried its caveat."""

import pytest

from claims.actions.editing import decide
from claims.migrations._caveats import CAVEATS
from claims.models import Claim
from tests import builders as make
from tests.sql import run, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Claim:
    """Published twice, each time with another caveat, before claims carried one."""
    claim, ana = make.claim(), make.user("ana")
    make.says(claim, make.source())
    for caveat in ("Rests on a guess.", "Rests on one origin."):
        decide(
            claim=claim,
            outcome="caveat",
            caveat=caveat,
            rating="true",
            reason="It matters.",
            by=ana,
        )
    update(claim, caveat="", rating="")
    return claim


def carried(claim: Claim) -> tuple[str, str]:
    """The caveat and the rating that the claim carries once the migration has run."""
    run(CAVEATS)
    return Claim.objects.values_list("caveat", "rating").get(pk=claim.pk)


def test_a_published_claim_carries_what_its_latest_decision_says(published):
    assert carried(published) == ("Rests on one origin.", "true")


def test_what_is_not_published_carries_nothing(published):
    update(published, state="withheld")
    assert carried(published) == ("", "")


def test_what_carries_a_caveat_already_keeps_it(published):
    update(published, caveat="As decided since.")
    assert carried(published) == ("As decided since.", "")


def test_the_trail_has_it(published):
    run(CAVEATS)
    assert published.events.latest("pgh_id").caveat == "Rests on one origin."
