"""A JSON-LD processor without a network, and what the standards say of what it finds.

The contexts here are our own: of those that documents name they hold the terms that we use, mapped as the
published ones map them. What a document says in any other term would be lost, and is found.

https://www.w3.org/ns/anno.jsonld, https://schema.org/docs/jsonldcontext.jsonld
"""

import json
import pickle
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from pyld import jsonld
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, PROV, SDO, SH
from referencing import Registry, Resource

HERE = Path(__file__).parent
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
SCHEMA = "http://schema.org/"
LINK = {"@type": "@id"}


def links(prefix: str, **terms: str) -> dict[str, Any]:
    """Terms whose values are addresses."""
    return {name: {"@id": f"{prefix}:{term}", **LINK} for name, term in terms.items()}


ANNOTATION_CONTEXT = {
    "oa": OA,
    "as": AS,
    "dc": str(DC),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation",
            "SpecificResource",
            "TextualBody",
            "TextQuoteSelector",
            "TextPositionSelector",
            "TimeState",
            "identifying",
            "describing",
            "classifying",
            "exact",
            "prefix",
            "suffix",
        )
    },
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Organization": "foaf:Organization",
    "name": "foaf:name",
    "label": "rdfs:label",
    "value": "rdf:value",
    "format": "dc:format",
    **links("oa", body="hasBody", target="hasTarget", source="hasSource", selector="hasSelector"),
    **links("oa", state="hasState", cached="cachedSource"),
    **links("dcterms", creator="creator"),
    **links("as", first="first", last="last", next="next", prev="prev", partOf="partOf"),
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    **{
        name: {"@id": term, "@type": "xsd:nonNegativeInteger"}
        for name, term in (
            ("start", "oa:start"),
            ("end", "oa:end"),
            ("total", "as:totalItems"),
            ("startIndex", "as:startIndex"),
        )
    },
}

# The published context types dates as schema:Date; the shapes that pyshacl carries know XML's own types.
SCHEMA_CONTEXT = {
    "schema": SCHEMA,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        name: f"schema:{name}"
        for name in (
            "Article",
            "Claim",
            "ClaimReview",
            "Organization",
            "Person",
            "Quotation",
            "Rating",
            "alternateName",
            "appearance",
            "author",
            "claimReviewed",
            "description",
            "firstAppearance",
            "hasPart",
            "headline",
            "inLanguage",
            "itemReviewed",
            "keywords",
            "name",
            "publisher",
            "reviewRating",
            "text",
        )
    },
    "url": {"@id": "schema:url", **LINK},
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "dateCreated": {"@id": "schema:dateCreated", "@type": "xsd:dateTime"},
}

CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION_CONTEXT,
    "https://schema.org": SCHEMA_CONTEXT,
    "https://schema.org/": SCHEMA_CONTEXT,
}

# https://www.w3.org/TR/annotation-vocab/, as far as we use it: no package that we have carries it.
OA_TERMS = {
    "Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector",
    "TimeState", "identifying", "describing", "classifying", "exact", "prefix", "suffix", "start",
    "end", "hasBody", "hasTarget", "hasSource", "hasSelector", "hasState", "hasPurpose",
    "motivatedBy", "cachedSource", "sourceDate",
}  # fmt: skip


def load(address: str, options: object) -> dict[str, Any]:
    """The context of this address. Anything else is asked of nobody."""
    context = {"@context": CONTEXTS[address]}
    return {"contextUrl": None, "documentUrl": address, "document": context}


OPTIONS = {"documentLoader": load}


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The document with each term as the address that it stands for."""
    return jsonld.expand(document, OPTIONS)


def assert_nothing_is_lost(document: dict[str, Any]) -> None:
    """Written in its own terms again, the expanded document says all that it said before."""
    back = jsonld.compact(expanded(document), document["@context"], OPTIONS)
    assert plain(back) == plain(document)


def plain(value: Any) -> Any:
    """A document without its context, in which one value and a list of one are the same, and order is
    nothing."""
    if isinstance(value, list):
        told = [plain(one) for one in value]
        return told[0] if len(told) == 1 else sorted(told, key=json.dumps)
    if isinstance(value, dict):
        told = {name: plain(one) for name, one in sorted(value.items()) if name != "@context"}
        return told["@graph"] if list(told) == ["@graph"] else told
    return value


def terms(value: Any) -> Iterator[str]:
    """The properties and the types of an expanded document."""
    if isinstance(value, list):
        for one in value:
            yield from terms(one)
    elif isinstance(value, dict):
        types = value.get("@type", [])
        yield from [types] if isinstance(types, str) else types
        for name, one in value.items():
            if not name.startswith("@"):
                yield name
            yield from terms(one) if name != "@type" else ()


def assert_every_term_is_defined(document: dict[str, Any]) -> None:
    """Each property and type stands in the vocabulary of its standard."""
    unknown = {term for term in terms(expanded(document)) if not defined(term)}
    assert not unknown


def defined(term: str) -> bool:
    """Whether the standard that a term is said to be of has it."""
    if term.startswith(OA):
        return term.removeprefix(OA) in OA_TERMS
    if term.startswith(AS):
        return term in activity_streams()
    if term.startswith(SCHEMA):
        return term.replace(SCHEMA, str(SDO)) in SDO
    if term.startswith("http://www.w3.org/2001/XMLSchema#"):
        return term.rpartition("#")[2] in {"date", "dateTime", "nonNegativeInteger"}
    return any(term in vocabulary for vocabulary in (PROV, DC, DCTERMS, FOAF, RDF, RDFS))


@cache
def activity_streams() -> frozenset[str]:
    """The terms of Activity Streams 2.0, from the context that pyld carries."""
    packaged = files("pyld") / "documentloader/frozen/bundled/activitystreams.jsonld"
    context = json.loads(packaged.read_text())["@context"]
    found = (one["@id"] if isinstance(one, dict) else one for one in context.values())
    return frozenset(AS + one.removeprefix("as:") for one in found if one.startswith("as:"))


def graph(document: dict[str, Any]) -> Graph:
    """The document as triples."""
    return Graph().parse(data=json.dumps(expanded(document)), format="json-ld")


@cache
def schema_org() -> Graph:
    """schema.org as shapes (http://datashapes.org/schema), which pyshacl carries."""
    packaged = files("pyshacl") / "assets/schema.pickle"
    store, name = pickle.loads(packaged.read_bytes())
    return Graph(store=store, identifier=name)


def with_classes(found: Graph) -> Graph:
    """The triples, and which class of schema.org is one of another."""
    for triple in schema_org().triples((None, RDFS.subClassOf, None)):
        found.add(triple)
    return found


def misplaced(found: Graph) -> set[tuple[str, str]]:
    """The properties that schema.org knows of no class that their subject is of, with that class."""
    shapes = schema_org()
    wrong = set()
    for subject, kind in found.subject_objects(RDF.type):
        classes = set(shapes.transitive_objects(kind, RDFS.subClassOf))
        shaped = {each for one in classes for each in shapes.objects(one, SH.property)}
        known = {path for each in shaped for path in shapes.objects(each, SH.path)}
        used = set(found.predicates(subject)) - {RDF.type}
        wrong |= {(str(kind), str(one)) for one in used - known}
    return wrong


def schema(name: str) -> Draft202012Validator:
    """A JSON Schema of ours: what a specification says that a document must be."""
    held = {path.name: json.loads(path.read_text()) for path in (HERE / "schemas").glob("*.json")}
    resources = [(key, Resource.from_contents(one)) for key, one in held.items()]
    return Draft202012Validator(
        held[f"{name}.json"],
        registry=Registry().with_resources(resources),
        format_checker=FormatChecker(),
    )


def problems(name: str, document: dict[str, Any]) -> list[str]:
    """What a document is not that it must be."""
    return [f"{one.json_path}: {one.message}" for one in schema(name).iter_errors(document)]


def node(found: Graph, key: str) -> dict[str, set[str]]:
    """What is said of one thing, by the last part of each property's name."""
    told: dict[str, set[str]] = {}
    for name, value in found.predicate_objects(URIRef(key)):
        told.setdefault(str(name).replace("#", "/").rpartition("/")[2], set()).add(str(value))
    return told
