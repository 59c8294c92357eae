"""What becomes of the rows of two sources that are one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.actions.changes import removed, updated
from claims.actions.plan import MOST_ROWS, Plan
from claims.evidence import consequences, family_of
from claims.models import Article, Attribution, Claim, OriginMark, Source
from claims.what_if import MOST_CLAIMS, Change, as_one


def plan_sources(kept: Source, gone: Source, choices: Mapping[str, str] | None = None) -> Plan:
    """The plan. The name, kind and web host of the source that goes stay with it, and lead on.

    Raises ValidationError if too much hangs on it, or if one of the two owns the other through a third.
    """
    _refuse_one_between(kept, gone)
    plan = Plan(kept, gone, choices or {})
    for source in (kept, gone):
        plan.look_at(source)
    for article in Article.objects.filter(publisher=gone).order_by("pk")[: MOST_ROWS + 1]:
        plan.move(article, publisher_id=kept.pk)
    _attributions(plan, kept, gone)
    _marks(plan, kept, gone)
    _owners(plan, kept, gone)
    _tasks(plan, kept, gone)
    _particulars(plan, kept, gone)
    return plan.end()


def after(plan: Plan) -> tuple[list[tuple[Claim, Change]], int, bool]:
    """The claims that would fare otherwise, how many were looked at, and whether there are more."""
    assert isinstance(plan.kept, Source)
    assert isinstance(plan.gone, Source)
    both = [*plan.kept.with_owned(), *plan.gone.with_owned()]
    bearing = Claim.objects.bearing_on(*both) | Claim.objects.marked_on(*both)
    claims = list(bearing.defer("search").order_by("pk")[: MOST_CLAIMS + 1])
    looked_at = claims[:MOST_CLAIMS]
    own = family_of(plan.kept)
    family = [replace(own[0], owner=None)]
    if owner := _owner(plan.kept, plan.gone):
        above = family_of(owner)
        family = [replace(own[0], owner=owner.pk), *above]
    altered = as_one(plan.gone.pk, family)
    return consequences(looked_at, altered), len(looked_at), len(claims) > MOST_CLAIMS


def _refuse_one_between(kept: Source, gone: Source) -> None:
    """If one owns the other through a third, that third would own, and belong to, the same source."""
    for below, above in ((kept, gone), (gone, kept)):
        between = below.owner
        while between and between.pk != above.pk:
            if between.owner_id == above.pk:
                raise ValidationError(
                    _(
                        "%(below)s belongs to %(between)s, which belongs to %(above)s: they cannot be "
                        "one. Say first to whom they belong."
                    )
                    % {"below": below, "between": between, "above": above}
                )
            between = between.owner


def _attributions(plan: Plan, kept: Source, gone: Source) -> None:
    """Each quote that names the one names the other; where it names both, once."""
    naming = Attribution.objects.filter(source=gone).values("appearance")[: MOST_ROWS + 1]
    links = defaultdict(list)
    for link in Attribution.objects.filter(
        appearance__in=list(naming.values_list("appearance", flat=True))
    ):
        links[link.appearance_id].append(link)
    twice = 0
    for own in (links[key] for key in sorted(links)):
        stay, go = _untwined(own, kept, gone)
        twice += bool(go)
        for link in own:
            plan.look_at(link)
        plan.changes += [
            updated(link, **values)
            for link, values in stay
            if any(getattr(link, name) != value for name, value in values.items())
        ]
        plan.changes += [removed(link) for link in reversed(go)]
    if twice:
        plan.notes.append(
            ngettext(
                "%(number)s quote names both in one place, or one as having passed on the other’s "
                "words: it names the one once, as recorded of the source that stays.",
                "%(number)s quotes name both in one place, or one as having passed on the other’s "
                "words: they name the one once, as recorded of the source that stays.",
                twice,
            )
            % {"number": twice}
        )


def _untwined(
    links: Sequence[Attribution], kept: Source, gone: Source
) -> tuple[list[tuple[Attribution, dict[str, Any]]], list[Attribution]]:
    """The links of one quote that stay, each with its values, and those that go: they would say the same
    a second time, or that somebody passed on their own words.

    Where somebody's words about themselves went by way of themselves, what stays is about themselves too:
    otherwise the merge would make an origin count.
    """
    instead: dict[int | None, int | None] = {None: None}
    taken: dict[tuple[int, int | None], int] = {}
    stay: dict[int, tuple[Attribution, dict[str, Any]]] = {}
    go = []
    for level in _levels(links):
        placed = []
        for link in level:
            source = kept.pk if link.source_id == gone.pk else link.source_id
            placed.append((link, source, instead[link.via_id]))
        # Those that stay where they are come first, so that they are the ones that remain.
        placed.sort(
            key=lambda one: ((one[1], one[2]) != (one[0].source_id, one[0].via_id), one[0].pk)
        )
        for link, source, via in placed:
            relay = stay[via][1]["source_id"] if via else None
            own_words = source == kept.pk == relay
            remains = via if via and own_words else taken.setdefault((source, via), link.pk)
            instead[link.pk] = remains
            if remains == link.pk:
                stay[link.pk] = (link, {"source_id": source, "via_id": via})
                continue
            go.append(link)
            if own_words and link.self_interested:
                stay[remains][1]["self_interested"] = True
    return list(stay.values()), go


def _levels(links: Sequence[Attribution]) -> Iterator[list[Attribution]]:
    """Those that the article names, then those whom they had it from, and so on."""
    level = [link for link in links if link.via_id is None]
    while level:
        yield level
        keys = {link.pk for link in level}
        level = [link for link in links if link.via_id in keys]


def _marks(plan: Plan, kept: Source, gone: Source) -> None:
    """Findings on the one become findings on the other; that the two are the same needs no saying."""
    both = [kept.pk, gone.pk]
    rows = list(
        OriginMark.objects.filter(Q(source__in=both) | Q(same_as__in=both))
        .select_related("claim", "source", "same_as")
        .defer("claim__search")
        .order_by("pk")[: MOST_ROWS + 1]
    )
    named = {
        mark.pk: (_one(mark.source_id, kept, gone), _one(mark.same_as_id, kept, gone))
        for mark in rows
    }
    own = {
        (mark.claim_id, *named[mark.pk]): mark
        for mark in rows
        if gone.pk not in (mark.source_id, mark.same_as_id)
    }
    joined = 0
    for mark in rows:
        source, same_as = named[mark.pk]
        if gone.pk not in (mark.source_id, mark.same_as_id):
            continue
        if source == same_as:
            plan.look_at(mark)
            plan.changes.append(removed(mark))
            joined += 1
            continue
        key = "" if same_as else f"mark-{mark.pk}"
        moved = {"source_id": source, "same_as_id": same_as}
        plan.move(mark, own.get((mark.claim_id, source, same_as)), key, **moved)
    if joined:
        plan.notes.append(
            ngettext(
                "%(number)s mark says that the two are the same: it is no longer needed.",
                "%(number)s marks say that the two are the same: they are no longer needed.",
                joined,
            )
            % {"number": joined}
        )


def _tasks(plan: Plan, kept: Source, gone: Source) -> None:
    own = {row.claim_id: row for row in kept.capture_requests.open()}
    for row in gone.capture_requests.order_by("pk"):
        twin = None if row.cleared_at else own.get(row.claim_id)
        plan.move(row, twin, source_id=kept.pk)


def _one(source: int | None, kept: Source, gone: Source) -> int | None:
    return kept.pk if source == gone.pk else source


def _owners(plan: Plan, kept: Source, gone: Source) -> None:
    owner = _owner(kept, gone)
    if (owner.pk if owner else None) != kept.owner_id:
        plan.changes.append(updated(kept, owner_id=owner.pk if owner else None))
    elif gone.owner and gone.owner_id not in (kept.pk, kept.owner_id):
        plan.notes.append(
            _("It still belongs to %(own)s; the other belonged to %(other)s.")
            % {"own": kept.owner, "other": gone.owner}
        )
    for owned in Source.with_merged.filter(owner=gone).exclude(pk=kept.pk).order_by("pk"):
        plan.move(owned, owner_id=kept.pk)


def _owner(kept: Source, gone: Source) -> Source | None:
    """To whom the source that stays belongs: its own owner, but never the other one."""
    own = kept.owner if kept.owner_id != gone.pk else None
    other = gone.owner if gone.owner_id != kept.pk else None
    return own or other


def _particulars(plan: Plan, kept: Source, gone: Source) -> None:
    """Web host and description; a host belongs to one source, so it leaves the other first."""
    if gone.host and not kept.host:
        plan.changes += [updated(gone, host=""), updated(kept, host=gone.host)]
    elif gone.host:
        plan.notes.append(
            _("Pages of %(other)s are taken as its own from now on, as those of %(own)s are.")
            % {"own": kept.host, "other": gone.host}
        )
    plan.fill(
        {"description": _("The description stays; that of the other stays behind: %(other)s")}
    )
    if kept.kind != gone.kind:
        plan.notes.append(
            _("It stays “%(own)s”; the other is “%(other)s”.")
            % {"own": kept.get_kind_display(), "other": gone.get_kind_display()}
        )
