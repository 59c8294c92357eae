"""Sources and their owners."""

import pytest

from claims.actions.sources import record_source, set_owner
from claims.models import Source
from tests import builders as make
from tests.sql import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]


def test_a_source_is_recorded_with_all_that_is_known():
    group = make.source("Group", "organisation")
    record_source(
        name="The Times",
        kind="outlet",
        owner=group,
        host="times.example.org",
        description="A daily.",
        external_id="s-1",
        by=None,
    )
    found = Source.objects.get(name="The Times")
    assert (found.kind, found.owner, found.host) == ("outlet", group, "times.example.org")
    assert (found.description, found.external_id) == ("A daily.", "s-1")


def test_two_people_who_are_not_named_may_be_described_alike():
    record_source(name="an officer", kind="anonymous", by=None)
    record_source(name="an officer", kind="anonymous", by=None)
    assert Source.objects.count() == 2


@pytest.mark.parametrize("name", ["Jane Roe", "jane roe"])
def test_a_person_recorded_twice_would_be_counted_twice_and_is_refused(name):
    record_source(name="Jane Roe", kind="person", by=None)
    with refused("source_name_is_unique"):
        record_source(name=name, kind="person", by=None)


def test_a_person_and_a_document_may_have_one_name():
    record_source(name="Rosa", kind="person", by=None)
    record_source(name="Rosa", kind="document", by=None)
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"name": ""}, "source_has_a_name"),
        ({"kind": "rumour"}, "source_kind_is_known"),
        ({"name": "A", "host": "times.example.org"}, "source_host_is_unique"),
        ({"name": "A", "external_id": "s-1"}, "source_external_id_is_unique"),
    ],
)
def test_a_source_that_breaks_a_rule_is_refused(fields, constraint):
    known = {"name": "The Times", "kind": "outlet", "by": None}
    record_source(**known, host="times.example.org", external_id="s-1")
    with refused(constraint):
        record_source(**{**known, **fields})


def test_an_owner_is_set_and_taken_away():
    times, group = make.source(), make.source("Group", "organisation")
    set_owner(source=times, owner=group, by=None)
    assert list(group.owned.all()) == [times]
    set_owner(source=times, owner=None, by=None)
    assert not group.owned.exists()


def test_an_owner_that_the_source_owns_through_others_is_refused():
    top = make.source("Top", "organisation")
    bottom = make.source(owner=make.source("Middle", "organisation", owner=top))
    with refused("source_owner_no_ring"):
        set_owner(source=top, owner=bottom, by=None)
    assert Source.objects.get(name="Top").owner is None


def test_setting_an_owner_leaves_what_somebody_else_changed_meanwhile():
    times = make.source()
    Source.objects.update(name="The New Times")
    set_owner(source=times, owner=make.source("Group"), by=None)
    assert Source.objects.filter(name="The New Times", owner__name="Group").exists()
