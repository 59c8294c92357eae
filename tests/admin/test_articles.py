"""Articles, the excerpts pasted with them, what they copy and what became of them; captures."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Appearance, Article, Claim, Snapshot, Source, User
from tests import builders as make
from tests.admin.conftest import TEXT, errors, filled, page, row


def change(client: Client, article: Article, **fields: Any) -> Any:
    """Type on the article's page and press Save."""
    return client.post(page(article), filled(client.get(page(article)), **fields))


def test_an_article_is_typed_with_an_excerpt(client: Client, outlet: Source, editor: User) -> None:
    address = page(Article, "add")
    form = filled(
        client.get(address), publisher=outlet.pk, excerpt="  Overtime rose.\r\nIt is not paid.  "
    )
    assert client.post(address, form).status_code == 302
    snapshot = Snapshot.objects.get()
    assert snapshot.text == "Overtime rose.\nIt is not paid."
    assert (snapshot.extent, snapshot.method) == ("excerpt", "pasted")
    assert snapshot.captured_by == editor
    assert snapshot.article.label.startswith("[Overtime rose.")


def test_a_second_excerpt_is_a_revision_of_the_first(client: Client, snapshot: Snapshot) -> None:
    change(client, snapshot.article, excerpt="Overtime is paid.", extent="full")
    later = Snapshot.objects.latest("pk")
    assert later.revision_of == snapshot
    assert later.extent == "full"


def test_an_article_saved_without_an_excerpt_gets_no_capture(
    client: Client, article: Article
) -> None:
    assert change(client, article, byline="A. Reporter").status_code == 302
    assert article.snapshots.count() == 1


def test_an_address_that_is_on_record_is_refused_in_plain_words(
    client: Client, article: Article
) -> None:
    Article.objects.create(publisher=article.publisher, url="https://example.org/overtime")
    said = errors(change(client, article, url="https://example.org/overtime"))
    assert said == [
        "An article with this address is on record. Search for the address and open that one."
    ]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("language", "English", "Write a language tag: en for English"),
        ("published_on", "1599-12-31", "No article is as old as that."),
        ("published_on", "2999-01-01", "This day is still to come."),
        ("url", "ftp://example.org/1", "Only addresses that begin with http"),
        ("url", "https://ana:secret@example.org/1", "holds a user name or a password"),
        ("title", "\u200b", "Write the title, or leave it empty"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(
    client: Client, article: Article, field: str, typed: str, told: str
) -> None:
    said = errors(change(client, article, **{field: typed}))
    assert len(said) == 1
    assert told in said[0]


def test_a_language_tag_gets_its_usual_capitals(client: Client, article: Article) -> None:
    change(client, article, language="pt_br")
    article.refresh_from_db()
    assert article.language == "pt-BR"


def test_a_copy_is_recorded_and_its_claims_are_assessed_again(
    client: Client, claim: Claim, article: Article, appearance: Appearance
) -> None:
    own = make.snapshot(TEXT, publisher=make.source("The Herald"), title="Copy")
    for one in (article, own.article):
        make.appearance(
            claim, one.snapshots.get(), quote="A union confirmed it", basis="own_reporting"
        )
    claim.refresh_from_db()
    assert claim.status == "corroborated"
    form = filled(client.get(page(own.article)))
    form |= row("derivations", 0, 1, based_on=article.pk, kind="wire_copy")
    assert client.post(page(own.article), form).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "uncorroborated"


def test_an_article_does_not_derive_from_itself(client: Client, article: Article) -> None:
    form = filled(client.get(page(article)))
    form |= row("derivations", 0, 1, based_on=article.pk, kind="rewrite")
    assert "cannot derive from itself" in errors(client.post(page(article), form))[0]


def test_the_same_derivation_twice_is_refused(client: Client, article: Article) -> None:
    other = make.snapshot(TEXT, publisher=make.source("The Herald"), title="First").article
    article.derivations.create(based_on=other, kind="rewrite")
    form = filled(client.get(page(article)))
    form |= row("derivations", 1, 2, based_on=other.pk, kind="wire_copy")
    said = errors(client.post(page(article), form))
    assert "is recorded already" in said[0]


def test_a_retraction_takes_the_article_out_of_the_count(
    client: Client, article: Article, claim: Claim, appearance: Appearance
) -> None:
    form = filled(client.get(page(article)))
    form |= row("corrections", 0, 1, kind="retraction", text="We were wrong.")
    assert client.post(page(article), form).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "unsupported"
    assert "source_retracted" in claim.flag_codes


def test_the_page_leads_to_the_captures_and_counts_the_quotes(
    client: Client, appearance: Appearance
) -> None:
    shown = client.get(page(appearance.snapshot.article)).content.decode()
    assert page(appearance.snapshot) in shown
    assert '<div class="readonly">1</div>' in shown


def test_a_capture_is_shown_whole_and_cannot_be_changed(client: Client, snapshot: Snapshot) -> None:
    shown = client.get(page(snapshot))
    assert f'<div class="passage">{TEXT}</div>' in shown.content.decode()
    assert client.post(page(snapshot), {"extent": "full"}).status_code == 403
    assert client.post(page(snapshot, "delete"), {"post": "yes"}).status_code == 403
    assert client.get(page(Snapshot, "add")).status_code == 403


@pytest.mark.parametrize("model", [Article, Snapshot])
@pytest.mark.parametrize("term", ["Overt", "rose by 870", "courier.example/over"])
def test_articles_and_captures_are_found_by_title_opening_words_or_address(
    client: Client, article: Article, model: Any, term: str
) -> None:
    make.snapshot("The bridge was closed.", publisher=article.publisher, title="Bridge")
    Article.objects.filter(pk=article.pk).update(url="https://courier.example/overtime")
    results = client.get(page(model, "changelist"), {"q": term}).context["cl"].result_list
    assert [getattr(one, "article", one) for one in results] == [article]
