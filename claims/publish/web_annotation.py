"""Quotes as Web Annotations, which any reader of that standard finds again in the article.

The claim that the words make is what the annotation says of them: it identifies what they tell of.
The stance and the basis are tags beside it.

https://www.w3.org/TR/annotation-model/
"""

from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from claims import excerpts
from claims.history.parts import trail
from claims.models import Appearance, Article
from claims.publish.site import Site, on_the_web

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SIZE = 50  # annotations of a page

Document = dict[str, Any]


def with_times(appearances: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """What an annotation tells of each, with when it was recorded and last changed, from the trail."""
    events = trail(Appearance).filter(pgh_obj_id=OuterRef("pk"))
    return (
        appearances.select_related("claim", "snapshot__article")
        .defer("snapshot__text", "claim__search")
        .annotate(
            recorded_at=Subquery(events.order_by("pgh_id").values("pgh_created_at")[:1]),
            changed_at=Subquery(events.order_by("-pgh_id").values("pgh_created_at")[:1]),
        )
    )


def document(appearance: Any, site: Site) -> Document:
    """One annotation as a document. `appearance` is one that `with_times` found."""
    return {"@context": CONTEXT, **_annotation(appearance, site)}


def collection(article: Article, appearances: QuerySet[Appearance], site: Site) -> Document:
    """All annotations of an article, as a collection that leads to its pages.
    Three queries, however many quotes."""
    total = appearances.count()
    about = _about(article, total, site)
    if not total:
        return {"@context": CONTEXT, **about}
    begins = (total - 1) // SIZE * SIZE
    keys = appearances.order_by("pk").values_list("pk", flat=True)
    before_last = keys[begins - 1] if begins else 0
    return {
        "@context": CONTEXT,
        **about,
        "first": _page_id(article, 0, site),
        "last": _page_id(article, before_last, site),
    }


def page(
    article: Article, appearances: QuerySet[Appearance], after: int, site: Site
) -> Document | None:
    """The annotations that follow the appearance with this id; None if none does.
    Four queries at most, however many quotes."""
    rows = list(with_times(appearances).filter(pk__gt=after).order_by("pk")[: SIZE + 1])
    shown = rows[:SIZE]
    if not shown:
        return None
    before = appearances.filter(pk__lte=after).count() if after else 0
    neighbours = {}
    if before:
        neighbours["prev"] = _page_id(article, _earlier(appearances, before), site)
    if len(rows) > SIZE:
        neighbours["next"] = _page_id(article, shown[-1].pk, site)
    return {
        "@context": CONTEXT,
        "id": _page_id(article, after, site),
        "type": "AnnotationPage",
        "partOf": _about(article, appearances.count(), site),
        "startIndex": before,
        **neighbours,
        "items": [_annotation(row, site) for row in shown],
    }


def _earlier(appearances: QuerySet[Appearance], before: int) -> int:
    """The key of the page that ends where this many annotations are over."""
    keys = appearances.order_by("pk").values_list("pk", flat=True)
    return keys[before - SIZE - 1] if before > SIZE else 0


def utc(at: datetime) -> str:
    """A moment as the standard wants it: in UTC, with a Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _about(article: Article, total: int, site: Site) -> Document:
    return {
        "id": site.named("annotations", article.pk),
        "type": "AnnotationCollection",
        "label": _("Quotes of %(article)s") % {"article": article.label},
        "total": total,
    }


def _page_id(article: Article, after: int, site: Site) -> str:
    return f"{site.named('annotations', article.pk)}?after={after}"


def _annotation(appearance: Any, site: Site) -> Document:
    return {
        "id": site.named("annotation", appearance.pk),
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"id": site.home, "type": "Organization", "name": site.newsroom},
        **_times(appearance),
        "body": _bodies(appearance, site),
        "target": _target(appearance, site),
    }


def _times(appearance: Any) -> Document:
    """As far as the trail tells."""
    recorded, changed = appearance.recorded_at, appearance.changed_at
    return {
        **({"created": utc(recorded)} if recorded else {}),
        **({"modified": utc(changed)} if changed and changed != recorded else {}),
    }


def _bodies(appearance: Appearance, site: Site) -> list[Document]:
    claim = appearance.claim
    said = {"describing": claim.statement, "classifying": appearance.get_stance_display()}
    texts = [*said.items(), ("classifying", appearance.get_basis_display())]
    return [
        {"type": "SpecificResource", "purpose": "identifying", "source": site.page(claim)},
        *(
            {"type": "TextualBody", "purpose": purpose, "value": text, "format": "text/plain"}
            for purpose, text in texts
        ),
    ]


def _target(appearance: Appearance, site: Site) -> Document:
    """The words in the article: on the web where it has an address, else on its page here; as they
    stood when they were captured."""
    snapshot = appearance.snapshot
    article = site.page(snapshot.article)
    return {
        "type": "SpecificResource",
        "source": on_the_web(snapshot.article) or article,
        "selector": [_quoted(appearance), _placed(appearance)],
        "state": {
            "type": "TimeState",
            "sourceDate": utc(snapshot.captured_at),
            "cached": f"{article}?snapshot={snapshot.pk}",
        },
    }


def _quoted(appearance: Appearance) -> Document:
    """The words and those beside them, as far as pages show everybody what stands beside a quote."""
    beside = {
        "prefix": excerpts.before(appearance.prefix),
        "suffix": excerpts.after(appearance.suffix),
    }
    return {
        "type": "TextQuoteSelector",
        "exact": appearance.exact,
        **{name: words for name, words in beside.items() if words},
    }


def _placed(appearance: Appearance) -> Document:
    """Their place in the captured text, in code points."""
    return {"type": "TextPositionSelector", "start": appearance.start, "end": appearance.end}
