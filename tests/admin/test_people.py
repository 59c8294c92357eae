"""People who sign in."""

from django.test import Client

from claims.models import SignIn, User
from tests.admin.conftest import errors, filled, last_event, page


def test_a_person_is_added_and_the_trail_says_by_whom(client: Client, editor: User) -> None:
    address = page(User, "add")
    form = filled(
        client.get(address),
        username="typist",
        usable_password="true",
        password1="a long enough phrase",
        password2="a long enough phrase",
    )
    assert client.post(address, form).status_code == 302
    assert User.objects.get(username="typist").check_password("a long enough phrase")
    assert last_event("user")[1]["user"] == editor.pk


def test_a_person_is_changed(client: Client, editor: User) -> None:
    form = filled(client.get(page(editor)), first_name="Ada")
    assert client.post(page(editor), form).status_code == 302
    editor.refresh_from_db()
    assert editor.first_name == "Ada"


def test_a_name_that_is_taken_is_refused(client: Client, editor: User) -> None:
    other = User.objects.create_user("typist")
    form = filled(client.get(page(other)), username=editor.username)
    assert errors(client.post(page(other), form)) == ["A user with that username already exists."]


def test_setting_anothers_password_is_noted_in_the_trail_of_their_account(
    client: Client, editor: User
) -> None:
    other = User.objects.create_user("typist")
    address = f"{page(other).removesuffix('change/')}password/"
    sent = {
        "usable_password": "true",
        "password1": "a long phrase 1",
        "password2": "a long phrase 1",
    }
    assert client.post(address, sent).status_code == 302
    entry = SignIn.objects.get(kind="password_changed")
    assert (entry.user, entry.by) == (other, editor)


def test_names_that_differ_by_case_alone_are_one_name(client: Client, editor: User) -> None:
    other = User.objects.create_user("typist")
    form = filled(client.get(page(other)), username=editor.username.upper())
    assert errors(client.post(page(other), form)) == ["A user with that username already exists."]
