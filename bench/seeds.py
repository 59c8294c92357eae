"""The five documents of the sample, captured whole: is every quotation of the sample confirmed in them?

Run from the project's directory: `python -m bench.seeds [FOLDER]`. The documents are other people's
articles and no part of the project: FOLDER, or PROVENANCE_SEEDS, or `../shared/seeds` holds them, one
file for each article of the sample, in its order. Where there are none, nothing is measured.

Each is uploaded as what it is, a new capture of the excerpt's article, and goes the way that every
capture goes: the job, the reading child, the anchoring of the quotes on record. It ends with 1 if a
quotation is not confirmed: identical, moved, or reworded without a change of meaning.
"""

import os
import sys
from collections import Counter
from pathlib import Path

from bench.record import empty_record

USUAL = Path(__file__).parents[2] / "shared" / "seeds"
CONFIRMED = ("identical", "moved", "reworded")


def main() -> None:
    """Print a line a document, and each quotation that is not confirmed."""
    documents = sorted(_folder().glob("*.txt"))
    if not documents:
        print(f"No documents in {_folder()}: nothing to confirm. Name their folder to check them.")
        return
    with empty_record():
        lost = check(documents)
    sys.exit(1 if lost else 0)


def _folder() -> Path:
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PROVENANCE_SEEDS")
    return Path(named) if named else USUAL


def check(documents: list[Path]) -> int:
    """Capture each document for its article of the sample; how many quotations are not confirmed."""
    from django.core.management import call_command

    from claims.models import Article

    call_command("load_sample")
    articles = list(Article.objects.order_by("external_id"))
    if len(documents) != len(articles):
        sys.exit(f"There are {len(documents)} documents for the {len(articles)} articles.")
    counts = [
        confirmed(article, document) for article, document in zip(articles, documents, strict=True)
    ]
    quotes, lost = sum(quotes for quotes, _ in counts), sum(lost for _, lost in counts)
    print(f"{quotes - lost} of {quotes} quotations confirmed in {len(documents)} documents")
    return lost


def confirmed(article: "Article", document: Path) -> tuple[int, int]:  # type: ignore[name-defined] # noqa: F821
    """Capture a document whole; how many quotations its article has, and how many are not confirmed."""
    from claims.actions import capturing
    from claims.models import Anchoring, Appearance, Snapshot

    capture = capturing.ask_for_content(
        content=document.read_bytes(),
        filename=document.name,
        method=Snapshot.Method.UPLOAD,
        by=None,
        article=article,
        queued=False,
    )
    capturing.run(capture.pk)
    if failure := capture.attempts.first():
        sys.exit(f"{document.name}: {failure.message}")
    notes = list(Anchoring.objects.filter(snapshot=capture.results.get().snapshot))
    quotes = Appearance.objects.filter(snapshot__article=article)
    found = Counter(note.state for note in notes)
    lost = [note for note in notes if note.state not in CONFIRMED]
    states = ", ".join(f"{found[state]} {state}" for state in sorted(found))
    print(f"{document.name}: {quotes.count()} quotations of {article}: {states}")
    for note in lost:
        print(f"    {note.state}: “{note.appearance.exact}” {note.differs}")
    return quotes.count(), quotes.count() - len(notes) + len(lost)


if __name__ == "__main__":
    main()
