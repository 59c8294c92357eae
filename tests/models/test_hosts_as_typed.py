"""Hosts that were typed before the record kept them in one form: what the migration makes of them."""

from importlib import import_module

import pytest
from django.apps import apps

from claims.models import Source
from tests import builders as make
from tests.sql import run

pytestmark = pytest.mark.django_db


def migrated(*hosts: str) -> list[Source]:
    """Outlets with these hosts, after the migration."""
    run("ALTER TABLE claims_source DROP CONSTRAINT source_host_is_plain")
    for number, host in enumerate(hosts):
        Source.objects.filter(pk=make.source(f"Outlet {number}").pk).update(host=host)
    import_module("claims.migrations.0004_hosts").make_hosts_plain(apps, None)
    return list(Source.objects.order_by("name"))


def test_an_address_becomes_a_host() -> None:
    assert migrated("https://www.Example.org/path")[0].host == "example.org"


def test_of_two_that_become_the_same_one_keeps_it_and_the_other_is_noted() -> None:
    first, second, third = migrated("www.example.org", "example.org", "Example.org")
    assert [source.host for source in (first, second, third)] == ["", "example.org", ""]
    assert first.description == "Web host: www.example.org"
    assert third.description == "Web host: Example.org"


def test_what_is_no_host_goes_into_the_description() -> None:
    found = migrated("The Times")[0]
    assert (found.host, found.description) == ("", "Web host: The Times")
