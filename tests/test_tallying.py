"""The numbers beside the choices of a list: what they count, and how far."""

from collections import Counter
from dataclasses import replace

import pytest

from claims.actions import counting
from claims.actions.counting import count_claims
from claims.actions.sample import load_sample
from claims.filters import ORDERS
from claims.models import Claim, KeptTally
from claims.paging import NEWEST, SIZE, UnknownPage
from claims.tallying import ALL, FACETS, FOUND, Beside, kept, tally
from claims.vocabulary import FlagCode, Status
from tests.sql import run

pytestmark = pytest.mark.django_db

# an order in which PostgreSQL would have to walk through so many that all that fit are looked at instead
FAR = replace(NEWEST, narrowed=True, among=1_000_000.0)
ARTICLES = ORDERS["articles"]


@pytest.fixture
def sample(db: None) -> list[Claim]:
    """The sample's twenty claims, in their order."""
    return load_sample()


def test_each_facet_has_as_many_claims_as_carry_the_value(sample):
    numbers = tally(Claim.objects.all(), FACETS, NEWEST)
    claims = list(Claim.objects.prefetch_related("topics"))
    assert numbers.all == 20
    assert numbers.of("status") == Counter(claim.status for claim in claims)
    assert numbers.of("state") == Counter(claim.state for claim in claims)
    assert numbers.of("flag") == Counter(code for claim in claims for code in claim.flag_codes)
    topics = Counter(topic.name for claim in claims for topic in claim.topics.all())
    assert numbers.of("topic").items() <= topics.items()


def test_a_claim_counts_once_for_a_source_that_is_its_origin_and_its_publisher(sample):
    sources = Counter(
        key for claim in Claim.objects.all() for key in {*claim.origin_ids, *claim.publisher_ids}
    )
    found = tally(Claim.objects.all(), ["source"], NEWEST).of("source")
    assert found
    assert {int(key): number for key, number in found.items()}.items() <= sources.items()
    assert min(found.values()) == sorted(sources.values(), reverse=True)[len(found) - 1]


def test_beyond_what_is_weighed_the_first_of_the_order_are_counted(sample):
    numbers = tally(Claim.objects.all(), ["status"], NEWEST, most=5)
    assert numbers.weighed == numbers.all == 5
    assert numbers.of("status") == Counter(claim.status for claim in sample[-5:])


def test_exactly_as_many_as_are_weighed_are_all_that_there_are(sample):
    numbers = tally(Claim.objects.all(), ["status"], NEWEST, most=20)
    assert (numbers.all, numbers.weighed) == (20, None)


def test_what_nothing_can_fit_is_counted_without_asking(sample, django_assert_num_queries):
    with django_assert_num_queries(0):
        numbers = tally(Claim.objects.none(), FACETS, NEWEST)
    assert numbers.all == 0
    assert numbers.of("status") == {}


def test_it_takes_one_query_whatever_is_counted(sample, django_assert_num_queries):
    with django_assert_num_queries(1):
        tally(Claim.objects.all(), FACETS, NEWEST)


def test_the_claims_are_named_in_their_order_for_the_page_that_shows_them(sample):
    found = tally(Claim.objects.all(), [FOUND], NEWEST)
    assert found.found == [claim.pk for claim in reversed(sample)]


def test_of_claims_that_are_not_all_counted_one_more_is_named(sample):
    found = tally(Claim.objects.all(), [FOUND], NEWEST, most=5)
    assert found.found == [claim.pk for claim in reversed(sample)][:6]


def test_where_nothing_is_found_nothing_is_named(sample):
    assert tally(Claim.objects.filter(note="of none"), [FOUND], NEWEST).found == []


def by_articles() -> list[int]:
    return [claim.pk for claim in Claim.objects.order_by("-article_count", "-pk")]


def test_the_numbers_are_the_same_whether_all_that_fit_are_looked_at_or_not(sample):
    few = [tally(Claim.objects.all(), [*FACETS, FOUND], order, most=7) for order in (FAR, NEWEST)]
    assert few[0] == few[1]
    assert len(few[0].found) == 8


def test_where_all_that_fit_are_looked_at_the_page_beside_is_found_with_them_in_its_own_order(
    sample,
):
    numbers = tally(Claim.objects.all(), [FOUND], FAR, beside=Beside(ARTICLES))
    assert numbers.shown == by_articles()
    assert numbers.found == [claim.pk for claim in reversed(sample)]


def test_the_page_beside_starts_after_the_row_of_its_key(sample):
    pks = by_articles()
    key = ARTICLES.key(Claim.objects.get(pk=pks[8]))
    assert tally(Claim.objects.all(), [], FAR, beside=Beside(ARTICLES, key)).shown == pks[9:]


def test_of_the_page_beside_one_more_row_than_it_shows_is_named(sample, monkeypatch):
    monkeypatch.setattr("claims.tallying.SIZE", 3)
    assert tally(Claim.objects.all(), [], FAR, beside=Beside(ARTICLES)).shown == by_articles()[:4]
    assert SIZE > 3


def test_a_page_beside_after_no_row_of_the_list_is_empty(sample):
    last = ARTICLES.key(Claim.objects.get(pk=by_articles()[-1]))
    assert tally(Claim.objects.all(), [], FAR, beside=Beside(ARTICLES, last)).shown == []


def test_a_bad_key_of_the_page_beside_is_no_page(sample):
    with pytest.raises(UnknownPage):
        tally(Claim.objects.all(), [], FAR, beside=Beside(ARTICLES, "many~1"))


def test_where_the_first_are_met_on_the_way_the_page_beside_is_not_looked_for(sample):
    assert tally(Claim.objects.all(), [], NEWEST, beside=Beside(ARTICLES)).shown is None


def test_all_that_carry_a_flag_are_read_out_of_an_index_that_has_them_alone():
    flags = list(FlagCode)
    Claim.objects.bulk_create(
        Claim(statement=f"Lamp {number} was lit", flag_codes=flags[number % 100 : number % 100 + 1])
        for number in range(3_000)
    )
    run("ANALYZE claims_claim")
    fields = "pk", "article_count", "urgency", "waits_since"
    plans = {flag: Claim.objects.flagged(flag).values(*fields).explain() for flag in flags}
    assert [flag for flag in flags if f"using claim_{flag.value} on" not in plans[flag]] == []


def test_of_few_claims_no_numbers_are_kept(sample):
    count_claims()
    assert not KeptTally.objects.exists()
    assert kept(KeptTally.Scope.EVERYTHING) is None


def test_of_many_they_are_kept_for_readers_and_for_the_public_apart(sample, monkeypatch):
    monkeypatch.setattr(counting, "MOST_WEIGHED", 2)
    Claim.objects.filter(pk__in=[claim.pk for claim in sample[:4]]).update(status=Status.DISPUTED)
    count_claims()
    numbers = kept(KeptTally.Scope.EVERYTHING)
    assert numbers
    assert numbers.of(ALL) == {"": 20}
    assert numbers.of("status") == tally(Claim.objects.all(), ["status"], NEWEST).of("status")
    assert kept(KeptTally.Scope.PUBLISHED) is None


def test_numbers_go_when_so_few_claims_are_left_that_they_are_counted_at_once(sample, monkeypatch):
    monkeypatch.setattr(counting, "MOST_WEIGHED", 2)
    count_claims()
    monkeypatch.setattr(counting, "MOST_WEIGHED", 100)
    count_claims()
    assert not KeptTally.objects.exists()
