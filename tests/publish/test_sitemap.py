"""What search engines may find."""

import pytest
from lxml import etree

from claims.models import Claim
from claims.publish import sitemap
from tests import builders as make
from tests.publish import linked_data as ld

pytestmark = pytest.mark.django_db

RULES = etree.RelaxNG(etree.parse(ld.HERE / "sitemap.rng"))


def read(document: str) -> list[str]:
    """The addresses of an index or a file, which must be what the protocol says."""
    found = etree.fromstring(document.encode())
    assert RULES.validate(found), RULES.error_log
    return [one.text for one in found.iter("{*}loc")]


def test_the_pages_that_are_always_there(site):
    addresses = read(sitemap.file(sitemap.pages(site)))
    assert addresses[0] == "https://record.example.org/"
    assert "https://record.example.org/method/" in addresses


def test_a_file_holds_the_rows_of_its_stretch_of_ids(bridge, site, monkeypatch):
    monkeypatch.setattr(sitemap, "STRETCH", 3)
    rows = [bridge, *(make.claim(f"Claim {number}") for number in range(7))]
    found = Claim.objects.all()
    numbers = list(sitemap.numbers(found))
    told = [read(sitemap.file(sitemap.claims(found, number, site))) for number in numbers]
    assert all(1 <= len(one) <= 3 for one in told)
    assert [one for part in told for one in part] == [site.page(row) for row in rows]


def test_stretches_without_rows_have_no_file(bridge, site, monkeypatch):
    monkeypatch.setattr(sitemap, "STRETCH", 1)
    claims = [make.claim(f"Claim {number}") for number in range(5)]
    found = Claim.objects.filter(pk__in=[claims[0].pk, claims[4].pk])
    assert len(list(sitemap.numbers(found))) == 2
    assert sitemap.claims(found, claims[1].pk - 1, site) == []


def test_it_says_when_a_claim_last_changed(published, site):
    (place,) = sitemap.claims(Claim.objects.all(), (published.pk - 1) // sitemap.STRETCH, site)
    decided = published.decisions.get().decided_at
    assert place.changed == max(decided, published.assessed_at, published.created_at)
    document = sitemap.file([place])
    assert "Z</lastmod>" in document
    read(document)


def test_an_index_leads_to_its_files():
    addresses = ["https://a.example/sitemap/claims-0.xml", "https://a.example/?a&b"]
    assert read(sitemap.index(addresses)) == addresses
