"""The trail in words."""

from datetime import date

import pghistory
import pytest

from claims.actions.anchoring import anchor_again
from claims.actions.articles import correct, derive, record_article
from claims.actions.claims import add_figure
from claims.actions.editing import decide, mark_origin, sign_off
from claims.actions.measuring import explain, put_under
from claims.actions.recording import recording
from claims.history import history, latest
from claims.models import Article, Attribution, Claim, Figure, OriginMark, Source, Topic
from claims.paging import UnknownPage
from tests import builders as make
from tests.sql import run

# Real transactions: the trail takes the time at which each began.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana(db):
    """Somebody who writes."""
    return make.user("ana")


def acts(record) -> list:
    """All acts that changed the record, the newest first."""
    return history(type(record), record.pk).rows


def words(record) -> list[str]:
    """Everything that is told of the newest act, a line for each value."""
    return lines(acts(record)[0])


def lines(act) -> list[str]:
    """What one act did, a line for each value."""
    told = []
    for done in [*act.by_people, *act.by_program]:
        about = ", ".join(value.text for value in done.about)
        told.append(f"{done.what}: {about}" if about else done.what)
        for change in done.changes:
            before = f"{change.before.text if change.before else 'none'} → "
            after = change.after.text if change.after else "none"
            told.append(
                f"{change.name}: {before if change.changed or change.before else ''}{after}"
            )
    return told


def test_an_act_says_who_did_it_when_why_and_from_which_page(ana):
    with pghistory.context(user=ana.pk, url="/admin/claims/claim/add/"):
        with recording(by=ana, reason="as the city says"):
            claim = make.claim()
        before = claim.created_at
    (act,) = acts(claim)
    assert (act.who, act.why, act.page) == ("ana", "as the city says", "/admin/claims/claim/add/")
    assert act.at.utcoffset() is not None
    assert abs((act.at - before).total_seconds()) < 60


def test_a_changed_value_is_told_before_and_after(ana):
    claim = make.claim("The bridge was closed")
    with recording(by=ana):
        Claim.objects.filter(pk=claim.pk).update(
            statement="The bridge is closed", event_on=date(2026, 1, 2)
        )
    assert words(claim)[:3] == [
        "Claim changed",
        "Statement: The bridge was closed → The bridge is closed",
        "Date of the event: none → 2 January 2026",
    ]


def test_choices_and_yes_or_no_are_told_by_their_labels(ana):
    claim = make.claim()
    found = make.says(claim, make.source(), basis="own_reporting")
    with recording(by=ana):
        type(found).objects.filter(pk=found.pk).update(stance="disputes", self_interested=True)
    assert words(claim)[:3] == [
        f"Appearance changed: {make.WORDS}",
        "Stance: asserts → disputes",
        "Publisher speaks about itself: no → yes",
    ]


def test_records_are_told_by_their_names_and_lead_to_their_pages(ana):
    magazine, media = make.source("The Atlantic"), make.source("Atlantic Media", "organisation")
    with recording(by=ana):
        Source.objects.filter(pk=magazine.pk).update(owner=media)
    assert words(magazine) == ["Source changed", "Belongs to: none → Atlantic Media"]
    (told,) = acts(magazine)[0].done
    assert told.changes[0].after.url == f"/sources/{media.pk}/"


def test_a_source_is_told_by_the_name_that_it_had_at_the_time(ana):
    host, other = make.source("echo.example"), make.source("The Tribune")
    article = record_article(publisher=host, by=ana)
    with recording(by=ana):
        Source.objects.filter(pk=host.pk).update(name="The Echo")
    with recording(by=ana):
        Article.objects.filter(pk=article.pk).update(publisher=other)
    changed, made = acts(article)
    assert "Publisher: The Echo → The Tribune" in lines(changed)
    assert "Publisher: echo.example" in lines(made)
    assert made.done[0].changes[0].after.url == f"/sources/{host.pk}/"


def test_a_record_that_is_gone_is_told_by_the_name_it_had(ana):
    claim = make.claim(topics=["bridges"])
    Topic.objects.all().delete()
    assert "No longer filed under: bridges" in words(claim)


def test_numbers_are_told_as_they_are_written(ana):
    claim = make.claim()
    add_figure(claim=claim, value="3000.50", unit="officers", by=ana)
    assert words(claim)[:2] == ["Figure recorded: 3,000.5, officers", "Comparator: exactly"]


def test_what_the_program_found_is_told_apart_from_what_people_did(ana):
    claim = make.claim()
    with recording(by=ana):
        make.says(claim, make.source(), basis="own_reporting")
    act = acts(claim)[0]
    assert [told.what for told in act.by_people] == ["Appearance recorded"]
    assert [told.what for told in act.by_program] == ["Assessed: uncorroborated"]
    assert "Status: Unsupported → Uncorroborated" in lines(act)
    assert "Flags raised: Single origin" in "\n".join(lines(act))


def test_a_claims_history_tells_of_all_that_hangs_on_it(ana):
    claim = make.claim(topics=["bridges"])
    found = make.says(claim, make.source(), make.source("an officer", "anonymous"))
    add_figure(claim=claim, value=1, by=ana)
    source = found.attributions.get().source
    mark_origin(claim=claim, source=source, verdict="independent", reason="I met her.", by=ana)
    decided = decide(claim=claim, outcome="sent_back", reason="Ask again.", by=ana)
    with recording(by=ana):
        Claim.objects.filter(pk=claim.pk).update(assignee=ana)
    told = "\n".join(line for act in acts(claim) for line in lines(act))
    assert decided.pk
    for line in (
        "Claim recorded",
        "Filed under: bridges",
        f"Appearance recorded: {make.WORDS}",
        f"Said by, recorded: an officer, “{make.WORDS}”",
        "Figure recorded: 1",
        "Origin marked: an officer",
        "Finding: speaks from its own knowledge",
        "Decided: send back with a note",
        "Assigned to: none → ana",
    ):
        assert line in told, line


def test_what_was_found_of_its_figures_is_told_of_a_claim(ana):
    one = add_figure(claim=make.claim("Late buses"), value=12, unit="%", by=ana)
    other = add_figure(claim=make.claim("More late buses"), value=14, unit="%", by=ana)
    measure = put_under(figures=[one, other], name="Late", by=ana, reason="Alike.")
    explain(measure=measure, pairs=[(one, other)], finding="revised", note="So.", by=ana)
    for claim in (one.claim, other.claim):
        found = [line for act in acts(claim) for line in lines(act)]
        assert "Figures set side by side: 12%, 14%" in found
        assert "Why they differ: revised" in found
        assert "Measure: none → Late" in found


def test_a_reason_is_told_once(ana):
    claim = make.claim()
    decide(claim=claim, outcome="withhold", reason="Nobody can know.", by=ana)
    assert acts(claim)[0].why == "Nobody can know."
    assert "Nobody can know." not in "\n".join(words(claim))


def test_a_decision_its_sign_off_and_the_state_are_told(ana, settings):
    settings.SIGN_OFF = True
    claim = make.claim()
    make.says(claim, make.source(), basis="own_reporting")
    made = decide(claim=claim, outcome="caveat", caveat="One source.", reason="Soon.", by=ana)
    sign_off(decision=made, agrees=True, by=make.user("bo"))
    newest, before = acts(claim)[:2]
    assert lines(newest)[:4] == [
        "Claim changed",
        "State: in review → published",
        "Looked at by a second person",
        "Agrees: yes",
    ]
    assert lines(before)[2:4] == ["Decided: publish with a caveat", "Caveat: One source."]


def test_what_hung_on_it_and_was_removed_is_told(ana):
    claim = make.claim()
    found = make.says(claim, make.source(), make.source("an officer", "anonymous"))
    with recording(by=ana, reason="it was another bridge"):
        found.delete()
    told = words(claim)
    assert f"Appearance removed: {make.WORDS}" in told
    assert f"Said by, removed: an officer, {make.WORDS}" in told


def test_an_appearance_that_moved_is_told_on_both_claims(ana):
    first, second = make.claim("first"), make.claim("second")
    found = make.says(first, make.source(), basis="own_reporting")
    with recording(by=ana):
        type(found).objects.filter(pk=found.pk).update(claim=second)
    for claim in (first, second):
        assert "Claim: first → second" in words(claim)
    with recording(by=ana):
        type(found).objects.filter(pk=found.pk).update(stance="mentions")
    assert "Claim: first → second" in words(first)
    assert "Stance: asserts → mentions" in words(second)


def test_who_said_so_is_told_where_the_appearance_was_at_the_time(ana):
    first, second = make.claim("first"), make.claim("second")
    found = make.says(first, make.source(), make.source("an officer", "anonymous"))
    with recording(by=ana):
        type(found).objects.filter(pk=found.pk).update(claim=second)
        Attribution.objects.filter(appearance=found).update(self_interested=True)
    told = ["\n".join(line for act in acts(one) for line in lines(act)) for one in (first, second)]
    assert ["Said by, recorded" in one for one in told] == [True, False]
    assert ["Said by, changed" in one for one in told] == [False, True]


def test_an_articles_history_tells_of_all_that_hangs_on_it(ana):
    claim = make.claim()
    found = make.says(claim, make.source())
    article, other = found.snapshot.article, make.snapshot(title="The original").article
    derive(article=article, based_on=other, kind="translation", by=ana)
    correct(article=article, kind="retraction", text="It was made up.", by=ana)
    anchor_again(snapshot=make.captured_of(article, "Nothing of it."), by=None)
    told = "\n".join(line for act in acts(article) for line in lines(act))
    for line in (
        "Article recorded",
        "Captured",
        "Copy recorded: The original",
        "How: translation",
        "Correction recorded: retraction",
        "What it says: It was made up.",
        f"Appearance recorded: {claim}, {make.WORDS}",
        "Quote in the latest capture: identical → gone",
    ):
        assert line in told, line
    assert "Copied in: The Times on it" in "\n".join(words(other))


def test_a_sources_history_tells_of_what_it_publishes_and_of_marks_on_it(ana):
    times, tribune = make.source("The Times"), make.source("The Tribune")
    claim = make.claim()
    record_article(publisher=times, title="Bridge closed", by=ana)
    mark_origin(
        claim=claim, source=tribune, verdict="same_as", same_as=times, reason="One desk.", by=ana
    )
    mark_origin(claim=claim, source=times, verdict="independent", reason="Saw it.", by=ana)
    told = "\n".join(line for act in acts(times) for line in lines(act))
    for line in (
        "Source recorded",
        "Article recorded: Bridge closed",
        f"Marked as the same origin: {claim}",
        f"Origin marked: {claim}",
        "Finding: speaks from its own knowledge",
    ):
        assert line in told, line


def test_the_program_has_no_name(ana):
    act = acts(make.claim())[0]
    assert (act.who, act.outside) == ("", False)


def test_what_was_written_past_the_site_says_so():
    claim = make.claim()
    run("UPDATE claims_claim SET note = 'by hand'")
    act = acts(claim)[0]
    assert (act.who, act.outside) == ("", True)
    assert lines(act) == ["Claim changed", "Note: none → by hand"]


def test_a_removed_claim_keeps_its_history(ana):
    claim = make.claim("It never was")
    key = claim.pk
    with recording(by=ana, reason="a double"):
        claim.delete()
    act = history(Claim, key).rows[0]
    assert (act.who, act.why) == ("ana", "a double")
    assert "Statement: It never was → none" in lines(act)


def long_trail(claim: Claim, number: int) -> None:
    """So many changes of a claim, each an act of its own."""
    for count in range(number):
        with recording(by=None):
            Claim.objects.filter(pk=claim.pk).update(note=f"note {count}")


def told_of(page) -> list[str]:
    """The notes that a page tells of."""
    return [
        change.after.text
        for act in page.rows
        for done in act.done
        for change in done.changes
        if change.name == "Note" and change.after
    ]


def test_pages_follow_one_another_without_a_gap_or_a_double():
    claim = make.claim()
    long_trail(claim, 23)
    after, seen = "", []
    for _turn in range(10):
        page = history(Claim, claim.pk, after, size=5)
        seen += told_of(page)
        after = page.next
        if not after:
            break
    assert seen == [f"note {count}" for count in reversed(range(23))]


def test_the_latest_acts_say_how_often_each_thing_was_done_and_that_there_was_more(ana):
    claim = make.claim()
    with recording(by=ana, reason="many"):
        for count in range(5):
            Figure.objects.create(claim=claim, value=count, unit="%")
    # Six events: the figures, and the assessment that they brought about.
    (act,) = latest(Claim, claim.pk, size=4)
    assert "Figure recorded (3 times)" in act.done
    assert act.goes_on
    for size in (6, 20):
        act = latest(Claim, claim.pk, size=size)[0]
        assert "Figure recorded (5 times)" in act.done
        assert not act.goes_on


def test_an_act_of_more_than_a_page_goes_on_on_the_next(ana):
    claim = make.claim()
    with recording(by=ana, reason="many"):
        for count in range(12):
            Figure.objects.create(claim=claim, value=count, unit="%")
    after, seen = "", []
    for _turn in range(10):
        page = history(Claim, claim.pk, after, size=5)
        seen += [line for act in page.rows for line in lines(act) if "Figure recorded" in line]
        after = page.next
        if not after:
            break
    assert seen == [f"Figure recorded: {count}, %" for count in range(12)]


@pytest.mark.parametrize(
    "key", ["x", "~", "2026-01-01~1~1", "2026-01-01T00:00:00+00:00~1", "~~~", "9" * 50, "a~1~1"]
)
def test_a_page_that_was_never_given_out_is_unknown(key):
    with pytest.raises(UnknownPage):
        history(Claim, 1, key)


def test_the_queries_stay_the_same_however_long_the_trail(ana, django_assert_max_num_queries):
    claims = [make.claim(topics=["bridges"]) for _turn in range(2)]
    for claim, number in zip(claims, (3, 30), strict=True):
        for count in range(number):
            source = make.source(f"person {count} of {claim.pk}", "person")
            make.says(claim, make.source(f"outlet {count}"), source)
            OriginMark.objects.create(
                claim=claim, source=source, verdict="independent", reason="So.", made_by=ana
            )
    for claim in claims:
        with django_assert_max_num_queries(8):
            history(Claim, claim.pk)


def test_hostile_names_stay_text(ana):
    with recording(by=ana):
        source = make.source("<b>bold</b>")
    assert "Name: <b>bold</b>" in words(source)
    assert Article.objects.count() == 0
