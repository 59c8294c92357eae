"""`/review/tasks/`: origins that editors have asked for."""

import pytest

from claims.actions.asking import ask_for_capture, take
from claims.models import CaptureRequest
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    """Something that ana asked for."""
    claim, atlantic = make.claim(), make.source("The Atlantic")
    make.says(claim, make.source("Blog"), atlantic)
    return ask_for_capture(
        claim=claim,
        source=atlantic,
        url="https://a.example/x",
        note="The July issue.",
        by=make.user("ana", role="editor"),
    )


@pytest.fixture
def bo(client, db):
    """The journalist who is signed in."""
    bo = make.user("bo", role="journalist")
    client.force_login(bo)
    return bo


def test_a_task_says_what_for_whom_and_what_to_look_for(task, bo, read):
    html = read("/review/tasks/")
    for words in ("The Atlantic", "The bridge was closed", "The July issue.", "ana asked"):
        assert words in html


def test_whoever_takes_it_goes_to_where_it_is_captured(task, bo, client):
    response = client.post("/review/tasks/", {"task": task.pk})
    assert response["Location"] == "/capture/?url=https%3A%2F%2Fa.example%2Fx"
    assert CaptureRequest.objects.get().taken_by == bo


def test_it_is_given_back(task, bo, client):
    client.post("/review/tasks/", {"task": task.pk})
    client.post("/review/tasks/", {"task": task.pk, "give_back": "1"})
    assert CaptureRequest.objects.get().taken_by is None


def test_what_somebody_else_has_taken_is_told(task, bo, client):
    take(task=task, by=make.user("cy"))
    html = client.post("/review/tasks/", {"task": task.pk}, follow=True).content.decode()
    assert "cy has taken this." in html
    assert CaptureRequest.objects.get().taken_by.username == "cy"


def test_what_was_brought_is_no_longer_asked_for(task, bo, client, read):
    make.says(task.claim, task.source, basis="own_reporting")
    html = read("/review/tasks/")
    assert f'id="task-{task.pk}"' not in html
    assert "Brought of late" in html
    response = client.post("/review/tasks/", {"task": task.pk}, follow=True)
    assert "This is done already." in response.content.decode()


@pytest.mark.parametrize("key", ["", "x", "999999", "9" * 40])
def test_a_task_that_is_not_there_is_not_found(bo, client, key):
    assert client.post("/review/tasks/", {"task": key}).status_code == 404


def test_only_those_who_review_see_them(client, db):
    assert "login" in client.get("/review/tasks/")["Location"]
    client.force_login(make.user("dee", role="data entry"))
    assert client.get("/review/tasks/").status_code == 403


def test_the_list_takes_the_same_queries_however_long(task, bo, client, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        client.get("/review/tasks/")
    for number in range(5):
        other = make.claim(f"Claim {number}")
        ask_for_capture(claim=other, source=task.source, by=make.user("ana"))
    with django_assert_num_queries(QUERIES):
        client.get("/review/tasks/")


QUERIES = 5
