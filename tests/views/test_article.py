"""`/articles/<id>/`: the record and the captured text with each quote marked."""

from datetime import date
from html import unescape

import pytest

from claims.actions import capturing
from claims.actions.anchoring import anchor_again
from claims.actions.articles import correct, derive, record_article, store_snapshot
from claims.actions.claims import record_appearance, record_claim
from claims.actions.editing import decide
from claims.actions.sources import record_source
from claims.capture.extracted import Extracted
from claims.models import Article, Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry published its report on Monday. Applications rose by 41% in a year, it said. "
    "Two offices closed in May.\n"
    "Nobody answered the telephone. A second paragraph that is nobody's quote.\n"
)


@pytest.fixture
def article(db) -> Article:
    """An article with its full text, and one quote of it on record."""
    outlet = record_source(name="The Daily Example", kind="outlet", by=None)
    article = record_article(publisher=outlet, title="A year of waiting", by=None)
    snapshot = store_snapshot(
        article=article,
        content=TEXT.encode(),
        text=TEXT,
        extent="full",
        method="pasted",
        media_type="text/plain",
        by=None,
    )
    claim = record_claim(statement="Applications rose by 41%", by=None)
    start = TEXT.index("Applications")
    record_appearance(
        claim=claim,
        snapshot=snapshot,
        start=start,
        end=start + len("Applications rose by 41%"),
        stance="asserts",
        basis="own_reporting",
        by=None,
    )
    return article


def test_each_quote_is_marked_with_its_claims_status_and_a_number(article, read):
    html = read(f"/articles/{article.pk}/")
    assert '<mark class="uncorroborated">Applications rose by 41%</mark>' in html
    assert '<sup><a href="#quote-1"' in html


def test_the_legend_names_the_claim_of_each_number(article, read):
    html = read(f"/articles/{article.pk}/")
    assert 'id="quote-1"' in html
    assert "Applications rose by 41%</a>" in html


def test_a_key_names_the_statuses_that_are_underlined_here(article, sample, read):
    assert "Underlined by the status" in read(f"/articles/{article.pk}/")
    bare = record_article(publisher=article.publisher, title="Not captured", by=None)
    assert "Underlined by the status" not in read(f"/articles/{bare.pk}/")


@pytest.fixture
def opened(article) -> Article:
    """The article, with its claims published."""
    for claim in Claim.objects.all():
        decide(claim=claim, outcome="caveat", caveat="?", reason="Why.", by=make.user("ed"))
    return article


def test_the_public_reads_no_more_than_a_sentence_around_a_quote(opened, read_as_public, settings):
    settings.PUBLIC = "published"
    html = read_as_public(f"/articles/{opened.pk}/")
    assert "The full text is for signed-in staff." in html
    assert "nobody's quote" not in unescape(html)
    assert "Nobody answered" not in html


def test_staff_read_the_whole_text(article, read, staff):
    html = unescape(read(f"/articles/{article.pk}/"))
    assert "The full text, for staff." in html
    assert "nobody's quote" in html


def test_an_account_without_a_role_reads_what_the_public_reads(opened, read, client, settings):
    settings.PUBLIC = "published"
    client.force_login(make.user("rita"))
    assert "Nobody answered" not in read(f"/articles/{opened.pk}/")


def test_an_excerpt_says_that_it_is_one(sample, read):
    first = Article.objects.get(external_id="sample:a0")
    assert "This is an excerpt" in read(f"/articles/{first.pk}/")


def test_an_article_without_a_title_is_shown_by_its_opening_words(sample, read):
    untitled = Article.objects.get(external_id="sample:a1")
    html = read(f"/articles/{untitled.pk}/")
    assert "[frequented by more than 5,000 self-identified officers]" in html
    assert "publisher not recorded" in html


def test_one_sentence_that_makes_two_claims_bears_both_numbers(sample, read):
    last = Article.objects.get(external_id="sample:a4")
    html = read(f"/articles/{last.pk}/")
    both = sample[10].appearances.last(), sample[13].appearances.first()
    assert all(f'id="appearance-{appearance.pk}"' in html for appearance in both)


def test_a_captured_page_is_shown_as_text_never_as_html(article, read, staff):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> and more words"
    store_snapshot(
        article=article,
        content=hostile.encode(),
        text=hostile,
        extent="full",
        method="pasted",
        media_type="text/html",
        by=None,
    )
    html = read(f"/articles/{article.pk}/")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_an_older_capture_can_be_read(article, read):
    older = article.snapshots.get()
    store_snapshot(
        article=article,
        content=b"Other words now.",
        text="Other words now.",
        extent="full",
        method="pasted",
        media_type="text/plain",
        by=None,
    )
    assert "41%</mark>" in read(f"/articles/{article.pk}/?snapshot={older.pk}")
    assert "Quotes in other captures" in read(f"/articles/{article.pk}/")


def test_the_capture_of_another_article_is_not_found_here(article, sample, read):
    other = Article.objects.get(external_id="sample:a0").snapshots.get()
    read(f"/articles/{article.pk}/?snapshot={other.pk}", status=404)


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30])
def test_a_capture_that_cannot_be_is_not_found(article, read, key):
    read(f"/articles/{article.pk}/?snapshot={key}", status=404)


def later_capture(article: Article, text: str):
    """The article captured once more, with its quotes looked for."""
    snapshot = make.captured_of(article, text)
    anchor_again(snapshot=snapshot, by=None)
    return snapshot


def test_a_quote_of_an_earlier_capture_is_marked_where_it_stands_now(article, read):
    later_capture(article, f"A new opening. {TEXT}")
    html = read(f"/articles/{article.pk}/")
    assert '<mark class="uncorroborated">Applications rose by 41%</mark>' in html
    assert "Recorded in an earlier capture, here moved" in html
    assert "Quotes in other captures" not in html


def test_a_quote_that_changed_is_shown_with_what_differs(article, read):
    later_capture(article, TEXT.replace("41%", "14%"))
    html = read(f"/articles/{article.pk}/")
    assert '<mark class="uncorroborated">Applications rose by 14%</mark>' in html
    assert "here it says something else</b>: <del>41</del> → <ins>14</ins>" in html


def test_a_quote_that_is_gone_is_listed_with_its_capture(article, read):
    was = article.snapshots.get()
    later_capture(article, "Other words now.")
    html = read(f"/articles/{article.pk}/")
    assert "Gone from this capture" in html
    assert f'href="?snapshot={was.pk}#appearance-' in html


def test_the_public_sees_no_more_of_a_later_capture_than_the_quotes_with_their_context(
    article, opened, read_as_public, settings
):
    settings.PUBLIC = "published"
    later_capture(article, TEXT)
    html = read_as_public(f"/articles/{article.pk}/")
    assert "Applications rose by 41%" in html
    assert "A second paragraph that is nobody" not in html


def test_a_check_without_a_change_is_told(article, read):
    capture = capturing.ask_for_content(
        content=TEXT.encode(), filename="", method="pasted", article=article, by=None
    )
    capturing._keep(capture, (Extracted(text=TEXT),))
    assert "unchanged since" in read(f"/articles/{article.pk}/")


def test_staff_may_compare_captures(article, staff, read):
    later_capture(article, TEXT)
    assert f"/articles/{article.pk}/compare/" in read(f"/articles/{article.pk}/")


def test_a_retraction_is_told_first(article, read):
    correct(
        article=article,
        kind="retraction",
        text="It was made up.",
        published_on=date(2026, 1, 2),
        by=None,
    )
    html = read(f"/articles/{article.pk}/")
    assert "Retracted: what it says no longer counts, 2 January 2026" in html
    assert "It was made up." in html


def test_copies_are_named_on_both_sides(article, read):
    copy = record_article(publisher=article.publisher, title="Waiting, a year on", by=None)
    derive(article=copy, based_on=article, kind="rewrite", by=None)
    assert "A rewrite of" in read(f"/articles/{copy.pk}/")
    assert "Copied in" in read(f"/articles/{article.pk}/")


def test_an_article_that_was_never_captured_says_so(db, read):
    outlet = record_source(name="The Daily Example", kind="outlet", by=None)
    bare = record_article(publisher=outlet, title="Known by its title", by=None)
    assert "Nothing of this article has been captured yet." in read(f"/articles/{bare.pk}/")


def test_the_page_takes_the_same_queries_however_many_quotes(
    sample, client, django_assert_num_queries
):
    for key in ("sample:a0", "sample:a3"):
        article = Article.objects.get(external_id=key)
        with django_assert_num_queries(5):
            client.get(f"/articles/{article.pk}/")
