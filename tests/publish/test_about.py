"""What pages that are no claim's tell other programs of themselves."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.actions.claims import add_figure
from claims.actions.measuring import put_under
from claims.models import Claim, Figure
from tests import builders as make

pytestmark = pytest.mark.django_db

BASE = "https://record.example.org"


def page(address: str, status: int = 200) -> tuple[str, str]:
    """The head of a page as everybody gets it, and its `Link` header."""
    response = Client().get(address)
    assert response.status_code == status
    return response.content.decode().partition("</head>")[0], response.get("Link", "")


def canonical(address: str) -> str:
    """The canonical address of a page: the same in its head and in its header, and for Open Graph."""
    head, header = page(address)
    [found] = re.findall(r'<link rel="canonical" href="([^"]+)">', head)
    assert f'<meta property="og:url" content="{found}">' in head
    assert f'<{unescape(found)}>; rel="canonical"' in header
    return unescape(found)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/claims/", "/claims/"),
        ("/claims/?after=~9&page=2", "/claims/"),
        ("/claims/?status=disputed&after=~9", "/claims/?status=disputed"),
        ("/claims/?sort=articles&status=disputed&q=", "/claims/?status=disputed&sort=articles"),
        ("/claims/?q=%C3%BCber+%26+%22on%22", "/claims/?q=%C3%BCber+%26+%22on%22"),
        ("/claims/?flag=circular&flag=single_origin", "/claims/?flag=circular&flag=single_origin"),
        ("/articles/?q=bridge&after=~9&colour=red", "/articles/?q=bridge"),
        ("/sources/?kind=person&after=Ana~9", "/sources/?kind=person"),
        ("/figures/?after=Name~9", "/figures/"),
        ("/method/", "/method/"),
    ],
)
def test_the_canonical_address_of_a_list_has_its_filters_and_no_page(open_record, address, told):
    assert canonical(address) == BASE + told


def test_a_list_leads_to_its_feed_with_the_same_filters(open_record):
    head, header = page("/claims/?status=disputed&after=~9")
    feed = f"{BASE}/claims.atom?status=disputed"
    assert f'rel="alternate" type="application/atom+xml" href="{feed}" title="Claims"' in head
    assert f'<{feed}>; rel="alternate"; type="application/atom+xml"' in header


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/claims/", "Claims"),
        ("/articles/", "Articles"),
        ("/sources/", "Sources"),
        ("/figures/", "Figures"),
        ("/method/", "How a status is reached"),
    ],
)
def test_a_page_says_how_it_looks_where_it_is_linked_from(open_record, address, title):
    head, _header = page(address)
    assert f'<meta property="og:title" content="{title}">' in head
    assert '<meta property="og:site_name" content="The Example Courier">' in head
    assert re.search(r'<meta property="og:description" content="[A-Z][^"]{20,}\."', head)


def test_a_list_that_cannot_be_filtered_so_has_no_canonical_address(open_record):
    head, header = page("/claims/?status=ghost", status=400)
    assert "canonical" not in head + header


def test_a_part_of_a_page_that_a_script_asked_for_has_the_same_header(open_record):
    response = Client().get("/claims/?status=disputed", headers={"HX-Request": "true"})
    assert f'<{BASE}/claims/?status=disputed>; rel="canonical"' in response["Link"]


def measured(claim: Claim) -> Figure:
    """A figure of the claim, under a measure."""
    figure = add_figure(claim=claim, value=14, unit="people", by=None)
    editor = make.user("ed", role="editor")
    put_under(figures=[figure], name="People on the bridge", reason="Counted.", by=editor)
    return Figure.objects.get(pk=figure.pk)


def test_the_figures_of_a_measure_tell_of_themselves_to_everybody(published):
    figure = measured(published)
    assert canonical(f"/figures/{figure.measure_id}/") == f"{BASE}/figures/{figure.measure_id}/"
    head, _header = page(f"/figures/{figure.measure_id}/")
    assert '<meta property="og:title" content="People on the bridge">' in head
    assert f'<meta property="og:description" content="{figure.label}">' in head
