"""Rows by many keys at once."""

import pytest
from django.db import connection

from claims.models import Appearance, Article, Source
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_many_keys_and_none_by_none():
    one, other, _third = make.source("The Times"), make.source("The Tribune"), make.source("Echo")
    assert set(Source.objects.filter(pk__among={one.pk, str(other.pk)})) == {one, other}
    assert not Source.objects.filter(pk__among=[]).exists()


@pytest.mark.parametrize(
    "rows",
    [
        Appearance.objects.filter(external_id__among_words=map(str, range(150))),
        Article.objects.filter(url__among_words=map(str, range(150))),
        Source.objects.filter(host__among_words=map(str, range(150))),
    ],
)
def test_rows_by_many_texts_are_found_without_reading_the_table(rows):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # of an empty table it costs nothing
    assert "Seq Scan" not in rows.explain()


def test_an_empty_text_finds_nothing():
    outlet = make.source()
    for url in ("", "https://paper.example.org/1"):
        Article.objects.create(publisher=outlet, title="The bridge", url=url)
    found = Article.objects.filter(url__among_words=["", "https://paper.example.org/1", "x"])
    assert [article.url for article in found] == ["https://paper.example.org/1"]
