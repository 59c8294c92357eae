"""The sample: twenty claims from five documents, as short quotations."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from claims.actions.articles import record_article, store_snapshot
from claims.actions.claims import add_figure, attribute, record_appearance, record_claim
from claims.actions.editing import mark_origin, submit
from claims.actions.recording import recording
from claims.actions.sources import record_source
from claims.models import Article, Claim, Snapshot, Source, User

SAMPLE = Path("fixtures", "sample.json")
GAP = "\n\n[…]\n\n"  # between the quotations of an excerpt
REASON = "the sample"


def load_sample() -> list[Claim]:
    """Record what of the sample is not on record yet; return the claims that were added.

    Records are known again by their external ids, so that a second run adds nothing, and what people
    have changed since stays as they left it.
    """
    content = json.loads((settings.BASE_DIR / SAMPLE).read_text(encoding="utf-8"))
    editor = sample_editor()
    with recording(by=editor, reason=REASON):
        sources = {row["id"]: _source(row, editor) for row in _owners_first(content["sources"])}
        articles = {row["id"]: _article(row, sources, editor) for row in content["articles"]}
        loading = Loading(editor, sources, articles)
        added = [claim for row in content["claims"] if (claim := loading.add(row))]
        loading.mark(content["marks"], added)
        for claim in added:
            submit(claim=claim, by=editor, reason=REASON)
    return list(Claim.objects.filter(pk__in=[claim.pk for claim in added]).order_by("pk"))


def sample_editor() -> User:
    """In whose name the sample was entered: nobody can sign in as this user."""
    editor, made = User.objects.get_or_create(
        username="sample-editor", defaults={"is_active": False, "first_name": "Sample editor"}
    )
    if made:
        editor.set_unusable_password()
        editor.save(update_fields=["password"])
    return editor


def _key(row: dict[str, Any]) -> str:
    return f"sample:{row['id']}"


def _owners_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: "owner" in row)


def _source(row: dict[str, Any], by: User) -> Source:
    known = Source.with_merged.filter(external_id=_key(row)).first()
    if known:
        return known.survivor
    owner = Source.with_merged.get(external_id=f"sample:{row['owner']}") if "owner" in row else None
    return record_source(
        name=row["name"],
        kind=row["kind"],
        owner=owner and owner.survivor,
        description=row.get("description", ""),
        external_id=_key(row),
        by=by,
        reason=REASON,
    )


def _article(row: dict[str, Any], sources: dict[str, Source], by: User) -> Snapshot:
    """The article's excerpt snapshot."""
    article = Article.objects.filter(external_id=_key(row)).first() or record_article(
        publisher=sources[row["publisher"]],
        title=row["title"],
        external_id=_key(row),
        by=by,
        reason=REASON,
    )
    text = GAP.join(row["excerpts"])
    return article.snapshots.order_by("pk").first() or store_snapshot(
        article=article,
        content=text.encode(),
        text=text,
        extent=Snapshot.Extent.EXCERPT,
        method=Snapshot.Method.PASTED,
        media_type="text/plain; charset=utf-8",
        by=by,
        reason=REASON,
    )


@dataclass(frozen=True)
class Loading:
    """What the claims of the sample are made of."""

    by: User
    sources: dict[str, Source]
    snapshots: dict[str, Snapshot]

    @property
    def noted(self) -> dict[str, Any]:
        """Who and why, as the actions take it."""
        return {"by": self.by, "reason": REASON}

    def add(self, row: dict[str, Any]) -> Claim | None:
        """Record a claim with its figures and appearances, unless it is on record."""
        if Claim.with_merged.filter(external_id=_key(row)).exists():
            return None
        claim = record_claim(
            statement=row["statement"],
            topics=row["topics"],
            external_id=_key(row),
            **self.noted,
        )
        for figure in row["figures"]:
            add_figure(claim=claim, **{**figure, "value": Decimal(figure["value"])}, **self.noted)
        for appearance in row["appearances"]:
            self._appearance(claim, appearance)
        return claim

    def _appearance(self, claim: Claim, row: dict[str, Any]) -> None:
        snapshot = self.snapshots[row["article"]]
        start = snapshot.text.index(row["quote"])
        appearance = record_appearance(
            claim=claim,
            snapshot=snapshot,
            start=start,
            end=start + len(row["quote"]),
            stance=row["stance"],
            basis=row["basis"],
            **self.noted,
        )
        for chain in row.get("said_by", ()):
            via = None
            for link in chain:
                said = link if isinstance(link, dict) else {"source": link}
                via = attribute(
                    appearance=appearance,
                    source=self.sources[said["source"]],
                    via=via,
                    self_interested=said.get("self_interested", False),
                    **self.noted,
                )

    def mark(self, rows: list[dict[str, Any]], added: list[Claim]) -> None:
        """Record the sample editor's marks on claims that were just added."""
        fresh = {claim.external_id: claim for claim in added}
        for row in rows:
            if claim := fresh.get(f"sample:{row['claim']}"):
                mark_origin(
                    claim=claim,
                    source=self.sources[row["source"]],
                    verdict=row["verdict"],
                    reason=row["reason"],
                    by=self.by,
                )
