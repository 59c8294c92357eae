"""`/claims/<id>/merge/`: find the claim that says the same, look at what would become of both, agree."""

from html import unescape

import pytest

from claims.actions.claims import add_figure
from claims.actions.editing import decide, mark_origin
from claims.actions.merging import merge, plan
from claims.models import Claim, Merge, User
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db) -> tuple[Claim, Claim]:
    """Two claims that say the same, each with an origin that counts."""
    kept, gone = make.claim("The bridge was closed"), make.claim("They closed the bridge")
    make.says(kept, make.source("The Times"), make.source("Ana Lima", "person"))
    make.says(gone, make.source("The Echo"), make.source("Ben Roy", "person"))
    return kept, gone


def address(claim: Claim, other: Claim | None = None) -> str:
    """The page, with the other claim chosen if one is given."""
    return f"/claims/{claim.pk}/merge/" + (f"?other={other.pk}" if other else "")


def sent(kept: Claim, gone: Claim, **typed: str) -> dict[str, str]:
    """What the page sends when it is agreed to."""
    ground = plan(Claim.objects.get(pk=kept.pk), Claim.objects.get(pk=gone.pk)).ground
    return {"other": str(gone.pk), "ground": ground, "reason": "They say the same.", **typed}


@pytest.mark.parametrize("role", ["", "reader", "data entry", "journalist"])
def test_only_editors_may(two, client, role):
    client.force_login(make.user("bea", role=role))
    assert client.get(address(*two)).status_code == 403
    assert client.post(address(two[0]), sent(*two)).status_code == 403
    assert not Merge.objects.exists()


def test_who_is_not_signed_in_is_asked_to(two, client):
    assert client.get(address(*two)).status_code == 302


def test_claims_that_look_alike_are_offered(two, staff):
    html = staff.get(address(two[0])).content.decode()
    assert address(*two) in html


def test_each_that_is_offered_says_what_stands_behind_it(two, staff):
    make.says(two[1], make.source("The Tribune"), basis="own_reporting")
    add_figure(claim=two[1], value=807, unit="%", by=make.user("ana"))
    html = " ".join(staff.get(address(two[0])).content.decode().split())
    offered = html[html.index(address(*two)) :]
    assert f"Claim {two[1].pk}, draft · 2 quotes · 2 articles · 2 origins that count" in offered
    assert '<span class="num">807%</span>' in offered


def test_each_that_looks_alike_says_how_it_differs(two, staff):
    make.claim("The bridge was never closed")
    assert "negated" in staff.get(address(two[0])).content.decode()


@pytest.mark.parametrize("typed", ["closed", "#{}", "{}"])
def test_others_are_found_by_words_and_by_number(two, staff, typed):
    html = staff.get(address(two[0]), {"q": typed.format(two[1].pk)}).content.decode()
    assert address(*two) in html
    assert address(two[0], two[0]) not in html


@pytest.mark.parametrize("typed", ["zebra", "99999999999999999999", "²"])
def test_what_is_not_found_is_said(two, staff, typed):
    assert "No claim fits." in staff.get(address(two[0]), {"q": typed}).content.decode()


def test_the_preview_shows_what_would_become_of_both_and_writes_nothing(two, staff):
    html = staff.get(address(*two)).content.decode()
    assert "1 quote moves." in html
    assert html.index("status uncorroborated") < html.index("status corroborated")
    assert Claim.objects.count() == 2
    assert not Merge.objects.exists()


def test_agreed_with_a_reason_the_two_are_one(two, staff):
    response = staff.post(address(two[0]), sent(*two))
    made = Merge.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.kept, made.gone, made.reason) == (*two, "They say the same.")
    assert made.merged_by == User.objects.get(username="ana")


def test_without_a_reason_nothing_is_merged(two, staff):
    response = staff.post(address(two[0]), sent(*two, reason=" "))
    assert response.status_code == 400
    assert "Say why. The reason stays on record." in response.content.decode()
    assert not Merge.objects.exists()


def test_when_one_has_changed_it_is_shown_again_with_what_was_typed(two, staff):
    outdated = sent(*two)
    make.says(two[1], make.source("The Post"))
    response = staff.post(address(two[0]), outdated)
    html = unescape(response.content.decode())
    assert response.status_code == 400
    assert "One of the two has changed since you looked." in html
    assert "They say the same." in html
    assert "2 quotes move." in html
    fresh = sent(*two)
    assert fresh["ground"] in html
    assert staff.post(address(two[0]), fresh).status_code == 302


def test_where_both_have_a_finding_the_editor_chooses(two, staff):
    person = make.source("Ana Lima", "person")
    by = make.user("ana")
    mark_origin(claim=two[0], source=person, verdict="independent", reason="I asked.", by=by)
    other = mark_origin(
        claim=two[1], source=person, verdict="not_independent", reason="She was away.", by=by
    )
    html = staff.get(address(*two)).content.decode()
    assert "Both have a finding on Ana Lima" in html
    assert "I asked." in html
    assert "She was away." in html
    chosen = sent(*two, **{f"mark-{other.pk}": "gone"})
    looked = staff.post(address(two[0]), {**chosen, "look": "1"})
    assert looked.status_code == 200
    assert "1 origin that counts" in looked.content.decode()
    assert not Merge.objects.exists()
    staff.post(address(two[0]), chosen)
    assert two[0].marks.get().verdict == "not_independent"


def test_where_both_quote_the_same_words_the_editor_chooses(staff):
    captured = make.snapshot()
    kept, gone = make.claim("A"), make.claim("B")
    make.appearance(kept, captured)
    make.appearance(gone, captured, make.source("a clerk", "anonymous"))
    html = staff.get(address(kept, gone)).content.decode()
    assert "Both quote “the bridge was closed on Monday”" in html
    assert "a clerk" in html


def test_a_claim_is_not_merged_with_itself(two, staff):
    html = staff.get(address(two[0], two[0])).content.decode()
    assert "This is the same one. Choose another to merge it with." in html
    assert "Merge the two claims" not in html


def test_a_claim_is_not_merged_twice(two, staff):
    outdated = sent(*two)
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="So.")
    response = staff.post(address(two[0]), outdated)
    html = response.content.decode()
    assert response.status_code == 400
    assert f"Claim {two[1].pk} has been merged into Claim {two[0].pk} already." in html
    assert "They say the same." in html


def test_too_many_topics_for_one_claim_are_told_and_what_was_typed_stays(two, staff):
    agreed = sent(*two)
    topics = make.topics(120)
    for claim, its in zip(two, (topics[:60], topics[60:]), strict=True):
        claim.topics.set(its)
    assert "filed under 120 topics" in staff.get(address(*two)).content.decode()
    response = staff.post(address(two[0]), agreed)
    html = response.content.decode()
    assert response.status_code == 400
    assert "one claim can be filed under 100 at most. Remove some first." in html
    assert "They say the same." in html
    assert not Merge.objects.exists()


def test_a_published_claim_stays(two, staff):
    by = make.user("ana")
    decide(claim=two[1], outcome="caveat", caveat="One.", reason="Yes.", by=by)
    html = staff.get(address(*two)).content.decode()
    assert "Merge the other way round" in html
    assert address(two[1], two[0]) in html


def test_the_page_of_a_merged_claim_leads_to_that_of_the_other(two, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="So.")
    assert staff.get(address(two[1]))["Location"] == address(two[0])


@pytest.mark.parametrize("other", ["99", "x"])
def test_a_claim_that_is_not_there_is_not_found(two, staff, other):
    status = {"99": 404, "x": 200}[other]
    assert staff.get(f"/claims/{two[0].pk}/merge/?other={other}").status_code == status
    assert staff.get("/claims/99999/merge/").status_code == 404


# What the other pages make of it


def test_the_old_address_leads_to_the_new_one(two, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="So.")
    response = staff.get(f"/claims/{two[1].pk}/")
    assert (response.status_code, response["Location"]) == (302, f"/claims/{two[0].pk}/")


def test_lists_searches_and_counts_hold_the_one_alone(two, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="So.")
    for page in ("/", "/claims/", "/claims/?q=bridge", "/claims/?status=corroborated"):
        html = staff.get(page).content.decode()
        assert f"/claims/{two[0].pk}/" in html
        assert f"/claims/{two[1].pk}/" not in html


def test_the_claims_page_shows_what_it_took_in_with_its_decisions(two, staff):
    by = make.user("ana")
    decide(claim=two[1], outcome="withhold", reason="Only one origin.", by=by)
    made = merge(kept=two[0], gone=two[1], by=by, reason="So.")
    html = staff.get(f"/claims/{two[0].pk}/").content.decode()
    assert "They closed the bridge" in html
    assert "Only one origin." in html
    assert made.get_absolute_url() in html


def test_the_public_does_not_read_what_went_into_it(two, client):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="So.")
    assert "They closed the bridge" not in client.get(f"/claims/{two[0].pk}/").content.decode()


@pytest.mark.parametrize(("role", "offered"), [("journalist", False), ("editor", True)])
def test_the_claims_page_offers_merging_to_those_who_may(two, client, role, offered):
    client.force_login(make.user("bea", role=role))
    html = client.get(f"/claims/{two[0].pk}/").content.decode()
    assert (address(two[0]) in html) is offered
    assert ("/move/" in html) is offered
