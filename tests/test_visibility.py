"""What somebody who has not signed in may see of a record."""

import re

import pytest
from django.test import Client

from claims.actions.editing import decide, mark_origin
from claims.models import Claim, Topic
from tests import builders as make

pytestmark = pytest.mark.django_db

SECRET = "The warehouse burned"
PAGES = (
    "/",
    "/claims/",
    "/claims/?q=burned",
    "/claims/?q=bridge",
    "/claims/?status=uncorroborated",
    "/claims/?flag=single_origin",
    "/claims/?sort=articles",
    "/claims/?sort=first_published",
    "/articles/",
    "/articles/?q=two",
    "/sources/",
    "/sources/?q=the",
    "/method/",
)


@pytest.fixture
def open_claim() -> Claim:
    """A published claim of the Times."""
    claim = make.claim("The bridge was closed on Monday", topics=["bridges"])
    make.says(claim, make.source("The Times"), make.source("an officer", "anonymous"))
    make.says(claim, make.source("The Herald"), basis="own_reporting")
    decide(
        claim=claim, outcome="caveat", caveat="One origin.", reason="Internal.", by=make.user("ed")
    )
    return claim


@pytest.fixture
def hidden() -> Claim:
    """A draft that shares an article, an outlet and an owner with the published one."""
    claim = make.claim(SECRET, topics=["warehouses"])
    watchman = make.source("the watchman", "anonymous")
    make.says(claim, make.source("The Times"), watchman)
    make.says(claim, make.source("The Gazette", owner=make.source("The Times")))
    mark_origin(
        claim=claim, source=watchman, verdict="independent", reason="He phoned.", by=make.user("ed")
    )
    shared = make.snapshot(f"{SECRET}. In other news, {make.WORDS}.", title="Two things")
    make.appearance(claim, shared, quote=SECRET, basis="own_reporting")
    make.appearance(Claim.objects.order_by("pk")[0], shared, basis="own_reporting")
    return claim


@pytest.fixture
def public(open_claim: Claim, hidden: Claim, settings) -> Client:
    """Somebody who has not signed in, where published claims are open."""
    settings.PUBLIC = "published"
    return Client()


def test_no_list_search_or_count_gives_an_unpublished_claim_away(public, open_claim, hidden):
    for address in PAGES:
        response = public.get(address)
        assert response.status_code == 200, address
        told = response.content.decode()
        assert not re.search(
            'warehouse(?!&|")|watchman|Gazette|He phoned',
            told.replace('value="warehouse"', "")
            .replace('value="watchman"', "")
            .replace("q=warehouse", "")
            .replace("q=watchman", ""),
        ), address
    assert "1 claim" in public.get("/claims/").content.decode()


def test_an_unpublished_claim_is_not_found(public, hidden):
    assert public.get(f"/claims/{hidden.pk}/").status_code == 404


def test_what_only_an_unpublished_claim_names_is_not_found(public, hidden):
    for appearance in hidden.appearances.select_related("snapshot__article__publisher"):
        article = appearance.snapshot.article
        if article.title != "Two things":
            assert public.get(f"/articles/{article.pk}/").status_code == 404
    watchman = hidden.marks.get().source
    assert public.get(f"/sources/{watchman.pk}/").status_code == 404
    assert public.get(f"/claims/?source={watchman.pk}").status_code == 400
    assert public.get("/claims/?topic=warehouses").status_code == 400


def test_an_article_of_both_shows_the_published_quote_alone(public, open_claim, hidden):
    article = hidden.appearances.get(snapshot__article__title="Two things").snapshot.article
    told = public.get(f"/articles/{article.pk}/").content.decode()
    assert make.WORDS in told
    assert f'<mark class="unsupported">{SECRET}' not in told
    assert f"/claims/{hidden.pk}/" not in told


def test_a_published_claims_page_names_nothing_of_another(public, open_claim):
    told = public.get(f"/claims/{open_claim.pk}/").content.decode()
    assert not re.search("warehouse|watchman|Gazette", told)


def test_what_the_newsroom_tells_itself_stays_inside(public, open_claim):
    told = public.get(f"/claims/{open_claim.pk}/").content.decode()
    assert "One origin." in told
    assert "Internal." not in told
    assert ">ed<" not in told
    assert 'id="history"' not in told


def test_a_source_shows_the_public_its_published_claims_alone(public, open_claim, hidden):
    times = make.source("The Times")
    told = public.get(f"/sources/{times.pk}/").content.decode()
    assert SECRET not in told
    assert "Gazette" not in told


def test_a_claim_that_is_unpublished_again_is_gone_at_once(public, open_claim):
    decide(claim=open_claim, outcome="withhold", reason="Wrong.", by=make.user("ed"))
    assert public.get(f"/claims/{open_claim.pk}/").status_code == 404
    assert "0 claims" in public.get("/claims/").content.decode()


def test_an_account_without_a_role_sees_what_the_public_sees(public, hidden):
    public.force_login(make.user("rita"))
    assert public.get(f"/claims/{hidden.pk}/").status_code == 404


def test_without_the_setting_the_public_sees_the_sample_alone(open_claim, settings):
    assert settings.PUBLIC == "sample"
    shown = make.claim("A claim of the sample", external_id="sample:c99")
    public = Client()
    assert public.get(f"/claims/{shown.pk}/").status_code == 200
    assert public.get(f"/claims/{open_claim.pk}/").status_code == 404


def test_a_closed_record_shows_the_public_nothing(open_claim, settings):
    settings.PUBLIC = ""
    make.claim("A claim of the sample", external_id="sample:c99")
    public = Client()
    assert public.get(f"/claims/{open_claim.pk}/").status_code == 404
    assert "0 claims" in public.get("/claims/").content.decode()


def test_a_reader_sees_everything(open_claim, hidden):
    reader = Client()
    reader.force_login(make.user("rita", role="reader"))
    assert SECRET in reader.get(f"/claims/{hidden.pk}/").content.decode()
    assert "2 claims" in reader.get("/claims/").content.decode()
    assert Topic.objects.count() == 2
