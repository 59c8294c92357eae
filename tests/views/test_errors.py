"""The pages of errors, and what every answer carries."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_offers_ways_on(read):
    html = read("/no/such/page/", status=404)
    assert "There is nothing at this address" in html
    assert 'href="/claims/"' in html


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "500.html"])
def test_the_pages_of_errors_need_nothing_but_themselves(template):
    html = render_to_string(template)
    assert "<h1" in html
    assert "Traceback" not in html


def test_a_form_from_another_site_is_refused_in_words(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "a"})
    assert response.status_code == 403
    assert "The form was not accepted" in response.content.decode()


def test_every_answer_carries_the_content_security_policy(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/", "/claims/", "/articles/", "/sources/", "/method/"])
def test_no_page_has_inline_scripts_or_styles(client, db, address):
    html = client.get(address).content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert "onclick" not in html
    assert "<script>" not in html
