"""Records for tests, made through the actions. Plain defaults, nothing random.

from tests import builders as make

times, officer = make.source("The Times"), make.source("an officer", "anonymous")
claim = make.claim("The bridge was closed")
make.says(claim, times, officer)              # an officer said so, the Times writes
make.says(claim, times, (tribune, officer))   # an officer told the Tribune, the Times writes
make.says(claim, times, basis="own_reporting", stance="disputes")
"""

from datetime import date
from hashlib import sha256

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from claims.actions.articles import record_article, store_snapshot
from claims.actions.claims import attribute, record_appearance, record_claim
from claims.actions.sources import record_source
from claims.models import Appearance, Article, Attribution, Claim, Snapshot, Source, Topic, User

WORDS = "the bridge was closed on Monday"

Said = Source | tuple[Source, ...]


def user(name: str = "editor", role: str = "", **fields: object) -> User:
    """The user of this name, made on first use, in a role if one is named; `fields` are the model's."""
    found, _made = User.objects.get_or_create(username=name, defaults=fields)
    if role:
        found.groups.add(Group.objects.get_or_create(name=role)[0])
    return found


def source(name: str = "The Times", kind: str = "outlet", owner: Source | None = None) -> Source:
    """The source of this name and kind, recorded on first use."""
    known = Source.objects.filter(name=name, kind=kind).first()
    return known or record_source(name=name, kind=kind, owner=owner, by=None)


def snapshot(
    text: str = f"A city report: {WORDS}.",
    publisher: Source | None = None,
    title: str = "Bridge closed",
    published_on: date | None = None,
) -> Snapshot:
    """A capture of a new article, in full; the article is its `article`."""
    article = record_article(
        publisher=publisher or source(), title=title, published_on=published_on, by=None
    )
    return store_snapshot(
        article=article,
        content=text.encode(),
        text=text,
        extent=Snapshot.Extent.FULL,
        method=Snapshot.Method.PASTED,
        media_type="text/plain; charset=utf-8",
        by=None,
    )


def captured_of(
    article: Article,
    text: str = f"A city report: {WORDS}.",
    extent: str = Snapshot.Extent.FULL,
    **fields: object,
) -> Snapshot:
    """A capture of an article on record; `fields` are those of the model, such as `captured_at`."""
    made = Snapshot(article=article, text=text, extent=extent, method="pasted", **fields)
    made.sha256 = made.text_sha256 = sha256(text.encode()).hexdigest()
    made.size, made.media_type = len(text.encode()), "text/plain"
    made.file.name = default_storage.save(f"tests/{made.sha256}", ContentFile(text.encode()))
    made.save(force_insert=True)
    return made


def claim(statement: str = "The bridge was closed", **fields: object) -> Claim:
    """A claim; `fields` are those of `record_claim`."""
    return record_claim(statement=statement, by=None, **fields)


def topics(number: int) -> list[Topic]:
    """So many new topics: “topic 0”, “topic 1”, …"""
    return Topic.objects.bulk_create(Topic(name=f"topic {one}") for one in range(number))


def appearance(
    claim: Claim,
    snapshot: Snapshot,
    *said_by: Said,
    quote: str = WORDS,
    stance: str = "asserts",
    basis: str = "",
    self_interested: bool = False,
) -> Appearance:
    """The claim in a captured article, where `quote` first stands in it. Attributed to `said_by`, each
    a source or a chain with the nearest first; without them unattributed, or as `basis` says."""
    start = snapshot.text.index(quote)
    found = record_appearance(
        claim=claim,
        snapshot=snapshot,
        start=start,
        end=start + len(quote),
        stance=stance,
        basis=basis or ("attributed" if said_by else "unattributed"),
        self_interested=self_interested,
        by=None,
    )
    for said in said_by:
        attributed(found, said)
    return found


def attributed(appearance: Appearance, said_by: Said) -> Attribution:
    """A chain of attributions, the nearest first; the last of them, where it ends, is returned."""
    chain = said_by if isinstance(said_by, tuple) else (said_by,)
    link = None
    for one in chain:
        link = attribute(appearance=appearance, source=one, via=link, by=None)
    assert link is not None
    return link


def says(
    claim: Claim,
    publisher: Source,
    *said_by: Said,
    stance: str = "asserts",
    basis: str = "",
    published_on: date | None = None,
) -> Appearance:
    """A new article of the publisher that makes the claim."""
    captured = snapshot(
        publisher=publisher, title=f"{publisher.name} on it", published_on=published_on
    )
    return appearance(claim, captured, *said_by, stance=stance, basis=basis)
