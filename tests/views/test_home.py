"""`/`: search, what needs attention, what is new."""

import pytest

from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_the_search_box_comes_before_everything_else(sample, read):
    html = read("/")
    assert html.index('type="search"') < html.index("What needs attention")


def test_counts_by_status_are_links_to_the_claims(sample, read):
    html = read("/")
    assert '<a href="/claims/?status=uncorroborated"><b class="num">16</b>' in html
    assert '<a href="/claims/?status=disputed"><b class="num">3</b>' in html
    assert '<a href="/claims/?status=corroborated"><b class="num">1</b>' in html


def test_counts_by_flag_are_links_to_the_claims(sample, read):
    assert 'href="/claims/?flag=anonymous_only"' in read("/")


def test_the_latest_claims_and_articles_are_listed(sample, read):
    html = read("/")
    assert sample[-1].statement in html
    assert "Police and Military Perspectives" in html


def test_a_record_without_claims_says_so(sample, read):
    Claim.objects.all().delete()
    assert "No claim is on record yet." in read("/")


@pytest.mark.parametrize("path", ["/", "/claims/", "/articles/", "/sources/"])
def test_whoever_has_not_signed_in_is_told_so_where_nothing_is_open(sample, client, settings, path):
    settings.PUBLIC = ""
    html = client.get(path).content.decode()
    assert "Nothing here is open to everybody." in html
    assert f'/accounts/login/?next={path}">Sign in to read the record' in html
    assert "on record yet" not in html


@pytest.mark.parametrize("path", ["/", "/claims/", "/articles/", "/sources/"])
def test_whoever_has_no_role_is_told_to_ask_for_one_where_nothing_is_open(
    sample, client, settings, path
):
    settings.PUBLIC = ""
    client.force_login(make.user("nora"))
    html = client.get(path).content.decode()
    assert "your account has no role yet. Ask an administrator for one." in html
    assert "on record yet" not in html


def test_the_page_takes_four_queries(sample, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/")
