"""`/claims/<id>/submit/`: a draft is sent to the editors."""

import pytest

from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_draft_is_sent_to_review_from_its_page(client):
    claim = make.claim()
    client.force_login(make.user("dee", role="data entry"))
    assert f"/claims/{claim.pk}/submit/" in client.get(f"/claims/{claim.pk}/").content.decode()
    response = client.post(f"/claims/{claim.pk}/submit/", follow=True)
    assert "Sent to review." in response.content.decode()
    assert Claim.objects.get().state == "in_review"


def test_what_is_in_review_already_is_told(client):
    claim = make.claim()
    client.force_login(make.user("dee", role="data entry"))
    for _ in range(2):
        response = client.post(f"/claims/{claim.pk}/submit/", follow=True)
    assert "This claim is in review already." in response.content.decode()


def test_readers_do_not_send_to_review(client):
    claim = make.claim()
    assert client.post(f"/claims/{claim.pk}/submit/").status_code == 401
    client.force_login(make.user("rea", role="reader"))
    assert client.post(f"/claims/{claim.pk}/submit/").status_code == 403
    assert "Send to review" not in client.get(f"/claims/{claim.pk}/").content.decode()


def test_it_is_not_sent_by_following_a_link(staff):
    assert staff.get(f"/claims/{make.claim().pk}/submit/").status_code == 405
