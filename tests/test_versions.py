"""Which version of a record somebody has in front of them."""

import pytest

from claims.actions.recording import recording
from claims.models import Claim, Source, Topic
from claims.versions import changed_by, changed_since, versions
from tests import builders as make

pytestmark = pytest.mark.django_db

FIELDS = {"statement", "note", "event_on", "topics"}


def version(row) -> str:
    """The version of one row."""
    return versions([row])[row.pk]


def fresh(row):
    """The row as it now is."""
    return type(row)._default_manager.get(pk=row.pk)


def test_nothing_has_changed_since_the_latest_version():
    claim = make.claim(topics=["bridges"])
    assert changed_since(fresh(claim), version(claim), FIELDS) == set()


def test_a_field_that_others_changed_is_named_and_no_other():
    claim = make.claim()
    opened = version(claim)
    Claim.objects.filter(pk=claim.pk).update(note="called")
    assert changed_since(fresh(claim), opened, FIELDS) == {"note"}


def test_what_was_changed_and_changed_back_is_as_it_was():
    claim = make.claim()
    opened = version(claim)
    for note in ("called", ""):
        Claim.objects.filter(pk=claim.pk).update(note=note)
    assert version(claim) != opened
    assert changed_since(fresh(claim), opened, FIELDS) == set()


def test_an_assessment_changes_no_field_that_people_fill_in():
    claim = make.claim()
    opened = version(claim)
    make.says(claim, make.source(), basis="own_reporting")
    assert version(claim) != opened
    assert changed_since(fresh(claim), opened, FIELDS) == set()


def test_topics_are_a_part_of_a_claims_version():
    claim = make.claim()
    opened = version(claim)
    claim.topics.add(Topic.objects.create(name="bridges"))
    assert changed_since(fresh(claim), opened, FIELDS) == {"topics"}


@pytest.mark.parametrize("sent", ["", "x", "1", "1.x", "999999.0", "9" * 30, "-1.0", "²." + "0"])
def test_of_an_unknown_version_every_field_may_have_changed(sent):
    assert changed_since(fresh(make.claim()), sent, {"statement", "note"}) == {"statement", "note"}


def test_the_version_of_another_record_is_unknown():
    first, second = make.claim("first"), make.claim("second")
    assert changed_since(fresh(first), version(second), {"note"}) == {"note"}


def test_whoever_changed_it_last_is_named():
    source = make.source()
    assert changed_by(source) == ""
    with recording(by=make.user("ana")):
        Source.objects.filter(pk=source.pk).update(description="changed")
    assert changed_by(source) == "ana"


def test_many_rows_take_one_query(django_assert_num_queries):
    sources = [make.source(f"source {count}") for count in range(5)]
    with django_assert_num_queries(1):
        assert len(versions(sources)) == 5


def test_no_rows_have_no_versions(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert versions([]) == {}
