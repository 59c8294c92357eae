"""Rules that two sessions could get round between them, if each saw only its own writes."""

from collections.abc import Callable

import psycopg
import pytest

from claims.models import Appearance, Source
from tests import builders as make
from tests.sessions import sessions, waiting

pytestmark = pytest.mark.django_db(transaction=True)

OWN = "UPDATE claims_source SET owner_id = %s WHERE id = %s"
RELAY = "UPDATE claims_attribution SET via_id = %s WHERE id = %s"
REBASE = "UPDATE claims_appearance SET basis = 'own_reporting' WHERE id = %s"
ATTRIBUTE = """
    INSERT INTO claims_attribution (appearance_id, source_id, self_interested)
    VALUES (%s, %s, false)"""


def constraint(running) -> str | None:
    """The name of the constraint that refused it."""
    with pytest.raises(psycopg.Error) as caught:
        running.result()
    return caught.value.diag.constraint_name


def owners() -> dict[str, str | None]:
    """Each source's owner, by name."""
    return dict(Source.objects.order_by("name").values_list("name", "owner__name"))


def attributed_appearance() -> Appearance:
    """An appearance that is attributed to nobody yet."""
    return make.appearance(make.claim(), make.snapshot(), basis="attributed")


def test_two_sessions_cannot_close_a_ring_of_two_owners():
    a, b = make.source("A"), make.source("B")
    with sessions() as (one, other):
        one.execute(OWN, [b.pk, a.pk])
        with waiting(other, OWN, a.pk, b.pk) as running:
            one.commit()
            assert constraint(running) == "source_owner_no_ring"
    assert owners() == {"A": "B", "B": None}


def test_two_sessions_cannot_close_a_ring_of_four_owners():
    a, c = make.source("A"), make.source("C")
    b, d = make.source("B", owner=a), make.source("D", owner=c)
    with sessions() as (one, other):
        one.execute(OWN, [d.pk, a.pk])
        with waiting(other, OWN, b.pk, c.pk) as running:
            one.commit()
            assert constraint(running) == "source_owner_no_ring"
    assert owners() == {"A": "D", "B": "A", "C": None, "D": "C"}


def test_the_second_owner_stands_if_the_first_is_taken_back():
    a, b = make.source("A"), make.source("B")
    with sessions() as (one, other):
        one.execute(OWN, [b.pk, a.pk])
        with waiting(other, OWN, a.pk, b.pk) as running:
            one.rollback()
            running.result()
        other.commit()
    assert owners() == {"A": None, "B": "A"}


def test_two_sessions_cannot_close_a_ring_of_attributions():
    appearance = attributed_appearance()
    a, b = (make.attributed(appearance, make.source(name)) for name in "AB")
    with sessions() as (one, other):
        one.execute(RELAY, [b.pk, a.pk])
        with waiting(other, RELAY, a.pk, b.pk) as running:
            # Each waits for the other's row by now: PostgreSQL ends one of the two.
            won = [succeeds(one.commit), succeeds(running.result) and succeeds(other.commit)]
    assert sum(won) == 1
    assert appearance.attributions.filter(via=None).count() == 1


def succeeds(write: Callable[[], object]) -> bool:
    """Whether PostgreSQL lets it be written."""
    try:
        write()
    except psycopg.Error:
        return False
    return True


def test_a_basis_cannot_change_while_an_attribution_is_added():
    appearance, times = attributed_appearance(), make.source()
    with sessions() as (one, other):
        one.execute(ATTRIBUTE, [appearance.pk, times.pk])
        with waiting(other, REBASE, appearance.pk) as running:
            one.commit()
            assert constraint(running) == "attribution_fits_basis"
    appearance.refresh_from_db()
    assert (appearance.basis, appearance.attributions.count()) == ("attributed", 1)


def test_an_attribution_cannot_be_added_while_the_basis_changes():
    appearance, times = attributed_appearance(), make.source()
    with sessions() as (one, other):
        one.execute(REBASE, [appearance.pk])
        with waiting(other, ATTRIBUTE, appearance.pk, times.pk) as running:
            one.commit()
            assert constraint(running) == "attribution_fits_basis"
    appearance.refresh_from_db()
    assert (appearance.basis, appearance.attributions.count()) == ("own_reporting", 0)
