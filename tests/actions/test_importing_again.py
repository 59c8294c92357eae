"""What was exported comes in again: into the record that it came from, and into another."""

import io
from typing import Any

import pytest
from django.test import Client

from claims.actions import importing
from claims.actions.articles import record_article
from claims.actions.sample import load_sample
from claims.importing.columns import COLUMNS, field_of
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTopic,
    Figure,
    ImportRun,
    OriginMark,
    Snapshot,
    Source,
    Topic,
)
from claims.publish.tables import APPEARANCES, chains
from tests import builders as make
from tests.importing_files import as_csv, row
from tests.sql import run

pytestmark = pytest.mark.django_db

NO_ADDRESS = {"article_URL": "", "title": "Letters", "outlet": "The Paper"}


@pytest.fixture
def exported(client: Client) -> Any:
    """What /appearances says, as an editor reads it."""
    client.force_login(make.user("eve", role="editor"))

    def read(kind: str = "csv") -> bytes:
        return b"".join(client.get(f"/appearances.{kind}"))  # type: ignore[arg-type]

    return read


def checked(content: bytes) -> ImportRun:
    """A file that was checked."""
    run = importing.ask_for_import(
        file=io.BytesIO(content), filename="rows.csv", by=None, queued=False
    )
    importing.run_import(run.pk)
    run.refresh_from_db()
    return run


def imported(content: bytes) -> ImportRun:
    """A file that was checked and recorded."""
    run = checked(content)
    importing.begin(run=run, mode="good", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    return run


def told(run: ImportRun) -> list[list[str]]:
    """Why its one refused row is."""
    return run.found.get(outcome="refused").told


def everything() -> dict[str, Any]:
    """What is on record, to be compared."""
    models = (Claim, ClaimTopic, Article, Snapshot, Appearance, Attribution, Source, Topic, Figure)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def said_in(appearance: Appearance) -> list[list[str]]:
    """The names of its chains, each from the origin on."""
    return [[one.source.name for one in chain] for chain in chains(appearance)]


def empty_the_record() -> None:
    """Another record: nothing of this one is left, and what is recorded from now on has other numbers."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET LOCAL session_replication_role = replica")
    run("TRUNCATE claims_claim, claims_article, claims_source, claims_topic CASCADE")
    run("SET LOCAL session_replication_role = origin")


def test_the_columns_of_the_export_are_those_of_an_import() -> None:
    assert [field_of(name) for name in APPEARANCES.header()] == [one.field for one in COLUMNS]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_the_sample_comes_in_again_and_changes_nothing(exported, kind: str) -> None:
    load_sample()
    before = everything()
    again = imported(exported(kind))
    assert again.counts == {"unchanged": Appearance.objects.count()}
    assert everything() == before


def test_the_sample_comes_into_an_empty_record_with_the_same_statuses(exported) -> None:
    load_sample()
    content, rows = exported(), Appearance.objects.count()
    # What an editor confirmed of origins no column carries.
    confirmed = {mark.claim.statement for mark in OriginMark.objects.select_related("claim")}
    before = statuses(but=confirmed)
    chains_before = {one.exact: said_in(one) for one in Appearance.objects.all()}
    empty_the_record()
    again = imported(content)
    assert (again.counts.get("refused", 0), Appearance.objects.count()) == (0, rows)
    assert (Article.objects.count(), Article.objects.exclude(url="").count()) == (5, 0)
    assert {one.exact: said_in(one) for one in Appearance.objects.all()} == chains_before
    assert statuses(but=confirmed) == before
    assert len(before) == 19
    assert imported(content).counts == {"unchanged": rows}


def statuses(but: set[str]) -> dict[str, str]:
    """The status of each claim but these, by its words."""
    rows = Claim.objects.exclude(statement__in=but)
    return dict(rows.values_list("statement", "status"))


# Articles without an address


def test_outlet_title_and_date_name_an_article_without_an_address() -> None:
    first = imported(
        as_csv(row(**NO_ADDRESS), row(**NO_ADDRESS, statement="It sank.", quote="it sank by five"))
    )
    assert first.counts == {"new": 2}
    article = Article.objects.get()
    assert (article.title, article.url, str(article.published_on)) == ("Letters", "", "2026-03-14")
    assert imported(as_csv(row(**NO_ADDRESS))).counts == {"unchanged": 1}
    assert imported(as_csv(row(**NO_ADDRESS, quote="other words of it"))).counts == {"linked": 1}
    assert Article.objects.get() == article


def test_another_date_is_another_article() -> None:
    imported(as_csv(row(**NO_ADDRESS), row(**NO_ADDRESS, date="2026-03-21")))
    days = Article.objects.order_by("published_on").values_list("published_on", flat=True)
    assert [str(day) for day in days] == ["2026-03-14", "2026-03-21"]


def test_a_row_without_its_date_is_refused_beside_one_that_has_it() -> None:
    undated = row(**NO_ADDRESS, date="", quote="other words of it")
    [[column, _value, words]] = told(checked(as_csv(row(**NO_ADDRESS), undated)))
    assert (column, words[:5]) == ("date", "Row 2")
    imported(as_csv(row(**NO_ADDRESS)))
    [[column, _value, words]] = told(checked(as_csv(undated)))
    assert column == "date"
    assert "2026-03-14" in words


def test_the_row_finds_an_article_that_has_an_address_on_record() -> None:
    imported(as_csv(row()))
    again = row(article_URL="")
    assert imported(as_csv(again)).counts == {"unchanged": 1}


def test_what_may_be_two_articles_is_refused_with_their_numbers_and_one_of_these_will_do() -> None:
    paper = make.source("The Paper")
    one, two = (record_article(publisher=paper, title="Letters", by=None) for _ in "ab")
    [[column, _value, words]] = told(checked(as_csv(row(**NO_ADDRESS, date=""))))
    assert column == "article URL"
    assert f"#{one.pk} or #{two.pk}" in words
    named = row(**{**NO_ADDRESS, "article_URL": f"#{two.pk}"}, date="")
    assert imported(as_csv(named)).counts == {"new": 1}
    assert Appearance.objects.get().snapshot.article == two


def test_a_number_that_no_article_has_is_refused() -> None:
    [[column, _value, words]] = told(checked(as_csv(row(article_URL="#99"))))
    assert column == "article URL"
    assert "number 99" in words


def test_an_article_without_address_and_title_needs_an_unidentified_publisher() -> None:
    bare = {"article_URL": "", "title": "", "date": ""}
    [[column, _value, _words]] = told(checked(as_csv(row(**bare))))
    assert column == "title"
    unnamed = row(**bare, outlet="whoever printed the leaflet (unidentified)")
    assert imported(as_csv(unnamed)).counts == {"new": 1}


def test_without_address_and_outlet_no_article_is_named() -> None:
    [[column, _value, words]] = told(checked(as_csv(row(article_URL="", outlet=""))))
    assert (column, words[:17]) == ("article URL", "Write the address")


# Several ways


def test_each_origin_may_have_a_way_of_its_own(exported) -> None:
    several = row(
        attributed_to="the captain (person); a diver (person); the harbour (organisation)",
        via="The Wire (outlet) | | The Daily (outlet) < The Wire (outlet)",
    )
    assert imported(as_csv(several)).counts == {"new": 1}
    assert sorted(said_in(Appearance.objects.get())) == [
        ["a diver"],
        ["the captain", "The Wire"],
        ["the harbour", "The Daily", "The Wire"],
    ]
    assert Attribution.objects.filter(source__name="The Wire").count() == 1
    assert imported(exported()).counts == {"unchanged": 1}


def test_one_origin_may_be_there_by_two_ways(exported) -> None:
    twice = row(
        attributed_to="the captain (person); the captain (person)", via="The Wire (outlet) |"
    )
    imported(as_csv(twice))
    assert sorted(said_in(Appearance.objects.get())) == [
        ["the captain"],
        ["the captain", "The Wire"],
    ]
    assert imported(exported()).counts == {"unchanged": 1}


def test_another_way_is_a_change() -> None:
    imported(as_csv(row(external_id="a", via="The Wire (outlet)")))
    other = row(external_id="a", via="The Daily (outlet) < The Wire")
    assert imported(as_csv(other)).counts == {"changed": 1}
    assert said_in(Appearance.objects.get()) == [["the captain", "The Daily", "The Wire"]]


@pytest.mark.parametrize(
    ("via", "words"),
    [
        ("The Wire (outlet) | The Daily (outlet)", "There are 2 ways here and 1 in"),
        ("The Wire (outlet) < the captain (person)", "Nobody has it from themselves"),
        ("The Wire (outlet); The Daily (outlet)", "with | between"),
    ],
)
def test_ways_that_do_not_fit_are_refused(via: str, words: str) -> None:
    [[column, _value, said]] = told(checked(as_csv(row(via=via))))
    assert column == "via"
    assert words in said


def test_namesakes_come_in_again_by_their_numbers(exported) -> None:
    claim = make.claim()
    for paper in (make.source("The Paper"), make.source("The Other")):
        make.says(claim, paper, Source.objects.create(name="a nurse", kind="anonymous"))
    assert imported(exported()).counts == {"unchanged": 2}


def test_a_number_of_another_record_counts_for_nothing_where_the_kind_is_written() -> None:
    other = make.source("The Other")
    imported(as_csv(row(attributed_to=f"a nurse (anonymous #{other.pk})")))
    assert said_in(Appearance.objects.get()) == [["a nurse"]]


def test_a_number_of_another_name_is_refused() -> None:
    other = make.source("The Other")
    [[column, _value, words]] = told(checked(as_csv(row(attributed_to=f"a nurse (#{other.pk})"))))
    assert column == "attributed to"
    assert "“The Other”" in words
