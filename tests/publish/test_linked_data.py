"""What holds documents against standards finds what is wrong."""

import pytest
from rdflib import Graph

from tests.publish import linked_data as ld

NOTE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://a.example/1",
    "type": "Annotation",
}


def test_a_term_that_the_standard_has_not_is_lost():
    ld.assert_nothing_is_lost(NOTE)
    with pytest.raises(AssertionError):
        ld.assert_nothing_is_lost({**NOTE, "mood": "good"})


def test_a_term_that_is_in_no_vocabulary_is_found():
    for term in ("http://www.w3.org/ns/oa#mood", "http://schema.org/mood", "urn:x"):
        assert not ld.defined(term)
    assert ld.defined("http://www.w3.org/ns/prov#wasQuotedFrom")


def test_a_property_of_another_class_is_found():
    told = Graph().parse(
        data='@prefix s: <http://schema.org/> . [] a s:Claim ; s:text "x" ; s:ratingValue 1 .',
        format="turtle",
    )
    assert ld.misplaced(told) == {("http://schema.org/Claim", "http://schema.org/ratingValue")}


def test_no_context_is_fetched():
    with pytest.raises(Exception, match="loading remote context"):
        ld.expanded({**NOTE, "@context": "https://elsewhere.example/context"})
