"""`manage.py find_copies`: articles that look copied from one another."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, CopyProposal
from tests import builders as make
from tests import prose

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> list[Article]:
    """Three articles, of which two have one text."""
    texts = [prose.text(90, "wire"), prose.text(90, "other"), prose.text(90, "wire")]
    return [
        make.snapshot(text, make.source(f"Paper {number}")).article
        for number, text in enumerate(texts)
    ]


def find_copies(*arguments: object) -> str:
    """What the command says."""
    said = StringIO()
    call_command("find_copies", *map(str, arguments), stdout=said)
    return said.getvalue().strip()


def test_every_article_is_compared_once(articles):
    assert find_copies("--all") == (
        "3 articles compared; 1 pair of articles wait for somebody to say whether one is a copy."
    )
    assert find_copies("--all").startswith("0 articles compared; 1 pair")
    assert find_copies("--all", "--again").startswith("3 articles compared; 1 pair")


def test_it_goes_on_after_an_article(articles):
    assert find_copies("--all", "--after", articles[1].pk).startswith("1 article compared; 0 pairs")


def test_named_articles_are_compared(articles):
    find_copies(articles[0].pk, articles[2].pk)
    assert CopyProposal.objects.of_pair(articles[0].pk, articles[2].pk).exists()


@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_it_has_to_be_said_which(arguments):
    with pytest.raises(CommandError, match="Name the articles"):
        find_copies(*arguments)


def test_an_article_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="No article has the id 99"):
        find_copies(99)
