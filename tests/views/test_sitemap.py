"""`/sitemap.xml` and its files."""

import re

import pytest
from django.test import Client

from claims.actions.editing import decide
from claims.models import Claim
from tests import builders as make

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"<loc>http://testserver([^<]*)</loc>")


@pytest.fixture
def claim(settings) -> Claim:
    """A published claim beside a draft, each in an article of its own."""
    settings.PUBLIC = "published"
    claim = make.claim("The bridge was closed")
    make.says(claim, make.source(), basis="own_reporting")
    make.says(make.claim("The warehouse burned"), make.source(), basis="own_reporting")
    decide(claim=claim, outcome="caveat", caveat="One.", reason="So.", by=make.user("edna"))
    return claim


def found(client: Client) -> list[str]:
    """All addresses of all files."""
    index = client.get("/sitemap.xml")
    assert index["Content-Type"] == "application/xml"
    files = [client.get(path) for path in ADDRESS.findall(index.content.decode())]
    assert all(one.status_code == 200 for one in files)
    return [path for one in files for path in ADDRESS.findall(one.content.decode())]


def test_it_leads_to_what_everybody_may_read_and_all_of_it_is_there(claim, staff):
    article = claim.appearances.get().snapshot.article
    for client in (Client(), staff):
        addresses = found(client)
        assert [path for path in addresses if re.search(r"\d", path)] == [
            f"/claims/{claim.pk}/",
            f"/articles/{article.pk}/",
        ]
    for path in addresses:
        assert Client().get(path).status_code == 200, path


@pytest.mark.parametrize(
    "name", ["claims-9", "articles-9", "pages-1", "people-0", "claims-" + "9" * 30]
)
def test_a_file_that_holds_nothing_is_not_there(claim, client, name):
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_a_closed_record_has_none(claim, settings, staff):
    settings.PUBLIC = ""
    assert staff.get("/sitemap.xml").status_code == 404
    assert staff.get("/sitemap/claims-0.xml").status_code == 404
