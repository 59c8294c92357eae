"""`/claims/`: filters, counts, search, order and pages."""

import re
from datetime import date
from html import unescape

import pytest

from claims import paging, tallying
from claims.actions import counting
from claims.actions.claims import record_claim
from claims.actions.counting import count_claims
from claims.actions.editing import decide
from claims.actions.embedding import make_waiting
from claims.actions.recording import recording
from claims.models import Article, Claim, Source, Topic
from claims.vocabulary import FlagCode, Status
from tests import builders as make

pytestmark = pytest.mark.django_db

COUNTED = "Detentions of immigrants without criminal records have risen 807%"
ARRESTS = "ICE officers were ordered to make 3,000 arrests a day"
UNION = "ICE employees lost their union representation in 2022"


def shown(html: str) -> list[str]:
    """The ids of the claims in the list, in its order."""
    return re.findall(r'<a href="/claims/(\d+)/">', html)


def number_beside(html: str, field: str, value: str) -> int:
    """The count beside a choice of a filter."""
    found = re.search(rf'id="{field}-{value}".*?<span class="num">(\d+)</span>', html, re.S)
    assert found
    return int(found[1])


def test_all_claims_are_listed_newest_first(sample, read):
    assert shown(read("/claims/")) == [str(claim.pk) for claim in reversed(sample)]


def test_uncorroborated_claims_hold_the_807_and_3000_claims_and_not_the_union_claim(sample, read):
    html = unescape(read("/claims/?status=uncorroborated"))
    assert COUNTED in html
    assert ARRESTS in html
    assert UNION not in html
    assert len(shown(html)) == 16


def test_several_statuses_are_joined(sample, read):
    assert len(shown(read("/claims/?status=disputed&status=corroborated"))) == 4


def test_a_flag_leaves_the_claims_that_carry_it(sample, read):
    found = shown(read("/claims/?flag=repeated_origin"))
    assert found == [str(sample[19].pk), str(sample[3].pk)]


def test_a_topic_leaves_the_claims_filed_under_it(sample, read):
    assert shown(read("/claims/?topic=overtime")) == [str(sample[8].pk), str(sample[7].pk)]


def test_a_source_finds_claims_that_it_is_an_origin_of_or_publishes(sample, read):
    runable = Source.objects.get(name="Runable")
    both = shown(read(f"/claims/?source={runable.pk}"))
    origin = shown(read(f"/claims/?source={runable.pk}&role=origin"))
    publisher = shown(read(f"/claims/?source={runable.pk}&role=publisher"))
    assert set(both) == set(origin) | set(publisher)
    assert str(sample[3].pk) in publisher
    assert str(sample[3].pk) not in origin


def test_claims_are_told_apart_by_whether_they_carry_a_figure(sample, read):
    assert len(shown(read("/claims/?figure=yes"))) == 5
    assert len(shown(read("/claims/?figure=no"))) == 15


def test_dates_leave_claims_first_published_between_them(sample, read):
    article = Article.objects.get(external_id="sample:a2")
    with recording(by=None, reason="a date was found"):
        Article.objects.filter(pk=article.pk).update(published_on=date(2025, 7, 20))
    inside = shown(read("/claims/?published_after=2025-07-20&published_before=2025-07-20"))
    assert set(inside) == {str(sample[index].pk) for index in (0, 1, 8)}
    assert shown(read("/claims/?published_after=2025-07-21")) == []


def test_filters_narrow_each_other(sample, read):
    found = shown(read("/claims/?status=disputed&flag=anonymous_only"))
    assert found == [str(sample[9].pk)]


def test_counts_beside_a_choice_are_among_what_the_other_filters_leave(sample, read):
    html = read("/claims/?status=disputed")
    assert number_beside(html, "status", "uncorroborated") == 16
    assert number_beside(html, "flag", "anonymous_only") == 1
    assert number_beside(html, "topic", "detention") == 1


def test_of_a_list_without_end_the_newest_are_counted_and_the_page_says_so(
    sample, read, monkeypatch
):
    monkeypatch.setattr("claims.views.claim_list.MOST_WEIGHED", 3)
    html = read("/claims/")
    assert "More than 3 claims" in html
    assert "of the 3 newest claims that fit" in html
    newest = [claim.status for claim in Claim.objects.order_by("-pk")[:3]]
    for status in Status:
        assert number_beside(html, "status", status) == newest.count(status)
    assert len(shown(html)) == 20


def test_of_what_a_search_finds_fewer_are_counted(sample, read, monkeypatch):
    monkeypatch.setattr("claims.views.claim_list.MOST_FOUND", 2)
    html = read("/claims/?q=detentions")
    assert "More than 2 claims" in html
    assert "of the 2 newest claims that fit" in html


def test_all_claims_have_the_numbers_that_were_kept_with_the_time(sample, staff, monkeypatch):
    monkeypatch.setattr(counting, "MOST_WEIGHED", 3)
    count_claims()
    Claim.objects.filter(pk=sample[0].pk).update(status=Status.DISPUTED)
    html = staff.get("/claims/").content.decode()
    assert "20 claims" in html
    assert "Counted at" in html
    assert number_beside(html, "status", "disputed") == 3
    assert number_beside(staff.get("/claims/?figure=yes").content.decode(), "status", "disputed")


def test_a_chosen_topic_that_is_not_among_the_most_frequent_is_offered_without_a_number(
    sample, read, monkeypatch
):
    monkeypatch.setattr(tallying, "MOST_SHOWN", 1)
    html = read("/claims/?topic=overtime")
    chosen = re.search(r'id="topic-overtime".*?</label>', html, re.S)
    assert chosen
    assert "checked" in chosen[0]
    assert "num" not in chosen[0]


def test_a_search_finds_words_of_the_statement_and_marks_them(sample, read):
    html = read("/claims/?q=union")
    assert shown(html) == [str(sample[2].pk)]
    assert "their <mark>union</mark> representation" in html


def test_a_search_finds_a_figure_as_it_is_typed(sample, read):
    assert shown(read("/claims/?q=807%25")) == [str(sample[0].pk)]


def test_a_search_finds_words_of_a_quote_and_shows_the_quote(sample, read):
    html = read("/claims/?q=snatching")
    assert shown(html) == [str(sample[3].pk)]
    assert "<mark>snatching</mark> individuals" in html


@pytest.mark.parametrize("words", ["Atlantic", "the atlantic", "3000", "3,000", "Runable union"])
def test_a_search_finds_names_titles_and_figures_however_written(sample, read, words):
    assert shown(read(f"/claims/?q={words}"))


def test_a_search_does_not_mind_accents(db, read):
    record_claim(statement="The café in Orléans closed in May", by=None)
    assert len(shown(read("/claims/?q=cafe+orleans"))) == 1


def test_what_was_searched_for_is_escaped(sample, read):
    html = read("/claims/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html


def test_a_statement_is_escaped_where_its_matches_are_marked(sample, read):
    record_claim(statement="The <b>bold</b> claim & its reply", by=None)
    html = read("/claims/?q=bold")
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "query",
    [
        "status=certain",
        "flag=unlucky",
        "topic=nothing+like+it",
        "source=0",
        "source=abc",
        "figure=maybe",
        "published_after=yesterday",
        "sort=best",
        "status=disputed&status=certain",
    ],
)
def test_a_filter_that_cannot_be_used_is_named_and_nothing_is_listed(sample, read, query):
    html = read(f"/claims/?{query}", status=400)
    assert "Some of the filters cannot be used" in html
    assert shown(html) == []


def test_what_was_searched_for_stays_when_a_filter_cannot_be_used(sample, read):
    assert 'value="union"' in read("/claims/?q=union&status=certain", status=400)


def test_an_empty_list_says_so_and_how_to_go_on(sample, read):
    html = read("/claims/?q=zebra")
    assert "No claim fits all of these." in html
    assert "Start without filters" in html


@pytest.mark.parametrize(
    "query",
    [
        "status=corroborated&flag=single_origin",
        "status=unsupported&flag=source_corrected&sort=articles&after=1~9",
        "status=unsupported&published_after=2001-01-01&topic=Policing",
    ],
)
def test_what_no_claim_can_have_together_is_an_empty_list(sample, read, query):
    Topic.objects.get_or_create(name="Policing")
    html = read(f"/claims/?{query}")
    assert "No claim fits all of these." in html
    assert number_beside(html, "status", "uncorroborated") >= 0


def test_an_empty_record_says_so(sample, read):
    Claim.objects.all().delete()
    assert "No claim is on record yet." in read("/claims/")


@pytest.mark.parametrize("sort", ["", "first_published", "articles"])
def test_pages_by_key_hold_every_claim_once(sample, read, monkeypatch, sort):
    monkeypatch.setattr(paging.page, "__defaults__", ("", 7))
    found, address = [], f"?sort={sort}"
    while address:
        html = read(f"/claims/{address}")
        found += shown(html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = unescape(following[1]) if following else ""
    assert len(found) == 20
    assert len(set(found)) == 20


def test_most_articles_come_first_when_asked_for(sample, read):
    numbers = dict(Claim.objects.values_list("pk", "article_count"))
    listed = [numbers[int(key)] for key in shown(read("/claims/?sort=articles"))]
    assert listed == sorted(listed, reverse=True)
    assert listed[0] == 2


@pytest.mark.parametrize("key", ["zzz", "~", "2020~1", "2020-02-30~1", "~99999999999999999999"])
def test_a_page_that_no_list_gave_out_is_not_found(sample, read, key):
    read(f"/claims/?sort=first_published&after={key}", status=404)


def test_htmx_gets_the_part_that_a_filter_changes(sample, read):
    html = read("/claims/?status=disputed", **{"HX-Request": "true"})
    assert html.lstrip().startswith('<div id="browse"')
    assert "<html" not in html
    assert len(shown(html)) == 3


def test_both_variants_say_that_they_vary(sample, client):
    assert "HX-Request" in client.get("/claims/")["Vary"]
    assert "HX-Request" in client.get("/claims/", headers={"HX-Request": "true"})["Vary"]


def test_the_list_takes_the_same_few_queries_however_many_claims(
    sample, client, django_assert_num_queries
):
    with django_assert_num_queries(3):
        client.get("/claims/")
    Claim.objects.filter(pk__gt=sample[4].pk).delete()
    with django_assert_num_queries(3):
        client.get("/claims/")


def test_a_search_takes_three_queries_more_and_three_for_what_is_similar(
    sample, client, django_assert_num_queries
):
    with django_assert_num_queries(8):
        client.get("/claims/?q=officers")
    with django_assert_num_queries(4):
        client.get("/claims/?status=uncorroborated")


def test_what_is_similar_in_meaning_stands_below_what_has_the_words(staff):
    bridge = make.claim("The bridge was closed in 2024")
    shut = make.claim("They shut down the river crossing in 2023")
    make_waiting()
    html = staff.get("/claims/?q=bridge closed 2024").content.decode()
    above, below = html.split("Similar in meaning")
    assert bridge.get_absolute_url() in above
    assert shut.statement in below
    assert "other period" in below
    assert shut.statement not in above


def test_nobody_is_shown_what_is_similar_but_not_theirs_to_see(client):
    make.claim("They shut down the river crossing")
    make_waiting()
    assert "river crossing" not in client.get("/claims/?q=bridge closed").content.decode()


def test_without_a_model_the_search_page_says_that_words_alone_decide(staff, tmp_path, settings):
    settings.MODEL_DIR = str(tmp_path)
    assert "found by their words alone" in staff.get("/claims/?q=bridge").content.decode()
    assert "found by their words alone" not in staff.get("/claims/").content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/claims/", "/claims/?q=officer", "claim", "article", "source"]
)
def test_the_caveat_and_the_rating_are_shown_wherever_the_claim_is(db, read, address):
    claim = record_claim(statement="An officer closed it", by=None)
    found = make.says(claim, make.source(), make.source("an officer", "anonymous"))
    decide(
        claim=claim,
        outcome="caveat",
        caveat="Rests on one officer.",
        rating="misleading",
        reason="It matters.",
        by=make.user("ana"),
    )
    pages = {
        "claim": claim.get_absolute_url(),
        "article": found.snapshot.article.get_absolute_url(),
        "source": make.source("an officer", "anonymous").get_absolute_url(),
    }
    html = read(pages.get(address, address))
    assert "Rests on one officer." in html
    assert "<b>misleading</b>" in html


DAYS = [
    date(2021, 5, 1),
    date(2023, 2, 3),
    None,
    date(2021, 12, 31),
    date(2022, 6, 7),
    date(2019, 1, 1),
]


@pytest.fixture
def dated(db: None) -> list[Claim]:
    """Claims of several years, not recorded in their order, three of each day."""
    claims = [make.claim(f"The bridge was closed {number} times") for number in range(18)]
    for number, claim in enumerate(claims):
        Claim.objects.filter(pk=claim.pk).update(first_published_on=DAYS[number % 6])
    return list(Claim.objects.order_by("-pk"))


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [
        ("2021-05-01", "2022-06-07"),
        ("2021-05-02", ""),
        ("", "2021-12-30"),
        ("2018-01-01", "2030-01-01"),
        ("2023-02-04", ""),
    ],
)
def test_a_period_is_listed_newest_first_whatever_the_years_and_page_by_page(
    dated, read, monkeypatch, earliest, latest
):
    monkeypatch.setattr(paging, "SIZE", 2)
    monkeypatch.setattr(paging.page, "__defaults__", ("", 2))
    within = [
        str(claim.pk)
        for claim in dated
        if claim.first_published_on
        and (earliest or "0") <= str(claim.first_published_on) <= (latest or "9")
    ]
    address = f"/claims/?published_after={earliest}&published_before={latest}"
    html, found = read(address), []
    while True:
        found += shown(html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        if not following:
            break
        html = read("/claims/" + unescape(following[1]))
    assert found == within


@pytest.fixture(params=[True, False], ids=["few", "many"])
def expected(request, monkeypatch) -> None:
    """Few claims are expected to fit, so that all are looked at; or many, so that an order is walked."""
    monkeypatch.setattr(paging, "few", lambda *_: request.param)


@pytest.mark.parametrize("sort", ["newest", "first_published", "articles"])
def test_a_period_and_a_flag_leave_what_fits_both_however_many_are_expected(
    dated, read, expected, sort
):
    flagged = [claim.pk for claim in dated[::2]]
    Claim.objects.filter(pk__in=flagged).update(flag_codes=["predates_event"])
    within = [
        claim
        for claim in dated
        if claim.pk in flagged and claim.first_published_on and claim.first_published_on.year < 2022
    ]
    if sort == "first_published":
        within.sort(key=lambda claim: (claim.first_published_on, claim.pk), reverse=True)
    html = read(f"/claims/?flag=predates_event&published_before=2021-12-31&sort={sort}")
    assert shown(html) == [str(claim.pk) for claim in within]
    assert number_beside(html, "flag", "predates_event") == len(within)


def test_a_period_and_topics_leave_what_fits_both_however_many_are_expected(dated, read, expected):
    homes, ferries = Topic.objects.create(name="Homes"), Topic.objects.create(name="Ferries")
    for number, claim in enumerate(dated):
        claim.topics.set([[homes, ferries], [ferries], []][number % 3])
    within = [
        str(claim.pk)
        for number, claim in enumerate(dated)
        if number % 3 < 2 and claim.first_published_on and claim.first_published_on.year > 2020
    ]
    html = read("/claims/?topic=Homes&topic=Ferries&published_after=2021-01-01")
    assert shown(html) == within
    assert number_beside(html, "topic", "ferries") == len(within)


def test_a_period_before_anything_was_published_is_empty(dated, read):
    assert shown(read("/claims/?published_before=1999-12-31")) == []


def test_a_period_that_ends_before_it_begins_is_told(dated, client):
    response = client.get("/claims/?published_after=2026-01-01&published_before=2020-01-01")
    assert response.status_code == 400
    assert "The period ends before it begins. Exchange the two dates" in response.content.decode()


def test_of_a_period_those_first_published_last_are_counted_and_the_page_says_so(
    dated, read, monkeypatch
):
    monkeypatch.setattr("claims.views.claim_list.MOST_WEIGHED", 3)
    within = [one for one in dated if one.first_published_on and one.first_published_on.year < 2023]
    within.sort(key=lambda claim: (claim.first_published_on, claim.pk))
    for claim in within[-3:]:
        claim.flag_codes = [FlagCode.CIRCULAR]
        claim.save(update_fields=["flag_codes"])
    html = read("/claims/?published_before=2022-12-31")
    assert "More than 3 claims" in html
    assert "of the 3 claims that fit and were first published last" in html
    assert number_beside(html, "status", "unsupported") == 3
    assert number_beside(html, "flag", "circular") == 3
    assert within[-3:] != sorted(within, key=lambda claim: claim.pk)[-3:]


def test_a_source_and_a_topic_leave_what_has_both(sample, read):
    claim = next(one for one in sample if one.publisher_ids and one.topics.exists())
    source, topic = claim.publisher_ids[0], claim.topics.first()
    assert topic
    expected = [
        str(one.pk)
        for one in reversed(sample)
        if source in {*one.origin_ids, *one.publisher_ids} and topic in one.topics.all()
    ]
    assert shown(read(f"/claims/?topic={topic.name}&source={source}")) == expected
