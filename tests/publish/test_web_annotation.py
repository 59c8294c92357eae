"""Quotes as Web Annotations."""

import json
from datetime import datetime

import pytest

from claims.actions.articles import record_article
from claims.models import Appearance
from claims.publish import web_annotation
from tests import builders as make
from tests.publish import linked_data as ld

pytestmark = pytest.mark.django_db


def told(appearance: Appearance, site) -> dict:
    """Its annotation."""
    found = web_annotation.with_times(Appearance.objects.all()).get(pk=appearance.pk)
    return web_annotation.document(found, site)


@pytest.fixture
def quote(bridge) -> Appearance:
    """The quote on the web."""
    return bridge.appearances.order_by("pk")[0]


def test_it_is_valid_and_loses_nothing(quote, site):
    document = told(quote, site)
    assert not ld.problems("annotation", document)
    ld.assert_nothing_is_lost(document)
    ld.assert_every_term_is_defined(document)


def test_its_selectors_find_the_words_again_in_code_points(quote, site):
    text = quote.snapshot.text
    quoted, placed = told(quote, site)["target"]["selector"]
    assert text[0] == "🌉"  # two units of UTF-16
    assert text[placed["start"] : placed["end"]] == quoted["exact"] == make.WORDS
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text


def test_words_with_nothing_before_them_have_no_prefix(db, site):
    quote = make.appearance(make.claim(), make.snapshot(make.WORDS))
    document = told(quote, site)
    assert set(document["target"]["selector"][0]) == {"type", "exact"}
    assert not ld.problems("annotation", document)


def test_it_shows_no_more_beside_the_words_than_pages_do(db, site):
    text = f"A secret.\nIt is said that {make.WORDS}.\nAnother secret."
    quoted = told(make.appearance(make.claim(), make.snapshot(text)), site)["target"]["selector"][0]
    assert (quoted["prefix"], quoted["suffix"]) == ("It is said that ", ".")


def test_its_source_is_the_article_on_the_web_and_its_state_the_capture(quote, site):
    target = told(quote, site)["target"]
    assert target["source"] == "https://times.example/bridge?a=1&b=2"
    page = f"https://record.example.org/articles/{quote.snapshot.article_id}/"
    assert target["state"]["cached"] == f"{page}?snapshot={quote.snapshot_id}"
    at = datetime.fromisoformat(target["state"]["sourceDate"])
    assert at == quote.snapshot.captured_at


def test_an_address_holds_nothing_that_addresses_may_not(db, site):
    article = record_article(
        publisher=make.source(), url='https://times.example/ä?q="{x}|<y>', by=None
    )
    document = told(make.appearance(make.claim(), make.captured_of(article)), site)
    assert not ld.problems("annotation", document)
    source = "https://times.example/%C3%A4?q=%22%7Bx%7D%7C%3Cy%3E"
    assert document["target"]["source"] == source


def test_an_article_without_an_address_is_its_page_here(bridge, site):
    quote = bridge.appearances.filter(snapshot__article__url="")[0]
    page = f"https://record.example.org/articles/{quote.snapshot.article_id}/"
    assert told(quote, site)["target"]["source"] == page


def test_its_body_is_the_claim_with_stance_and_basis(quote, site):
    claim, *texts = told(quote, site)["body"]
    assert claim["source"] == f"https://record.example.org/claims/{quote.claim_id}/"
    assert [one["value"] for one in texts] == [quote.claim.statement, "asserts", "attributed"]


def test_it_says_when_it_was_recorded_by_the_newsroom_and_by_nobody_else(quote, site):
    document = told(quote, site)
    recorded = quote.events.order_by("pgh_id").first().pgh_created_at
    assert datetime.fromisoformat(document["created"]) == recorded
    assert document["creator"]["name"] == "The Example Courier"
    assert "edna" not in json.dumps(document)


def test_pages_follow_one_another_and_hold_each_quote_once(bridge, site, monkeypatch):
    monkeypatch.setattr(web_annotation, "SIZE", 2)
    article = bridge.appearances.order_by("pk")[0].snapshot.article
    for number in range(4):
        claim = make.claim(f"Claim {number}")
        make.appearance(claim, article.snapshots.get())
    rows = Appearance.objects.filter(snapshot__article=article)
    collection = web_annotation.collection(article, rows, site)
    assert not ld.problems("collection", collection)
    page, starts, found, back = collection["first"], [], [], []
    while page:
        last, after = page, int(page.rpartition("=")[2])
        document = web_annotation.page(article, rows, after, site)
        assert document
        assert not ld.problems("page", document)
        starts.append(document["startIndex"])
        found += [one["id"] for one in document["items"]]
        back.append(document.get("prev"))
        page = document.get("next")
    assert last == collection["last"]
    assert starts == [0, 2, 4]
    assert len(found) == len(set(found)) == collection["total"] == 5
    assert back[0] is None
    assert back[1] == collection["first"]
    assert int(back[2].rpartition("=")[2]) == rows.order_by("pk")[1].pk


def test_there_is_no_page_after_the_last_quote(bridge, site):
    quote = bridge.appearances.order_by("pk")[0]
    rows = Appearance.objects.filter(snapshot=quote.snapshot)
    assert web_annotation.page(quote.snapshot.article, rows, quote.pk, site) is None


def test_an_article_without_quotes_is_an_empty_collection(db, site):
    document = web_annotation.collection(make.snapshot().article, Appearance.objects.none(), site)
    assert document["total"] == 0
    assert not ld.problems("collection", document)


def test_a_page_takes_the_same_queries_however_many_quotes(bridge, site, django_assert_num_queries):
    rows = Appearance.objects.all()
    article = rows.order_by("pk")[0].snapshot.article
    with django_assert_num_queries(2):
        web_annotation.page(article, rows, 0, site)
