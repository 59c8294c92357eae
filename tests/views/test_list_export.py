"""`/claims.csv`, `.xlsx`, `.jsonl`, `.atom`, and the same of the other lists."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from django.test import Client

from claims.actions.claims import add_figure, attribute
from claims.actions.measuring import put_under
from claims.models import Article, Claim, Figure, Source
from claims.publish import tables
from tests import builders as make
from tests.views.published import published

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ["claims", "appearances", "articles", "sources", "figures"]


@pytest.fixture
def lines(staff):
    """Takes a list away as JSON Lines and gives its rows."""

    def taken(address: str) -> list[dict]:
        response = staff.get(address)
        assert response.status_code == 200, response.content
        return [json.loads(line) for line in response.getvalue().splitlines()]

    return taken


def ids(rows) -> list[int]:
    """The ids of the rows, in their order."""
    return [row["id"] for row in rows]


def refused(client, address: str) -> str:
    """What is told of filters that cannot be used."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    return "".join(f"{one['field']}: {one['message']}\n" for one in response.json()["errors"])


# The forms


def test_csv_has_a_name_a_header_and_a_row_for_each_claim(sample, staff):
    response = staff.get("/claims.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    today = date.today().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="claims-{today}.csv"'
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [int(row["id"]) for row in rows] == [claim.pk for claim in reversed(sample)]
    assert {row["statement"] for row in rows} == {claim.statement for claim in sample}


def test_a_workbook_opens_with_the_same_rows(sample, staff):
    book = openpyxl.load_workbook(io.BytesIO(staff.get("/claims.xlsx").getvalue()))
    header, *rows = book.active.iter_rows(values_only=True)
    assert header[0] == "id"
    assert [row[0] for row in rows] == [claim.pk for claim in reversed(sample)]


def test_a_row_says_what_the_list_shows_and_more(sample, lines):
    row = next(row for row in lines("/claims.jsonl") if row["id"] == sample[3].pk)
    claim = sample[3]
    assert row["address"] == f"http://testserver/claims/{claim.pk}/"
    assert row["status"] == claim.status
    assert row["why"] == claim.sentence
    assert row["flags"] == claim.flag_codes
    assert row["flags_in_words"] == [str(label) for label in claim.flag_labels]
    assert row["origins"] == claim.asserting_families
    assert datetime.fromisoformat(row["recorded_at"]).tzinfo is not None


def test_what_would_be_a_formula_leaves_as_text(staff):
    make.claim('=HYPERLINK("https://bad.example/")')
    assert "\n\"'=HYPERLINK(" not in staff.get("/claims.csv").getvalue().decode()
    assert ",\"'=HYPERLINK(" in staff.get("/claims.csv").getvalue().decode()


def test_it_is_streamed_some_rows_at_a_time(sample, staff, monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", 7)
    response = staff.get("/claims.jsonl")
    assert response.streaming
    rows = [json.loads(line) for line in response.getvalue().splitlines()]
    assert ids(rows) == [claim.pk for claim in reversed(sample)]


@pytest.mark.parametrize("listed", LISTS)
def test_no_more_queries_for_more_rows(sample, staff, django_assert_max_num_queries, listed):
    with django_assert_max_num_queries(9):
        staff.get(f"/{listed}.csv").getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "atom"])
@pytest.mark.parametrize("listed", LISTS)
def test_a_record_that_shows_nothing_is_an_empty_list(client, settings, listed, form):
    settings.PUBLIC = ""
    response = client.get(f"/{listed}.{form}")
    assert response.status_code == 200
    assert response.getvalue() or form == "jsonl"


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ("csv", {"private", "no-store"}),
        ("xlsx", {"private", "no-store"}),
        ("jsonl", {"private", "no-store"}),
        ("atom", {"private", "no-cache"}),
    ],
)
def test_no_cache_gives_to_others_what_one_person_may_see(client, staff, listed, form, kept):
    for response in (client.get(f"/{listed}.{form}"), staff.get(f"/{listed}.{form}")):
        assert set(response["Cache-Control"].split(", ")) == kept


def test_only_the_head_is_asked_for(sample, staff):
    response = staff.head("/claims.csv")
    assert response["Content-Disposition"].startswith("attachment")
    assert response.getvalue() == b""


def test_nothing_is_sent_to_it(staff):
    assert staff.post("/claims.csv").status_code == 405


@pytest.mark.parametrize("address", ["/claims.pdf", "/people.csv", "/drafts.jsonl", "/claims.csv/"])
def test_other_lists_and_forms_are_not_found(staff, address):
    assert staff.get(address).status_code == 404


# The filters and the order


@pytest.mark.parametrize(
    "query",
    ["status=disputed&status=corroborated", "flag=repeated_origin", "q=807", "topic=overtime"],
)
def test_the_filters_of_the_page_leave_the_same_rows(sample, lines, read, query):
    page = read(f"/claims/?{query}")
    found = ids(lines(f"/claims.jsonl?{query}"))
    assert found
    assert all(f'href="/claims/{key}/"' in page for key in found)
    assert len(found) < len(sample)


@pytest.mark.parametrize("sort", ["newest", "first_published", "articles"])
def test_the_order_is_that_of_the_page(sample, lines, sort, monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", 3)
    expected = {
        "newest": lambda row: -row["id"],
        "first_published": lambda row: (
            row["first_published"] is None,
            -date.fromisoformat(row["first_published"] or "1900-01-01").toordinal(),
            -row["id"],
        ),
        "articles": lambda row: (-row["articles"], -row["id"]),
    }
    rows = lines(f"/claims.jsonl?sort={sort}")
    assert len(rows) == 20
    assert rows == sorted(rows, key=expected[sort])


@pytest.mark.parametrize("listed", LISTS)
def test_a_filter_that_there_is_not_is_named(client, listed):
    assert "colour: There is no such filter" in refused(client, f"/{listed}.csv?colour=red")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/claims.csv?status=ghost", "status: "),
        ("/claims.atom?published_after=yesterday", "published_after: "),
        ("/claims.jsonl?source=99999999999999999999", "source: "),
        ("/appearances.csv?claim=one", "claim: "),
        ("/appearances.csv?claim=99999999999999999999", "claim: "),
        ("/sources.xlsx?kind=ghost", "kind: "),
        ("/claims.csv?after=~1", "after: There is no such filter"),
        ("/claims.csv?q=%00", "q: "),
    ],
)
def test_a_value_that_a_filter_does_not_take_is_named(client, address, name):
    assert name in refused(client, address)


def test_no_filter_is_an_empty_value(sample, lines):
    assert len(lines("/claims.jsonl?q=&figure=")) == 20


# Who gets what


def test_the_public_takes_away_what_is_published_alone(client, settings):
    settings.PUBLIC = "published"
    hidden = make.claim("The bridge was shut")
    make.says(hidden, make.source(), make.source("an officer", "anonymous"))
    for listed in LISTS:
        for form in ("csv", "jsonl", "atom"):
            told = client.get(f"/{listed}.{form}").getvalue().decode()
            assert "bridge" not in told.lower(), listed
            assert "officer" not in told, listed
            assert "The Times" not in told, listed


def test_the_public_takes_the_sample_away_where_it_is_open(sample, client):
    hidden = make.claim("The bridge was shut")
    told = client.get("/claims.jsonl").getvalue().decode()
    assert len(told.splitlines()) == 20
    assert hidden.statement not in told


def test_the_newsrooms_own_numbers_and_where_a_claim_is_do_not_leave_to_the_public(sample, lines):
    for address in ("/claims.jsonl", "/articles.jsonl", "/sources.jsonl"):
        rows = [json.loads(line) for line in Client().get(address).getvalue().splitlines()]
        assert {row["external_id"] for row in rows} == {None}
        assert {row.get("state") for row in rows} == {None}
    assert {row["external_id"] for row in lines("/claims.jsonl")} > {"sample:claim-1"}


# The other lists


def test_articles_say_publisher_date_and_how_many_claims(sample, lines):
    rows = lines("/articles.jsonl")
    assert ids(rows) == list(Article.objects.order_by("-pk").values_list("pk", flat=True))
    first = Article.objects.get(pk=rows[0]["id"])
    assert rows[0]["publisher"] == first.publisher.name
    assert rows[0]["claims"] > 0
    assert rows[0]["retracted"] is False


def test_sources_stand_by_name_with_kind_and_owner(sample, lines):
    rows = lines("/sources.jsonl?kind=outlet")
    assert ids(rows) == list(
        Source.objects.filter(kind="outlet").order_by("name", "id").values_list("pk", flat=True)
    )
    owned = Source.objects.filter(owner__isnull=False).first()
    row = next(row for row in lines("/sources.jsonl") if row["id"] == owned.pk)
    assert row["belongs_to"] == owned.owner.name


def test_figures_stand_under_their_measures_with_what_is_at_odds(lines):
    editor = make.user("editor")
    one = add_figure(claim=make.claim("Some waited"), value=Decimal("3.5"), unit="hours", by=None)
    other = add_figure(claim=make.claim("More waited"), value=7, unit="hours", by=None)
    put_under(figures=[one, other], name="Hours waited", reason="The same queue.", by=editor)
    rows = [row for row in lines("/figures.jsonl") if row["measure"] == "Hours waited"]
    assert [(row["measure"], row["value"], row["conflicts"]) for row in rows] == [
        ("Hours waited", "3.5", 1),
        ("Hours waited", "7", 1),
    ]
    assert rows[0]["statement"] == "Some waited"


def test_a_row_of_the_quotes_is_what_an_import_reads(lines):
    claim = make.claim("The bridge was closed", topics=[])
    times, tribune = make.source("The Times"), make.source("The Tribune")
    officer = make.source("an officer", "anonymous")
    said = make.says(claim, times, (tribune, officer))
    passed_on = said.attributions.get(source=tribune)
    attribute(appearance=said, source=make.source("a diver", "person"), via=passed_on, by=None)
    add_figure(claim=claim, value=807, unit="%", by=None)
    (row,) = lines(f"/appearances.jsonl?claim={claim.pk}")
    assert row == {
        "statement": "The bridge was closed",
        "topics": [],
        "article_url": "",
        "title": "The Times on it",
        "outlet": "The Times (outlet)",
        "date": None,
        "quote": make.WORDS,
        "stance": "asserts",
        "basis": "attributed",
        "attributed_to": [f"an officer (anonymous #{officer.pk})", "a diver (person)"],
        "via": "The Tribune (outlet)",
        "figures": ["807%"],
        "external_id": "",
    }


def test_words_that_came_by_several_ways_name_each(lines):
    claim, times = make.claim("The bridge was closed"), make.source("The Times")
    officer, diver = make.source("an officer", "anonymous"), make.source("a diver", "person")
    make.says(claim, times, (make.source("The Tribune"), officer), diver)
    (row,) = lines(f"/appearances.jsonl?claim={claim.pk}")
    assert row["attributed_to"] == [f"an officer (anonymous #{officer.pk})", "a diver (person)"]
    assert row["via"] == "The Tribune (outlet) |"


def test_the_quotes_of_one_claim_and_of_the_claims_of_a_filter(sample, lines):
    claim = sample[3]
    assert len(lines(f"/appearances.jsonl?claim={claim.pk}")) == claim.appearances.count()
    disputed = lines("/appearances.jsonl?status=disputed")
    assert {row["statement"] for row in disputed} == set(
        Claim.objects.filter(status="disputed").values_list("statement", flat=True)
    )


# The feeds


def feed(client, address: str) -> ElementTree.Element:
    """What a feed reader finds."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml")
    return ElementTree.fromstring(response.content)


def links(entry) -> dict[str, str]:
    """The links of a feed, by what they are."""
    return {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}


def test_a_feed_names_itself_its_page_and_its_filters(sample, client):
    found = feed(client, "/claims.atom?status=disputed")
    assert links(found) == {
        "self": "http://testserver/claims.atom?status=disputed",
        "alternate": "http://testserver/claims/?status=disputed",
    }
    assert found.find(f"{ATOM}id").text == "http://testserver/claims.atom?status=disputed"
    assert found.find(f"{ATOM}updated").text


@pytest.mark.parametrize("listed", LISTS)
def test_an_entry_has_an_address_that_stays_and_the_times_of_the_trail(sample, client, listed):
    make_measure()
    for entry in feed(client, f"/{listed}.atom").findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}id").text.startswith("http://testserver/")
        assert entry.find(f"{ATOM}updated").text >= entry.find(f"{ATOM}published").text


def make_measure() -> None:
    """A figure of a claim of the sample under a measure."""
    figure = Figure.objects.first()
    put_under(figures=[figure], name="Some measure", reason="So.", by=make.user("editor"))


def test_a_feed_holds_the_newest_and_no_more(sample, client, monkeypatch):
    monkeypatch.setattr("claims.publish.list_feed.SHOWN", 3)
    entries = feed(client, "/claims.atom?sort=articles").findall(f"{ATOM}entry")
    newest = [claim.statement for claim in sample[:-4:-1]]
    assert [entry.find(f"{ATOM}title").text for entry in entries] == newest


def test_what_xml_does_not_hold_is_no_fault(staff):
    make.claim("The <bridge> & the bell\x07")
    entry = feed(staff, "/claims.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "The <bridge> & the bell\ufffd"


def test_words_that_look_like_html_are_shown_as_they_are(staff):
    measured = add_figure(claim=make.claim("a <b>bold</b> claim"), value=3, unit="", by=None)
    put_under(figures=[measured], name="Bold", reason="So.", by=make.user("editor"))
    entry = feed(staff, "/figures.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").text == "a &lt;b&gt;bold&lt;/b&gt; claim"
    assert feed(staff, "/figures.atom").find(f"{ATOM}author/{ATOM}name").text == "Provenance"


@pytest.mark.parametrize("listed", ["claims", "appearances", "figures"])
def test_a_caveat_stands_wherever_the_claim_is_told(staff, listed):
    claim = published(caveat="The city has not answered.")
    measured = add_figure(claim=claim, value=3, unit="days", by=None)
    put_under(figures=[measured], name="Closed", reason="So.", by=make.user("editor"))
    told = feed(staff, f"/{listed}.atom").find(f"{ATOM}entry/{ATOM}summary").text
    assert told.endswith("Caveat: The city has not answered.")


# The links


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("/claims/?status=disputed", "/claims.csv?status=disputed"),
        ("/claims/?status=disputed", "/appearances.xlsx?status=disputed"),
        ("/claims/?status=disputed", "/claims.atom?status=disputed"),
        ("/articles/?q=a", "/articles.jsonl?q=a"),
        ("/sources/?kind=outlet", "/sources.atom?kind=outlet"),
    ],
)
def test_a_list_links_to_its_forms_with_its_filters(sample, read, page, address):
    assert f'href="{address}"' in read(page)


def test_the_figures_link_to_their_forms(sample, read):
    make_measure()
    assert 'href="/figures.csv"' in read("/figures/")


def test_the_head_of_a_list_names_its_feed(sample, read):
    feed = 'type="application/atom+xml" href="http://testserver/claims.atom" title="Claims">'
    assert f'<link rel="alternate" {feed}' in read("/claims/")


def test_a_claim_links_to_its_quotes(sample, read):
    page = read(f"/claims/{sample[0].pk}/")
    assert f'href="/appearances.csv?claim={sample[0].pk}"' in page
