"""`/sources/options/`: names for a field in which one types who said so."""

import pytest

from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("staff")]


@pytest.mark.parametrize("field", ["q", "said_by", "by_way_of"])
def test_sources_are_offered_by_what_was_typed(field, read):
    make.source("The Atlantic")
    make.source("The Times")
    html = read(f"/sources/options/?{field}=atl")
    assert '<option value="The Atlantic">outlet</option>' in html
    assert "The Times" not in html


def test_namesakes_bear_their_number(read):
    one, other = make.source("Adam Smith", "person"), make.source("Adam Smith", "anonymous")
    html = read("/sources/options/?q=smith")
    assert f'value="Adam Smith (#{one.pk})"' in html
    assert f'value="Adam Smith (#{other.pk})"' in html


def test_nothing_typed_offers_nothing(read):
    make.source("The Times")
    assert "<option" not in read("/sources/options/")


def test_the_public_is_sent_to_sign_in(client):
    client.logout()
    assert client.get("/sources/options/?q=times").status_code == 302


def test_whoever_may_not_record_is_refused(client):
    client.force_login(make.user("rita", role="reader"))
    assert client.get("/sources/options/?q=times").status_code == 403
