"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from claims.access import ACTS, DATA, MAY, ROLES, Act, Role, is_open, may, open_claims, roles_of
from claims.models import Claim
from tests import builders as make
from tests.views.published import published


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


@pytest.mark.django_db
@pytest.mark.parametrize(("setting", "number"), [("published", 1), ("sample", 1), ("", 0)])
def test_what_is_open_to_anybody_is_told_of_one_claim_as_of_many(settings, setting, number):
    settings.PUBLIC = setting
    published()
    make.claim("Of the sample", external_id="sample:c1")
    make.claim("A draft")
    found = set(open_claims())
    assert len(found) == number
    assert found == {claim for claim in Claim.objects.all() if is_open(claim)}
