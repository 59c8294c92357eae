"""The made-up record that speed is measured on."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from bench import build, words
from bench.shape import Shape, chance
from claims import verifying
from claims.models import Appearance, Article, Claim, Source


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


def test_a_record_is_the_same_from_every_run() -> None:
    one, other = Shape(300), Shape(300)
    assert [one.statement(key) for key in range(1, 301)] == [
        other.statement(key) for key in range(1, 301)
    ]
    assert (one.ends == other.ends).all()


def test_the_first_words_are_drawn_most() -> None:
    drawn = list(words.ranks(chance(1), 50, 5_000))
    assert drawn.count(0) > 3 * drawn.count(5) > drawn.count(49)
