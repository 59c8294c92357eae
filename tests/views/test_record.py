"""`/articles/<id>/record/`: recording a claim from the words of an article."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client

from claims.actions.anchoring import anchor_again
from claims.actions.articles import store_snapshot
from claims.actions.capturing import ask_for_content, run
from claims.actions.claims import AlreadyRecorded, FiguresDiffer, Quoted, record_quote
from claims.models import Appearance, Article, Attribution, Claim, Figure, Snapshot, Source
from claims.quotes import suggested_figures
from tests import builders as make
from tests.sessions import at_once

pytestmark = pytest.mark.django_db

TEXT = (
    "Café 😀 owners “wait” a year. Applications rose by 41% in a year, it said.\n"
    "השר אמר כי המספר עלה. Cafe\u0301s closed. Two offices closed in May.\n"
    "Two offices closed in May."
)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    """The only capture of an article, in full."""
    return make.snapshot(TEXT)


@pytest.fixture
def article(snapshot: Snapshot) -> Article:
    """The article."""
    return snapshot.article


def fields(quote: str = "Applications rose by 41%", **more: Any) -> dict[str, Any]:
    """What a form holds that records a quote on the article's own word."""
    statement = more.pop("statement", f"It is said: {quote}")
    return {"quote": quote, "statement": statement, "basis": "own_reporting", **more}


def chosen(snapshot: Snapshot, words: str, **more: Any) -> dict[str, Any]:
    """The same for words that were selected."""
    start = snapshot.text.index(words)
    return fields(words, snapshot=snapshot.pk, start=start, end=start + len(words), **more)


def figures(*rows: dict[str, str]) -> dict[str, str]:
    """The same for rows of figures."""
    sent = {"figure-TOTAL_FORMS": str(len(rows)), "figure-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        sent |= {f"figure-{number}-{name}": value for name, value in row.items()}
    return sent


def offer(**changes: str) -> dict[str, str]:
    """A row with what was read from the quote, ticked, before or after somebody changed it."""
    read = {"comparator": "exact", "value": "41", "unit": "%"}
    return {**read, "take": "on", "read": "41%", "offered": "exact|41||%", **changes}


def post(client: Client, article: Article, data: dict[str, Any], **headers: str) -> Any:
    """Send the form."""
    return client.post(f"/articles/{article.pk}/record/", data, headers=headers or None)


def refused(client: Client, article: Article, data: dict[str, Any], **headers: str) -> str:
    """The page that says what is wrong; nothing was recorded."""
    before = Claim.objects.count(), Appearance.objects.count(), Source.objects.count()
    response = post(client, article, data, **headers)
    assert response.status_code == 400, response.content.decode()[:300]
    assert (Claim.objects.count(), Appearance.objects.count(), Source.objects.count()) == before
    return unescape(response.content.decode())


def captured_again(article: Article, text: str) -> Snapshot:
    """A later capture."""
    return store_snapshot(
        article=article,
        content=text.encode(),
        text=text,
        extent="full",
        method="pasted",
        media_type="text/plain",
        by=None,
    )


# Recording


def test_a_pasted_quote_is_recorded_where_it_stands(article, staff):
    response = post(staff, article, fields())
    appearance = Appearance.objects.get()
    assert response.status_code == 302
    assert response["Location"] == appearance.get_absolute_url()
    assert appearance.exact == TEXT[appearance.start : appearance.end] == "Applications rose by 41%"
    assert (appearance.stance, appearance.basis) == ("asserts", "own_reporting")
    assert appearance.claim.statement == "It is said: Applications rose by 41%"
    assert appearance.claim.status == "uncorroborated"


def test_afterwards_the_article_says_what_was_recorded(article, staff):
    response = staff.post(f"/articles/{article.pk}/record/", fields(), follow=True)
    html = response.content.decode()
    assert "Recorded:" in html
    assert "Uncorroborated" in html


def test_words_linked_to_a_claim_on_record_are_said_to_be_linked(article, staff):
    claim = make.claim("Requests went up")
    sent = fields(statement="", claim=claim.pk)
    html = staff.post(f"/articles/{article.pk}/record/", sent, follow=True).content.decode()
    assert f"Linked to claim {claim.pk}: <a" in html
    assert ">Requests went up</a>" in html
    assert "Recorded:" not in html


@pytest.mark.parametrize(
    "words", ["😀 owners", "“wait”", "השר אמר", "Cafe\u0301s", "a year. Applications", "41%"]
)
def test_selected_words_are_recorded_at_their_code_points(words, article, snapshot, staff):
    assert post(staff, article, chosen(snapshot, words), **HTMX).status_code == 200
    appearance = Appearance.objects.get()
    assert appearance.exact == words
    assert appearance.start == TEXT.index(words)


def test_a_selection_over_two_paragraphs_is_one_quote(article, snapshot, staff):
    words = "it said.\nהשר אמר"
    data = chosen(snapshot, words)
    post(staff, article, {**data, "quote": words.replace("\n", "\r\n")})
    assert Appearance.objects.get().exact == words


def test_space_around_a_selection_is_left_out(article, snapshot, staff):
    data = chosen(snapshot, " rose by 41% ")
    post(staff, article, {**data, "quote": "rose by 41%"})
    assert Appearance.objects.get().exact == "rose by 41%"


def test_words_typed_over_a_selection_are_located(article, snapshot, staff):
    data = chosen(snapshot, "Applications rose")
    post(staff, article, {**data, "quote": "rose by 41%"})
    assert Appearance.objects.get().exact == "rose by 41%"


def test_quotes_may_overlap_and_one_sentence_may_hold_several_claims(article, snapshot, staff):
    post(staff, article, chosen(snapshot, "Applications rose by 41%", statement="They rose"))
    post(staff, article, chosen(snapshot, "rose by 41% in a year", statement="Over twelve months"))
    again = chosen(snapshot, "rose by 41% in a year", statement="Quite another thing")
    post(staff, article, again)
    assert Appearance.objects.count() == 3
    html = staff.get(f"/articles/{article.pk}/").content.decode()
    assert html.count('id="appearance-') == 3


def test_who_said_so_is_found_by_name_whatever_its_capitals(article, staff):
    minister = make.source("The minister", "person")
    post(staff, article, fields(basis="", said_by="the Minister"))
    appearance = Appearance.objects.get()
    assert appearance.basis == "attributed"
    assert appearance.attributions.get().source == minister


def test_sources_that_are_not_on_record_are_made_with_the_chain(article, staff):
    names = {"said_by": "a former officer", "said_by_kind": "anonymous"}
    relay = {"by_way_of": "The Atlantic", "by_way_of_kind": "outlet"}
    post(staff, article, fields(basis="attributed", self_interested="on", **names, **relay))
    said = Attribution.objects.get(source__name="a former officer")
    assert said.via is not None
    assert said.via.source.name == "The Atlantic"
    assert (said.self_interested, said.via.self_interested) == (True, False)
    assert said.source.kind == "anonymous"


def test_a_figure_typed_by_hand_belongs_to_the_new_claim(article, staff):
    row = {"value": "41", "unit": "%", "comparator": "about"}
    post(staff, article, fields(**figures(row)))
    assert Figure.objects.get().label == "about 41%"


def test_a_range_has_two_ends(article, staff):
    row = {"value": "20", "upper": "30", "unit": "officers", "comparator": "range"}
    post(staff, article, fields(**figures(row)))

    assert Figure.objects.get().label == "between 20 and 30 officers"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "20", "comparator": "range"}, "Enter the higher of the two numbers here."),
        (
            {"value": "20", "upper": "20", "comparator": "range"},
            "Enter the higher of the two numbers here.",
        ),
        (
            {"value": "20", "upper": "30", "comparator": "exact"},
            "Choose “between” for two numbers, or clear this one.",
        ),
        ({"upper": "30", "comparator": "range"}, "Enter the lower of the two numbers here."),
    ],
)
def test_a_range_that_is_none_is_refused_with_what_to_do(article, staff, typed, told):
    assert told in refused(staff, article, fields(**figures(typed)))


def test_a_figure_may_be_nought(article, staff):
    row = {"value": "0", "unit": "%", "comparator": "exact"}
    post(staff, article, fields(statement="Fees did not rise", **figures(row)))
    assert Figure.objects.get().label == "0%"


def test_a_claim_may_have_several_figures_each_once(article, staff):
    rows = [{"value": "41", "unit": "%"}, {}, {"value": "3000"}, {"value": "41", "unit": "%"}]
    post(staff, article, fields(**figures(*rows)))
    assert [figure.label for figure in Figure.objects.all()] == ["41%", "3,000"]


def test_what_may_be_read_from_the_quote_is_offered_ticked(article, snapshot, staff):
    start = TEXT.index("rose by 41%")
    asked = f"?snapshot={snapshot.pk}&start={start}&end={start + 11}"
    html = staff.get(f"/articles/{article.pk}/record/{asked}", headers=HTMX).content.decode()
    assert "read from the quote: “41%”" in html
    assert 'name="figure-0-take" id="id_figure-0-take" checked' in html
    assert 'name="figure-0-value" value="41"' in html
    assert 'name="figure-2-value"' in html


def test_of_what_cannot_all_be_true_a_person_ticks_what_the_claim_states(staff):
    article = make.snapshot("The rate rose from 41% to 50%.").article
    address = f"/articles/{article.pk}/record/?quote=rose+from+41%25+to+50%25"
    html = staff.get(address).content.decode()
    assert html.count("read from the quote") == 2
    assert " checked>" not in html
    assert "Tick those that the claim states." in html


@pytest.mark.parametrize(
    "row, recorded",
    [
        (offer(), ["41%"]),
        (offer(take=""), []),
        (offer(comparator="about", value="40"), ["about 40%"]),
        (offer(value="", unit=""), []),
        (offer(take="", value="nonsense"), []),
    ],
)
def test_what_is_offered_is_left_edited_or_declined(row, recorded, article, staff):
    assert post(staff, article, fields(**figures(row))).status_code == 302
    assert [figure.label for figure in Figure.objects.all()] == recorded


def test_what_is_offered_follows_the_quote_and_what_was_typed_stays(article, staff):
    rows = [offer(value="42", offered="exact|42||%"), {"value": "7", "unit": "days"}]
    data = {"quote": "rose by 41%", **figures(*rows)}
    headers = {**HTMX, "HX-Target": "figures"}
    html = staff.get(f"/articles/{article.pk}/record/", data, headers=headers).content.decode()
    assert html.strip().startswith('<div id="figures"')
    assert 'name="figure-0-value" value="41"' in html
    assert 'name="figure-1-value" value="7"' in html
    assert 'value="42"' not in html


def test_what_was_declined_stays_declined(article, staff):
    data = {"quote": "rose by 41%", **figures(offer(take=""))}
    headers = {**HTMX, "HX-Target": "figures"}
    html = staff.get(f"/articles/{article.pk}/record/", data, headers=headers).content.decode()
    assert " checked>" not in html


def test_figures_that_were_read_from_other_words_are_read_again_before_anything_is_recorded(
    article, staff
):
    before = offer(value="14", read="14%", offered="exact|14||%")
    mine = {"comparator": "exact", "value": "7", "unit": "offices"}
    html = refused(staff, article, fields(**figures(before, mine)))
    assert "The figures were read from other words than those that are quoted now." in html
    assert 'name="figure-0-value" value="41"' in html
    assert 'name="figure-1-value" value="7"' in html
    assert 'value="14"' not in html


def test_figures_that_were_read_from_other_words_and_are_not_wanted_ask_nothing(article, staff):
    before = offer(value="14", read="14%", offered="exact|14||%", take="")
    assert post(staff, article, fields(**figures(before))).status_code == 302
    assert not Figure.objects.exists()


def test_a_claim_on_record_is_linked_whatever_the_figures_were_read_from(article, staff):
    claim = make.claim("Applications rose by 41%")
    before = offer(value="14", read="14%", offered="exact|14||%")
    assert post(staff, article, fields(claim=claim.pk, **figures(before))).status_code == 302


def test_without_javascript_a_button_reads_the_figures_of_the_quote(article, snapshot, staff):
    data = chosen(snapshot, "Café", statement="As typed", read_figures="1")
    response = post(staff, article, {**data, "quote": "rose by 41%"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "read from the quote: “41%”" in html
    assert "rose by 41%</textarea>" in html
    assert "As typed" in html
    assert not Claim.objects.exists()


def test_rows_that_nobody_could_have_sent_are_let_be(article, staff):
    for total in ("x", "²", "9999999"):
        data = {"quote": "rose by 41%", "figure-TOTAL_FORMS": total}
        assert staff.get(f"/articles/{article.pk}/record/", data).status_code == 200
        assert post(staff, article, fields(**data)).status_code in {302, 400}


def test_a_claim_attributed_to_nobody_says_so(article, staff):
    response = post(staff, article, fields(basis="attributed"), **HTMX)
    assert "It is not recorded who said so" in response.content.decode()


def test_the_figures_of_a_quote_are_suggested():
    [found] = suggested_figures("Applications rose by 41% in a year")
    assert (found.figure.value, found.figure.unit, found.words) == (41, "%", "41%")


# With htmx


def test_htmx_gets_the_text_with_the_mark_and_an_empty_panel(article, snapshot, staff):
    response = post(staff, article, chosen(snapshot, "rose by 41%"), **HTMX)
    html = response.content.decode()
    assert "<html" not in html
    assert ">rose by 41%</mark>" in html
    assert '<mark class="uncorroborated"' in html
    assert '<div id="panel" hx-swap-oob="innerHTML"></div>' in html
    assert "Recorded:" in html
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_a_refused_form_into_the_panel(article, staff):
    response = post(staff, article, fields(statement=""), **HTMX)
    assert response.status_code == 400
    assert response["HX-Retarget"] == "#panel"
    html = response.content.decode()
    assert "<html" not in html
    assert "Write what is claimed" in html


def test_the_panel_opens_with_the_selected_words(article, snapshot, staff):
    start = TEXT.index("😀")
    asked = f"?snapshot={snapshot.pk}&start={start}&end={start + 9}"
    html = staff.get(f"/articles/{article.pk}/record/{asked}", headers=HTMX).content.decode()
    assert "<html" not in html
    assert "😀 owners</textarea>" in html


def test_the_words_of_a_bookmarklet_are_filled_in(article, staff):
    html = staff.get(f"/articles/{article.pk}/record/?quote=rose+by+41%25").content.decode()
    assert "<html" in html
    assert "rose by 41%</textarea>" in html


def brought(article: Article, quote: str) -> str:
    """The number of a capture that brought the article, with words to record."""
    capture = ask_for_content(
        content=TEXT.encode(), filename="", method="pasted", article=article, quote=quote, by=None
    )
    run(capture.pk)
    return str(capture.pk)


def test_the_words_that_came_with_a_capture_are_found_in_the_text(article, snapshot, staff):
    key = brought(article, "owners  “wait”\na year")
    html = staff.get(f"/articles/{article.pk}/record/?capture={key}").content.decode()
    assert "owners “wait” a year</textarea>" in html
    assert f'name="start" value="{TEXT.index("owners")}"' in html


def test_words_that_came_along_but_are_not_in_the_text_are_told_with_the_nearest(article, staff):
    key = brought(article, "Applications rose by 14% in a year")
    for headers in ({}, HTMX):
        address = f"/articles/{article.pk}/record/?capture={key}"
        html = unescape(staff.get(address, headers=headers).content.decode())
        assert "These words do not stand in the captured text." in html
        assert "Applications rose by 41% in a year" in html
        assert "Applications rose by 14% in a year</textarea>" in html


def test_words_that_came_along_and_stand_twice_are_asked_about_at_once(article, staff):
    key = brought(article, "Two offices closed in May")
    html = staff.get(f"/articles/{article.pk}/record/?capture={key}").content.decode()
    assert "The quote stands in 2 places." in html
    assert 'name="place"' in html


@pytest.mark.parametrize("key", ["x", "99999", "²", "9" * 30])
def test_a_capture_that_is_not_there_fills_in_nothing(key, article, staff):
    html = staff.get(f"/articles/{article.pk}/record/", {"capture": key}).content.decode()
    assert "></textarea>" in html.replace("\n", "")


def test_the_article_opens_the_form_for_the_words_that_came_along(article, staff, client):
    key = brought(article, "rose by 41%")
    address = f"/articles/{article.pk}/record/?capture={key}"
    html = staff.get(f"/articles/{article.pk}/?capture={key}").content.decode()
    assert f'hx-get="{address}" hx-trigger="load"' in html
    assert f'href="{address}"' in html
    client.logout()
    assert "capture=" not in client.get(f"/articles/{article.pk}/?capture={key}").content.decode()


def test_each_piece_of_the_text_says_where_it_begins(article, snapshot, staff, client):
    post(staff, article, chosen(snapshot, "rose by 41%"))
    html = staff.get(f"/articles/{article.pk}/").content.decode()
    assert f'data-at="{TEXT.index("rose")}">rose by 41%</mark>' in html
    assert f'data-at="{TEXT.index("השר")}">' in html


# Claims that look alike


def test_a_claim_that_looks_alike_is_offered_before_a_twin_is_made(article, staff):
    claim = make.claim("Applications rose by 41% in one year")
    twin = fields(statement="Applications rose by 41% in a year")
    html = refused(staff, article, twin)
    assert "Claims on record look like this one" in html
    assert f'name="claim" value="{claim.pk}"' in html
    assert post(staff, article, {**twin, "seen": [str(claim.pk)]}).status_code == 302
    assert Claim.objects.count() == 2


def test_one_click_links_to_the_claim_on_record(article, staff):
    claim = make.claim("Applications rose by 41% in one year")
    assert post(staff, article, fields(claim=claim.pk)).status_code == 302
    assert Appearance.objects.get().claim == claim
    assert Claim.objects.count() == 1


def test_a_near_claim_with_another_figure_is_never_linked_by_itself(article, staff):
    other = make.claim("Applications rose by 14% in a year")
    twin = fields(statement="Applications rose by 41% in a year", seen=[other.pk])
    post(staff, article, twin)
    assert not other.appearances.exists()


def test_the_claims_that_look_alike_follow_what_is_typed(article, staff):
    claim = make.claim("Two offices closed")
    address = f"/articles/{article.pk}/record/?statement=Two+offices+have+closed"
    html = staff.get(address, headers={**HTMX, "HX-Target": "alike"}).content.decode()
    assert html.strip().startswith('<div id="alike"')
    assert f'value="{claim.pk}"' in html


def test_each_proposal_says_how_it_differs(article, staff):
    make.claim("Applications rose by 14% in a year")
    address = f"/articles/{article.pk}/record/?statement=Applications+fell+by+41%25+in+a+year"
    html = unescape(staff.get(address, headers={**HTMX, "HX-Target": "alike"}).content.decode())
    assert "other figure</b>: “41%” here, “14%” on record" in html
    assert "other direction</b>: “fell” here, “rose” on record" in html


# A claim that gives another figure than the words


OTHER = "The claim says 14%, the words quoted say 41%."


def test_a_claim_with_another_figure_than_its_words_is_asked_about(article, staff):
    sent = fields(statement="Applications rose by 14%", **figures(offer()))
    html = refused(staff, article, sent)
    assert OTHER in html
    assert "Applications rose by 14%" in html
    assert 'name="figure-0-value" value="41"' in html
    assert 'name="meant" id="id_meant" value="14%|41%" aria-describedby="id_meant_error">' in html


def test_with_one_tick_it_is_recorded_as_it_is_meant(article, staff):
    sent = fields(statement="Applications rose by 14%", meant="14%|41%", **figures(offer()))
    assert post(staff, article, sent).status_code == 302
    assert Figure.objects.get().label == "41%"


def test_a_tick_is_for_the_figures_that_were_shown(article, staff):
    sent = fields(statement="Applications rose by 17%", meant="14%|41%")
    assert "The claim says 17%, the words quoted say 41%." in refused(staff, article, sent, **HTMX)


def test_a_figure_typed_otherwise_than_the_claim_says_is_asked_about(article, staff):
    rows = figures({"value": "14", "unit": "%"})
    sent = fields("Two offices closed", statement="Fees rose by 41%", **rows, place=1)
    told = "The claim says 41%, the figure to be recorded is 14%."
    assert told in refused(staff, article, sent)


def test_words_that_dispute_a_claim_may_give_another_figure(article, staff):
    sent = fields(statement="Applications rose by 14%", stance="disputes")
    assert post(staff, article, sent).status_code == 302


def test_whoever_records_without_a_form_is_asked_too(snapshot):
    start = snapshot.text.index("Applications")
    quoted = Quoted(
        snapshot, start, start + 24, "asserts", "own_reporting", statement="They rose by 14%"
    )
    with pytest.raises(FiguresDiffer, match="The claim says 14%, the words quoted say 41%"):
        record_quote(quoted=quoted, by=None)
    assert not Claim.objects.exists()
    assert record_quote(quoted=replace(quoted, meant=True), by=None).claim.statement


def test_linking_leaves_the_figures_of_the_claim_alone(article, staff):
    claim = make.claim("Applications rose")
    html = refused(staff, article, fields(claim=claim.pk, **figures({"value": "41"})))
    assert "A claim on record keeps its figures." in html
    html = refused(staff, article, fields(claim=claim.pk, **figures(offer(value="42"))))
    assert "A claim on record keeps its figures." in html


def test_what_is_merely_offered_does_not_stand_in_the_way_of_a_link(article, staff):
    claim = make.claim("Applications rose")
    assert post(staff, article, fields(claim=claim.pk, **figures(offer()))).status_code == 302
    assert Appearance.objects.get().claim == claim
    assert not Figure.objects.exists()


# Refusals


def test_words_that_stand_nowhere_are_refused_with_the_nearest_passage(article, staff):
    html = refused(staff, article, fields("Applications rose by 14% in a year"))
    assert "These words do not stand in the captured text." in html
    assert "Applications rose by 41% in a year" in html
    assert "rose by <del>14</del><ins>41</ins>%" in html


def test_words_that_stand_twice_are_asked_about(article, staff):
    html = refused(staff, article, fields("Two offices closed in May"))
    assert "The quote stands in 2 places." in html
    assert 'name="place"' in html
    post(staff, article, fields("Two offices closed in May", place="2"))
    assert Appearance.objects.get().start == TEXT.rindex("Two offices")


def test_selected_words_that_stand_twice_need_no_question(article, snapshot, staff):
    start = TEXT.rindex("Two offices")
    data = {**chosen(snapshot, "Two offices"), "start": start, "end": start + len("Two offices")}
    post(staff, article, data)
    assert Appearance.objects.get().start == start


@pytest.mark.parametrize("start, end", [(-1, 5), (0, 10_000), (5, 5), (9, 3)])
def test_a_selection_outside_the_article_is_refused(start, end, article, snapshot, staff):
    data = {**chosen(snapshot, "rose by 41%"), "start": start, "end": end}
    assert "The selection reaches outside the article." in refused(staff, article, data)


def test_a_selection_made_in_another_article_is_refused(article, staff):
    other = make.snapshot(TEXT, title="Another")
    data = chosen(other, "rose by 41%")
    assert "These words were selected in another article." in refused(staff, article, data)


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"quote": ""}, "Select or paste the words"),
        ({"statement": " "}, "Write what is claimed, or link"),
        ({"statement": "\u200b"}, "There is nothing here but space."),
        ({"said_by": "\u2003\u200b", "said_by_kind": "person"}, "There is nothing here but space."),
        ({"basis": ""}, "Choose on whose word"),
        ({"basis": "nonsense"}, "Select a valid choice"),
        ({"claim": "99999"}, "Select a valid choice"),
        ({"said_by": "Nobody known"}, "No source on record has this name."),
        ({"said_by": "Ana", "said_by_kind": "person"}, "choose “attributed”"),
        ({"by_way_of": "The Times"}, "Say who said it"),
        (figures({"value": "many"}), "Enter a number."),
        (figures({"value": "1e30"}), "A figure is incomplete or is no number."),
        (figures({"value": "1", "comparator": "odd"}), "Select a valid choice"),
        (figures({"unit": "%"}), "Enter the number that this unit belongs to"),
        ({"start": "x"}, "Enter a whole number."),
        ({"quote": "rose\0by"}, "Null characters are not allowed."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(wrong, message, article, staff):
    html = refused(staff, article, {**fields(statement="As typed"), **wrong})
    assert message in html
    assert "As typed" in html or "statement" in wrong


def test_nobody_has_it_from_themselves(article, staff):
    both = {"said_by": "The Times", "by_way_of": "the times", "basis": "attributed"}
    assert "Nobody has it from themselves." in refused(staff, article, fields(**both))


def test_namesakes_are_told_apart_by_their_number(article, staff):
    one, other = make.source("Adam Smith", "person"), make.source("Adam Smith", "document")
    html = refused(staff, article, fields(basis="", said_by="Adam Smith"))
    assert f"Adam Smith (#{one.pk}), Adam Smith (#{other.pk})" in html
    post(staff, article, fields(basis="", said_by=f"Adam Smith (#{other.pk})"))
    assert Attribution.objects.get().source == other


def test_a_name_on_record_as_something_else_is_not_made_again(article, staff):
    make.source("Adam Smith", "person")
    again = fields(basis="", said_by="Adam Smith", said_by_kind="anonymous")
    assert "This name is on record." in refused(staff, article, again)


# Captured again meanwhile


def test_words_that_still_stand_in_a_later_capture_are_to_be_confirmed(article, snapshot, staff):
    data = chosen(snapshot, "rose by 41%", statement="As typed")
    latest = captured_again(article, f"An editor's note. {TEXT}")
    html = refused(staff, article, data)
    assert "These words stand in the latest capture too" in html
    assert "As typed" in html
    assert f'name="snapshot" value="{latest.pk}"' in html
    at = latest.text.index("rose by 41%")
    assert f'name="start" value="{at}"' in html
    post(staff, article, {**data, "snapshot": latest.pk, "start": at, "end": at + 11})
    assert Appearance.objects.get().snapshot == latest


def test_words_that_changed_in_a_later_capture_are_refused_with_the_change(
    article, snapshot, staff
):
    data = chosen(snapshot, "Applications rose by 41% in a year", statement="As typed")
    captured_again(article, TEXT.replace("41%", "14%"))
    html = refused(staff, article, data)
    assert "The article was captured again since you opened it." in html
    assert "<del>41</del><ins>14</ins>%" in html
    assert "As typed" in html


def test_words_that_are_gone_from_a_later_capture_are_refused(article, snapshot, staff):
    data = chosen(snapshot, "Applications rose by 41% in a year, it said.")
    captured_again(article, "Something else altogether is written here now.")
    assert "These words are gone from it." in refused(staff, article, data)


def test_pasted_words_are_to_be_confirmed_in_a_later_capture_too(article, snapshot, staff):
    captured_again(article, f"An editor's note. {TEXT}")
    html = refused(staff, article, fields(snapshot=snapshot.pk))
    assert "These words stand in the latest capture too" in html


# The same words twice


def test_the_same_words_for_the_same_claim_are_refused_with_the_record(article, staff):
    post(staff, article, fields())
    first = Appearance.objects.get()
    html = refused(staff, article, fields(seen=[first.claim_id]))
    assert "These words are on record for this claim already:" in html
    assert first.get_absolute_url() in html
    assert "on record for this claim" in refused(staff, article, fields(claim=first.claim_id))


def test_words_recorded_in_an_earlier_capture_are_not_recorded_again(article, staff):
    post(staff, article, fields())
    first = Appearance.objects.get()
    anchor_again(snapshot=captured_again(article, f"A note. {TEXT}"), by=None)
    html = refused(staff, article, fields(claim=first.claim_id))
    assert "These words are on record for this claim already:" in html


def test_a_claim_that_was_chosen_stays_chosen_while_something_else_stands_in_the_way(
    article, staff
):
    claim = make.claim("Applications rose by 41%")
    early = fields(statement="Applications rose by 41%", basis="", claim=claim.pk)
    html = refused(staff, article, early)
    assert "You chose to link these words to “Applications rose by 41%”." in html
    [main] = re.findall(r'<button class="main" type="submit"([^>]*)>', html)
    assert main == f' name="claim" value="{claim.pk}"'
    post(staff, article, early | {"basis": "own_reporting"})
    assert [one.claim for one in Appearance.objects.all()] == [claim]


def test_a_claim_that_was_chosen_can_be_left_for_a_new_one(article, staff):
    claim = make.claim("Applications rose by 41%")
    early = fields(statement="Applications rose by 41%", basis="", claim=claim.pk)
    html = refused(staff, article, early)
    assert '<button type="submit" name="claim" value="">Record a new claim</button>' in html
    assert "You chose to link" not in refused(staff, article, early | {"claim": ""})


@pytest.mark.django_db(transaction=True)
def test_two_people_who_record_the_same_words_at_once_make_one_record():
    snapshot = make.snapshot(TEXT)
    quoted = Quoted(snapshot, 0, 4, "asserts", "own_reporting", statement="Cafés wait")
    told = []

    def record() -> None:
        try:
            record_quote(quoted=quoted, by=None)
        except AlreadyRecorded as error:
            told.append(error.appearance.claim.statement)

    at_once(record, record)
    assert Claim.objects.count() == 1
    assert told == ["Cafés wait"]


# Who may


def test_the_public_is_sent_to_sign_in_and_sees_no_form(article, client, read):
    response = client.get(f"/articles/{article.pk}/record/")
    assert response["Location"].startswith("/accounts/login/?next=")
    assert "record.js" not in read(f"/articles/{article.pk}/")
    assert "data-at" not in read(f"/articles/{article.pk}/")


def test_htmx_is_told_when_nobody_is_signed_in(article, client):
    assert post(client, article, fields(), **HTMX).status_code == 401


def test_an_account_that_is_not_staff_may_not_record(article, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("rita"))
    assert post(client, article, fields()).status_code == 403
    assert not Claim.objects.exists()


def test_an_article_without_a_capture_says_what_to_do(article, staff):
    bare = Article.objects.create(publisher=article.publisher, title="Bare")
    html = staff.get(f"/articles/{bare.pk}/record/").content.decode()
    assert "Nothing of this article has been captured yet" in html


def test_an_article_that_is_not_there_is_not_found(staff):
    assert staff.get("/articles/999999/record/").status_code == 404
