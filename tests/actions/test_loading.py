"""Rows that are loaded by COPY are those that Django would have written, and no rule is passed over."""

import pytest
from django.db import IntegrityError, connection

from claims.actions.loading import fresh_ids, load, ready_to_load
from claims.actions.recording import recording
from claims.models import Appearance, Claim, Source
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_what_is_not_said_has_the_default_that_it_has_in_django() -> None:
    make.claim("It sank.")
    with recording(by=None):
        ready_to_load()
        load(Claim, ["statement"], [("It sank.",)])
    one, other = Claim.objects.order_by("pk").values()
    told_apart = {"id", "created_at", "assessed_at"}
    assert {name for name in one if one[name] != other[name]} <= told_apart


def test_ids_that_were_taken_are_not_given_again() -> None:
    ids = fresh_ids(Source, 3)
    load(Source, ["id", "name", "kind"], [(ids[0], "The Mercury", "outlet")])
    assert make.source("The Chronicle").pk not in ids
    assert ids == sorted(set(ids))


def test_a_row_that_breaks_a_rule_is_refused() -> None:
    snapshot = make.snapshot("The bridge fell.", make.source("The Mercury"))
    names = ["claim_id", "snapshot_id", "exact", "start", "end", "basis"]
    row = (make.claim().pk, snapshot.pk, "The bridge stood.", 0, 17, "unattributed")
    with pytest.raises(IntegrityError, match="does not stand"), recording(by=None):
        load(Appearance, names, [row])
    assert not connection.needs_rollback
