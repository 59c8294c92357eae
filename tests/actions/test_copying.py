"""Articles that look copied: found, proposed, and answered by a person."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from claims.actions import copying
from claims.actions.articles import ChangedMeanwhile, derive, edit_article
from claims.actions.copying import (
    confirm_copy,
    dismiss_copy,
    look_again_at_recent,
    look_for_copies,
    look_through,
    open_proposals,
)
from claims.actions.recording import recording
from claims.copies.limits import BOILERPLATE
from claims.models import (
    Article,
    Claim,
    CopyCheck,
    CopyProposal,
    Derivation,
    Fingerprint,
    Source,
    Touched,
)
from claims.vocabulary import FlagCode, Status
from tests import builders as make
from tests import prose

pytestmark = pytest.mark.django_db

WIRE = f"It says that {make.WORDS}. {prose.text(150, 'wire')}"
MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)


@pytest.fixture
def ana():
    """Somebody who answers."""
    return make.user("ana")


def published(
    name: str, text: str = WIRE, published_on: date | None = None, look: bool = True
) -> Article:
    """An article with this text, compared with those before it."""
    article = make.snapshot(text, make.source(name), f"{name} on it", published_on).article
    if look:
        look_for_copies(article_id=article.pk)
    return article


def reported(claim: Claim, article: Article, *said_by: Source) -> None:
    """An article makes the claim, as its own reporting if nobody said so."""
    basis = "" if said_by else "own_reporting"
    make.appearance(claim, article.snapshots.get(), *said_by, basis=basis)


def two_reports(before: bool = True) -> tuple[Claim, Article, Article]:
    """A claim that two outlets report in the same words, compared or not yet."""
    claim = make.claim()
    first = published("The Wire", published_on=MONDAY, look=before)
    second = published("The Post", published_on=TUESDAY, look=before)
    reported(claim, first)
    reported(claim, second)
    claim.refresh_from_db()
    return claim, first, second


def flagged(claim: Claim) -> bool:
    claim.refresh_from_db()
    return FlagCode.POSSIBLE_COPY.value in claim.flag_codes


# Found


def test_two_articles_with_one_text_are_proposed_once():
    first = published("The Wire", published_on=MONDAY)
    second = published("The Post", published_on=TUESDAY)

    proposal = CopyProposal.objects.get()

    assert (proposal.article, proposal.original) == (second, first)
    assert (proposal.percent, proposal.percent_back, proposal.passages) == (100, 100, 1)
    assert (proposal.state, proposal.why) == ("open", "date")


def test_it_does_not_matter_which_was_captured_first():
    copy = published("The Post", published_on=TUESDAY)
    original = published("The Wire", published_on=MONDAY)

    assert CopyProposal.objects.get().article == copy
    assert CopyProposal.objects.get().original == original


def test_one_that_credits_the_other_is_the_copy():
    published("The Post", f"{WIRE} As the Wire reports.")
    wire = published("The Wire")

    assert CopyProposal.objects.get().original == wire
    assert CopyProposal.objects.get().why == "credit"


def test_without_anything_that_tells_them_apart_the_direction_is_not_known():
    first = published("The Post")
    published("The Echo")

    assert CopyProposal.objects.get().original == first
    assert CopyProposal.objects.get().why == "unknown"


def put_right(article: Article, by, **particulars) -> None:
    """Somebody corrects what is recorded of an article."""
    article.refresh_from_db()
    edit_article(
        article=article, version=article.version, by=by, publisher=article.publisher, **particulars
    )


def test_a_date_that_is_put_right_turns_what_looks_copied_round(ana):
    first, second = (
        published("The Wire", published_on=MONDAY),
        published("The Post", published_on=TUESDAY),
    )
    [before] = CopyProposal.objects.all()
    assert (before.article, before.original) == (second, first)
    put_right(second, ana, published_on=date(2025, 3, 1))
    [after] = CopyProposal.objects.all()
    assert (after.article, after.original, after.why) == (first, second, "date")
    assert (after.percent, after.percent_back) == (before.percent_back, before.percent)


def test_a_date_that_goes_leaves_the_direction_unknown(ana):
    first = published("The Wire", published_on=MONDAY)
    published("The Post", published_on=TUESDAY)
    put_right(first, ana, published_on=None)
    assert CopyProposal.objects.get().either


def test_what_a_person_answered_is_not_turned_round(ana):
    published("The Wire", published_on=MONDAY)
    second = published("The Post", published_on=TUESDAY)
    [found] = CopyProposal.objects.all()
    confirm_copy(proposal=found, version=found.version, kind="wire_copy", by=ana)
    put_right(second, ana, published_on=date(2025, 3, 1))
    assert CopyProposal.objects.get().article == second


def test_articles_of_their_own_words_are_not_proposed():
    published("The Wire")
    published("The Post", prose.text(300, "post"))

    assert not CopyProposal.objects.exists()


def test_an_excerpt_is_not_compared():
    article = make.snapshot(prose.text(100, "x")).article
    other = Article.objects.create(publisher=make.source("The Post"))
    make.captured_of(other, prose.text(100, "x"), extent="excerpt")
    look_for_copies(article_id=article.pk)

    assert look_for_copies(article_id=other.pk) is None
    assert not Fingerprint.objects.filter(article=other).exists()


def test_a_notice_under_all_articles_of_a_publisher_is_no_copy():
    notice = prose.text(120, "notice")
    for number in range(BOILERPLATE + 1):
        published("The Post", f"{prose.text(400, number)}\n\n{notice}")

    found = look_for_copies(
        article_id=published("The Post", f"{prose.text(70, 'last')}\n\n{notice}").pk
    )

    assert not found
    assert not CopyProposal.objects.exists()


def test_a_wire_story_in_many_papers_is_still_found():
    for number in range(BOILERPLATE + 3):
        published(f"Paper {number}", look=False)
    list(look_through())
    last = published("The Last")

    assert CopyProposal.objects.of_article(last.pk).count() == copying.MOST_PROPOSED


def test_copies_on_record_are_not_proposed_among_themselves():
    wire, post = published("The Wire"), published("The Post", look=False)
    derive(article=post, based_on=wire, kind="wire_copy", by=None)
    look_for_copies(article_id=post.pk)
    echo = published("The Echo")

    assert CopyProposal.objects.get().original == wire
    assert CopyProposal.objects.get().article == echo


def test_two_copies_of_one_original_ask_nothing_more():
    wire, post, echo = published("The Wire"), published("The Post"), published("The Echo")
    for copy in (post, echo):
        derive(article=copy, based_on=wire, kind="wire_copy", by=None)

    assert CopyProposal.objects.open().count() == 3
    assert open_proposals(wire) == open_proposals(post) == open_proposals(echo) == []


# Again


def test_what_was_compared_is_not_compared_again():
    article = published("The Wire")

    assert look_for_copies(article_id=article.pk) is None
    assert look_for_copies(article_id=article.pk, again=True) == []


def test_a_new_capture_renews_the_prints():
    article = published("The Wire")
    before = set(article.fingerprints.values_list("print", flat=True))
    make.captured_of(article, prose.text(100, "other"))
    look_for_copies(article_id=article.pk)
    after = set(article.fingerprints.values_list("print", flat=True))

    assert before and after and not before & after
    assert article.copy_check.snapshot.text == prose.text(100, "other")


def test_a_proposal_goes_when_the_texts_share_nothing_any_more():
    published("The Wire")
    article = published("The Post")
    make.captured_of(article, prose.text(100, "other"))
    look_for_copies(article_id=article.pk)

    assert not CopyProposal.objects.exists()


def test_a_proposal_is_measured_again():
    published("The Wire")
    article = published("The Post")
    make.captured_of(article, f"{WIRE}\n\n{prose.text(150, 'more')}")
    look_for_copies(article_id=article.pk)

    proposal = CopyProposal.objects.get()
    assert 45 <= proposal.percent <= 55
    assert proposal.percent_back == 100


def test_what_was_dismissed_stays_so(ana):
    published("The Wire")
    article = published("The Post")
    found = CopyProposal.objects.get()
    dismiss_copy(proposal=found, version=found.version, reason="One press release.", by=ana)
    look_for_copies(article_id=article.pk, again=True)

    assert CopyProposal.objects.get().state == "dismissed"


def test_what_was_dismissed_is_asked_again_when_the_texts_share_notably_more(ana):
    published("The Wire", f"{WIRE}\n\n{prose.text(150, 'own')}")
    article = published("The Post", f"{WIRE}\n\n{prose.text(150, 'post')}")
    found = CopyProposal.objects.get()
    dismiss_copy(proposal=found, version=found.version, reason="One press release.", by=ana)
    make.captured_of(article, f"{WIRE}\n\n{prose.text(150, 'own')}")
    look_for_copies(article_id=article.pk)

    found.refresh_from_db()
    assert (found.state, found.reason, found.decided_by) == ("open", "", None)


def test_looking_through_the_record_goes_on_where_it_was_stopped():
    articles = [published(f"Paper {number}", look=False) for number in range(3)]
    steps = look_through(chunk=2)
    assert next(steps) == (articles[1].pk, 2)
    steps.close()

    assert list(look_through(chunk=2)) == [(articles[1].pk, 0), (articles[2].pk, 1)]
    assert CopyProposal.objects.count() == 3


def test_captures_that_no_worker_compared_are_compared_later():
    first, second = published("The Wire", look=False), published("The Post", look=False)

    assert look_again_at_recent() == 2
    assert look_again_at_recent() == 0
    assert CopyCheck.objects.count() == 2
    assert CopyProposal.objects.of_pair(second.pk, first.pk).exists()


def test_one_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    bad, good = published("The Wire", look=False), published("The Post", look=False)
    look = copying.look_for_copies

    def fails(*, article_id):
        if article_id == bad.pk:
            raise RuntimeError("a fault")
        return look(article_id=article_id)

    monkeypatch.setattr(copying, "look_for_copies", fails)

    assert copying.look_for_copies_of([bad.pk, good.pk]) == 1
    assert f"article {bad.pk} could not be compared" in caplog.text


# The flag


def test_a_claim_is_flagged_where_a_copy_would_change_the_count():
    claim, *_ = two_reports()
    assert claim.status == Status.CORROBORATED

    assert flagged(claim)
    assert claim.status == Status.CORROBORATED
    assert (
        claim.flags.get(code=FlagCode.POSSIBLE_COPY).explanation
        == "The Post on it looks copied from The Wire on it. Nobody has said yet whether that is so. "
        "If it is, 1 origin counts instead of 2, and the claim is uncorroborated."
    )


def test_a_claim_is_flagged_in_the_moment_in_which_the_articles_are_compared():
    claim, *_ = two_reports(before=False)
    assert not flagged(claim)
    list(look_through())

    assert flagged(claim)
    assert not Touched.objects.exists()


def test_a_claim_is_not_flagged_where_both_name_the_same_origin():
    claim, ana = make.claim(), make.source("Ana Lima", "person")
    for name in ("The Wire", "The Post"):
        reported(claim, published(name), ana)

    assert CopyProposal.objects.open().exists()
    assert not flagged(claim)


def test_confirming_a_copy_counts_it_once_and_clears_the_flag(ana):
    claim, first, _second = two_reports()
    found = CopyProposal.objects.get()
    confirm_copy(proposal=found, version=found.version, kind="wire_copy", by=ana, reason="Seen.")

    assert not flagged(claim)
    assert (claim.status, claim.counted_origins) == (Status.UNCORROBORATED, 1)
    assert Derivation.objects.get().based_on == first
    found.refresh_from_db()
    assert (found.state, found.decided_by, found.reason) == ("confirmed", ana, "Seen.")


def test_confirming_it_the_other_way_round_says_so(ana):
    _claim, first, second = two_reports()
    found = CopyProposal.objects.get()
    derive(article=second, based_on=first, kind="rewrite", by=None)
    confirm_copy(proposal=found, version=found.version, kind="rewrite", by=ana, turned=True)

    derivation = Derivation.objects.get()
    assert (derivation.article, derivation.based_on) == (first, second)
    assert CopyProposal.objects.get().original == second
    assert CopyProposal.objects.get().why == "person"


def test_dismissing_a_copy_clears_the_flag_and_leaves_the_count(ana):
    claim, *_ = two_reports()
    found = CopyProposal.objects.get()
    dismiss_copy(proposal=found, version=found.version, reason="One press release.", by=ana)

    assert not flagged(claim)
    assert (claim.status, claim.counted_origins) == (Status.CORROBORATED, 2)


def test_what_was_confirmed_can_be_taken_back(ana):
    claim, *_ = two_reports()
    found = CopyProposal.objects.get()
    confirm_copy(proposal=found, version=found.version, kind="wire_copy", by=ana)
    dismiss_copy(proposal=found, version=found.version, reason="I was wrong.", by=ana)

    claim.refresh_from_db()
    assert claim.counted_origins == 2
    assert not Derivation.objects.exists()


def test_removing_a_proposal_clears_the_flag():
    claim, *_ = two_reports()
    with recording(by=None):
        CopyProposal.objects.all().delete()

    assert not flagged(claim)


def test_an_answer_to_what_somebody_else_answered_meanwhile_is_refused(ana):
    two_reports()
    found = CopyProposal.objects.get()
    read = found.version
    dismiss_copy(proposal=found, version=read, reason="One press release.", by=ana)

    with pytest.raises(ChangedMeanwhile):
        confirm_copy(proposal=found, version=read, kind="rewrite", by=ana)
    assert not Derivation.objects.exists()


# What PostgreSQL holds


@pytest.mark.parametrize(
    "values",
    [
        {"state": "dismissed"},
        {"state": "perhaps"},
        {"why": "because"},
        {"percent": 101},
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(values):
    two_reports()

    with pytest.raises(IntegrityError), transaction.atomic():
        CopyProposal.objects.update(**values)


def test_a_pair_is_proposed_once_whichever_way_round():
    two_reports()
    found = CopyProposal.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        CopyProposal.objects.create(
            article=found.original, original=found.article, percent=1, percent_back=1, passages=1
        )
