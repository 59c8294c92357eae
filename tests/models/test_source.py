"""No source owns itself, directly or through others."""

import pytest

from claims.models import Source
from tests import builders as make
from tests.sql import refused, run, update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("session")]

NO_RING = "source_owner_no_ring"


def line(length: int) -> list[Source]:
    """Sources that own one another, the topmost first."""
    owners: list[Source] = []
    for number in range(length):
        owners.append(make.source(f"owner {number}", owner=owners[-1] if owners else None))
    return owners


@pytest.mark.parametrize("length", [1, 2, 3, 6])
def test_a_ring_of_owners_is_refused(length):
    owners = line(length)
    with refused(NO_RING):
        update(owners[0], owner_id=owners[-1].pk)


def test_a_new_source_does_not_own_itself():
    with refused(NO_RING):
        run(
            "INSERT INTO claims_source (id, name, kind, owner_id, host, description, external_id) "
            "VALUES (7777, 'A', 'outlet', 7777, '', '', '')"
        )


def test_two_new_sources_do_not_own_each_other():
    with refused(NO_RING):
        run(
            "INSERT INTO claims_source (id, name, kind, owner_id, host, description, external_id) "
            "VALUES (7777, 'A', 'outlet', 7778, '', '', ''), (7778, 'B', 'outlet', 7777, '', '', '')"
        )


def test_one_statement_cannot_close_a_ring():
    one, other = make.source("A"), make.source("B")
    with refused(NO_RING):
        run(
            "UPDATE claims_source SET owner_id = CASE id WHEN %s THEN %s ELSE %s END",
            one.pk,
            other.pk,
            one.pk,
        )


def test_a_source_cannot_take_the_id_of_its_owner_to_be():
    source = make.source()
    with refused(NO_RING):
        update(source, owner_id=10**9)
        update(source, id=10**9)


def test_an_owner_may_own_many_and_be_owned():
    top, middle, _ = line(3)
    make.source("another", owner=middle)
    update(middle, owner_id=None)
    update(top, owner_id=middle.pk)
    assert set(middle.owned.values_list("name", flat=True)) == {"owner 0", "owner 2", "another"}
