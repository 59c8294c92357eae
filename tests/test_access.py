"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from claims.access import (
    ACTS,
    DATA,
    EVERYBODY,
    MAY,
    ROLES,
    Act,
    Role,
    claims_for,
    is_open,
    may,
    may_see_claim,
    roles_of,
)
from claims.actions.editing import decide
from claims.actions.merging import merge
from claims.models import Claim
from tests import builders as make


def test_every_role_and_every_act_is_explained():
    assert set(ROLES) == set(MAY) == set(DATA) == set(Role)
    assert set(ACTS) == set(Act)


def test_each_role_may_do_all_that_the_one_before_it_may():
    for lower, higher in zip(Role, list(Role)[1:], strict=False):
        assert MAY[lower] <= MAY[higher]
        assert DATA[lower] <= DATA[higher]


@pytest.mark.parametrize("act", [Act.MARK, Act.DECIDE, Act.ASSIGN, Act.MERGE])
def test_only_editors_and_administrators_decide(act):
    assert {role for role in Role if act in MAY[role]} == {Role.EDITOR, Role.ADMINISTRATOR}


@pytest.mark.django_db
def test_the_groups_are_there_from_the_start():
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


@pytest.mark.django_db
def test_somebody_without_a_role_may_do_nothing():
    assert not any(may(make.user("ana"), act) for act in Act)
    assert not any(may(AnonymousUser(), act) for act in Act)


@pytest.mark.django_db
def test_a_person_of_two_roles_may_do_what_either_allows():
    user = make.user("ana", role="reader")
    user = make.user("ana", role="editor")
    assert roles_of(user) == {Role.READER, Role.EDITOR}
    assert may(user, Act.DECIDE)


@pytest.mark.django_db
def test_a_superuser_is_an_administrator():
    assert may(make.user("root", is_superuser=True), Act.MANAGE_PEOPLE)


@pytest.mark.django_db
def test_whoever_has_left_may_do_nothing():
    user = make.user("ana", role="editor", is_active=False)
    assert not any(may(user, act) for act in Act)


@pytest.mark.django_db
def test_a_role_brings_its_permissions_in_the_admin():
    editor, typist = make.user("ana", role="editor"), make.user("bo", role="data entry")
    assert editor.has_perm("claims.delete_claim")
    assert typist.has_perm("claims.change_claim")
    assert not typist.has_perm("claims.delete_claim")
    assert not typist.has_perm("claims.change_decision")


def of_each_kind() -> list[Claim]:
    """A claim that is published, one of the sample, and neither."""
    claims = [
        make.claim(name, external_id=key)
        for name, key in (("P", ""), ("S", "sample:c99"), ("D", ""))
    ]
    make.says(claims[0], make.source(), basis="own_reporting")
    decide(claim=claims[0], outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return claims


@pytest.mark.django_db
@pytest.mark.parametrize("opened", ["published", "sample", ""])
def test_a_claim_is_open_if_everybody_finds_it(opened, settings):
    settings.PUBLIC = opened
    _published, sample, _draft = of_each_kind()
    merge(kept=sample, gone=make.claim("Gone"), reason="The same.", by=make.user("edna"))
    found = {claim.pk for claim in claims_for(EVERYBODY)}
    assert {claim.pk for claim in Claim.with_merged.all() if is_open(claim)} == found


@pytest.mark.django_db
@pytest.mark.parametrize("opened", ["published", "sample", ""])
@pytest.mark.parametrize("role", ["", "reader", "journalist"])
def test_a_claim_that_was_read_may_be_seen_if_it_is_among_those_of_whoever_asks(
    opened, role, settings
):
    settings.PUBLIC = opened
    reader = make.user("ana", role=role) if role else EVERYBODY
    for claim in of_each_kind():
        claim.refresh_from_db()
        assert may_see_claim(reader, claim) == claims_for(reader).filter(pk=claim.pk).exists()
