"""Questions that are written once answer as if they were put together each time."""

import pytest

from claims.models import Appearance, Attribution, Claim, Topic
from claims.models.written import ANY, Written, put, put_already, put_each
from tests import builders as make

pytestmark = pytest.mark.django_db

ASKED = Written(lambda: Appearance.objects.filter(claim=ANY).with_context().order_by("-pk"))
SAID_BY = Written(
    lambda: Attribution.objects.filter(appearance__among=[ANY]).select_related("source")
)


@pytest.fixture
def claims() -> list[Claim]:
    """Two claims with a quote each, and one with none."""
    made = [make.claim("one"), make.claim("two"), make.claim("three")]
    for claim in made[:2]:
        make.says(claim, make.source(), make.source(f"officer of {claim}", "anonymous"))
    return made


def test_each_id_has_its_own_rows(claims):
    for claim in claims:
        rows = list(claim.appearances.order_by("-pk"))
        assert ASKED.about(claim.pk) == rows
    assert ASKED.about(0) == []


def test_what_is_annotated_and_what_is_joined_comes_along(claims, django_assert_num_queries):
    (row,) = ASKED.about(claims[0].pk)
    assert row.text_before + row.exact + row.text_after in row.snapshot.text
    with django_assert_num_queries(1):
        (said_by,) = SAID_BY.about([row.pk])
        assert said_by.source.name == "officer of one"


def test_nothing_is_asked_about_no_ids(claims, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert SAID_BY.about([]) == []


def test_rows_are_counted_as_far_as_the_question_goes(claims):
    assert Written(lambda: Claim.objects.values("pk")).number() == 3
    assert Written(lambda: Claim.objects.values("pk")[:2]).number() == 2


def test_rows_are_put_with_those_that_they_belong_to(claims, django_assert_num_queries):
    rows = list(Appearance.objects.order_by("pk"))
    put_each(rows, "attributions", "appearance_id", SAID_BY)
    with django_assert_num_queries(0):
        names = [[link.source.name for link in row.attributions.all()] for row in rows]
    assert names == [["officer of one"], ["officer of two"]]


def test_it_is_known_which_rows_were_put(claims):
    claim = claims[0]
    assert put_already(claim, "marks") is None
    put(claim, "marks", [])
    assert put_already(claim, "marks") == []


def test_of_rows_that_were_put_no_others_can_be_asked_for(claims):
    claim, topic = claims[0], Topic(name="bridges")
    put(claim, "topics", [topic])
    assert list(claim.topics.all()) == [topic]
    with pytest.raises(AttributeError):
        claim.topics.filter(name="harbours")
