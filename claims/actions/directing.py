"""Which of two articles that look copied is the original, as dates and credits say now."""

from claims import copies
from claims.actions.recording import recording
from claims.models import Article, CopyProposal, Snapshot, User
from claims.vocabulary import SourceKind


def directed(
    article: Article, text: str, other: Article, other_text: str
) -> tuple[Article, Article, str]:
    """The copy, the original, and what says so. Of two that nothing tells apart, the one on record first
    stands as the original."""
    which, why = copies.original(_piece(article, text), _piece(other, other_text))
    if why == copies.Why.UNKNOWN:
        which = int(other.pk < article.pk)
    copy, original = (article, other) if which else (other, article)
    return copy, original, why.value


def _piece(article: Article, text: str) -> copies.Piece:
    publisher = article.publisher
    named = publisher.kind != SourceKind.UNIDENTIFIED
    return copies.Piece(article.published_on, publisher.name if named else "", text)


def direct_again(*, article: Article, by: User | None, reason: str = "") -> list[CopyProposal]:
    """Look again which way the open proposals of an article go, whose date or publisher was put right.
    Returns those that changed; what a person has answered stays."""
    with recording(by=by, reason=reason):
        rows = CopyProposal.objects.open().of_article(article.pk)
        rows = rows.select_related("article__publisher", "original__publisher")
        held = rows.select_for_update(no_key=True, of=("self",)).order_by("pk")
        return [proposal for proposal in held if _turned(proposal)]


def _turned(proposal: CopyProposal) -> bool:
    pair = (proposal.article, proposal.original)
    captures = [Snapshot.objects.latest_full(one.pk) for one in pair]
    if None in captures:
        return False
    first, second = (capture.text if capture else "" for capture in captures)
    copy, original, why = directed(pair[0], first, pair[1], second)
    if (copy, why) == (proposal.article, proposal.why):
        return False
    if copy != proposal.article:
        proposal.article, proposal.original = copy, original
        proposal.percent, proposal.percent_back = proposal.percent_back, proposal.percent
    proposal.why = why
    proposal.save()
    return True
