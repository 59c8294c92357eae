"""Where a claim comes from, in the words of PROV-O."""

import json

import pyshacl
import pytest
from rdflib import Graph

from claims.actions.editing import in_force, mark_origin
from claims.evidence import graph_of
from claims.models import Article, Claim
from claims.origins import assess
from claims.publish import prov
from tests import builders as make
from tests.publish import linked_data as ld

pytestmark = pytest.mark.django_db

BASE = "https://record.example.org"


def document(claim: Claim, site, visible: set[int] | None = None) -> dict:
    """The claim's document."""
    claim = Claim.objects.get(pk=claim.pk)
    seen = set(Article.objects.values_list("pk", flat=True)) if visible is None else visible
    decision = in_force(claim, claim.decisions.first())
    return prov.document(claim, prov.rows(claim), assess(graph_of(claim)), decision, seen, site)


def named(found: Graph, label: str) -> str:
    """The id of what has this label."""
    (key,) = [str(one) for one, name in found.subject_objects(ld.RDFS.label) if str(name) == label]
    return key


def test_it_joins_what_prov_says_may_be_joined_and_loses_nothing(published, site):
    told = document(published, site)
    ld.assert_nothing_is_lost(told)
    ld.assert_every_term_is_defined(told)
    conforms, _report, why = pyshacl.validate(
        ld.graph(told), shacl_graph=Graph().parse(ld.HERE / "shapes.ttl")
    )
    assert conforms, why


def test_the_shapes_find_what_is_joined_wrongly():
    shapes = Graph().parse(ld.HERE / "shapes.ttl")
    wrong = Graph().parse(
        data="""@prefix p: <http://www.w3.org/ns/prov#> .
        <urn:a> a p:Agent . <urn:e> a p:Entity ; p:wasGeneratedBy <urn:a> .""",
        format="turtle",
    )
    assert not pyshacl.validate(wrong, shacl_graph=shapes)[0]


def test_a_quote_is_from_a_capture_of_an_article_of_a_publisher(bridge, site):
    found = ld.graph(document(bridge, site))
    quote = bridge.appearances.order_by("pk")[0]
    page = f"{BASE}/articles/{quote.snapshot.article_id}/"
    capture = f"{page}?snapshot={quote.snapshot_id}"
    told = ld.node(found, f"{BASE}/appearances/{quote.pk}.jsonld#quote")
    assert told["value"] == {make.WORDS}
    assert told["wasQuotedFrom"] == {capture}
    assert ld.node(found, capture)["wasDerivedFrom"] == {page}
    assert ld.node(found, capture)["sha256"] == {quote.snapshot.sha256}
    assert ld.node(found, page)["wasAttributedTo"] == {named(found, "The Times")}
    assert ld.node(found, page)["url"] == {"https://times.example/bridge?a=1&b=2"}


def test_a_chain_of_attributions_leads_to_its_origin(bridge, site):
    found = ld.graph(document(bridge, site))
    quote = bridge.appearances.order_by("pk")[0]
    told = ld.node(found, f"{BASE}/appearances/{quote.pk}.jsonld#quote")
    relayed, said = named(found, "what The Tribune said"), named(found, "what Ann Officer said")
    assert told["wasDerivedFrom"] == {relayed}
    assert told["hadPrimarySource"] == {said}
    assert ld.node(found, relayed)["wasDerivedFrom"] == {said}
    officer = named(found, "Ann Officer")
    assert ld.node(found, said)["wasAttributedTo"] == {officer}
    assert ld.node(found, officer)["actedOnBehalfOf"] == {named(found, "City Police")}


def test_a_dataset_is_a_source_and_nobody_who_acts(bridge, site):
    found = ld.graph(document(bridge, site))
    log = named(found, "Toll log")
    assert ld.node(found, named(found, "what Toll log said"))["hadPrimarySource"] == {log}
    assert ld.node(found, log)["type"] == {f"{ld.PROV}Entity", f"{ld.SCHEMA}Dataset"}


def test_words_on_nobodys_word_are_the_publishers(bridge, site):
    quote = bridge.appearances.get(basis="unattributed")
    found = ld.graph(document(bridge, site))
    told = ld.node(found, f"{BASE}/appearances/{quote.pk}.jsonld#quote")
    assert told["wasAttributedTo"] == {named(found, "The Herald")}


def test_a_copy_derives_from_what_it_copies_where_that_may_be_seen(bridge, site):
    original = bridge.appearances.order_by("pk")[0].snapshot.article
    copy = bridge.appearances.get(basis="unattributed").snapshot.article
    page = f"{BASE}/articles/{copy.pk}/"
    found = ld.graph(document(bridge, site))
    assert ld.node(found, page)["wasDerivedFrom"] == {f"{BASE}/articles/{original.pk}/"}
    assert "wasDerivedFrom" not in ld.node(ld.graph(document(bridge, site, set())), page)


def test_a_later_capture_revises_the_one_before_it(bridge, site):
    first = bridge.appearances.order_by("pk")[0].snapshot
    later = make.captured_of(first.article, f"{first.text} Late.", revision_of=first)
    make.appearance(bridge, later)
    found = ld.graph(document(bridge, site))
    page = f"{BASE}/articles/{first.article_id}/"
    revised = ld.node(found, f"{page}?snapshot={later.pk}")["wasRevisionOf"]
    assert revised == {f"{page}?snapshot={first.pk}"}


def test_the_status_rests_on_the_quotes_and_the_decision_on_the_status(published, site):
    found = ld.graph(document(published, site))
    page = f"{BASE}/claims/{published.pk}/"
    status = ld.node(found, f"{page}#status")
    assert status["label"] == {"Corroborated"}
    assert len(ld.node(found, f"{page}#assessment")["used"]) == 3
    decision = published.decisions.get()
    deciding = ld.node(found, f"{page}#decision-{decision.pk}")
    assert deciding["used"] == {page, f"{page}#status"}
    assert deciding["wasAssociatedWith"] == {f"{BASE}/"}
    assert ld.node(found, f"{page}#decided-{decision.pk}")["value"] == {"Nobody else says so."}


def test_who_of_the_newsroom_did_what_and_why_stays_inside(published, site):
    mark_origin(
        claim=published,
        source=make.source("a neighbour", "anonymous"),
        verdict="independent",
        reason="Met her.",
        by=make.user("mark"),
    )
    told = json.dumps(document(published, site))
    assert not [name for name in ("edna", "Between us", "Met her") if name in told]


def test_it_takes_the_same_queries_however_many_quotes(bridge, site, django_assert_num_queries):
    with django_assert_num_queries(5):
        list(prov.rows(bridge))
    for number in range(3):
        make.says(bridge, make.source(f"Paper {number}"), make.source("Ann Officer", "person"))
    with django_assert_num_queries(5):
        list(prov.rows(bridge))
