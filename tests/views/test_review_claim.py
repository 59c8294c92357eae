"""`/review/<id>/`: why a claim waits, what a decision would rest on, marks, tasks, deciding."""

import re
from html import unescape

import pytest

from claims.actions.anchoring import anchor_again
from claims.actions.articles import correct
from claims.actions.assigning import Shown, assign
from claims.actions.editing import decide, mark_origin, submit
from claims.actions.editing import sign_off as refuse
from claims.actions.merging import merge
from claims.models import CaptureRequest, Claim, Decision, OriginMark, Source, User
from tests import builders as make

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ana(staff) -> User:
    """The editor who is signed in."""
    return make.user("ana")


@pytest.fixture
def bo() -> User:
    """Another editor."""
    return make.user("bo", role="editor")


@pytest.fixture
def officer(db) -> Source:
    """Somebody whom nobody names."""
    return make.source("an officer", "anonymous")


@pytest.fixture
def claim(officer) -> Claim:
    """A claim in review that rests on the officer."""
    claim = make.claim()
    make.says(claim, make.source(), officer)
    return submit(claim=claim, by=make.user("cy"))


@pytest.fixture
def strong(db) -> Claim:
    """A claim in review that two newsrooms report."""
    claim = make.claim("Two newsrooms report it")
    for name in ("The Times", "The Tribune"):
        make.says(claim, make.source(name), basis="own_reporting")
    return submit(claim=claim, by=make.user("cy"))


def address(claim: Claim) -> str:
    """Where it is decided."""
    return f"/review/{claim.pk}/"


def ground(client, claim: Claim) -> dict[str, str]:
    """The hidden fields of the form that is open."""
    html = client.get(address(claim)).content.decode()
    form = html[html.index('id="decide"') :]
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', form)[1]
        for name in ("digest", "decision", "assignee")
    }


def send(client, claim: Claim, seen: dict[str, str] | None = None, **fields):
    """Send the form of the page as it is, or as it was seen."""
    return client.post(address(claim), {**(seen or ground(client, claim)), **fields})


def state(claim: Claim) -> str:
    """Where the claim is in its life."""
    return Claim.objects.get(pk=claim.pk).state


def text(response) -> str:
    """The page with its entities resolved."""
    return unescape(response.content.decode())


# What is shown


def test_it_says_why_the_claim_is_there_and_what_would_clear_each_flag(claim, ana, read):
    html = unescape(read(address(claim)))
    assert "uncorroborated; in review; 1 article; flagged just now" in html
    for flag in claim.flags.standing():
        assert flag.explanation in html
        assert flag.clears in html


def test_it_shows_what_a_decision_would_rest_on(claim, ana, read):
    html = unescape(read(address(claim)))
    resting = html[html.index("It would rest on") : html.index("On whose word")]
    assert claim.sentence in resting
    assert "an officer: does not count until confirmed: not identified" in resting
    assert "Anonymous only" in resting


def test_it_shows_the_words(claim, ana, read):
    assert make.WORDS in read(address(claim))


def test_a_journalist_sees_it_and_cannot_decide_mark_or_sign_off(claim, client, officer):
    client.force_login(make.user("jo", role="journalist"))
    html = client.get(address(claim)).content.decode()
    assert 'id="decide"' not in html
    assert "/mark/" not in html
    sent = {"outcome": "withhold", "reason": "No.", "source": officer.pk}
    for path in ("", "mark/", "sign-off/"):
        assert client.post(address(claim) + path, sent).status_code == 403
    assert not Decision.objects.exists()


def test_others_do_not_see_it(claim, client):
    assert "login" in client.get(address(claim))["Location"]
    client.force_login(make.user("dee", role="data entry"))
    assert client.get(address(claim)).status_code == 403


def test_htmx_gets_the_panel_alone(claim, ana, client):
    html = client.get(address(claim), headers=HTMX).content.decode()
    assert "<html" not in html
    assert f'data-claim="{claim.pk}"' in html
    assert f'hx-post="{address(claim)}"' in html


def test_the_panel_takes_the_same_queries_however_many_origins(
    ana, client, django_assert_num_queries
):
    for number in (1, 6):
        claim = make.claim(f"{number} say so")
        for key in range(number):
            make.says(claim, make.source(), make.source(f"Person {key}", "anonymous"))
        Claim.objects.exclude(pk=claim.pk).update(waits_since=None)
        with django_assert_num_queries(QUERIES + (number > 1)):  # one article is no copy of another
            client.get(address(claim), headers=HTMX)


def captured_again(claim: Claim, text: str) -> None:
    """A later capture of the article in which the claim stands."""
    article = claim.appearances.get().snapshot.article
    anchor_again(snapshot=make.captured_of(article, text), by=None)


def test_it_shows_what_became_of_a_quote_with_the_way_to_compare(claim, ana, read):
    captured_again(claim, "A city report: the bridge was closed on Sunday.")
    html = read(address(claim))
    assert (
        "says something else in the latest capture: <del>Monday</del> → <ins>Sunday</ins>" in html
    )
    article = claim.appearances.get().snapshot.article
    assert f'href="/articles/{article.pk}/compare/"' in html


def test_a_quote_that_stands_as_it_stood_is_not_spoken_of(claim, ana, read):
    captured_again(claim, f"A city report: {make.WORDS}. It rained.")
    assert "in the latest capture" not in read(address(claim))


def test_it_shows_what_a_correction_says(claim, ana, read):
    article = claim.appearances.get().snapshot.article
    correct(article=article, kind="correction", text="It was on Sunday.", by=None)
    words = read(address(claim)).partition("In whose words")[2]
    assert "Corrected" in words
    assert "It was on Sunday." in words


def test_of_many_quotes_those_that_changed_come_first_and_the_rest_are_not_hidden(claim, ana, read):
    for number in range(12):
        make.says(claim, make.source(f"Outlet {number}"))
    last = make.says(claim, make.source("The Echo"))
    correct(article=last.snapshot.article, kind="retraction", text="Wrong.", by=None)
    words = read(address(claim)).partition("In whose words")[2]
    assert words.index("The Echo on it") < words.index("Outlet 1 on it")
    assert "There are more quotes" in words


def test_a_claim_that_does_not_wait_says_so_and_who_decided(claim, ana, bo, read):
    assert "does not wait in this queue" not in read(address(claim))
    decide(claim=claim, outcome="withhold", reason="No.", by=bo)
    html = unescape(read(address(claim)))
    assert "This claim does not wait in this queue now. bo decided on" in html


def test_the_page_leads_to_the_claim_before_and_the_claim_after(claim, strong, ana, read):
    assert f'rel="next" href="{address(strong)}"' in read(address(claim))
    assert 'rel="prev"' not in read(address(claim))
    assert f'rel="prev" href="{address(claim)}"' in read(address(strong))


# Deciding


@pytest.mark.parametrize("outcome", ["caveat", "withhold", "not_checkable", "sent_back"])
def test_whatever_is_decided_one_claim_fewer_is_left(claim, strong, ana, client, outcome):
    caveat = "Rests on one origin." if outcome == "caveat" else ""
    response = send(client, claim, outcome=outcome, caveat=caveat, reason="One origin.")
    assert "1 left in the queue." in text(client.get(response["Location"]))
    assert f"review/{claim.pk}/" not in client.get("/review/").content.decode()


def test_a_decision_leads_to_the_next_claim_with_what_was_done(claim, strong, ana, client):
    response = send(client, claim, outcome="withhold", reason="One origin.")
    assert response["Location"] == address(strong)
    assert "Decided: withhold. 1 left in the queue." in text(client.get(response["Location"]))
    assert state(claim) == "withheld"


def test_after_the_last_one_the_queue_is_shown(claim, ana, client):
    response = send(client, claim, outcome="withhold", reason="One origin.")
    assert response["Location"] == "/review/"


def test_the_next_claim_is_one_of_the_filtered_queue(ana, client):
    first, second, third = (make.claim(f"Claim {number}") for number in range(3))
    for claim in (first, second, third):
        make.says(claim, make.source(), make.source("an officer", "anonymous"))
        submit(claim=claim, by=ana)
    Claim.objects.filter(pk=third.pk).update(assignee=ana)
    Claim.objects.filter(pk=first.pk).update(assignee=ana)
    sent = {**ground(client, first), "outcome": "withhold", "reason": "No."}
    response = client.post(f"{address(first)}?assignee=me", sent)
    assert response["Location"] == f"{address(third)}?assignee=me"


def test_htmx_gets_the_next_claim_and_the_row_that_goes(claim, strong, ana, client):
    sent = {**ground(client, claim), "outcome": "withhold", "reason": "One origin."}
    html = client.post(address(claim), sent, headers=HTMX).content.decode()
    assert f'data-claim="{strong.pk}"' in html
    assert f'<li id="row-{claim.pk}" hx-swap-oob="delete">' in html
    assert "Decided: withhold." in html


def test_htmx_is_told_when_nothing_is_left(claim, ana, client):
    sent = {**ground(client, claim), "outcome": "withhold", "reason": "One origin."}
    html = client.post(address(claim), sent, headers=HTMX).content.decode()
    assert "Nothing waits any more in this queue." in html


def test_a_caveat_and_a_rating_stand_on_the_claim(claim, ana, client):
    send(
        client,
        claim,
        outcome="caveat",
        caveat="One origin.",
        rating="misleading",
        reason="Matters.",
    )
    claim.refresh_from_db()
    assert (claim.state, claim.caveat, claim.rating) == ("published", "One origin.", "misleading")


def test_without_ratings_in_the_settings_none_is_asked_for(claim, ana, read, settings):
    settings.RATINGS = []
    assert 'name="rating"' not in read(address(claim))


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"outcome": "withhold", "reason": " "}, "reason", "Say why."),
        ({"outcome": "", "reason": "So."}, "outcome", "Choose what you decide."),
        ({"outcome": "maybe", "reason": "So."}, "outcome", "maybe is not one of"),
        ({"outcome": "caveat", "reason": "So."}, "caveat", "Write the caveat"),
        ({"outcome": "corroborated", "reason": "So."}, "outcome", "two independent origins"),
        ({"outcome": "caveat", "caveat": "c", "reason": "x" * 5001}, "reason", "at most 5000"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    claim, ana, client, fields, field, told
):
    response = send(client, claim, **fields)
    html = text(response)
    assert response.status_code == 400
    assert told in html[html.index('id="decide"') :]
    assert re.search(rf'id="decide_{field}_error">[^<]*{told}', html)
    assert fields["reason"] in html
    assert not Decision.objects.exists()


def test_the_second_of_two_sees_what_the_first_decided_and_keeps_what_was_typed(
    claim, ana, bo, client
):
    seen = ground(client, claim)
    decide(claim=claim, outcome="withhold", reason="The officer took it back.", by=bo)
    response = send(
        client, claim, seen, outcome="caveat", caveat="One origin.", reason="It matters."
    )
    html = text(response)
    assert response.status_code == 409
    assert "bo has decided in the meantime: withhold" in html
    assert "The officer took it back." in html
    assert "One origin.</textarea>" in html.replace("\r", "").replace("\n", "")
    assert "It matters.</textarea>" in html.replace("\r", "").replace("\n", "")
    assert re.search(r'value="caveat"[^>]*checked', html)
    assert Decision.objects.count() == 1


def test_having_seen_the_other_decision_one_may_decide_over_it(claim, ana, bo, client):
    seen = ground(client, claim)
    decide(claim=claim, outcome="withhold", reason="No.", by=bo)
    fields = {"outcome": "caveat", "caveat": "One origin.", "reason": "It matters."}
    send(client, claim, seen, **fields)
    send(client, claim, **fields)
    assert state(claim) == "published"


def test_a_decision_on_evidence_that_changed_is_shown_again_with_the_new(claim, ana, client):
    seen = ground(client, claim)
    make.says(claim, make.source("The Tribune"), basis="own_reporting")
    response = send(client, claim, seen, outcome="withhold", reason="One origin.")
    assert response.status_code == 409
    assert "The evidence has changed since you opened this page." in text(response)
    assert "The Tribune" in text(response)


def test_hostile_words_are_escaped(claim, ana, client):
    send(client, claim, outcome="caveat", caveat="<script>c", reason="<script>r")
    html = client.get(address(claim)).content.decode()
    assert "<script>c" not in html
    assert "<script>r" not in html


def given_to(claim: Claim, person: User | None) -> None:
    """Somebody gives the claim to a person."""
    shown = [Shown.read(Claim.objects.get(pk=claim.pk).version)]
    assign(shown=shown, to=person, by=make.user("cy"))


def test_a_claim_that_a_colleague_took_meanwhile_is_not_decided_over_them_unawares(
    claim, ana, bo, client
):
    seen = ground(client, claim)
    given_to(claim, bo)
    response = send(client, claim, seen, outcome="withhold", reason="One origin.")
    html = text(response)
    assert response.status_code == 409
    assert "This claim went to bo in the meantime." in html
    assert "One origin.</textarea>" in html
    assert not Decision.objects.exists()
    send(client, claim, outcome="withhold", reason="One origin.")
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("whose", ["ana", None])
def test_a_claim_that_went_to_oneself_or_to_nobody_is_decided(claim, ana, bo, client, whose):
    given_to(claim, bo)
    seen = ground(client, claim)
    given_to(claim, ana if whose else None)
    send(client, claim, seen, outcome="withhold", reason="One origin.")
    assert Decision.objects.count() == 1


# Marks


def mark(client, claim: Claim, source: Source, **fields):
    """Send the form of an origin."""
    return client.post(f"{address(claim)}mark/", {"source": source.pk, **fields})


def test_an_origin_is_marked_with_a_reason_and_the_claim_assessed_again(
    claim, officer, ana, client
):
    response = mark(client, claim, officer, verdict="independent", reason="We met.")
    assert response["Location"] == address(claim)
    assert OriginMark.objects.get().made_by == ana
    assert Claim.objects.get(pk=claim.pk).counted_origins == 1
    assert "counts: confirmed by an editor" in text(client.get(address(claim)))


def seen_mark(client, claim: Claim, source: Source) -> str:
    """What the form of an origin says of the marks that it was opened with."""
    html = client.get(address(claim)).content.decode()
    return re.search(rf'value="{source.pk}"><input type="hidden" name="seen" value="(.*?)"', html)[
        1
    ]


def test_a_colleagues_mark_is_not_put_aside_unawares_and_nothing_typed_is_lost(
    claim, officer, ana, client
):
    seen = seen_mark(client, claim, officer)
    bo = make.user("bo", role="editor")
    mark_origin(claim=claim, source=officer, verdict="not_independent", reason="No.", by=bo)
    response = mark(client, claim, officer, verdict="independent", reason="We met.", seen=seen)
    assert response.status_code == 400
    told = text(response)
    assert "the marks of this origin changed while you had it open" in told
    assert "bo, " in told
    assert "“No.”" in told
    assert "We met." in told
    assert OriginMark.objects.get().made_by == bo


def test_sent_again_it_is_put_over_it(claim, officer, ana, client):
    seen = seen_mark(client, claim, officer)
    bo = make.user("bo", role="editor")
    mark_origin(claim=claim, source=officer, verdict="not_independent", reason="No.", by=bo)
    typed = {"verdict": "independent", "reason": "We met."}
    mark(client, claim, officer, **typed, seen=seen)
    now = seen_mark(client, claim, officer)
    assert now != seen
    assert mark(client, claim, officer, **typed, seen=now).status_code == 302
    assert OriginMark.objects.get().made_by == ana


def test_two_origins_are_marked_the_same(strong, ana, client):
    times, tribune = make.source("The Times"), make.source("The Tribune")
    mark(client, strong, times, verdict="same_as", same_as=tribune.pk, reason="One newsroom.")
    assert Claim.objects.get(pk=strong.pk).asserting_families == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"verdict": "independent", "reason": ""}, "Say what you know, and how you know it."),
        ({"verdict": "same_as", "reason": "So."}, "Choose which origin it is the same as."),
        ({"verdict": "perhaps", "reason": "So."}, "perhaps is not one of"),
    ],
)
def test_a_mark_that_is_wrong_is_told_where_it_was_typed(claim, officer, ana, client, fields, told):
    response = mark(client, claim, officer, **fields)
    assert response.status_code == 400
    assert told in text(response)
    assert not OriginMark.objects.exists()


def test_a_source_is_not_marked_the_same_as_itself(strong, ana, client):
    times = make.source("The Times")
    response = mark(client, strong, times, verdict="same_as", same_as=times.pk, reason="Kept.")
    assert response.status_code == 400
    assert "A source is always the same as itself." in text(response)
    assert "Kept.</textarea>" in text(response)


def test_a_source_is_not_marked_the_same_as_one_of_its_own_family(claim, ana, client):
    group = make.source("The group", "organisation")
    sunday = make.source("The Sunday Times", owner=group)
    daily = make.source("The Daily Times", owner=group)
    for outlet in (sunday, daily):
        make.says(claim, outlet, basis="own_reporting")
    response = mark(client, claim, sunday, verdict="same_as", same_as=daily.pk, reason="One.")
    assert "belong together on record already" in text(response)
    assert not OriginMark.objects.exists()


def test_what_was_typed_about_an_origin_that_is_gone_is_shown_with_what_is_wrong(
    claim, ana, client
):
    gone = make.source("The Journal")
    html = text(mark(client, claim, gone, verdict="same_as", reason="They are one."))
    assert "is no longer an origin of this claim" in html
    assert "They are one." in html


# Tasks


def test_an_origin_is_asked_for(claim, officer, ana, client):
    client.post(f"{address(claim)}ask/", {"source": officer.pk, "note": "The memo."})
    task = CaptureRequest.objects.get()
    assert (task.claim, task.source, task.note, task.asked_by) == (
        claim,
        officer,
        "The memo.",
        ana,
    )
    assert "ana asked for it to be captured." in text(client.get(address(claim)))


def test_an_origin_is_asked_for_once(claim, officer, ana, client):
    for _ in range(2):
        response = client.post(f"{address(claim)}ask/", {"source": officer.pk})
    assert response.status_code == 400
    assert CaptureRequest.objects.count() == 1


def test_an_address_that_is_none_is_told(claim, officer, ana, client):
    response = client.post(f"{address(claim)}ask/", {"source": officer.pk, "url": "nowhere at all"})
    assert response.status_code == 400
    assert "nowhere at all" in text(response)


# Decisions that are out of date


@pytest.fixture
def stale(claim, ana) -> Claim:
    """Published with a caveat; then its article was corrected."""
    decide(
        claim=claim,
        outcome="caveat",
        caveat="One origin.",
        rating="misleading",
        reason="It matters.",
        by=ana,
    )
    article = claim.appearances.get().snapshot.article
    correct(article=article, kind="correction", text="On Sunday.", by=None)
    return Claim.objects.get(pk=claim.pk)


def test_what_changed_stands_side_by_side(stale, read):
    html = unescape(read(address(stale)))
    table = html[html.index("What changed since the decision") : html.index("</table>")]
    assert "Flag: Article corrected" in table
    assert "<td>not raised</td>" in table
    assert "A correction is on record" in table


def test_an_out_of_date_decision_waits_before_all_that_is_not_published(stale, strong, read):
    html = read("/review/")
    assert html.index(f'id="row-{stale.pk}"') < html.index(f'id="row-{strong.pk}"')


def confirm(client, claim: Claim, seen: dict[str, str] | None = None):
    """Send the form that confirms, as it stands there."""
    html = text(client.get(address(claim)))
    form = html[html.index('id="confirm"') : html.index("Confirm the decision")]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    fields["reason"] = re.search(r"<textarea[^>]*>\s*([^<]*)</textarea>", form)[1]
    return client.post(address(claim), fields | (seen or {}))


def test_confirming_is_the_same_decision_on_the_new_evidence(stale, client):
    confirm(client, stale)
    first, second = Decision.objects.order_by("pk")
    assert (second.outcome, second.caveat, second.rating) == (
        first.outcome,
        first.caveat,
        first.rating,
    )
    assert second.reason == "Confirmed: It matters."
    assert second.digest != first.digest
    assert not Claim.objects.waiting().filter(pk=stale.pk).exists()


def test_a_decision_that_was_confirmed_before_is_not_confirmed_twice_in_words(stale, client):
    confirm(client, stale)
    make.says(stale, make.source("The Tribune"), basis="own_reporting")
    confirm(client, stale)
    assert Decision.objects.latest("pk").reason == "Confirmed: It matters."


def test_what_no_longer_holds_cannot_be_confirmed_and_the_page_says_so(strong, ana, read):
    decide(claim=strong, outcome="corroborated", reason="Two newsrooms.", by=ana)
    mark_origin(
        claim=strong,
        source=make.source("The Times"),
        verdict="not_independent",
        reason="No.",
        by=ana,
    )
    html = unescape(read(address(strong)))
    assert "This decision cannot be confirmed." in html
    assert "does not show two independent origins" in html
    assert 'id="confirm"' not in html


def test_confirming_what_somebody_has_decided_meanwhile_shows_that_with_all_fields_open(
    stale, bo, client
):
    seen = ground(client, stale)
    html = text(client.get(address(stale)))
    assert 'id="confirm"' in html
    decide(claim=stale, outcome="withhold", reason="Taken back.", by=bo)
    fields = {"confirm": "1", "outcome": "caveat", "caveat": "One origin.", "reason": "Confirmed."}
    response = send(client, stale, seen, **fields)
    assert response.status_code == 409
    assert "bo has decided in the meantime" in text(response)
    assert re.search(r'value="caveat"[^>]*checked', text(response))


# A second person


@pytest.fixture
def pending(claim, ana, settings) -> Decision:
    """A decision of ana's to publish that waits for a second person."""
    settings.SIGN_OFF = True
    return decide(claim=claim, outcome="caveat", caveat="One origin.", reason="Matters.", by=ana)


def sign(client, decision: Decision, **fields):
    """Send the form that signs off."""
    return client.post(f"{address(decision.claim)}sign-off/", {"decision": decision.pk, **fields})


def test_a_decision_that_waits_for_a_second_person_says_so_in_the_queue(pending, read):
    assert "Decided: waits for a second person" in read("/review/")


def test_who_decides_is_told_that_a_second_person_has_to_agree(claim, ana, client, settings):
    settings.SIGN_OFF = True
    send(client, claim, outcome="caveat", caveat="One origin.", reason="Matters.")
    said = "It is not published until a second person agrees."
    assert text(client.get(address(claim))).count(said) == 1


def test_the_page_of_the_claim_says_that_it_waits_until_somebody_signs_it_off(
    pending, bo, client, read
):
    page = pending.claim.get_absolute_url()
    assert "Decided: waits for a second person" in read(page)
    client.force_login(bo)
    sign(client, pending, agrees="1")
    assert "Decided: waits for a second person" not in read(page)


def test_nobody_is_offered_to_sign_off_their_own(pending, client, read):
    assert "Somebody else has to sign it off." in read(address(pending.claim))
    response = sign(client, pending, agrees="1")
    assert response.status_code == 400
    assert state(pending.claim) == "in_review"


def test_a_second_person_agrees_and_it_is_published(pending, bo, client):
    client.force_login(bo)
    sign(client, pending, agrees="1")
    assert state(pending.claim) == "published"
    assert Claim.objects.get(pk=pending.claim_id).caveat == "One origin."


def test_a_second_person_refuses_with_a_reason(pending, bo, client):
    client.force_login(bo)
    assert sign(client, pending, agrees="0").status_code == 400
    sign(client, pending, agrees="0", reason="Ask the ministry.")
    html = text(client.get(address(pending.claim)))
    assert "Refused by bo: Ask the ministry." in html
    assert state(pending.claim) == "in_review"


def test_a_refused_sign_off_stands_on_the_row_and_can_be_filtered(pending, bo, read):
    decided = f'id="row-{pending.claim_id}"'
    assert decided in read("/review/?sign_off=waits")
    assert decided not in read("/review/?sign_off=refused")
    refuse(decision=pending, agrees=False, reason="Ask the ministry.", by=bo)
    assert "<b>Sign-off refused by bo:</b> Ask the ministry." in read("/review/?sign_off=refused")
    assert decided not in read("/review/?sign_off=waits")


def test_a_published_claim_that_is_decided_anew_says_what_readers_see_meanwhile(
    stale, ana, read, settings
):
    settings.SIGN_OFF = True
    decide(claim=stale, outcome="caveat", caveat="Corrected.", reason="It holds.", by=ana)
    assert "Decided anew. Published meanwhile as decided on" in read(address(stale))
    assert "Decided anew: waits for a second person." in read("/review/")
    page = read(stale.get_absolute_url())
    assert "Published meanwhile as decided on" in page
    assert "Corrected." not in page


def test_a_merged_claim_leads_on_and_what_was_typed_about_it_is_shown(claim, strong, ana, client):
    merge(kept=strong, gone=claim, by=ana, reason="The same.")
    assert (
        client.get(f"{address(claim)}?state=draft")["Location"] == f"{address(strong)}?state=draft"
    )
    sent = {"outcome": "withhold", "reason": "A long reason."}
    for headers in ({}, HTMX):
        response = client.post(address(claim), sent, headers=headers)
        html = text(response)
        assert response.status_code == 409
        assert "This claim was merged into another" in html
        assert f'href="{address(strong)}"' in html
        assert "A long reason." in html


def test_a_missing_caveat_and_a_missing_reason_are_told_at_once(claim, ana, client):
    html = text(send(client, claim, outcome="caveat", caveat="", reason=""))
    assert "Write the caveat that readers are to see." in html
    assert "Say why. The reason stands beside the decision." in html


def test_there_is_no_claim_of_this_number(ana, read):
    read("/review/999999999/", status=404)


QUERIES = 23
