"""Whatever is written, the claims that it bears on are assessed in the same transaction."""

from datetime import date
from itertools import pairwise
from threading import Barrier

import pytest
from django.utils import timezone

from claims.actions.articles import correct, derive
from claims.actions.assessing import STORED, reassess, settle
from claims.actions.claims import add_figure
from claims.actions.editing import decide, mark_origin
from claims.actions.recording import recording
from claims.actions.sources import set_owner
from claims.evidence import graph_of
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Correction,
    Derivation,
    Figure,
    OriginMark,
    Source,
    Touched,
)
from claims.origins import assess
from claims.vocabulary import Status
from tests import builders as make
from tests.sessions import PATIENCE, at_once, sessions
from tests.sql import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_record")]

OWN = "own_reporting"
UNSUPPORTED, DISPUTED = Status.UNSUPPORTED, Status.DISPUTED
UNCORROBORATED, CORROBORATED = Status.UNCORROBORATED, Status.CORROBORATED


def stored(claim: Claim) -> Claim:
    """The claim as it stands in the database."""
    return Claim.objects.get(pk=claim.pk)


def write(row, **values: object) -> None:
    """Change a row as the admin does, inside a recording."""
    with recording(by=None):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def remove(row) -> None:
    """Delete a row as the admin does."""
    with recording(by=None):
        row.delete()


def corroborated() -> tuple[Claim, Appearance, Appearance]:
    """A claim that two newsrooms report, each in its own article."""
    claim = make.claim()
    times, tribune = make.source("The Times"), make.source("The Tribune")
    return claim, make.says(claim, times, basis=OWN), make.says(claim, tribune, basis=OWN)


# Appearances


def test_a_new_claim_is_unsupported():
    claim = make.claim()
    assert (claim.status, claim.sentence) == (
        UNSUPPORTED,
        "No article on record makes this claim.",
    )
    assert claim.assessed_at is not None


def test_an_appearance_that_is_added_counts():
    claim = make.claim()
    make.says(claim, make.source(), basis=OWN)
    assert (stored(claim).status, stored(claim).counted_origins) == (UNCORROBORATED, 1)


def test_an_appearance_that_changes_its_stance_counts_for_that():
    claim, _, second = corroborated()
    write(second, stance="disputes")
    assert stored(claim).status == DISPUTED


def test_an_appearance_that_changes_its_basis_counts_for_that():
    claim, _, second = corroborated()
    write(second, basis="illustrative")
    assert stored(claim).counted_origins == 1


def test_a_publisher_that_is_found_to_speak_about_itself_no_longer_counts():
    claim, _, second = corroborated()
    write(second, self_interested=True)
    assert stored(claim).counted_origins == 1


def test_an_appearance_that_is_deleted_no_longer_counts():
    claim, _, second = corroborated()
    remove(second)
    assert (stored(claim).status, stored(claim).article_count) == (UNCORROBORATED, 1)


def test_an_appearance_that_is_moved_counts_for_the_other_claim_alone():
    claim, _, second = corroborated()
    other = make.claim("The bridge was closed on a Monday")
    write(second, claim=other)
    assert (stored(claim).counted_origins, stored(other).counted_origins) == (1, 1)


# Attributions


def test_an_attribution_that_is_added_counts():
    claim = make.claim()
    found = make.says(claim, make.source(), basis="attributed")
    assert stored(claim).counted_origins == 0
    make.attributed(found, make.source("Ana Lima", "person"))
    assert stored(claim).counted_origins == 1


def test_an_attribution_to_somebody_else_counts_as_that():
    claim = make.claim()
    found = make.says(claim, make.source(), make.source("Ana Lima", "person"))
    write(found.attributions.get(), source=make.source("an officer", "anonymous"))
    assert stored(claim).flag_codes == ["single_origin", "anonymous_only"]


def test_an_attribution_to_a_party_no_longer_counts():
    claim = make.claim()
    found = make.says(claim, make.source(), make.source("Ana Lima", "person"))
    write(found.attributions.get(), self_interested=True)
    assert stored(claim).flag_codes == ["single_origin", "self_interested_only"]


def test_an_attribution_that_is_relayed_ends_elsewhere():
    claim = make.claim()
    tribune, officer = make.source("The Tribune"), make.source("an officer", "anonymous")
    found = make.says(claim, make.source(), tribune)
    assert stored(claim).origin_ids == [tribune.pk]
    with recording(by=None):
        Attribution.objects.create(
            appearance=found, source=officer, via=found.attributions.get(), self_interested=False
        )
    assert stored(claim).origin_ids == [officer.pk]


def test_an_attribution_that_is_deleted_no_longer_counts():
    claim = make.claim()
    found = make.says(claim, make.source(), make.source("Ana Lima", "person"))
    remove(found.attributions.get())
    assert (stored(claim).counted_origins, stored(claim).status) == (0, UNCORROBORATED)


# Sources


def test_an_owner_in_common_makes_two_origins_one():
    claim, first, second = corroborated()
    group = make.source("Group", "organisation")
    for found in (first, second):
        set_owner(source=found.snapshot.article.publisher, owner=group, by=None)
    assert (stored(claim).status, stored(claim).asserting_families) == (UNCORROBORATED, 1)


def test_an_owner_who_lets_go_makes_them_two_again():
    claim, first, second = corroborated()
    times, tribune = (found.snapshot.article.publisher for found in (first, second))
    set_owner(source=times, owner=tribune, by=None)
    assert stored(claim).status == UNCORROBORATED
    set_owner(source=times, owner=None, by=None)
    assert stored(claim).status == CORROBORATED


def test_an_owner_high_above_reaches_the_claims_of_all_that_it_owns():
    claim, first, second = corroborated()
    times, tribune = (found.snapshot.article.publisher for found in (first, second))
    top = make.source("Top", "organisation")
    middle = make.source("Middle", "organisation")
    set_owner(source=times, owner=make.source("Times group", owner=middle), by=None)
    set_owner(source=tribune, owner=make.source("Tribune group", owner=top), by=None)
    assert stored(claim).status == CORROBORATED
    set_owner(source=middle, owner=top, by=None)
    assert stored(claim).status == UNCORROBORATED


def test_an_owner_of_one_that_a_mark_names_reaches_the_claim_of_the_mark():
    claim, first, second = corroborated()
    times, tribune = (found.snapshot.article.publisher for found in (first, second))
    journal = make.source("The Journal")
    mark_origin(
        claim=claim,
        source=times,
        verdict="same_as",
        same_as=journal,
        reason="Its new name.",
        by=make.user(),
    )
    assert stored(claim).status == CORROBORATED
    set_owner(source=journal, owner=tribune, by=None)
    assert stored(claim).status == UNCORROBORATED


def test_a_source_of_another_kind_counts_as_that_kind():
    claim, ana = make.claim(), make.source("Ana Lima", "person")
    make.says(claim, make.source(), ana)
    write(ana, kind="anonymous")
    assert stored(claim).counted_origins == 0


def test_a_source_of_another_name_is_called_by_it():
    claim, ana = make.claim(), make.source("Ana Lima", "person")
    make.says(claim, make.source(), ana)
    write(ana, name="Ana Souza")
    assert "Ana Souza" in stored(claim).sentence
    assert "Ana Souza" in stored(claim).flags.get().explanation


# Articles


def test_an_article_of_another_publisher_speaks_for_that_one():
    claim, first, second = corroborated()
    write(second.snapshot.article, publisher=first.snapshot.article.publisher)
    assert stored(claim).publisher_ids == [first.snapshot.article.publisher_id]
    assert stored(claim).status == UNCORROBORATED


def test_the_date_of_the_earliest_article_is_the_claims_first():
    claim, first, second = corroborated()
    write(first.snapshot.article, published_on=date(2025, 3, 2))
    write(second.snapshot.article, published_on=date(2025, 3, 1))
    assert stored(claim).first_published_on == date(2025, 3, 1)
    write(second.snapshot.article, published_on=None)
    assert stored(claim).first_published_on == date(2025, 3, 2)


def test_an_article_of_another_title_is_called_by_it():
    claim = make.claim()
    found = make.says(claim, make.source(), basis="illustrative")
    write(found.snapshot.article, title="How bridges close")
    flag = stored(claim).flags.get(code="illustrative_figure")
    assert "How bridges close" in flag.explanation


def test_a_copy_adds_no_origin_until_it_is_none():
    claim, first, second = corroborated()
    copied = derive(
        article=second.snapshot.article,
        based_on=first.snapshot.article,
        kind="wire_copy",
        by=None,
    )
    assert stored(claim).status == UNCORROBORATED
    remove(copied)
    assert stored(claim).status == CORROBORATED


def test_a_copy_of_a_copy_of_a_copy_is_reached():
    claim, first, last = corroborated()
    between = [make.snapshot(title=f"copy {number}").article for number in range(2)]
    line = [first.snapshot.article, *between, last.snapshot.article]
    links = [
        derive(article=copy, based_on=original, kind="rewrite", by=None)
        for original, copy in reversed(list(pairwise(line)))
    ]
    assert stored(claim).status == UNCORROBORATED
    remove(links[-1])
    assert stored(claim).status == CORROBORATED


def test_a_derivation_that_is_moved_is_seen_on_both_sides():
    claim, first, second = corroborated()
    copied = derive(
        article=second.snapshot.article, based_on=first.snapshot.article, kind="rewrite", by=None
    )
    write(copied, based_on=make.snapshot().article)
    assert stored(claim).status == CORROBORATED
    write(copied, based_on=first.snapshot.article)
    write(copied, article=make.snapshot().article)
    assert stored(claim).status == CORROBORATED


def test_a_retracted_article_no_longer_counts_until_that_is_withdrawn():
    claim, _, second = corroborated()
    gone = correct(article=second.snapshot.article, kind="retraction", text="It was open.", by=None)
    assert stored(claim).status == UNCORROBORATED
    assert "source_retracted" in stored(claim).flag_codes
    remove(gone)
    assert (stored(claim).status, stored(claim).flag_codes) == (CORROBORATED, [])


def test_a_correction_raises_its_flag_and_follows_its_article():
    claim, first, _ = corroborated()
    found = correct(article=first.snapshot.article, kind="correction", text="On Sunday.", by=None)
    assert stored(claim).flag_codes == ["source_corrected"]
    write(found, article=make.snapshot().article)
    assert stored(claim).flag_codes == []


# Findings, figures and the claim itself


def test_a_mark_counts_when_it_is_made_changed_and_removed():
    claim = make.claim()
    officer, ana = make.source("an officer", "anonymous"), make.user("ana")
    make.says(claim, make.source(), officer)
    mark = mark_origin(claim=claim, source=officer, verdict="independent", reason="met", by=ana)
    assert stored(claim).counted_origins == 1
    write(mark, verdict="not_independent")
    assert stored(claim).counted_origins == 0
    write(mark, verdict="independent")
    remove(mark)
    assert stored(claim).counted_origins == 0


def test_a_mark_counts_for_its_claim_alone():
    claim, other = make.claim(), make.claim("Another")
    officer, ana = make.source("an officer", "anonymous"), make.user("ana")
    for one in (claim, other):
        make.says(one, make.source(), officer)
    mark = mark_origin(claim=claim, source=officer, verdict="independent", reason="met", by=ana)
    write(mark, claim=other)
    assert (stored(claim).counted_origins, stored(other).counted_origins) == (0, 1)


def test_a_figure_is_shown_until_it_is_removed():
    claim = make.claim()
    add_figure(claim=claim, value=3000, unit="arrests/day", by=None)
    second = add_figure(claim=claim, value=2000, unit="arrests/day", by=None)
    assert stored(claim).figure_label == "3,000 arrests/day"
    assert stored(claim).flag_codes == ["conflicting_figures"]
    remove(second)
    assert stored(claim).flag_codes == []
    remove(Figure.objects.get())
    assert stored(claim).figure_label == ""


def test_a_figure_that_changes_or_moves_is_followed():
    claim, other = make.claim(), make.claim("Another")
    figure = add_figure(claim=claim, value=807, unit="%", by=None)
    write(figure, comparator="more_than")
    assert stored(claim).figure_label == "more than 807%"
    write(figure, claim=other)
    assert (stored(claim).figure_label, stored(other).figure_label) == ("", "more than 807%")


def test_an_article_older_than_the_event_is_flagged():
    claim = make.claim()
    make.says(claim, make.source(), basis=OWN, published_on=date(2025, 3, 1))
    write(stored(claim), event_on=date(2025, 3, 2))
    assert "predates_event" in stored(claim).flag_codes
    write(stored(claim), event_on=date(2025, 3, 1))
    assert "predates_event" not in stored(claim).flag_codes


def test_a_claim_is_found_by_its_words_and_by_its_quotes():
    claim = make.claim("Ferries stopped")
    make.appearance(claim, make.snapshot("No boats crossed the river."), quote="No boats crossed")
    for words in ("ferries", "ferry stopping", "boats"):
        assert list(Claim.objects.matching(words)) == [claim]
    assert not Claim.objects.matching("river").exists()


def test_a_claim_is_found_by_its_figures_and_by_who_says_so_and_where():
    claim = make.claim()
    ana = make.source("Ana Lima", "person")
    found = make.says(claim, make.source("The Herald"), ana)
    figure = add_figure(claim=claim, value="3000.50", unit="cars", by=None)
    for words in ("Herald", "Lima", "3000.5", "herald bridge"):
        assert list(Claim.objects.matching(words)) == [claim], words
    write(ana, name="Ana Souza")
    write(found.snapshot.article, title="A city waits")
    write(figure, value="4000")
    for words in ("Souza", "waits", "4000"):
        assert list(Claim.objects.matching(words)) == [claim], words
    for words in ("Lima", "3000.5"):
        assert not Claim.objects.matching(words).exists(), words


def test_a_claim_in_new_words_is_found_by_them_alone():
    claim = make.claim("Ferries stopped")
    write(claim, statement="Boats were halted")
    assert list(Claim.objects.matching("boats")) == [claim]
    assert not Claim.objects.matching("ferries").exists()


def test_a_quote_that_is_removed_no_longer_finds_its_claim():
    claim = make.claim("Ferries stopped")
    found = make.appearance(claim, make.snapshot("No boats."), quote="boats")
    remove(found)
    assert not Claim.objects.matching("boats").exists()


def test_words_are_found_without_their_accents():
    claim = make.claim("A ponte da São João foi fechada")
    assert list(Claim.objects.matching("sao joao")) == [claim]


# However it is written


def test_a_bulk_update_is_followed():
    claim, *_ = corroborated()
    with recording(by=None):
        Appearance.objects.update(basis="illustrative")
    assert stored(claim).counted_origins == 0


def test_rows_made_in_bulk_are_followed():
    claim, first, second = corroborated()
    with recording(by=None):
        Derivation.objects.bulk_create(
            [
                Derivation(
                    article=second.snapshot.article,
                    based_on=first.snapshot.article,
                    kind="rewrite",
                )
            ]
        )
    assert stored(claim).status == UNCORROBORATED


def test_rows_changed_in_bulk_are_followed():
    claim, *_ = corroborated()
    sources = list(Source.objects.all())
    for source in sources:
        source.kind = "unidentified"
    with recording(by=None):
        Source.objects.bulk_update(sources, ["kind"])
    assert stored(claim).counted_origins == 0


@pytest.mark.parametrize("model", [Appearance, Correction, Derivation, Figure, OriginMark])
def test_rows_deleted_in_bulk_are_followed(model):
    claim, first, second = corroborated()
    article = second.snapshot.article
    derive(article=article, based_on=first.snapshot.article, kind="rewrite", by=None)
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    add_figure(claim=claim, value=1, unit="day", by=None)
    mark_origin(
        claim=claim,
        source=article.publisher,
        verdict="independent",
        reason="asked",
        by=make.user(),
    )
    before = stored(claim)
    with recording(by=None):
        model.objects.all().delete()
    after = stored(claim)
    assert any(getattr(before, name) != getattr(after, name) for name in STORED)


def test_raw_sql_is_followed():
    claim, *_ = corroborated()
    with recording(by=None):
        run("UPDATE claims_appearance SET stance = 'mentions'")
    assert stored(claim).status == UNSUPPORTED


def test_a_claim_that_is_deleted_is_no_longer_assessed():
    claim, *_ = corroborated()
    remove(claim)
    assert not Claim.objects.exists()


# What is stored


def test_the_claims_own_row_says_what_a_fresh_assessment_does():
    claim = make.claim(event_on=date(2025, 3, 2))
    times, herald = make.source("The Times"), make.source("The Herald")
    officer = make.source("an officer", "anonymous")
    make.says(claim, times, basis=OWN, published_on=date(2025, 3, 3))
    make.says(claim, times, officer, published_on=date(2025, 3, 1))
    make.says(claim, herald, basis=OWN, stance="disputes", published_on=date(2025, 2, 1))
    add_figure(claim=claim, value=2, unit="days", comparator="about", by=None)
    fresh, row = assess(graph_of(claim)), stored(claim)
    assert {name: getattr(row, name) for name in STORED} == {
        "status": "disputed",
        "sentence": fresh.sentence,
        "counted_origins": 1,
        "asserting_families": 2,
        "disputing_families": 1,
        "article_count": 2,
        "flag_codes": ["unconfirmed_independence", "predates_event"],
        "first_published_on": date(2025, 3, 1),
        "figure_label": "about 2 days",
        "origin_ids": sorted([times.pk, officer.pk]),
        "publisher_ids": [times.pk],
        "named_ids": [],
        "digest": fresh.digest,
        "urgency": 352,  # disputed, one flag weighed 10 and one 40, two articles
        "waits_since": row.waits_since,
    }
    assert row.waits_since <= timezone.now()
    assert row.status == fresh.status
    assert row.flag_codes == list(fresh.codes)
    assert (row.counted_origins, row.article_count) == (fresh.counted, len(fresh.articles))


def test_a_fresh_assessment_that_differs_in_nothing_stores_nothing():
    claim, *_ = corroborated()
    assessed_at, events = stored(claim).assessed_at, claim.events.count()
    assert reassess([claim.pk]) == []
    assert (stored(claim).assessed_at, claim.events.count()) == (assessed_at, events)


# Flags


def flags(claim: Claim) -> list[tuple[str, bool]]:
    """Every flag that the claim ever carried, and whether it stands."""
    rows = claim.flags.values_list("code", "cleared_at")
    return [(code, cleared is None) for code, cleared in rows]


def test_a_flag_is_raised_with_its_reason_and_what_would_clear_it():
    claim = make.claim()
    make.says(claim, make.source(), basis=OWN)
    flag = claim.flags.get()
    assert flag.code == "single_origin"
    assert flag.explanation == (
        "Only one origin stands behind this claim: The Times. It counts, but two are needed."
    )
    assert flag.clears.startswith("Find a second origin")


def test_a_flag_that_is_reworded_stays_the_same_flag():
    claim, times = make.claim(), make.source()
    make.says(claim, times, basis=OWN)
    before = claim.flags.get()
    write(times, name="The New Times")
    after = claim.flags.get()
    assert (after.pk, after.raised_at) == (before.pk, before.raised_at)
    assert "The New Times" in after.explanation


def test_a_flag_that_no_longer_applies_is_cleared_and_kept():
    claim = make.claim()
    make.says(claim, make.source(), basis=OWN)
    make.says(claim, make.source("The Tribune"), basis=OWN)
    assert flags(claim) == [("single_origin", False)]


def test_a_flag_that_applies_again_is_raised_anew():
    claim, _, second = corroborated()
    remove(second)
    assert flags(claim) == [("single_origin", False), ("single_origin", True)]


def test_a_decision_on_other_evidence_is_flagged_until_there_is_a_new_one():
    claim, *_ = corroborated()
    decide(claim=claim, outcome="corroborated", reason="two", by=make.user())
    assert flags(claim) == [("single_origin", False)]
    make.says(claim, make.source("The Herald"), basis=OWN, stance="disputes")
    assert ("decision_stale", True) in flags(claim)
    decide(claim=claim, outcome="withhold", reason="disputed", by=make.user())
    assert ("decision_stale", False) in flags(claim)
    assert "decision_stale" not in stored(claim).flag_codes


# What is written elsewhere


def test_what_is_written_outside_waits_and_the_next_writing_takes_it():
    claim, *_ = corroborated()
    run("UPDATE claims_appearance SET basis = 'illustrative'")
    assert stored(claim).counted_origins == 2
    assert set(Touched.objects.values_list("claim_id", flat=True)) == {claim.pk}
    make.claim("Another")
    assert stored(claim).counted_origins == 0


def test_settling_says_what_it_found_otherwise():
    claim, *_ = corroborated()
    run("UPDATE claims_appearance SET basis = 'illustrative'")
    [difference] = settle()
    assert difference.claim == claim.pk
    assert {"counted_origins", "status", "sentence", "digest"} <= set(difference.fields)


def test_what_no_assessment_looks_at_touches_no_claim():
    corroborated()
    run("UPDATE claims_source SET description = 'A newspaper.', host = id || '.example.org'")
    run("UPDATE claims_article SET byline = 'Ana Lima', language = 'en'")
    run("UPDATE claims_claim SET note = 'To be read again.'")
    assert not Touched.objects.exists()


# Two sessions


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_add_to_one_claim_are_both_in_its_assessment():
    claim = make.claim()
    sources = [make.source(name) for name in ("The Times", "The Tribune")]
    both = Barrier(2, timeout=PATIENCE)

    def add(source: Source) -> None:
        with recording(by=None):
            make.says(claim, source, basis=OWN)
            both.wait()

    at_once(*[lambda source=source: add(source) for source in sources])
    assert (stored(claim).status, stored(claim).article_count) == (CORROBORATED, 2)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_change_different_evidence_of_one_claim_are_both_in_its_assessment():
    claim, first, second = corroborated()
    both = Barrier(2, timeout=PATIENCE)

    def retract(article: Article) -> None:
        with recording(by=None):
            correct(article=article, kind="retraction", text="No.", by=None)
            both.wait()

    articles = [found.snapshot.article for found in (first, second)]
    at_once(*[lambda article=article: retract(article) for article in articles])
    assert stored(claim).status == UNSUPPORTED


@pytest.mark.django_db(transaction=True)
def test_what_another_session_is_just_taking_is_left_to_it():
    claim, *_ = corroborated()
    run("UPDATE claims_appearance SET basis = 'illustrative'")
    with sessions() as (one, _other):
        one.execute("SELECT FROM claims_touched FOR UPDATE")
        run("SET lock_timeout = '1s'")
        make.claim("Another")
        run("RESET lock_timeout")
        assert stored(claim).counted_origins == 2
    settle()
    assert stored(claim).counted_origins == 0
