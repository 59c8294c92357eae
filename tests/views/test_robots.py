"""`/robots.txt`: what crawlers are asked to leave alone."""

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from claims.publish.robots import CLOSED

pytestmark = pytest.mark.django_db


def rules() -> RobotFileParser:
    """As a crawler reads them."""
    response = Client().get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


@pytest.mark.parametrize("opened", ["", "sample"])
def test_a_record_that_is_not_open_is_left_alone(opened, settings):
    settings.PUBLIC = opened
    assert not rules().can_fetch("bot", "http://testserver/claims/1/")
    assert rules().site_maps() is None


def test_of_an_open_record_the_public_pages_may_be_read(settings):
    settings.PUBLIC = "published"
    found = rules()
    for path in ("/", "/claims/", "/claims/1/", "/claims/1.jsonld", "/feeds/claims.atom"):
        assert found.can_fetch("bot", f"http://testserver{path}"), path
    assert found.site_maps() == ["http://testserver/sitemap.xml"]


def test_what_is_behind_a_sign_in_is_not_asked_for(settings):
    settings.PUBLIC = "published"
    found = rules()
    for path in ("/admin/", "/review/", "/me/", "/accounts/login/", "/people/"):
        assert not found.can_fetch("bot", f"http://testserver{path}"), path
    assert len(CLOSED) == len(set(CLOSED))
