"""`/method/`: the rules, from the definitions that the program decides by."""

from html import unescape

import pytest

from claims import vocabulary

TERMS = [
    term
    for terms in (
        vocabulary.STATUSES,
        vocabulary.REASONS,
        vocabulary.FLAGS,
        vocabulary.BASES,
        vocabulary.STANCES,
        vocabulary.SOURCE_KINDS,
    )
    for term in terms.values()
]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.label)
def test_every_word_of_the_vocabulary_is_explained(db, read, term):
    html = unescape(read("/method/"))
    assert term.meaning in html
    assert term.clears in html


def test_the_page_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/method/")
