"""`/sources/<id>/merge/`: find the source that is the same, look at what would change, agree."""

import pytest

from claims.actions.merging import merge, plan
from claims.actions.sources import set_owner
from claims.models import Merge, Source
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db) -> tuple[Source, Source]:
    """An outlet recorded twice, and a claim that both make in their own words."""
    kept, gone = make.source("The Times"), make.source("The Time")
    claim = make.claim()
    for outlet in (kept, gone):
        make.says(claim, outlet, basis="own_reporting")
    return kept, gone


def address(source: Source, other: Source | None = None) -> str:
    """The page, with the other source chosen if one is given."""
    return f"/sources/{source.pk}/merge/" + (f"?other={other.pk}" if other else "")


def sent(kept: Source, gone: Source, **typed: str) -> dict[str, str]:
    """What the page sends when it is agreed to."""
    found = [Source.objects.get(pk=one.pk) for one in (kept, gone)]
    return {"other": str(gone.pk), "ground": plan(*found).ground, "reason": "One.", **typed}


@pytest.mark.parametrize("role", ["", "reader", "data entry", "journalist"])
def test_only_editors_may(two, client, role):
    client.force_login(make.user("bea", role=role))
    assert client.get(address(*two)).status_code == 403
    assert client.post(address(two[0]), sent(*two)).status_code == 403


def test_sources_of_such_a_name_are_offered(two, staff):
    assert address(*two) in staff.get(address(two[0])).content.decode()


def test_each_that_is_offered_says_what_is_on_record_of_it(two, staff):
    make.source("The Sunday Time", owner=two[1])
    html = staff.get(address(two[0])).content.decode()
    offered = html[html.index(address(*two)) :]
    assert "1 article · named 0 times · owns 1 source" in offered


@pytest.mark.parametrize("typed", ["the time", "{}"])
def test_others_are_found_by_name_and_by_number(two, staff, typed):
    html = staff.get(address(two[0]), {"q": typed.format(two[1].pk)}).content.decode()
    assert address(*two) in html


def test_what_is_not_found_is_said(two, staff):
    assert "No source fits." in staff.get(address(two[0]), {"q": "zebra"}).content.decode()


def test_the_preview_shows_which_claims_would_change_and_writes_nothing(two, staff):
    html = staff.get(address(*two)).content.decode()
    assert "1 article moves." in html
    assert "1 claim would change." in html
    assert html.index("status corroborated") < html.index("status uncorroborated")
    assert Source.objects.count() == 2


def test_agreed_with_a_reason_the_two_are_one(two, staff):
    response = staff.post(address(two[0]), sent(*two))
    made = Merge.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.kept, made.gone) == two


def test_without_a_reason_nothing_is_merged(two, staff):
    response = staff.post(address(two[0]), sent(*two, reason=""))
    assert response.status_code == 400
    assert not Merge.objects.exists()


def test_when_one_has_changed_it_is_shown_again(two, staff):
    outdated = sent(*two)
    set_owner(source=two[1], owner=make.source("News Group", "organisation"), by=None)
    response = staff.post(address(two[0]), outdated)
    assert response.status_code == 400
    assert "One of the two has changed since you looked." in response.content.decode()


def test_one_between_them_is_refused(two, staff):
    between = make.source("Times Sunday", owner=two[0])
    set_owner(source=two[1], owner=between, by=None)
    assert "Say first to whom they belong." in staff.get(address(*two)).content.decode()


def test_the_old_address_leads_to_the_new_one(two, client, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="One.")
    response = client.get(f"/sources/{two[1].pk}/")
    assert (response.status_code, response["Location"]) == (302, f"/sources/{two[0].pk}/")
    assert staff.get(address(two[1]))["Location"] == address(two[0])


def test_lists_and_suggestions_hold_the_one_alone(two, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="One.")
    html = staff.get("/sources/").content.decode()
    assert f"/sources/{two[0].pk}/" in html
    assert f"/sources/{two[1].pk}/" not in html
    options = staff.get("/sources/options/?q=the time").content.decode()
    assert "The Times" in options
    assert "The Time" not in options.replace("The Times", "")


def test_a_list_filtered_by_the_old_one_is_filtered_by_the_new_one(two, staff):
    merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="One.")
    assert "The bridge was closed" in staff.get(f"/claims/?source={two[1].pk}").content.decode()


def test_the_sources_page_shows_what_it_took_in_and_offers_merging(two, staff):
    made = merge(kept=two[0], gone=two[1], by=make.user("ana"), reason="One.")
    html = staff.get(f"/sources/{two[0].pk}/").content.decode()
    assert made.get_absolute_url() in html
    assert address(two[0]) in html


def test_a_source_that_is_not_there_is_not_found(two, staff):
    assert staff.get("/sources/99999/merge/").status_code == 404
    assert staff.get(address(two[0]) + "?other=99999").status_code == 404
