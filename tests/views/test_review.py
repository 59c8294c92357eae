"""`/review/`: what waits, the most urgent first, filtered, and given to people."""

import re
from html import unescape

import pytest

from claims import paging
from claims.actions.assigning import Shown, assign
from claims.actions.editing import decide, submit
from claims.filters import MOST_URGENT
from claims.models import Claim, Topic
from claims.urgency import STATUS_WEIGHTS
from claims.vocabulary import Status
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(staff):
    """The editor who is signed in."""
    return make.user("ana")


@pytest.fixture
def bo():
    """A journalist."""
    return make.user("bo", role="journalist")


def shown(html: str) -> list[int]:
    """The ids of the claims in the list, in its order."""
    return [int(key) for key in re.findall(r'id="row-(\d+)"', html)]


def many(number: int, **fields) -> list[Claim]:
    """Claims in review, each resting on one officer."""
    officer, times = make.source("an officer", "anonymous"), make.source()
    claims = []
    for count in range(number):
        claim = make.claim(f"Statement number {count}", **fields)
        make.says(claim, times, officer)
        claims.append(submit(claim=claim, by=make.user("cy")))
    return list(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))


def nothing_waits() -> None:
    """The queue is empty."""
    Claim.objects.update(waits_since=None)


def give(claims: list[Claim], to) -> None:
    """Assign claims."""
    assign(shown=[Shown.read(claim.version) for claim in claims], to=to, by=make.user("cy"))


# Who sees it


def test_only_those_who_review_see_the_queue(client, db):
    assert "login" in client.get("/review/")["Location"]
    client.force_login(make.user("dee", role="data entry"))
    assert client.get("/review/").status_code == 403
    client.force_login(make.user("bo", role="journalist"))
    assert client.get("/review/").status_code == 200


def test_htmx_is_told_of_a_lost_session_in_a_status(client, db):
    assert client.get("/review/", headers={"HX-Request": "true"}).status_code == 401


def test_a_journalist_has_nothing_to_assign_with(client, bo):
    many(1)
    client.force_login(bo)
    html = client.get("/review/").content.decode()
    assert shown(html)
    assert 'name="shown"' not in html
    assert client.post("/review/several/", {"do": "assign"}).status_code == 403


# The list


def test_the_most_urgent_come_first_and_of_those_what_has_waited_longest(sample, staff, read):
    listed = shown(read("/review/"))
    rows = list(Claim.objects.waiting())
    expected = sorted(rows, key=lambda claim: (-claim.urgency, claim.waits_since, claim.pk))
    assert listed == [claim.pk for claim in expected]
    assert Claim.objects.get(pk=listed[0]).status == Status.DISPUTED
    assert STATUS_WEIGHTS[Status.DISPUTED] > STATUS_WEIGHTS[Status.UNCORROBORATED]


def test_each_says_why_it_is_where_it_is(sample, staff, read):
    html = unescape(read("/review/"))
    assert re.search(r"disputed; in review; 1 article; flagged just now", html)
    assert "Anonymous only" in html


def test_what_stands_in_a_row_is_escaped(staff, read):
    claim = make.claim('Prices <rose> & "fell"')
    make.says(claim, make.source(), make.source("an officer", "anonymous"))
    html = read("/review/?q=prices&status=uncorroborated")
    assert "Prices &lt;rose&gt; &amp; &quot;fell&quot;</a>" in html
    assert 'aria-label="Take: Prices &lt;rose&gt; &amp; &quot;fell&quot;"' in html
    assert f'/review/{claim.pk}/?q=prices&amp;status=uncorroborated"' in html
    assert "<rose>" not in html


def test_a_flagged_draft_says_that_it_is_one_and_the_queue_is_filtered_by_state(staff, read):
    draft, sent = make.claim("A draft"), make.claim("Sent to review")
    for claim in (draft, sent):
        make.says(claim, make.source(), make.source("an officer", "anonymous"))
    submit(claim=sent, by=make.user("bo"))
    html = read("/review/")
    assert "uncorroborated; draft, not sent to review; 1 article" in html
    drafts, in_review = shown(read("/review/?state=draft")), shown(read("/review/?state=in_review"))
    assert f'<a href="?state=draft">draft {len(drafts)}</a>' in html
    assert draft.pk in drafts
    assert draft.pk not in in_review
    assert sent.pk in in_review
    assert sent.pk not in drafts


def test_what_was_decided_no_longer_waits(sample, ana, read):
    decide(claim=sample[3], outcome="withhold", reason="One origin.", by=ana)
    assert sample[3].pk not in shown(read("/review/"))


def test_pages_by_key_hold_every_claim_once_and_in_order(sample, staff, read, monkeypatch):
    whole = shown(read("/review/"))
    monkeypatch.setattr(paging.page, "__defaults__", ("", 7))
    found, address = [], ""
    for _ in range(9):
        html = read(f"/review/{address}")
        found += shown(html)
        following = re.search(r'rel="next" href="(\?[^"]+)"', html)
        if not following:
            break
        address = unescape(following[1])
    assert found == whole


@pytest.mark.parametrize("key", ["zzz", "1~2~3", "1~2026-01-01~", "9~2026-01-01T00:00:00~1~2"])
def test_a_page_that_no_queue_gave_out_is_not_found(sample, staff, read, key):
    read(f"/review/?after={key}", status=404)


def test_the_queue_takes_as_many_queries_with_five_rows_as_with_fifty(
    ana, client, django_assert_num_queries
):
    nothing_waits()
    claims = many(50)
    give(claims[::2], ana)
    with django_assert_num_queries(QUERIES):
        assert len(shown(client.get("/review/").content.decode())) == 50
    Claim.objects.filter(pk__gt=claims[4].pk).update(waits_since=None)
    with django_assert_num_queries(QUERIES):
        assert len(shown(client.get("/review/").content.decode())) == 5


def test_an_empty_queue_says_so(staff, read):
    nothing_waits()
    assert "Nothing waits for an editor." in read("/review/")


# Filters and counts


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("status=disputed", 3),
        ("flag=repeated_origin", 2),
        ("topic=overtime", 2),
        ("state=in_review", 20),
        ("state=published", 0),
        ("q=lawn", 1),
        ("longer=1", 0),
        ("longer=0", 20),
        ("assignee=nobody", 20),
        ("assignee=me", 0),
        ("status=disputed&flag=anonymous_only", 1),
    ],
)
def test_a_filter_leaves_what_fits(sample, staff, read, query, number):
    assert len(shown(read(f"/review/?{query}"))) == number


def test_the_queue_is_filtered_by_person(sample, ana, bo, read):
    give(sample[:3], ana)
    give(sample[3:5], bo)
    assert len(shown(read("/review/?assignee=me"))) == 3
    assert set(shown(read(f"/review/?assignee={bo.pk}"))) == {sample[3].pk, sample[4].pk}


def test_claims_of_a_source_are_found(sample, staff, read):
    claim = Claim.objects.get(pk=sample[3].pk)
    assert claim.pk in shown(read(f"/review/?source={claim.origin_ids[0]}"))


def test_counts_stand_beside_each_flag_and_each_person(sample, ana, bo, read):
    give(sample[:3], ana)
    give(sample[3:5], bo)
    html = read("/review/")
    assert "me (3)" in html
    assert "bo (2)" in html
    assert "nobody (15)" in html
    flag = re.search(r'id="flag-anonymous_only".*?<span class="num">(\d+)</span>', html, re.S)
    assert flag
    assert int(flag[1]) == Claim.objects.waiting().flagged("anonymous_only").count()


@pytest.mark.parametrize(
    "query",
    ["status=x", "flag=x", "assignee=bo", "assignee=-1", "longer=x", "longer=-1", "source=x"],
)
def test_a_filter_that_cannot_be_used_is_named_and_nothing_is_listed(sample, staff, read, query):
    html = read(f"/review/?{query}", status=400)
    assert "Some of the filters cannot be used" in html
    assert shown(html) == []


def test_of_a_queue_without_end_the_most_urgent_are_counted_and_the_page_says_so(
    sample, staff, read, monkeypatch
):
    monkeypatch.setattr("claims.views.claim_list.MOST_WEIGHED", 2)
    html = read("/review/")
    assert "More than 2 claims wait" in html
    assert "Only the 2 most urgent claims are counted." in html
    assert "nobody (2)" in html
    assert len(shown(html)) == 20


@pytest.mark.parametrize("few", [False, True])
def test_a_flag_leaves_what_carries_it_the_most_urgent_first_however_many_are_expected(
    sample, staff, read, monkeypatch, few
):
    monkeypatch.setattr(paging, "few", lambda *_: few)
    monkeypatch.setattr(paging, "SIZE", 5)
    monkeypatch.setattr(paging.page, "__defaults__", ("", 5))
    waiting = MOST_URGENT.sorted(Claim.objects.waiting().flagged("single_origin"))
    html, found = read("/review/?flag=single_origin"), []
    while True:
        found += shown(html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        if not following:
            break
        html = read("/review/" + unescape(following[1]))
    assert len(found) > 5
    assert found == [claim.pk for claim in waiting]


# Many at once


def several(client, claims: list[Claim], **fields) -> str:
    """Send the form of the list with these rows ticked; the page that it leads to."""
    versions = [claim.version for claim in claims]
    response = client.post("/review/several/", {"shown": versions, **fields}, follow=True)
    return unescape(response.content.decode())


def assignees(claims: list[Claim]) -> list[str]:
    """To whom the claims are assigned."""
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk")
    return [claim.assignee.username if claim.assignee else "" for claim in rows]


def test_ticked_claims_are_given_to_somebody_at_once(sample, ana, bo, client):
    html = several(client, sample[:3], do="assign", to=bo.pk)
    assert "3 claims assigned to" in html
    assert assignees(sample[:4]) == ["bo", "bo", "bo", ""]


def test_a_row_has_a_button_to_take_it(sample, ana, client):
    client.post("/review/several/", {"take": sample[1].version})
    assert assignees(sample[:2]) == ["", "ana"]


def test_claims_are_taken_from_people_again(sample, ana, client):
    give(sample[:1], ana)
    several(client, [Claim.objects.get(pk=sample[0].pk)], do="assign", to="nobody")
    assert assignees(sample[:1]) == [""]


def test_a_claim_that_changed_meanwhile_is_left_and_told_with_the_reason(sample, ana, bo, client):
    seen = list(Claim.objects.filter(pk__in=[claim.pk for claim in sample[:4]]).order_by("pk"))
    decide(claim=sample[0], outcome="withhold", reason="One origin.", by=bo)
    give([sample[1]], ana)
    make.says(sample[2], make.source("The Tribune"), basis="own_reporting")
    html = several(client, seen, do="assign", to=bo.pk)
    assert "1 claim assigned to bo." in html
    assert f"Left as it is: “{sample[0]}”. It is withheld by now." in html
    assert f"Left as it is: “{sample[1]}”. It was given to ana meanwhile." in html
    assert f"Left as it is: “{sample[2]}”. Its evidence has changed meanwhile." in html
    assert assignees(sample[:4]) == ["", "ana", "", "bo"]


def test_a_claim_that_is_gone_is_told(sample, ana, client):
    gone = Claim(pk=10**9, state="draft")
    html = several(client, [sample[0], gone], do="assign", to="me")
    assert "It is no longer on record." in html
    assert assignees(sample[:1]) == ["ana"]


def test_ticked_claims_are_filed_under_a_topic_beside_their_own(sample, ana, client):
    topic = Topic.objects.create(name="deadline")
    before = set(sample[0].topics.all())
    several(client, sample[:2], do="file", topic="deadline")
    assert set(sample[0].topics.all()) == before | {topic}
    html = several(client, sample[:2], do="file", topic="deadline")
    assert html.count("It is filed there already.") == 2


def test_a_claim_that_is_full_of_topics_is_told_and_the_others_are_filed(sample, ana, client):
    sample[0].topics.set(make.topics(100))
    Topic.objects.create(name="deadline")
    html = several(client, sample[:2], do="file", topic="deadline")
    assert "1 claim filed under deadline." in html
    assert f"Left as it is: “{sample[0]}”. It would be filed under more than 100 topics." in html


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"do": "file", "topic": "no such"}, "There is no topic of this name."),
        ({"do": "file", "topic": ""}, "Name the topic to file them under."),
        ({"do": "assign", "to": "999999"}, "999999 is not one of the available choices"),
        ({"do": "assign", "to": "me", "shown": []}, "Tick the claims that you mean first."),
        ({"do": "assign", "to": "me", "shown": ["1~2"]}, "The list was sent incomplete."),
        ({"do": "assign", "to": "me", "shown": ["x~y~z~a"]}, "The list was sent incomplete."),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_changed(sample, ana, client, fields, told):
    sent = {"shown": [sample[0].version], **fields}
    html = client.post("/review/several/", sent, follow=True).content.decode()
    assert told in html
    assert assignees(sample[:1]) == [""]


def test_htmx_gets_the_list_again_with_what_was_done(sample, ana, client):
    response = client.post(
        "/review/several/",
        {"take": sample[1].version, "queue": "status=disputed"},
        headers={"HX-Request": "true"},
    )
    html = response.content.decode()
    assert html.lstrip().startswith("<form")
    assert "1 claim assigned to ana." in html
    assert '<h1 id="count" hx-swap-oob="innerHTML">3 claims wait</h1>' in html
    assert '<p id="counts" hx-swap-oob="innerHTML">' in html
    assert len(shown(html)) == 3


# The way there


def test_the_navigation_says_how_much_waits_to_those_who_may_see_it(sample, client, ana):
    assert (
        'Review <span class="num quiet" id="waiting">20</span>'
        in client.get("/method/").content.decode()
    )
    client.logout()
    assert "/review/" not in client.get("/method/").content.decode()


QUERIES = 10
