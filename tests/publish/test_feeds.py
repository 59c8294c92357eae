"""What is new in the record, as Atom."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from lxml import etree

from claims.access import EVERYBODY, articles_for, claims_for
from claims.actions.articles import correct
from claims.actions.claims import record_claim
from claims.actions.editing import decide, mark_origin
from claims.actions.recording import recording
from claims.models import Claim
from claims.models.claim import SAMPLE
from claims.publish import feeds
from claims.publish.feeds import Entry
from tests import builders as make
from tests.publish import linked_data as ld
from tests.publish.conftest import publish

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
RULES = etree.RelaxNG(etree.parse(ld.HERE / "atom.rng"))


def claims(site) -> list[Entry]:
    """The feed of claims, as everybody gets it."""
    return feeds.claims(claims_for(EVERYBODY), site)


def statuses(site) -> list[Entry]:
    """The feed of changes of status."""
    entries, following = feeds.statuses(claims_for(EVERYBODY), site)
    assert following is None
    return entries


def corrections(site) -> list[Entry]:
    """The feed of corrections."""
    return feeds.corrections(articles_for(EVERYBODY), site)


def read(entries: list[Entry], site) -> etree._Element:
    """The feed as a reader has it, which must be what the standard says."""
    document = etree.fromstring(feeds.feed(entries, "feed_claims", site).encode())
    assert RULES.validate(document), RULES.error_log
    keys = [one.text for one in document.iter(f"{ATOM}id")]
    assert len(keys) == len(set(keys))
    links = [one.get("rel") for one in document.findall(f"{ATOM}link")]
    assert sorted(links) == ["alternate", "self"]  # 4.1.1, 4.2.7.2
    times = [datetime.fromisoformat(one.text) for one in document.iter(f"{ATOM}updated")]
    assert times == sorted(times, reverse=True)
    return document


def entry(**fields: object) -> Entry:
    """A piece of news."""
    now = timezone.now()
    made = {"key": "https://a.example/1", "title": "T", "summary": "S"} | fields
    return Entry(link="https://a.example/", updated=now, published=now, **made)


def changed(claim: Claim) -> None:
    """Another newsroom confirms it by its own reporting."""
    make.says(claim, make.source("The Tribune"), basis="own_reporting")


@pytest.fixture
def alone(db, open_record) -> Claim:
    """A published claim with one origin."""
    claim = make.claim("The bridge was closed on Monday")
    make.says(claim, make.source("The Times"), basis="own_reporting")
    return publish(claim)


def test_a_published_claim_is_news_with_its_status_in_words(alone, site):
    document = read(claims(site), site)
    assert document.findtext(f"{ATOM}title") == "The Example Courier: claims"
    assert document.findtext(f"{ATOM}entry/{ATOM}title") == alone.statement
    assert document.findtext(f"{ATOM}entry/{ATOM}id").endswith(f"/claims/{alone.pk}/")
    summary = document.findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary.startswith("Uncorroborated. ")
    assert summary.endswith("Nobody else says so.")


def test_what_is_published_last_comes_first_whenever_it_was_recorded(alone, site):
    old, new = make.claim("Recorded first"), make.claim("Recorded last")
    for claim in (new, old):
        make.says(claim, make.source("The Times"), basis="own_reporting")
        publish(claim)
    titles = [one.title for one in claims(site)]
    assert titles == ["Recorded first", "Recorded last", alone.statement]


def test_a_claim_that_is_decided_anew_is_one_entry_with_a_later_date(alone, site):
    (before,) = claims(site)
    publish(alone, caveat="Still nobody.")
    (after,) = claims(site)
    assert after.key == before.key
    assert after.published == before.published == before.updated
    assert after.updated > before.updated


def test_what_is_not_published_is_no_news(alone, site):
    make.says(make.claim("A draft"), make.source("The Times"), basis="own_reporting")
    assert [one.title for one in claims(site)] == [alone.statement]
    decide(claim=alone, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert claims(site) == []


def test_a_feed_without_news_is_as_old_as_the_record_and_stays_as_it_is(open_record, db, site):
    one, other = (read(claims(site), site).findtext(f"{ATOM}updated") for _time in range(2))
    assert one == other
    assert timezone.now() - datetime.fromisoformat(one) < timedelta(days=1)


def test_a_feed_without_news_stands_since_the_newest_decision_that_readers_see(alone, site):
    decided = alone.decisions.get().in_force_since
    hidden = make.claim("A draft")
    make.says(hidden, make.source("The Times"), basis="own_reporting")
    decide(claim=hidden, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    updated = read(statuses(site), site).findtext(f"{ATOM}updated")
    assert datetime.fromisoformat(updated) == decided


def test_it_takes_the_same_queries_however_much_is_published(
    alone, site, django_assert_num_queries
):
    other = make.claim("Another")
    make.says(other, make.source("The Times"), basis="own_reporting")
    publish(other)
    with django_assert_num_queries(2):
        claims(site)


def test_a_change_of_status_is_news(alone, site):
    assert statuses(site) == []
    changed(alone)
    (news,) = statuses(site)
    assert news.title == f"Corroborated, was Uncorroborated: {alone.statement}"
    assert news.summary.endswith("Nobody else says so.")  # the caveat
    read([news], site)


def test_a_change_before_it_was_published_or_after_it_was_taken_back_stays_inside(alone, site):
    decide(claim=alone, outcome="sent_back", reason="More.", by=make.user("edna"))
    changed(alone)
    publish(alone)
    assert statuses(site) == []


def test_a_change_of_a_claim_that_is_no_longer_published_is_gone(alone, site):
    changed(alone)
    decide(claim=alone, outcome="withhold", reason="Wrong.", by=make.user("edna"))
    assert statuses(site) == []


def swings(claim: Claim, times: int) -> None:
    """It is confirmed, and that is taken back, so many times in all."""
    for number in range(times):
        if number % 2:
            with recording(by=None):
                claim.appearances.order_by("pk").last().delete()
        else:
            changed(claim)


def pages(site) -> list[list[Entry]]:
    """The changes of status as a reader has them who follows the feed to its end."""
    found, before = [], None
    while True:
        entries, before = feeds.statuses(claims_for(EVERYBODY), site, before)
        found.append(entries)
        if before is None:
            return found


@pytest.mark.parametrize("public", ["published", "sample"])
@pytest.mark.parametrize(("shown", "looked"), [(2, 10_000), (50, 3), (2, 3), (50, 1)])
def test_page_by_page_no_change_is_lost_or_told_twice(
    alone, site, settings, monkeypatch, public, shown, looked
):
    Claim.objects.update(external_id=f"{SAMPLE}1")
    settings.PUBLIC = public
    swings(alone, 5)
    [whole] = pages(site)
    assert len(whole) == 5
    monkeypatch.setattr(feeds, "SHOWN", shown)
    monkeypatch.setattr(feeds, "LOOKED_THROUGH", looked)
    paged = pages(site)
    assert len(paged) > 2
    assert [one for page in paged for one in page] == whole


def test_a_page_leads_to_the_next_and_back_to_the_first(alone, site):
    changed(alone)
    entries, _none = feeds.statuses(claims_for(EVERYBODY), site)
    document = etree.fromstring(feeds.feed(entries, "feed_status", site, 9, 5).encode())
    assert RULES.validate(document), RULES.error_log
    links = {one.get("rel"): one.get("href") for one in document.findall(f"{ATOM}link")}
    address = "https://record.example.org/feeds/status.atom"
    assert links["self"] == f"{address}?before=9"
    assert (links["first"], links["next"]) == (address, f"{address}?before=5")
    assert document.findtext(f"{ATOM}id") == address


def test_an_index_finds_the_latest_changes_of_published_claims(alone, open_record, db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        plan = feeds._events(claims_for(EVERYBODY), 10**9)[:5].explain()
    assert "claimevent_of_published" in plan


def test_why_a_status_changed_stays_inside(alone, site):
    mark_origin(
        claim=alone,
        source=make.source("The Times"),
        verdict="not_independent",
        reason="They told us so.",
        by=make.user("mark"),
    )
    changed(alone)
    make.says(alone, make.source("The Gazette"), basis="own_reporting")
    told = feeds.feed(statuses(site), "feed_status", site)
    assert "Corroborated, was" in told
    assert "They told us so." not in told
    assert "mark" not in told


def test_in_the_sample_only_what_changed_later_is_news(sample, site):
    assert statuses(site) == []
    changed(Claim.objects.of_status("uncorroborated")[0])
    make.says(sample[3], make.source("The Gazette"), basis="own_reporting")
    make.says(sample[3], make.source("The Tribune"), basis="own_reporting")
    assert [one.title[:12] for one in statuses(site)] == ["Corroborated"]


def test_a_correction_of_an_article_with_a_published_claim_is_news(alone, site):
    article = alone.appearances.get().snapshot.article
    elsewhere = make.snapshot(title="Of no published claim").article
    for one, kind in ((article, "retraction"), (elsewhere, "correction")):
        correct(article=one, kind=kind, text="It was <Tuesday> & not Monday.", by=make.user("edna"))
    (news,) = corrections(site)
    assert news.title == "Retraction: The Times on it"
    document = read([news], site)
    summary = document.findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == "It was &lt;Tuesday&gt; &amp; not Monday."  # its type is html


def test_the_sample_is_a_feed_too(sample, site):
    assert len(claims(site)) == 20
    read(claims(site), site)
    read(corrections(site), site)


def test_a_statement_that_xml_cannot_hold_is_told_all_the_same(open_record, db, site):
    claim = record_claim(statement="It \x0bclosed\x1f & <stayed> so ￾", by=None)
    make.says(claim, make.source(), basis="own_reporting")
    publish(claim)
    document = read(claims(site), site)
    assert document.findtext(f"{ATOM}entry/{ATOM}title") == "It  closed  & <stayed> so  "


def test_a_very_long_statement_is_cut_in_the_title():
    made = feeds.feed(
        [entry(title="a" * 5_000)], "feed_claims", feeds.Site("https://a.example", "A")
    )
    assert len(etree.fromstring(made.encode()).findtext(f"{ATOM}entry/{ATOM}title")) == 300


def test_the_rules_find_what_is_missing(site):
    document = etree.fromstring(feeds.feed([entry()], "feed_claims", site).encode())
    assert RULES.validate(document)
    for name in ("id", "updated", "author", "title"):
        broken = etree.fromstring(etree.tostring(document))
        broken.remove(broken.find(f"{ATOM}{name}"))
        assert not RULES.validate(broken), name


def test_entries_are_sorted_by_what_changed_last(site):
    now = timezone.now()
    times = [now - timedelta(days=day) for day in (3, 1, 2)]
    entries = [
        Entry(f"https://a.example/{at.day}", "T", "https://a.example/", "S", at, at) for at in times
    ]
    read(entries, site)
