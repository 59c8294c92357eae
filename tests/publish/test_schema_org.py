"""Claims, and what editors rated them, in the words of schema.org."""

import json
from datetime import date

import pyshacl
import pytest

from claims.actions.editing import decide, in_force, sign_off
from claims.evidence import graph_of
from claims.models import Claim
from claims.origins import assess
from claims.publish import about, schema_org
from tests import builders as make
from tests.publish import linked_data as ld
from tests.publish.conftest import publish

pytestmark = pytest.mark.django_db


def told(claim: Claim, site) -> list[dict]:
    """The claim's document: the claim, and the review if there is one."""
    claim = Claim.objects.get(pk=claim.pk)
    rows = claim.appearances.select_related("snapshot__article__publisher").order_by("pk")
    decision = in_force(claim, claim.decisions.first())
    document = schema_org.document(claim, rows, assess(graph_of(claim)), decision, site)
    ld.assert_nothing_is_lost(document)
    return document["@graph"]


def kinds(claim: Claim, site) -> list[str]:
    """The types of what is told."""
    return [one["@type"] for one in told(claim, site)]


def test_it_is_what_schema_org_says_with_its_review(published, site):
    document = {"@context": "https://schema.org", "@graph": told(published, site)}
    found = ld.graph(document)
    assert not ld.misplaced(found)
    conforms, _report, why = pyshacl.validate(ld.with_classes(found), shacl_graph=ld.schema_org())
    assert conforms, why


def test_its_appearances_are_the_articles_each_once_with_what_is_quoted(bridge, site):
    again = bridge.appearances.order_by("pk")[0].snapshot
    make.appearance(bridge, again, quote="nobody knows why", stance="mentions")
    (claim,) = told(bridge, site)
    first, *others = claim["appearance"]
    assert first["url"] == "https://times.example/bridge?a=1&b=2"
    assert first["headline"] == "Bridge closed"
    assert first["publisher"]["name"] == "The Times"
    assert [one["text"] for one in first["hasPart"]] == [make.WORDS, "nobody knows why"]
    assert len(others) == 2


def test_the_first_appearance_is_the_earliest_that_asserts_it(bridge, site):
    make.says(
        bridge, make.source("The Gazette"), stance="disputes", basis="own_reporting",
        published_on=date(2024, 5, 1),
    )  # fmt: skip
    (claim,) = told(bridge, site)
    (first,) = claim["firstAppearance"]
    assert first["datePublished"] == claim["datePublished"] == "2024-05-06"


def test_of_two_on_one_day_nobody_knows_which_was_first(bridge, site):
    make.says(bridge, make.source("The Gazette"), published_on=date(2024, 5, 6))
    (claim,) = told(bridge, site)
    assert len(claim["firstAppearance"]) == 2


def test_without_dates_no_first_appearance_is_made_up(db, site):
    claim = make.claim()
    make.says(claim, make.source("The Times"))
    (document,) = told(claim, site)
    assert not {"firstAppearance", "datePublished"} & set(document)


def test_its_authors_are_those_who_are_named(bridge, site):
    (claim,) = told(bridge, site)
    assert [(one["@type"], one["name"]) for one in claim["author"]] == [("Person", "Ann Officer")]


def test_what_origins_amount_to_is_told_in_words(published, site):
    claim = told(published, site)[0]
    assert claim["description"].startswith("Corroborated. ")
    assert claim["description"].endswith("Nobody else says so.")


def test_a_published_rating_is_a_review(published, site):
    _claim, review = told(published, site)
    assert not ld.problems("claim_review", review)
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "misleading"}
    assert review["claimReviewed"] == published.statement
    assert review["author"]["name"] == "The Example Courier"
    assert review["datePublished"] == published.decisions.get().decided_at.isoformat()
    assert review["itemReviewed"]["author"][0]["name"] == "Ann Officer"


def test_corroboration_by_itself_is_no_rating(bridge, site):
    decide(claim=bridge, outcome="corroborated", reason="Two.", by=make.user("edna"))
    assert kinds(bridge, site) == ["Claim"]
    assert "ating" not in json.dumps(told(bridge, site))


def test_a_draft_that_is_corroborated_has_no_review(bridge, site):
    assert bridge.state == "draft"
    assert kinds(bridge, site) == ["Claim"]


def test_a_caveat_without_a_rating_is_no_review(bridge, site):
    assert kinds(publish(bridge), site) == ["Claim"]


def test_a_rating_that_waits_for_a_second_person_is_no_review(bridge, site, settings):
    settings.SIGN_OFF = True
    publish(bridge, rating="false")
    assert kinds(bridge, site) == ["Claim"]
    decision = bridge.decisions.get()
    signed = sign_off(decision=decision, agrees=True, by=make.user("otto"))
    _claim, review = told(bridge, site)
    assert review["datePublished"] == signed.signed_at.isoformat()


def test_a_new_rating_counts_once_it_is_signed_off(published, site, settings):
    settings.SIGN_OFF = True
    publish(published, rating="false")
    assert told(published, site)[1]["reviewRating"]["alternateName"] == "misleading"


def test_a_rating_is_gone_with_the_publication(published, site):
    decide(claim=published, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert kinds(published, site) == ["Claim"]


def test_no_document_ends_the_script_that_it_stands_in(db, site):
    claim = make.claim("He said </script><!-- & <b>left</b>")
    make.says(claim, make.source())
    data = about.script({"@graph": told(claim, site)})
    assert not {"<", ">", "&"} & set(data)
    assert json.loads(data)["@graph"][0]["text"] == claim.statement
