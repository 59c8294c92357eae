"""`/claims/<id>/withhold/`: a published claim is taken back, with a reason."""

import re

import pytest

from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(staff) -> Claim:
    """A claim that ana, who is signed in, has published."""
    claim = make.claim()
    make.says(claim, make.source(), make.source("an officer", "anonymous"))
    decide(claim=claim, outcome="caveat", caveat="One origin.", reason="So.", by=make.user("ana"))
    return claim


def seen(client, claim: Claim) -> str:
    """The decision that the form shows."""
    html = client.get(f"/claims/{claim.pk}/withhold/").content.decode()
    return re.search(r'name="decision" value="(\d+)"', html)[1]


def test_an_editor_unpublishes_with_a_reason(claim, client):
    page = f"/claims/{claim.pk}/withhold/"
    assert page in client.get(f"/claims/{claim.pk}/").content.decode()
    client.post(page, {"reason": "The officer took it back.", "decision": seen(client, claim)})
    claim.refresh_from_db()
    assert (claim.state, claim.caveat) == ("withheld", "")
    assert claim.decisions.first().reason == "The officer took it back."


def test_without_a_reason_it_stays(claim, client):
    response = client.post(f"/claims/{claim.pk}/withhold/", {"decision": seen(client, claim)})
    assert response.status_code == 400
    assert "Say why." in response.content.decode()
    assert Claim.objects.get().state == "published"


def test_what_somebody_decided_meanwhile_is_told_and_what_was_typed_stays(claim, client):
    decision = seen(client, claim)
    decide(claim=claim, outcome="sent_back", reason="Ask.", by=make.user("bo", role="editor"))
    response = client.post(
        f"/claims/{claim.pk}/withhold/", {"reason": "Typed.", "decision": decision}
    )
    assert response.status_code == 400
    assert "bo has decided in the meantime" in response.content.decode()
    assert "Typed.</textarea>" in response.content.decode()


def test_what_is_not_published_cannot_be_unpublished(staff):
    claim = make.claim()
    assert staff.get(f"/claims/{claim.pk}/withhold/")["Location"] == f"/claims/{claim.pk}/"


def test_nobody_but_editors(claim, client):
    client.force_login(make.user("jo", role="journalist"))
    assert client.post(f"/claims/{claim.pk}/withhold/", {"reason": "x"}).status_code == 403
    assert "withhold/" not in client.get(f"/claims/{claim.pk}/").content.decode()
