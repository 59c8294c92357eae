"""What another program makes of where a claim comes from: `prov`, a reader of PROV that is not ours."""

import pytest
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvAssociation,
    ProvAttribution,
    ProvDelegation,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvGeneration,
    ProvUsage,
)
from rdflib import PROV, RDF, Graph

from claims.models import Article, Claim
from tests.publish import linked_data as ld
from tests.publish.test_prov import document

pytestmark = pytest.mark.django_db

KINDS = {ProvEntity: PROV.Entity, ProvActivity: PROV.Activity, ProvAgent: PROV.Agent}

# What each relation of PROV-DM joins: https://www.w3.org/TR/prov-dm/#prov-dm-types-and-relations
JOINS = {
    ProvAssociation: (PROV.wasAssociatedWith, ProvActivity, ProvAgent),
    ProvAttribution: (PROV.wasAttributedTo, ProvEntity, ProvAgent),
    ProvDelegation: (PROV.actedOnBehalfOf, ProvAgent, ProvAgent),
    ProvDerivation: (PROV.wasDerivedFrom, ProvEntity, ProvEntity),
    ProvGeneration: (PROV.wasGeneratedBy, ProvEntity, ProvActivity),
    ProvUsage: (PROV.used, ProvActivity, ProvEntity),
}


def read(found: Graph) -> ProvDocument:
    """The triples as the other program has them."""
    return ProvDocument.deserialize(
        content=found.serialize(format="turtle"), format="rdf", rdf_format="turtle"
    )


def ids(told: ProvDocument, kind: type) -> set[str]:
    """The addresses of what is of one kind."""
    return {one.identifier.uri for one in told.get_records(kind)}


@pytest.fixture
def found(published: Claim, site) -> Graph:
    """The document of a published claim, as triples."""
    return ld.graph(document(published, site))


def test_it_finds_the_same_entities_activities_and_agents(found):
    told = read(found)
    for kind, name in KINDS.items():
        assert ids(told, kind) == {str(one) for one in found.subjects(RDF.type, name)}


def test_it_finds_the_same_relations_and_each_joins_what_it_may(found):
    told = read(found)
    for kind, (name, subjects, objects) in JOINS.items():
        joined = {tuple(end.uri for end in one.args[:2]) for one in told.get_records(kind)}
        assert joined == {(str(one), str(other)) for one, other in found.subject_objects(name)}
        assert joined, kind
        assert {one for one, _other in joined} <= ids(told, subjects)
        assert {other for _one, other in joined} <= ids(told, objects)


def test_it_writes_it_in_another_form_of_prov_and_reads_it_again(found):
    told = read(found)
    assert ProvDocument.deserialize(content=told.serialize(format="json")) == told


def test_all_of_the_sample_is_read(loaded, site):
    seen = set(Article.objects.values_list("pk", flat=True))
    for claim in Claim.objects.order_by("pk"):
        told = read(ld.graph(document(claim, site, seen)))
        assert site.page(claim) in ids(told, ProvEntity)
