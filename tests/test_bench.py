"""The made-up record that speed is measured on."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from bench import baselines, build, load, requests, scale, words
from bench.shape import Shape, chance
from claims import verifying
from claims.actions.tokens import make_token
from claims.models import ApiToken, Appearance, Article, Claim, Source, User
from tests import builders as make


@pytest.mark.django_db
def test_the_made_up_record_is_whole(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    shape = Shape(60)
    build.fill(shape, tmp_path, build.one_after_the_other)

    assert [
        fault for check in verifying.checks() for faults in check.faults for fault in faults
    ] == []
    assert (Claim.objects.count(), Appearance.objects.count()) == (60, 180)
    assert (Article.objects.count(), Source.objects.count()) == (20, shape.sources)
    assert Claim.objects.published().exists()
    assert Claim.objects.waiting().exists()


@pytest.mark.django_db
def test_what_is_asked_of_it_is_answered(
    settings: LazySettings, tmp_path: Path, client: Client
) -> None:
    settings.MEDIA_ROOT = tmp_path
    shape = Shape(60)
    build.fill(shape, tmp_path, build.one_after_the_other)
    editor = User.objects.get(username=scale.EDITOR)
    client.force_login(editor)
    _token, secret = make_token(person=editor, name="bench", scopes=["read", "record", "check"])

    with connection.cursor() as cursor:
        cursor.execute(baselines.NUMBERS)

    for kind in requests.KINDS:
        asked = baselines.Asked(
            client, kind.make(requests.Draw(shape, 1)), {"Authorization": f"Bearer {secret}"}
        )
        assert asked.status in scale.ANSWERED, kind.name


@pytest.mark.django_db
def test_who_asks_for_the_pages_leaves_no_session_and_no_token_if_it_fails() -> None:
    make.user(scale.EDITOR, role="editor")
    with pytest.raises(SystemExit), scale.signed_in() as (headers, _client):
        assert Client(headers=headers).get("/api/v1/claims/").status_code == 200
        raise SystemExit
    assert ApiToken.objects.standing().count() == 0
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_the_readers_and_writers_leave_no_session_and_are_shut_out_if_it_fails() -> None:
    with pytest.raises(SystemExit), load.people(2) as who:
        assert len(who["sessions"]) == Session.objects.count() == 10
        for name, password in who["people"]:
            form = {"login": name, "password": password}
            assert Client().post("/accounts/login/", form).status_code == 302
        assert Session.objects.count() == 12
        raise SystemExit
    assert Session.objects.count() == 0
    assert User.objects.filter(is_active=True).count() == 0


def test_a_record_is_the_same_from_every_run() -> None:
    one, other = Shape(300), Shape(300)
    assert [one.statement(key) for key in range(1, 301)] == [
        other.statement(key) for key in range(1, 301)
    ]
    assert (one.ends == other.ends).all()


def test_the_first_words_are_drawn_most() -> None:
    drawn = list(words.ranks(chance(1), 50, 5_000))
    assert drawn.count(0) > 3 * drawn.count(5) > drawn.count(49)
