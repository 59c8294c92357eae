"""The card of a claim in pages of other sites."""

import re

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.actions.merging import merge
from tests import builders as make
from tests.views.published import published

pytestmark = pytest.mark.django_db

LARGEST = 2_500  # bytes


@pytest.fixture(autouse=True)
def open_to_all(settings) -> None:
    """Anybody may read published claims."""
    settings.PUBLIC = "published"


def card(claim_id: int, status: int = 200, client: Client | None = None, **headers: str):
    """The card, as a page of another site asks for it."""
    response = (client or Client()).get(f"/claims/{claim_id}/card/", headers=headers)
    assert response.status_code == status
    return response


def test_it_says_what_the_record_says_now():
    claim = published(caveat="One of the two has left since.")
    page = card(claim.pk).content.decode()
    assert "The bridge was closed" in page
    assert "Corroborated" in page and "<svg" in page
    assert "2 independent origins" in page
    assert "One of the two has left since." in page
    assert re.search(r"Assessed <time datetime=[^>]*>\d+ \w+ \d{4}, \d\d:\d\d UTC</time>", page)
    assert f'href="http://testserver/claims/{claim.pk}/"' in page


def test_one_origin_is_one():
    assert "1 independent origin<" in card(published(origins=1).pk).content.decode()


def test_it_is_small_and_has_neither_script_nor_style_of_its_own():
    claim = published(
        caveat="One of the two has left since, and nobody else was there at the time."
    )
    answer = card(claim.pk)
    assert len(answer.content) <= LARGEST
    page = answer.content.decode()
    assert "<script" not in page and "<style" not in page and "style=" not in page
    assert len(re.findall(r"<link ", page)) == 1


def test_any_page_may_show_it_and_it_loads_nothing_but_its_style_sheet():
    answer = card(published().pk)
    assert "X-Frame-Options" not in answer
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }


def test_no_other_page_may_be_shown_so():
    claim = published()
    for address in (f"/claims/{claim.pk}/", f"/claims/{claim.pk}/cite/", "/"):
        answer = Client().get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_it_knows_nobody(django_assert_num_queries):
    claim = published()
    client = Client()
    client.force_login(make.user("ed", role="editor"))
    with django_assert_num_queries(1):
        answer = card(claim.pk, client=client)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_others_may_keep_it_for_a_minute_and_ask_whether_it_has_changed():
    claim = published()
    first = card(claim.pk)
    assert first["Cache-Control"] == "public, max-age=60"
    same = {"If-None-Match": first["ETag"]}
    unchanged = card(claim.pk, 304, **same)
    assert not unchanged.content
    decide(claim=claim, outcome="caveat", caveat="Until noon.", reason="So.", by=make.user("ed"))
    assert "Until noon." in card(claim.pk, 200, **same).content.decode()


@pytest.mark.parametrize("state", ["draft", "withheld", "none"])
def test_of_what_is_not_published_it_says_just_that(state):
    claim = published() if state == "withheld" else make.claim()
    if state == "withheld":
        decide(claim=claim, outcome="withhold", reason="So.", by=make.user("ed"))
    answer = card(claim.pk if state != "none" else 99_999, 404)
    page = answer.content.decode()
    assert "This claim is not published" in page
    assert claim.statement not in page
    assert "X-Frame-Options" not in answer
    assert answer["Cache-Control"] == "public, max-age=60"


def test_staff_are_shown_no_more_than_others():
    client = Client()
    client.force_login(make.user("ed", role="editor"))
    card(make.claim().pk, 404, client=client)


def test_on_a_site_that_is_closed_nothing_is_shown(settings):
    settings.PUBLIC = ""
    card(published().pk, 404)


def test_of_a_claim_that_was_merged_it_shows_the_one_that_took_it_in():
    kept, gone = published("The bridge was shut"), make.claim("The bridge was closed")
    merge(kept=kept, gone=gone, by=make.user("ed"), reason="The same.")
    page = card(gone.pk).content.decode()
    assert "The bridge was shut" in page
    assert f"/claims/{kept.pk}/" in page


def test_words_are_words():
    page = card(published("<b>Closed</b> & shut").pk).content.decode()
    assert "&lt;b&gt;Closed&lt;/b&gt; &amp; shut" in page
