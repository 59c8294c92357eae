"""Where a claim comes from, as a PROV-O document: what was said by whom, printed where, captured when,
recorded, assessed and decided.

    claim ── wasDerivedFrom ──▸ quote ── wasQuotedFrom ──▸ capture ── wasDerivedFrom ──▸ article ──▸ publisher
      │                           └── wasDerivedFrom ──▸ telling ── wasDerivedFrom ──▸ telling, an origin
      └── status, by an assessment, on which a decision rests     each wasAttributedTo who said so

Who of the newsroom did what stays inside: the newsroom is named as a whole.

https://www.w3.org/TR/prov-o/
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from claims.models import Appearance, Article, Attribution, Claim, Decision, Snapshot, Source
from claims.origins import Assessment
from claims.publish.site import Site, on_the_web
from claims.publish.web_annotation import utc, with_times
from claims.vocabulary import STATUSES, Basis, SourceKind, Status

_ID = {"@type": "@id"}
_TIME = {"@type": "xsd:dateTime"}

# Terms of PROV-O that link two things, and those that hold a time.
LINKS = (
    "actedOnBehalfOf",
    "hadPrimarySource",
    "used",
    "wasAssociatedWith",
    "wasAttributedTo",
    "wasDerivedFrom",
    "wasGeneratedBy",
    "wasQuotedFrom",
    "wasRevisionOf",
)
TIMES = ("endedAtTime", "generatedAtTime", "startedAtTime")

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "url": {"@id": "schema:url", **_ID},
    "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    "encodingFormat": "schema:encodingFormat",
    "sha256": "schema:sha256",
    **{name: {"@id": f"prov:{name}", **_ID} for name in LINKS},
    **{name: {"@id": f"prov:{name}", **_TIME} for name in TIMES},
}

AGENTS = {
    SourceKind.PERSON: ["prov:Agent", "prov:Person"],
    SourceKind.ORGANISATION: ["prov:Agent", "prov:Organization"],
    SourceKind.OUTLET: ["prov:Agent", "prov:Organization"],
    SourceKind.ANONYMOUS: ["prov:Agent"],
    SourceKind.UNIDENTIFIED: ["prov:Agent"],
}
WORKS = {
    SourceKind.DOCUMENT: ["prov:Entity", "schema:CreativeWork"],
    SourceKind.DATASET: ["prov:Entity", "schema:Dataset"],
}

Node = dict[str, Any]


class Document:
    """The nodes of one claim's document, each once, by their ids."""

    def __init__(self, claim: Claim, site: Site) -> None:
        """An empty document about the claim."""
        self.claim, self.site = claim, site
        self.nodes: dict[str, Node] = {}
        self.newsroom = self.add(
            site.home, ["prov:Agent", "prov:Organization"], label=site.newsroom
        )

    def add(self, key: str, kinds: list[str], **of: Any) -> str:
        """A node with what is known of it; empty values are left out. Returns its id."""
        known = {name: value for name, value in of.items() if value not in (None, "", [])}
        self.nodes.setdefault(key, {"id": key, "type": kinds, **known})
        return key

    def software(self) -> str:
        """The program itself, where it acted."""
        return self.add(
            f"{self.site.home}#program", ["prov:Agent", "prov:SoftwareAgent"], label="Provenance"
        )

    def source(self, source: Source) -> str:
        """A source, an agent or a work, with the one that it belongs to."""
        kind = SourceKind(source.kind)
        key = self._who(source)
        owner = source.owner
        if owner and kind in AGENTS and SourceKind(owner.kind) in AGENTS:
            self.nodes[key]["actedOnBehalfOf"] = self._who(owner)
        return key

    def _who(self, source: Source) -> str:
        kind = SourceKind(source.kind)
        return self.add(self.site.page(source), AGENTS.get(kind) or WORKS[kind], label=source.name)

    def said_by(self, source: Source) -> Node:
        """How something that was said ties to who, or what, said it."""
        tie = "wasAttributedTo" if SourceKind(source.kind) in AGENTS else "hadPrimarySource"
        return {tie: self.source(source)}


def rows(claim: Claim) -> QuerySet[Appearance]:
    """The appearances of a claim with all that its document tells of them."""
    found = with_times(claim.appearances.with_evidence())
    return (
        found.select_related("snapshot__article__publisher__owner")
        .prefetch_related("attributions__source__owner", "snapshot__article__derivations__based_on")
        .order_by("pk")
    )


def document(
    claim: Claim,
    appearances: Iterable[Appearance],
    assessment: Assessment,
    decision: Decision | None,
    visible: set[int],
    site: Site,
) -> Node:
    """The document. `appearances` are those that `rows` found; of articles that others derive from only
    those are named whose ids are `visible`; `decision` is the one in force."""
    made = Document(claim, site)
    quotes = [_quote(made, appearance, visible) for appearance in appearances]
    made.add(
        site.page(claim),
        ["prov:Entity", "schema:Claim"],
        label=claim.statement,
        generatedAtTime=utc(claim.created_at),
        wasAttributedTo=made.newsroom,
        wasDerivedFrom=quotes,
    )
    status = _status(made, assessment, quotes)
    if decision:
        _decided(made, decision, status)
    return {"@context": CONTEXT, "@graph": list(made.nodes.values())}


def _quote(made: Document, appearance: Any, visible: set[int]) -> str:
    """The quoted words: from which capture, on whose word, and how they came into the record."""
    address = made.site.named("annotation", appearance.pk)
    capture = _capture(made, appearance.snapshot, visible)
    recorded = utc(appearance.recorded_at) if appearance.recorded_at else None
    recording = made.add(
        f"{address}#recording",
        ["prov:Activity"],
        label=_("recording of a quote"),
        endedAtTime=recorded,
        used=capture,
        wasAssociatedWith=made.newsroom,
    )
    tellings, ends = _tellings(made, appearance)
    return made.add(
        f"{address}#quote",
        ["prov:Entity", "schema:Quotation"],
        value=appearance.exact,
        generatedAtTime=recorded,
        wasGeneratedBy=recording,
        wasQuotedFrom=capture,
        wasDerivedFrom=tellings,
        hadPrimarySource=ends,
        **_own_words(made, appearance),
    )


def _own_words(made: Document, appearance: Appearance) -> Node:
    """Words that rest on nobody else's are the publisher's."""
    if appearance.basis == Basis.ATTRIBUTED:
        return {}
    publisher = appearance.snapshot.article.publisher
    is_agent = SourceKind(publisher.kind) in AGENTS
    return {"wasAttributedTo": made.source(publisher)} if is_agent else {}


def _tellings(made: Document, appearance: Appearance) -> tuple[list[str], list[str]]:
    """What the article was told, by whom, and who told them: the nearest tellings, and the first ones,
    where the chains end."""
    links = {link.pk: link for link in appearance.attributions.all()}
    onward: dict[int, list[int]] = {}
    for link in links.values():
        if link.via_id:
            onward.setdefault(link.via_id, []).append(link.pk)
    for link in links.values():
        made.add(
            _telling(made, link),
            ["prov:Entity"],
            label=_("what %(source)s said") % {"source": link.source.name},
            wasDerivedFrom=[_telling(made, links[key]) for key in onward.get(link.pk, [])],
            **made.said_by(link.source),
        )
    nearest = [_telling(made, link) for link in links.values() if not link.via_id]
    ends = [_telling(made, link) for link in links.values() if link.pk not in onward]
    return nearest, ends


def _telling(made: Document, link: Attribution) -> str:
    return f"{made.site.named('annotation', link.appearance_id)}#said-{link.pk}"


def _capture(made: Document, snapshot: Snapshot, visible: set[int]) -> str:
    """What was captured of the article, by whom, and what it revises."""
    page = made.site.page(snapshot.article)
    key, at = f"{page}?snapshot={snapshot.pk}", utc(snapshot.captured_at)
    article = _article(made, snapshot.article, visible)
    fetched = snapshot.method == Snapshot.Method.URL
    capturing = made.add(
        f"{key}#capturing",
        ["prov:Activity"],
        label=_("capture: %(how)s") % {"how": snapshot.get_method_display()},
        endedAtTime=at,
        used=article,
        wasAssociatedWith=made.software() if fetched else made.newsroom,
    )
    before = snapshot.revision_of_id
    if before:
        made.add(f"{page}?snapshot={before}", ["prov:Entity"])
    return made.add(
        key,
        ["prov:Entity", "schema:MediaObject"],
        label=_("capture of %(article)s") % {"article": snapshot.article.label},
        generatedAtTime=at,
        sha256=snapshot.sha256,
        encodingFormat=snapshot.media_type,
        wasGeneratedBy=capturing,
        wasDerivedFrom=article,
        wasRevisionOf=f"{page}?snapshot={before}" if before else None,
    )


def _article(made: Document, article: Article, visible: set[int]) -> str:
    """The article, whose it is, and what it copies."""
    key = made.site.page(article)
    if key in made.nodes:
        return key
    made.add(
        key,
        ["prov:Entity", "schema:Article"],
        label=article.label,
        url=on_the_web(article),
        datePublished=article.published_on and str(article.published_on),
        **made.said_by(article.publisher),
    )
    copied = [row.based_on for row in article.derivations.all() if row.based_on_id in visible]
    for original in copied:
        made.add(made.site.page(original), ["prov:Entity", "schema:Article"], label=original.label)
    if copied:
        made.nodes[key]["wasDerivedFrom"] = [made.site.page(original) for original in copied]
    return key


def _status(made: Document, assessment: Assessment, quotes: list[str]) -> str:
    """What the origins amount to, and the assessment that found it."""
    page = made.site.page(made.claim)
    at = made.claim.assessed_at and utc(made.claim.assessed_at)
    assessing = made.add(
        f"{page}#assessment",
        ["prov:Activity"],
        label=_("assessment of the origins"),
        endedAtTime=at,
        used=quotes,
        wasAssociatedWith=made.software(),
    )
    return made.add(
        f"{page}#status",
        ["prov:Entity"],
        label=STATUSES[Status(assessment.status)].label,
        value=assessment.sentence,
        generatedAtTime=at,
        wasGeneratedBy=assessing,
        wasDerivedFrom=quotes,
    )


def _decided(made: Document, decision: Decision, status: str) -> None:
    """What editors decided, of which readers see the outcome and the caveat."""
    page = made.site.page(made.claim)
    deciding = made.add(
        f"{page}#decision-{decision.pk}",
        ["prov:Activity"],
        label=_("decision of an editor"),
        endedAtTime=utc(decision.in_force_since),
        used=[page, status],
        wasAssociatedWith=made.newsroom,
    )
    made.add(
        f"{page}#decided-{decision.pk}",
        ["prov:Entity"],
        label=decision.get_outcome_display(),
        value=decision.caveat,
        generatedAtTime=utc(decision.in_force_since),
        wasGeneratedBy=deciding,
        wasAttributedTo=made.newsroom,
    )
