"""`/articles/<id>/suggestions/`: what is worth checking, recorded or dismissed."""

import pytest
from django.test import Client

from claims.actions.articles import record_article
from claims.actions.capturing import ask_for_content, run
from claims.actions.suggesting import dismiss_suggestion, keep_suggestions
from claims.matching import rank, suggesting
from claims.models import DismissedSuggestion, Snapshot, SuggestionList
from tests import builders as make

pytestmark = pytest.mark.django_db

RISEN = "Applications rose by 41% in a year, the ministry said."
FELL = "The auditor found that 3,000 files were lost in 2021, more than ever before."
TEXT = f"What we know\n{RISEN} {FELL}\nAre you surprised?\nRead more"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    """The only capture of an article."""
    return make.snapshot(TEXT)


@pytest.fixture
def address(snapshot: Snapshot) -> str:
    """Its suggestions."""
    return f"/articles/{snapshot.article_id}/suggestions/"


def place(snapshot: Snapshot, words: str) -> dict[str, int]:
    """What the form of a suggestion sends."""
    start = snapshot.text.index(words)
    return {"snapshot": snapshot.pk, "start": start, "end": start + len(words)}


def listed(html: str) -> str:
    """What is offered, without what was left out."""
    return html.split("</ol>")[0]


def test_sentences_worth_checking_are_listed_with_score_and_reasons(address, staff, read):
    html = listed(read(address))
    assert RISEN in html
    assert FELL in html
    assert "a percentage or a share" in html
    assert "No claim recorded yet." in html
    assert "Are you surprised?" not in html
    assert "Read more" not in html


def test_each_leads_to_the_form_with_its_words(address, staff, read, snapshot):
    spot = place(snapshot, RISEN)
    link = f"/articles/{snapshot.article_id}/record/?snapshot={spot['snapshot']}&amp;start={spot['start']}"
    assert f"{link}&amp;end={spot['end']}" in read(address)
    assert RISEN in read(f"{link}&amp;end={spot['end']}".replace("&amp;", "&"))


def test_a_sentence_with_a_recorded_quote_is_left_out_and_says_so(address, staff, read, snapshot):
    make.appearance(make.claim(), snapshot, quote="rose by 41%")
    html = read(address)
    assert RISEN not in listed(html)
    assert "1 sentence left out: claim recorded" in html
    assert RISEN in html


def test_a_dismissed_sentence_is_gone_and_the_trail_says_who(address, staff, read, snapshot):
    response = staff.post(address, place(snapshot, RISEN))
    assert response.status_code == 302
    html = read(address)
    assert RISEN not in listed(html)
    assert "dismissed by ana" in html
    history = read(f"/articles/{snapshot.article_id}/history/")
    assert "Suggestion dismissed" in history
    assert RISEN in history


def test_dismissing_twice_is_dismissing_once(address, staff, snapshot):
    for _ in range(2):
        staff.post(address, place(snapshot, RISEN))
    assert DismissedSuggestion.objects.count() == 1


def test_it_stays_dismissed_in_a_later_capture_with_the_same_words(address, staff, read, snapshot):
    staff.post(address, place(snapshot, RISEN))
    make.captured_of(
        snapshot.article, f"Corrected on Monday.\n{RISEN.replace(' in ', '  in ')} {FELL}"
    )
    html = listed(read(address))
    assert "41%" not in html
    assert FELL in html


def test_it_is_suggested_again_when_its_words_changed(address, staff, read, snapshot):
    staff.post(address, place(snapshot, RISEN))
    make.captured_of(snapshot.article, RISEN.replace("41", "14"))
    assert "14%" in listed(read(address))


def test_a_dismissal_is_taken_back_and_the_trail_says_so(address, staff, read, snapshot):
    staff.post(address, place(snapshot, RISEN))
    key = DismissedSuggestion.objects.get().pk
    for _ in range(2):  # pressed twice
        assert staff.post(address, {"restore": key}).status_code == 302
    assert RISEN in listed(read(address))
    assert "Suggestion taken up again" in read(f"/articles/{snapshot.article_id}/history/")


def test_another_articles_dismissal_is_not_taken_back_here(address, staff, snapshot):
    other = make.snapshot(TEXT, publisher=make.source("The Echo"))
    kept = dismiss_suggestion(snapshot=other, **_span(other), by=make.user("bo", role="editor"))
    staff.post(address, {"restore": kept.pk})
    assert DismissedSuggestion.objects.filter(pk=kept.pk).exists()


def _span(snapshot: Snapshot) -> dict[str, int]:
    return {name: at for name, at in place(snapshot, RISEN).items() if name != "snapshot"}


@pytest.mark.parametrize(
    "sent",
    [{}, {"start": "x"}, {"start": "0", "end": "7"}, {"end": "99999999999999"}, {"snapshot": "0"}],
)
def test_what_is_no_sentence_of_the_article_is_refused_in_words(address, staff, snapshot, sent):
    data = {**place(snapshot, RISEN), **sent} if sent else {}
    response = staff.post(address, data, headers=HTMX)
    assert "Open the suggestions again and choose." in response.content.decode()
    assert not DismissedSuggestion.objects.exists()


def test_a_capture_of_another_article_is_refused(address, staff, snapshot):
    other = make.snapshot(TEXT, publisher=make.source("The Echo"))
    response = staff.post(address, place(other, RISEN), headers=HTMX)
    assert "no capture of this article" in response.content.decode()
    assert not DismissedSuggestion.objects.exists()


def test_readers_are_refused_and_the_public_signs_in(address, snapshot, client):
    assert client.get(address).status_code == 302
    assert client.get(address, headers=HTMX).status_code == 401
    client.force_login(make.user("reader", role="reader"))
    assert client.post(address, place(snapshot, RISEN)).status_code == 403
    assert not DismissedSuggestion.objects.exists()


def test_htmx_is_given_the_list_alone(address, staff):
    response = staff.get(address, headers=HTMX)
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]
    assert RISEN in response.content.decode()


def test_an_article_that_was_not_captured_has_none(staff, read):
    article = record_article(publisher=make.source(), title="Rain", by=None)
    assert "Nothing of this article has been captured yet" in read(
        f"/articles/{article.pk}/suggestions/"
    )


def test_another_language_is_said_and_judged_without_words(staff, read):
    german = make.snapshot(
        "Die Zahl der Anträge ist nach Angaben der Behörde um 41% auf 3.000 gestiegen. Das ist nicht "
        "alles, was wir über die Lage in der Stadt wissen."
    )
    html = read(f"/articles/{german.article_id}/suggestions/")
    assert "This text looks German." in html
    assert "41%" in listed(html)


def test_a_long_list_is_cut_and_says_how_much_is_left(staff, read):
    lines = "\n".join(
        f"The ministry said that {n},000 files were lost in 2021." for n in range(2, 17)
    )
    many = make.snapshot(lines)
    address = f"/articles/{many.article_id}/suggestions/"
    assert "5 more sentences" in read(address, **HTMX)
    assert "16,000 files" in read(address)


def test_how_many_queries_it_takes(address, staff, snapshot, django_assert_num_queries):
    make.appearance(make.claim(), snapshot, quote="rose by 41%")
    staff.get(address)
    with django_assert_num_queries(8):
        staff.get(address, headers=HTMX)


def test_the_article_page_asks_for_them_for_those_who_may_record(snapshot, staff, read, client):
    page = f"/articles/{snapshot.article_id}/"
    assert f'hx-get="{page}suggestions/"' in read(page)
    other = Client()
    other.force_login(make.user("reader", role="reader"))
    assert "suggestions/" not in other.get(page).content.decode()


# Kept after the capture


@pytest.fixture
def ranked(monkeypatch) -> list[str]:
    """The texts that are ranked from here on."""
    seen: list[str] = []
    suggesting._worthy.cache_clear()
    monkeypatch.setattr(suggesting, "rank", lambda text: [*rank(text), seen.append(text)][:-1])
    return seen


def captured(text: str) -> Snapshot:
    """What a worker captures."""
    run(ask_for_content(content=text.encode(), filename="", method="pasted", by=None).pk)
    return Snapshot.objects.get()


def test_what_was_captured_is_ranked_then_and_its_page_reads_it(staff, read, ranked):
    snapshot = captured(f"{RISEN} {FELL}")
    assert ranked == [snapshot.text]
    suggesting._worthy.cache_clear()
    html = listed(read(f"/articles/{snapshot.article_id}/suggestions/"))
    assert RISEN in html
    assert "a percentage or a share" in html
    assert len(ranked) == 1


def test_a_list_of_another_ranking_is_not_read(staff, read, ranked):
    snapshot = captured(RISEN)
    SuggestionList.objects.update(ranking="another", found=[])
    suggesting._worthy.cache_clear()
    assert RISEN in listed(read(f"/articles/{snapshot.article_id}/suggestions/"))


def test_what_is_kept_is_what_would_be_found(snapshot):
    keep_suggestions(snapshots=[snapshot])
    found = suggesting._kept(snapshot)
    assert tuple(found) == suggesting._worthy(snapshot.text)


def test_a_capture_that_cannot_be_ranked_is_captured_all_the_same(monkeypatch, caplog):
    monkeypatch.setattr("claims.actions.suggesting.kept", lambda snapshot: 1 / 0)
    assert captured(RISEN).text == RISEN
    assert "could not be ranked" in caplog.text
    assert not SuggestionList.objects.exists()
