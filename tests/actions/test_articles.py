"""Articles and what is captured of them."""

import hashlib
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from claims.actions.articles import correct, derive, opening_words, record_article, store_snapshot
from claims.models import Article, Correction, Derivation, Snapshot
from tests import builders as make
from tests.sql import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


def store(article: Article, content: bytes = b"<p>Words.</p>", text: str = "Words.") -> Snapshot:
    """A capture from the article's address."""
    return store_snapshot(
        article=article,
        content=content,
        text=text,
        extent="full",
        method="url",
        media_type="text/html",
        by=make.user("ana"),
    )


def stored_files() -> list[str]:
    """The names of all stored files."""
    folders, _ = default_storage.listdir("snapshots")
    return sorted(
        name for folder in folders for name in default_storage.listdir(f"snapshots/{folder}")[1]
    )


@pytest.fixture
def article() -> Article:
    """An article of which nothing is captured."""
    return record_article(publisher=make.source(), by=None)


# Articles


def test_what_is_not_known_of_an_article_stays_empty(article):
    assert (article.title, article.url, article.byline, article.language) == ("", "", "", "")
    assert article.published_on is None


def test_an_article_is_recorded_with_all_that_is_known():
    times = make.source()
    record_article(
        publisher=times,
        title="Bridge closed",
        url="https://times.example.org/1",
        byline="Ana Lima",
        published_on=date(2025, 3, 1),
        language="en",
        external_id="t-1",
        by=None,
    )
    found = Article.objects.get()
    assert found.publisher == times
    assert found.url == "https://times.example.org/1"
    assert (found.title, found.byline, found.language) == ("Bridge closed", "Ana Lima", "en")
    assert (found.published_on, found.external_id) == (date(2025, 3, 1), "t-1")


def test_an_address_is_recorded_once():
    times = make.source()
    record_article(publisher=times, url="https://times.example.org/1", by=None)
    with refused("article_url_is_unique"):
        record_article(publisher=times, url="https://times.example.org/1", by=None)


# Captures


def test_a_capture_keeps_bytes_and_text_with_the_hashes_of_both(article):
    content = "<p>Ponte fechada · 橋</p>".encode()
    snapshot = Snapshot.objects.get(pk=store(article, content, "Ponte fechada · 橋").pk)
    assert snapshot.sha256 == hashlib.sha256(content).hexdigest()
    assert snapshot.text_sha256 == hashlib.sha256("Ponte fechada · 橋".encode()).hexdigest()
    assert (snapshot.size, snapshot.text) == (len(content), "Ponte fechada · 橋")
    assert snapshot.file.read() == content


def test_a_capture_says_how_much_how_when_and_by_whom(article):
    snapshot = store(article)
    assert (snapshot.extent, snapshot.method, snapshot.media_type) == ("full", "url", "text/html")
    assert snapshot.captured_by == make.user("ana")
    assert snapshot.captured_at is not None


def test_bytes_stand_under_their_own_hash(article):
    snapshot = store(article, b"bytes of their own")
    digest = hashlib.sha256(b"bytes of their own").hexdigest()
    assert snapshot.file.name == f"snapshots/{digest[:2]}/{digest}"


def test_the_same_bytes_are_stored_once(article):
    first = store(article, b"the same bytes")
    files = stored_files()
    second = store(record_article(publisher=make.source(), by=None), b"the same bytes")
    assert second.file.name == first.file.name
    assert stored_files() == files


def test_stored_bytes_are_never_written_over(article):
    first = store(article, b"bytes that stand")
    default_storage.open(first.file.name, "wb").close()
    store(article, b"bytes that stand")
    assert default_storage.size(first.file.name) == 0


def test_a_later_capture_revises_the_latest(article):
    first, second, third = (store(article, text=text) for text in ("One.", "Two.", "Three."))
    assert [one.revision_of for one in (first, second, third)] == [None, first, second]


def test_a_capture_revises_none_of_another_article(article):
    store(article)
    assert store(record_article(publisher=make.source(), by=None)).revision_of is None


@pytest.mark.parametrize("text", ["", " \n\t ", "nul \0 inside", "half a \ud83c character"])
def test_a_text_that_is_empty_or_cannot_be_stored_is_refused(article, text):
    with pytest.raises(ValueError):
        store(article, b"bytes of nothing", text)
    assert not Snapshot.objects.exists()


def test_bytes_of_any_kind_are_kept(article):
    snapshot = store(article, bytes(range(256)))
    assert snapshot.file.read() == bytes(range(256))


def test_an_article_without_a_title_shows_its_opening_words(article):
    store(article, text="\n  The bridge was closed\non Monday.")
    assert article.label == "[The bridge was closed]"
    assert Article.objects.get().label == article.label


def test_opening_words_stay_those_of_the_first_capture(article):
    store(article, text="The bridge was closed.")
    store(article, text="The bridge was opened.")
    assert Article.objects.get().opening_words == "The bridge was closed."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two three", "One two three"),
        ("one two three four five six seven eight", "one two three four five six seven eight"),
        (
            "one two three four five six seven eight nine",
            "one two three four five six seven eight…",
        ),
        ("  spaced \t out ", "spaced out"),
        ("\n\nA title\n\nAnd the text", "A title"),
        ("x" * 300, "x" * 110 + "…"),
    ],
)
def test_opening_words_are_few(text, words):
    assert opening_words(text) == words


# Derivations and corrections


def test_a_copy_is_recorded_with_what_it_copies(article):
    original = make.snapshot().article
    derive(article=article, based_on=original, kind="translation", by=None)
    found = Derivation.objects.get()
    assert (found.article, found.based_on, found.kind) == (article, original, "translation")
    assert list(article.derived_from.all()) == [original]


def test_a_copy_is_recorded_once(article):
    original = make.snapshot().article
    derive(article=article, based_on=original, kind="rewrite", by=None)
    with refused("derivation_is_unique"):
        derive(article=article, based_on=original, kind="wire_copy", by=None)


def test_an_article_is_no_copy_of_itself(article):
    with refused("article_not_derived_from_itself"):
        derive(article=article, based_on=article, kind="rewrite", by=None)


def test_articles_may_be_recorded_as_copies_of_each_other(article):
    other = make.snapshot().article
    claim = make.claim()
    make.appearance(claim, store(article), quote="Words.")
    derive(article=article, based_on=other, kind="rewrite", by=None)
    derive(article=other, based_on=article, kind="rewrite", by=None)
    claim.refresh_from_db()
    assert claim.article_count == 1


def test_an_unknown_way_of_copying_is_refused(article):
    with refused("derivation_kind_is_known"):
        derive(article=article, based_on=make.snapshot().article, kind="homage", by=None)


def test_a_correction_is_recorded_as_the_outlet_made_it(article):
    correct(
        article=article,
        kind="correction",
        text="It was Sunday.",
        published_on=date(2025, 3, 2),
        url="https://times.example.org/c",
        by=None,
    )
    found = Correction.objects.get()
    assert (found.article, found.kind, found.text) == (article, "correction", "It was Sunday.")
    assert (found.published_on, found.url) == (date(2025, 3, 2), "https://times.example.org/c")


def test_an_unknown_kind_of_correction_is_refused(article):
    with pytest.raises(IntegrityError, match="correction_kind_is_known"):
        correct(article=article, kind="apology", text="Sorry.", by=None)
