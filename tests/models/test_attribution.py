"""A chain of attributions belongs to one attributed appearance and has an end."""

import pytest

from claims.models import Appearance, Attribution
from tests import builders as make
from tests.sql import copy, refused, run, update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("session")]

OTHER_BASES = ["own_reporting", "unattributed", "illustrative"]


@pytest.fixture
def appearance() -> Appearance:
    """An appearance that is attributed to nobody yet."""
    return make.appearance(make.claim(), make.snapshot(), basis="attributed")


def chain(appearance: Appearance, length: int) -> list[Attribution]:
    """A chain of so many links, the nearest first."""
    sources = tuple(make.source(f"outlet {number}") for number in range(length))
    make.attributed(appearance, sources)
    return list(appearance.attributions.order_by("pk"))


def elsewhere() -> Attribution:
    """An attribution of another appearance."""
    return make.attributed(
        make.appearance(make.claim("Another"), make.snapshot(), basis="attributed"), make.source()
    )


def insert(appearance: int, source: int, via: int | None = None, key: int | None = None) -> None:
    run(
        "INSERT INTO claims_attribution (id, appearance_id, source_id, via_id, self_interested) "
        "VALUES (coalesce(%s, nextval('claims_attribution_id_seq')), %s, %s, %s, false)",
        key,
        appearance,
        source,
        via,
    )


# The basis


@pytest.mark.parametrize("basis", OTHER_BASES)
def test_an_appearance_of_another_basis_takes_no_attribution(basis):
    appearance = make.appearance(make.claim(), make.snapshot(), basis=basis)
    with refused("attribution_fits_basis"):
        insert(appearance.pk, make.source().pk)


@pytest.mark.parametrize("basis", OTHER_BASES)
def test_an_attributed_appearance_keeps_its_basis(appearance, basis):
    chain(appearance, 1)
    with refused("attribution_fits_basis"):
        update(appearance, basis=basis)


@pytest.mark.parametrize("basis", OTHER_BASES)
def test_without_its_attributions_an_appearance_may_change_its_basis(appearance, basis):
    chain(appearance, 2)
    run("DELETE FROM claims_attribution")
    update(appearance, basis=basis)
    appearance.refresh_from_db()
    assert appearance.basis == basis


def test_an_attribution_cannot_come_before_its_appearance(appearance):
    with refused("attribution_fits_basis"):
        insert(appearance.pk + 1, make.source().pk)


def test_an_appearance_cannot_be_replaced_by_one_of_another_basis(appearance):
    chain(appearance, 1)
    with refused("attribution_fits_basis"):
        run("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM claims_appearance")
        run("DELETE FROM claims_appearance")
        run("UPDATE kept SET basis = 'own_reporting'")
        run("INSERT INTO claims_appearance SELECT * FROM kept")


def test_an_appearance_cannot_take_the_id_of_one_that_is_attributed(appearance):
    chain(appearance, 1)
    other = make.appearance(make.claim("Another"), make.snapshot())
    with refused("attribution_fits_basis"):
        update(appearance, id=10**9)
        update(other, id=appearance.pk)


# The appearance


def test_a_chain_does_not_begin_in_another_appearance(appearance):
    with refused("attribution_chain_stays"):
        insert(appearance.pk, make.source().pk, via=elsewhere().pk)


def test_a_chain_cannot_be_led_into_another_appearance(appearance):
    [link] = chain(appearance, 1)
    with refused("attribution_chain_stays"):
        update(link, via_id=elsewhere().pk)


def test_a_link_stays_with_its_appearance(appearance):
    [link] = chain(appearance, 1)
    with refused("attribution_stays"):
        update(link, appearance_id=elsewhere().appearance_id)


def test_a_link_keeps_its_id(appearance):
    link, _ = chain(appearance, 2)
    with refused("attribution_stays"):
        update(link, id=10**9)


def test_a_link_cannot_come_before_the_one_that_it_is_relayed_by(appearance):
    [link] = chain(appearance, 1)
    with refused("attribution_chain_stays"):
        insert(appearance.pk, link.source_id, key=10**9, via=10**9 + 1)


def test_a_link_cannot_be_replaced_by_one_of_another_appearance(appearance):
    first, _ = chain(appearance, 2)
    other = elsewhere()
    with refused("attribution_chain_stays"):
        run("DELETE FROM claims_attribution WHERE id = %s", first.pk)
        insert(other.appearance_id, first.source_id, key=first.pk)


# Rings


def test_a_link_is_not_relayed_by_itself(appearance):
    [link] = chain(appearance, 1)
    with refused("attribution_no_ring"):
        update(link, via_id=link.pk)


@pytest.mark.parametrize("length", [2, 3, 7])
def test_a_chain_cannot_be_closed_to_a_ring(appearance, length):
    links = chain(appearance, length)
    with refused("attribution_no_ring"):
        update(links[0], via_id=links[-1].pk)


def test_one_statement_cannot_close_a_ring_either(appearance):
    one, other = (
        make.attributed(appearance, make.source("A")),
        make.attributed(appearance, make.source("B")),
    )
    with refused("attribution_no_ring"):
        run(
            "UPDATE claims_attribution SET via_id = CASE id WHEN %s THEN %s ELSE %s END",
            one.pk,
            other.pk,
            one.pk,
        )


def insert_both(one: tuple[int, int, int | None], other: tuple[int, int, int | None]) -> None:
    """Two links with one statement: the key of each, its appearance, and by which it is relayed."""
    row = "(%s, %s, %s, %s, false)"
    source = make.source("The Wire").pk
    values = [item for key, held, via in (one, other) for item in (key, held, source, via)]
    run(
        "INSERT INTO claims_attribution (id, appearance_id, source_id, via_id, self_interested) "
        f"VALUES {row}, {row}",
        *values,
    )


FIRST, SECOND = 10**9, 10**9 + 1


def test_nor_can_one_that_inserts(appearance):
    with refused("attribution_no_ring"):
        insert_both((FIRST, appearance.pk, SECOND), (SECOND, appearance.pk, FIRST))


def test_a_ring_of_new_and_old_links_cannot_be_inserted(appearance):
    nearest, _ = chain(appearance, 2)
    with refused("attribution_no_ring"):
        run("DELETE FROM claims_attribution WHERE id = %s", nearest.pk)
        last = appearance.attributions.get().pk
        insert(appearance.pk, nearest.source_id, via=last, key=nearest.pk)


def test_one_wrong_link_of_a_statement_refuses_it(appearance):
    there = elsewhere()
    with refused("attribution_chain_stays"):
        insert_both((FIRST, appearance.pk, None), (SECOND, there.appearance_id, FIRST))
    assert not appearance.attributions.exists()


def test_a_chain_can_be_inserted_with_one_statement(appearance):
    insert_both((FIRST, appearance.pk, None), (SECOND, appearance.pk, FIRST))
    assert appearance.attributions.get(via=None).relayed.get().pk == SECOND


def test_a_long_chain_without_a_ring_is_accepted(appearance):
    chain(appearance, 12)
    assert appearance.attributions.filter(via=None).count() == 1


# Repetition


def test_the_same_attribution_is_recorded_once(appearance):
    first, second = chain(appearance, 2)
    for link in (first, second):
        with refused("attribution_is_recorded_once"):
            copy(link)


def test_two_may_have_told_the_same_outlet(appearance):
    first, _ = chain(appearance, 2)
    insert(appearance.pk, make.source("another officer").pk, via=first.pk)
    assert first.relayed.count() == 2
