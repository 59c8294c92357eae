"""Sources, articles, snapshots, appearances, figures, marks, decisions and captures by the API."""

import pytest
from django.test import Client

from claims.actions.editing import decide, mark_origin
from claims.actions.merging import merge
from claims.models import Appearance, Capture, Claim, Source
from tests import builders as make
from tests.api.conftest import fields, program_of

pytestmark = pytest.mark.django_db

TEXT = "A city report. An officer told the Tribune that the bridge was closed on Monday. Later."


def test_a_source_is_recorded_found_and_put_right(program):
    owner = make.source("The Group", "organisation")
    body = {"name": "The Wire", "kind": "outlet", "host": "https://www.wire.example/news"}
    made = program.send("/sources/", {**body, "owner": owner.pk})
    assert made.status_code == 201
    assert (made.json()["host"], made.json()["owner"]["name"]) == ("wire.example", "The Group")
    address = made["Location"].removeprefix("/api/v1")
    changed = program.send(address, {"name": "The Wires"}, "patch", If_Match=made["ETag"])
    assert (changed.status_code, changed.json()["name"]) == (200, "The Wires")
    listed = program.ask("/sources/?q=wires&kind=outlet").json()["results"]
    assert [one["name"] for one in listed] == ["The Wires"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "The Times", "kind": "outlet"}, "name"),
        ({"name": "A", "kind": "outlet", "host": "no host"}, "host"),
        ({"name": "A", "kind": "outlet", "owner": 10**9}, "owner"),
        ({"name": "\u200b", "kind": "outlet"}, "name"),
    ],
)
def test_a_source_that_the_record_does_not_allow_is_named(program, body, field):
    make.source("The Times")
    response = program.send("/sources/", body)
    assert (response.status_code, fields(response)) == (422, [field])


def test_a_source_does_not_come_to_own_itself(program):
    times = make.source("The Times")
    group = make.source("The Group", "organisation", owner=times)
    tag = program.ask(f"/sources/{times.pk}/")["ETag"]
    response = program.send(f"/sources/{times.pk}/", {"owner": group.pk}, "patch", If_Match=tag)
    assert (response.status_code, fields(response)) == (422, ["owner"])


def test_a_merged_source_leads_to_what_it_went_into(program, ana):
    kept, gone = make.source("The Times"), make.source("Times", "organisation")
    merge(kept=kept, gone=gone, reason="The same.", by=ana)
    response = program.ask(f"/sources/{gone.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/sources/{kept.pk}/")
    named = program.send("/articles/", {"publisher": gone.pk})
    assert (named.status_code, fields(named)) == (422, ["publisher"])


def test_from_an_article_to_a_claim_on_whose_word(program):
    times, tribune = make.source("The Times"), make.source("The Tribune")
    officer = make.source("an officer", "anonymous")
    article = program.send(
        "/articles/", {"publisher": times.pk, "title": "Bridge", "language": "EN"}
    )
    assert (article.status_code, article.json()["language"]) == (201, "en")
    snapshot = program.send("/snapshots/", {"article": article.json()["id"], "text": TEXT})
    assert (snapshot.status_code, snapshot.json()["text"]) == (201, TEXT)
    body = {
        "snapshot": snapshot.json()["id"],
        "statement": "The bridge was closed on Monday",
        "quote": "the bridge was closed on Monday",
        "basis": "attributed",
        "attributions": [{"source": tribune.pk}, {"source": officer.pk, "via": 0}],
        "figures": [{"value": "1", "unit": "days"}],
        "reason": "From the wire.",
    }
    made = program.send("/appearances/", body)
    assert made.status_code == 201, made.content
    told = made.json()
    assert TEXT[told["start"] : told["end"]] == told["exact"] == body["quote"]
    assert told["before"] == "An officer told the Tribune that "
    relay, end = told["attributions"]
    assert (end["source"]["name"], end["via"]) == ("an officer", relay["id"])
    claim = Claim.objects.get()
    assert (claim.article_count, claim.origin_ids, claim.figures.count()) == (1, [officer.pk], 1)
    again = program.send(
        "/appearances/", {**body, "statement": "", "figures": [], "claim": claim.pk}
    )
    assert (again.status_code, fields(again)) == (409, [])


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"quote": "the bridge was open"}, 422, "quote"),
        ({"quote": "closed", "place": 3}, 422, "place"),
        ({}, 422, "quote"),
        ({"start": 5, "end": 500}, 422, "end"),
        ({"start": 5, "end": 9, "quote": "bridge"}, 422, "quote"),
        ({"quote": "closed", "snapshot": 10**9}, 422, "snapshot"),
        ({"quote": "closed", "attributions": [{"source": 10**9}]}, 422, "attributions.0.source"),
        ({"quote": "closed", "attributions": [{"via": 0}]}, 400, "attributions.0.source"),
        ({"quote": "closed", "statement": "", "claim": None}, 422, "statement"),
        ({"quote": "closed", "claim": 10**9}, 422, "claim"),
        ({"quote": "closed", "stance": "shouts"}, 400, "stance"),
        ({"quote": "closed", "start": -1}, 400, "start"),
        ({"quote": "closed", "figures": [{"value": "2", "comparator": "range"}]}, 422, "figures"),
    ],
)
def test_a_quote_that_cannot_be_recorded_is_named_and_nothing_is_saved(
    program, body, status, field
):
    snapshot = make.snapshot("The bridge was closed.")
    whole = {"snapshot": snapshot.pk, "statement": "It was closed", "basis": "unattributed"}
    response = program.send("/appearances/", {**whole, **body})
    assert (response.status_code, fields(response)) == (status, [field])
    assert not Claim.objects.exists()


def test_how_a_quote_differs_from_the_text_is_told_without_markup(program):
    snapshot = make.snapshot("The mayor's bridge was closed.")
    body = {"quote": "The mayor's bridge was shut.", "statement": "It was", "basis": "unattributed"}
    errors = program.send("/appearances/", {"snapshot": snapshot.pk, **body}).json()["errors"]
    told = [error["message"] for error in errors]
    assert told[1].endswith(": The mayor's bridge was closed.")
    assert told[2].endswith(": The mayor's bridge was [-shut.-]{+closed.+}")


def test_who_said_so_must_fit_the_basis(program):
    snapshot, officer = make.snapshot(), make.source("an officer", "anonymous")
    body = {
        "snapshot": snapshot.pk,
        "statement": "It was closed",
        "quote": make.WORDS,
        "basis": "own_reporting",
        "attributions": [{"source": officer.pk}],
    }
    response = program.send("/appearances/", body)
    assert (response.status_code, fields(response)) == (422, ["basis"])
    assert not Appearance.objects.exists()


def test_what_a_quote_does_is_put_right(program):
    appearance = make.says(make.claim(), make.source())
    address = f"/appearances/{appearance.pk}/"
    tag = program.ask(address)["ETag"]
    response = program.send(address, {"stance": "disputes"}, "patch", If_Match=tag)
    assert (response.status_code, response.json()["stance"]) == (200, "disputes")
    assert program.send(address, {"exact": "x"}, "patch", If_Match="*").status_code == 400


def test_the_public_reads_excerpts_and_the_newsroom_full_texts(program, stranger):
    claim = make.claim(external_id="sample:c1")
    snapshot = make.snapshot(f"One. Two. Three. {TEXT} Four. Five. Six.")
    make.appearance(claim, snapshot, quote="the bridge was closed on Monday")
    inside = program.ask(f"/snapshots/{snapshot.pk}/").json()
    outside = stranger.ask(f"/snapshots/{snapshot.pk}/").json()
    assert inside["text"] == snapshot.text
    assert outside["text"] is None
    [excerpt] = outside["excerpts"]
    assert excerpt["text"] == snapshot.text[excerpt["start"] : excerpt["end"]]
    assert "One." not in str(outside)
    assert "text" not in stranger.ask("/snapshots/").json()["results"][0]


def test_a_figure_is_recorded_and_put_right(program):
    claim = make.claim()
    made = program.send("/figures/", {"claim": claim.pk, "value": "12.50", "unit": "hours"})
    assert (made.status_code, made.json()["value"]) == (201, "12.5")
    address = f"/figures/{made.json()['id']}/"
    ranged = {"comparator": "range", "upper": "13"}
    done = program.send(address, ranged, "patch", If_Match=made["ETag"])
    assert (done.status_code, done.json()["upper"]) == (200, "13")
    bad = program.send(address, {"upper": "2"}, "patch", If_Match=done["ETag"])
    assert (bad.status_code, fields(bad)) == (422, ["upper"])
    assert program.ask(f"/figures/?claim={claim.pk}").json()["results"][0]["upper"] == "13"


def test_an_origin_is_marked_by_those_who_may(program):
    claim, officer = make.claim(), make.source("an officer", "anonymous")
    make.says(claim, make.source(), officer)
    body = {"claim": claim.pk, "source": officer.pk, "verdict": "independent", "reason": "Seen."}
    made = program.send("/marks/", body)
    assert (made.status_code, made.json()["made_by"]) == (201, "ana")
    journalist = program_of(make.user("jo", role="journalist"))
    assert journalist.send("/marks/", body).status_code == 403
    for wrong, field in (({"verdict": "same_as"}, "same_as"), ({"reason": " "}, "reason")):
        response = program.send("/marks/", {**body, **wrong})
        assert (response.status_code, fields(response)) == (422, [field])
    assert len(program.ask(f"/marks/?source={officer.pk}").json()["results"]) == 1


def test_decisions_are_read_and_why_by_the_newsroom_alone(program, stranger, ana, settings):
    settings.PUBLIC = "published"
    claim = make.claim()
    make.says(claim, make.source(), basis="own_reporting")
    decide(claim=claim, outcome="withhold", reason="Not yet.", by=ana)
    decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Seen it.", by=ana)
    inside = program.ask(f"/decisions/?claim={claim.pk}").json()["results"]
    assert [(one["reason"], one["decided_by"]) for one in inside] == [
        ("Seen it.", "ana"),
        ("Not yet.", "ana"),
    ]
    [outside] = stranger.ask("/decisions/").json()["results"]
    assert (outside["caveat"], outside["reason"], outside["decided_by"]) == (
        "One origin.",
        None,
        None,
    )
    assert stranger.ask(f"/decisions/{inside[1]['id']}/").status_code == 404
    assert program.send("/decisions/", {}).status_code == 405


def test_marks_are_no_part_of_the_graph_that_the_public_reads(program, stranger, ana):
    claim, officer = make.claim(external_id="sample:c1"), make.source("an officer", "anonymous")
    make.says(claim, make.source(), officer)
    mark_origin(claim=claim, source=officer, verdict="independent", reason="I.", by=ana)
    address = f"/claims/{claim.pk}/assessment/"
    assert program.ask(address).json()["graph"]["marks"]
    assert stranger.ask(address).json()["graph"]["marks"] == []


def test_a_capture_is_asked_for_and_followed(program):
    asked = program.send("/captures/", {"url": "https://echo.example/bridge"})
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert program.get(asked["Location"]).json()["id"] == Capture.objects.get().pk
    for wrong in ({}, {"url": "nonsense of no kind"}, {"url": "https://a:b@echo.example/"}):
        response = program.send("/captures/", wrong)
        assert response.status_code == 422
        fields(response)


def test_the_trail_says_by_whose_token_it_was_written(program):
    program.send("/sources/", {"name": "The Wire", "kind": "outlet", "reason": "New to us."})
    noted = Source.objects.get().events.get().pgh_context.metadata
    assert (noted["token"], noted["reason"]) == ("a program", "New to us.")
    browser = Client()
    browser.force_login(make.user("ana", role="editor"))
    page = browser.get(f"/sources/{Source.objects.get().pk}/history/").content.decode()
    assert "by the token “a program”" in page


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/articles/", 4),
        ("/snapshots/", 4),
        ("/sources/", 4),
        ("/appearances/", 6),
        ("/figures/", 4),
        ("/decisions/", 4),
        ("/marks/", 4),
        ("/captures/", 4),
    ],
)
def test_lists_cost_the_same_few_queries_however_long(
    program, ana, address, most, django_assert_max_num_queries
):
    for number in range(4):
        claim, officer = make.claim(f"Closed {number}"), make.source(f"officer {number}", "person")
        make.says(claim, make.source(), officer)
        decide(claim=claim, outcome="withhold", reason="So.", by=ana)
        mark_origin(claim=claim, source=officer, verdict="independent", reason="I.", by=ana)
    program.ask("/claims/")  # from here on the token's use is noted
    with django_assert_max_num_queries(most):
        assert program.ask(address).status_code == 200


def test_a_new_claim_with_another_figure_than_its_quote_is_recorded_only_if_that_is_meant(program):
    snapshot = make.snapshot("Ferries carried 870 cars in May.")
    body = {
        "snapshot": snapshot.pk,
        "statement": "Ferries carried 807 cars in May",
        "quote": "Ferries carried 870 cars in May",
        "basis": "own_reporting",
    }
    response = program.send("/appearances/", body)
    assert (response.status_code, fields(response)) == (422, ["meant"])
    assert "807" in response.json()["errors"][0]["message"]
    assert not Claim.objects.exists()
    assert program.send("/appearances/", {**body, "meant": True}).status_code == 201


def test_a_quote_does_not_make_a_second_claim_of_a_statement_on_record(program):
    claim = make.claim("The bridge was closed on a Monday")
    body = {
        "snapshot": make.snapshot().pk,
        "statement": "the bridge was closed on a Monday",
        "quote": make.WORDS,
        "basis": "own_reporting",
    }
    again = program.send("/appearances/", body)
    assert (again.status_code, fields(again)) == (409, ["statement"])
    assert again["Location"] == f"/api/v1/claims/{claim.pk}/"
    assert not Appearance.objects.exists()
    linked = program.send("/appearances/", {**body, "statement": "", "claim": claim.pk})
    assert linked.status_code == 201
    another = {**body, "quote": "A city report", "meant": True}
    assert program.send("/appearances/", another).status_code == 201
