"""The page from which a claim is cited."""

import html
import json

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import validate

from claims.actions.merging import merge
from tests import builders as make
from tests.publish.test_citation import ITEM
from tests.views.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_to_all(settings) -> None:
    """Anybody may read published claims, and knows whose they are."""
    settings.PUBLIC = "published"
    settings.CANONICAL_URL, settings.NEWSROOM = "https://record.example", "The Example Times"


def cite(claim_id: int, client: Client | None = None) -> str:
    """The page."""
    response = (client or Client()).get(f"/claims/{claim_id}/cite/")
    assert response.status_code == 200
    return response.content.decode()


def test_each_form_stands_in_a_field_that_can_be_selected_and_copied():
    claim = published()
    page = html.unescape(cite(claim.pk))
    address = f"https://record.example/claims/{claim.pk}/"
    assert "The Example Times: “The bridge was closed” (Corroborated, assessed" in page
    assert f"[“The bridge was closed”](<{address}>)" in page
    assert "{{cite web |url=" + address in page
    assert page.count("readonly") == page.count('data-copy="') == 5


def test_staff_are_told_where_the_name_of_the_newsroom_comes_from_while_there_is_none(settings):
    claim, staff = published(), Client()
    staff.force_login(make.user("ana", role="reader"))
    assert "PROVENANCE_NEWSROOM" not in cite(claim.pk, staff)
    settings.NEWSROOM = ""
    assert "record.example: “The bridge was closed”" in html.unescape(cite(claim.pk, staff))
    assert "PROVENANCE_NEWSROOM" in cite(claim.pk, staff)
    assert "PROVENANCE_NEWSROOM" not in cite(claim.pk)


def test_of_a_published_claim_on_a_closed_site_it_is_said_what_opens_it(settings):
    claim, staff = published(), Client()
    staff.force_login(make.user("ana", role="reader"))
    page = f"/claims/{claim.pk}/"
    assert "PROVENANCE_PUBLIC" not in cite(claim.pk, staff) + staff.get(page).content.decode()
    settings.PUBLIC = ""
    assert "Readers who follow a citation will not find this claim." in cite(claim.pk, staff)
    assert "with PROVENANCE_PUBLIC=1" in cite(claim.pk, staff)
    assert "closed to the public" in staff.get(page).content.decode()


def test_each_button_says_what_it_copies():
    page = cite(published().pk)
    assert 'aria-label="Copy: Markdown"' in page
    assert 'aria-label="Copy: A card for your page"' in page


def test_the_card_is_there_to_embed_and_to_look_at():
    claim = published()
    response = Client().get(f"/claims/{claim.pk}/cite/")
    page = html.unescape(response.content.decode())
    assert f'<iframe src="https://record.example/claims/{claim.pk}/card/"' in page
    assert f'<iframe class="card" src="/claims/{claim.pk}/card/"' in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_program_takes_it_as_a_file():
    claim = published("„Closed“, it was said")
    response = Client().get(f"/claims/{claim.pk}/cite.csl.json")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    [item] = json.loads(response.content)
    validate(item, ITEM)
    assert item["title"] == "„Closed“, it was said"
    assert item["author"] == [{"literal": "The Example Times"}]
    today = timezone.localdate()
    assert item["accessed"]["date-parts"] == [[today.year, today.month, today.day]]


def test_whoever_cites_a_claim_takes_its_caveat_along():
    claim = published(caveat="The city has not answered.")
    page = html.unescape(cite(claim.pk))
    assert page.count("caveat: “The city has not answered.”") == 4
    [item] = json.loads(Client().get(f"/claims/{claim.pk}/cite.csl.json").content)
    assert "“The city has not answered.”" in item["note"]


def test_an_open_claim_leads_to_its_formats_for_programs_and_to_the_feeds():
    claim = published()
    page = cite(claim.pk)
    for address in (
        f"/claims/{claim.pk}.jsonld",
        f"/claims/{claim.pk}.prov.jsonld",
        f"/api/v1/claims/{claim.pk}/",
        "/feeds/claims.atom",
        "/feeds/status.atom",
        "/feeds/corrections.atom",
    ):
        assert f'href="{address}"' in page
        assert Client().get(address).status_code == 200


def test_of_what_is_not_published_the_public_finds_nothing():
    claim = make.claim()
    for address in (f"/claims/{claim.pk}/cite/", f"/claims/{claim.pk}/cite.csl.json"):
        assert Client().get(address).status_code == 404


def test_staff_are_told_that_readers_will_not_find_it_and_offered_no_card():
    client = Client()
    client.force_login(make.user("ana", role="journalist"))
    page = cite(make.claim().pk, client)
    assert "is not published" in page
    assert "iframe" not in page
    assert ".jsonld" not in page


def test_a_claim_that_was_merged_is_cited_as_the_one_that_took_it_in():
    kept, gone = published("The bridge was shut"), make.claim()
    merge(kept=kept, gone=gone, by=make.user("ed"), reason="The same.")
    response = Client().get(f"/claims/{gone.pk}/cite/")
    assert response["Location"] == f"/claims/{kept.pk}/cite/"
    [item] = json.loads(Client().get(f"/claims/{gone.pk}/cite.csl.json").content)
    assert item["title"] == "The bridge was shut"


def test_the_claims_page_leads_there():
    claim = published()
    page = Client().get(f"/claims/{claim.pk}/").content.decode()
    assert f'href="/claims/{claim.pk}/cite/"' in page
