"""Origins that somebody is asked to capture, and what clears these tasks."""

import pytest
from django.core.exceptions import ValidationError

from claims.actions.articles import record_article
from claims.actions.asking import ask_for_capture, clear_captured, give_back, take
from claims.actions.claims import attribute
from claims.actions.recording import recording
from claims.models import Appearance, CaptureRequest, Claim, Source
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


@pytest.fixture
def atlantic() -> Source:
    """An outlet that is quoted at second hand."""
    return make.source("The Atlantic")


@pytest.fixture
def claim(atlantic) -> Claim:
    """A claim that a blog has from The Atlantic."""
    claim = make.claim()
    make.says(claim, make.source("Blog"), atlantic)
    return claim


@pytest.fixture
def task(claim, atlantic) -> CaptureRequest:
    """The Atlantic's article, asked for."""
    return ask_for_capture(
        claim=claim, source=atlantic, url="https://a.example/x#top", by=make.user("ana")
    )


def cleared_by(task: CaptureRequest) -> int | None:
    """The article that cleared the task."""
    task.refresh_from_db()
    assert (task.cleared_at is None) == (task.cleared_by_id is None)
    return task.cleared_by_id


def test_a_task_says_who_asked_for_what(task, claim, atlantic):
    assert (task.claim, task.source, task.asked_by.username) == (claim, atlantic, "ana")
    assert task.url == "https://a.example/x"


def test_the_same_is_asked_for_once(task, claim, atlantic):
    with pytest.raises(ValidationError, match="ana has asked for this already"):
        ask_for_capture(claim=claim, source=atlantic, by=make.user("bo"))


def test_what_is_on_record_is_not_asked_for(claim, atlantic):
    make.says(claim, atlantic, basis="own_reporting")
    with pytest.raises(ValidationError, match="is on record already"):
        ask_for_capture(claim=claim, source=atlantic, by=make.user("bo"))


@pytest.mark.parametrize("stance", ["asserts", "disputes"])
def test_it_clears_itself_when_an_article_of_the_source_makes_the_claim(
    task, claim, atlantic, stance
):
    made = make.says(claim, atlantic, basis="own_reporting", stance=stance)
    assert cleared_by(task) == made.snapshot.article_id


def test_it_clears_itself_however_the_appearance_is_recorded(task, claim, atlantic):
    other = make.says(make.claim("Another"), atlantic)
    with recording(by=None):
        Appearance.objects.filter(pk=other.pk).update(claim=claim)
    assert cleared_by(task) == other.snapshot.article_id


def test_it_is_cleared_in_the_transaction_that_records_the_appearance(task, claim, atlantic):
    with pytest.raises(RuntimeError), recording(by=None):
        make.says(claim, atlantic, basis="own_reporting")
        raise RuntimeError("the lights went out")
    assert cleared_by(task) is None


def test_a_mention_does_not_clear_it(task, claim, atlantic):
    make.says(claim, atlantic, stance="mentions")
    assert cleared_by(task) is None


def test_another_claim_or_another_source_does_not_clear_it(task, claim, atlantic):
    make.says(make.claim("Another"), atlantic, basis="own_reporting")
    make.says(claim, make.source("The Tribune"), atlantic)
    assert cleared_by(task) is None


def test_being_quoted_once_more_does_not_clear_it(task, claim, atlantic):
    found = make.says(claim, make.source("The Tribune"), make.source("an officer", "anonymous"))
    attribute(appearance=found, source=atlantic, by=None)
    assert cleared_by(task) is None


def test_it_is_cleared_when_its_address_is_captured(task, atlantic):
    article = record_article(publisher=atlantic, url="https://a.example/x", by=None)
    with recording(by=None):
        assert clear_captured(article=article, addresses=["https://a.example/x#one"]) == 1
    assert cleared_by(task) == article.pk


def test_other_addresses_and_none_clear_nothing(task, atlantic):
    article = record_article(publisher=atlantic, by=None)
    with recording(by=None):
        assert clear_captured(article=article, addresses=["", "https://a.example/y"]) == 0
    assert cleared_by(task) is None


def test_once_cleared_it_can_be_asked_for_again(task, claim, atlantic):
    article = record_article(publisher=atlantic, by=None)
    with recording(by=None):
        clear_captured(article=article, addresses=[task.url])
    assert ask_for_capture(claim=claim, source=atlantic, by=make.user("bo")) != task


def test_one_takes_it_and_gives_it_back(task):
    bo = make.user("bo")
    assert take(task=task, by=bo).taken_by == bo
    assert give_back(task=task, by=bo).taken_by is None


def test_nobody_takes_what_another_has_or_gives_it_back(task):
    take(task=task, by=make.user("bo"))
    with pytest.raises(ValidationError, match="bo has taken this"):
        take(task=task, by=make.user("cy"))
    with pytest.raises(ValidationError, match="not yours"):
        give_back(task=task, by=make.user("cy"))


def test_what_is_done_is_not_taken(task, claim, atlantic):
    make.says(claim, atlantic, basis="own_reporting")
    with pytest.raises(ValidationError, match="done already"):
        take(task=task, by=make.user("bo"))
