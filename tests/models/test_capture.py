"""Questions about captures."""

import pytest

from claims.actions import capturing
from claims.actions.articles import record_article
from claims.models import Article, Capture
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """An article with an address."""
    return record_article(publisher=make.source(), url="https://a.example/", by=None)


def asked(**given: object) -> Capture:
    """A text that is to be captured."""
    return capturing.ask_for_content(
        content=b"Words.", filename="", method="pasted", by=None, **given
    )


def test_captures_of_an_article_are_those_asked_for_it_and_those_that_brought_it(article):
    for_it = asked(article=article)
    bringing = asked(url=article.url)
    asked()
    for capture in Capture.objects.all():
        capturing.run(capture.pk)
    assert set(Capture.objects.of_article(article.pk)) == {for_it, bringing}


def test_one_that_was_asked_for_and_brought_it_is_found_once(article):
    capture = asked(article=article)
    capturing.run(capture.pk)
    assert Capture.objects.of_article(article.pk).get() == capture


def test_under_way_is_what_waits_and_what_runs(article):
    states = {state: asked() for state in Capture.State}
    for state, capture in states.items():
        Capture.objects.filter(pk=capture.pk).update(state=state)
    found = set(Capture.objects.under_way())
    assert found == {states[Capture.State.WAITING], states[Capture.State.RUNNING]}


def test_nobody_waits_for_what_no_person_asked_for():
    mine = asked()
    capturing.ask_for_page(url="https://a.example/", by=make.user("ana"))
    assert Capture.objects.unhurried().get() == mine
