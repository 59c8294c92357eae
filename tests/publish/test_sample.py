"""All that is published of the sample, held against the standards: schemas, vocabularies, a processor."""

import json

import pyshacl
import pytest
from django.test import Client
from rdflib import Graph

from claims.models import Appearance, Article, Claim
from tests.publish import linked_data as ld

pytestmark = pytest.mark.django_db


def fetched(address: str) -> dict:
    """A document, as anybody gets it."""
    response = Client().get(address)
    assert response.status_code == 200, address
    return json.loads(response.content)


def assert_conforms(found: Graph, shapes: Graph) -> None:
    """No shape finds anything wrong."""
    conforms, _report, told = pyshacl.validate(found, shacl_graph=shapes)
    assert conforms, told


def test_the_claims_are_what_schema_org_says(sample: list[Claim]) -> None:
    together = Graph()
    for claim in sample:
        document = fetched(f"/claims/{claim.pk}.jsonld")
        ld.assert_nothing_is_lost(document)
        together += ld.graph(document)
    assert not ld.misplaced(together)
    assert_conforms(ld.with_classes(together), ld.schema_org())


def test_where_the_claims_come_from_is_told_as_prov_does(sample: list[Claim]) -> None:
    together = Graph()
    for claim in sample:
        document = fetched(f"/claims/{claim.pk}.prov.jsonld")
        ld.assert_nothing_is_lost(document)
        ld.assert_every_term_is_defined(document)
        together += ld.graph(document)
    assert_conforms(together, Graph().parse(ld.HERE / "shapes.ttl"))


def test_the_quotes_are_web_annotations(sample: list[Claim]) -> None:
    for key in Appearance.objects.values_list("pk", flat=True):
        document = fetched(f"/appearances/{key}.jsonld")
        assert not ld.problems("annotation", document)
        ld.assert_nothing_is_lost(document)
        ld.assert_every_term_is_defined(document)


def test_the_articles_are_collections_of_them(sample: list[Claim]) -> None:
    told = set()
    for key in Article.objects.values_list("pk", flat=True):
        collection = fetched(f"/articles/{key}/annotations.jsonld")
        page = fetched(collection["first"])
        for name, document in (("collection", collection), ("page", page)):
            assert not ld.problems(name, document)
            ld.assert_nothing_is_lost(document)
            ld.assert_every_term_is_defined(document)
        told |= {one["id"] for one in page["items"]}
    assert len(told) == Appearance.objects.count()
