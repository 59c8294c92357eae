"""Spreadsheets of quotes: what a row records, what is refused and why, and that a second time changes
nothing."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import get_language, override

from claims.actions import importing
from claims.actions.assessing import assess_all
from claims.actions.claims import add_figure
from claims.actions.importing_refused import refused_file
from claims.importing import planning, telling
from claims.models import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Figure,
    ImportRun,
    Snapshot,
    Source,
    Topic,
    Touched,
    User,
)
from tests import builders as make
from tests.importing_files import QUOTE, as_csv, row
from tests.sql import run as ask

pytestmark = pytest.mark.django_db


def checked(content: bytes, by: User | None = None) -> ImportRun:
    """A file that was checked."""
    run = importing.ask_for_import(
        file=io.BytesIO(content), filename="rows.csv", by=by, queued=False
    )
    importing.run_import(run.pk)
    run.refresh_from_db()
    return run


def imported(content: bytes, mode: str = "good") -> ImportRun:
    """A file that was checked and recorded."""
    run = checked(content)
    importing.begin(run=run, mode=mode, by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    return run


def refusal(content: bytes) -> list[list[str]]:
    """Why the one row that is refused is: column, value, what to do."""
    [found] = checked(content).found.filter(outcome="refused")
    return found.told


def everything() -> dict[str, Any]:
    """What is on record, to be compared."""
    models = (Claim, Article, Snapshot, Appearance, Attribution, Source, Topic, Figure)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_row_records_its_claim_its_article_with_an_excerpt_and_who_said_so() -> None:
    run = imported(as_csv(row(topics="ships; harbour", figures="12 people")))
    assert (run.state, run.counts) == ("done", {"new": 1})
    claim = Claim.objects.get()
    assert claim.statement == "The ferry ran aground."
    assert {topic.name for topic in claim.topics.all()} == {"ships", "harbour"}
    assert claim.figures.get().label == "12 people"
    appearance = claim.appearances.get()
    assert (appearance.exact, appearance.stance, appearance.basis) == (
        QUOTE,
        "asserts",
        "attributed",
    )
    assert appearance.snapshot.extent == "excerpt"
    assert appearance.snapshot.file.read().decode() == QUOTE
    article = appearance.snapshot.article
    assert (article.title, str(article.published_on)) == ("Ferry aground", "2026-03-14")
    assert (article.publisher.name, article.publisher.kind) == ("The Paper", "outlet")
    said = appearance.attributions.get().source
    assert (said.name, said.kind) == ("the captain", "person")


def test_the_claims_of_the_rows_are_assessed() -> None:
    other = row(
        article_URL="https://other.example.org/f",
        outlet="The Other",
        attributed_to="a diver (person)",
    )
    imported(as_csv(row(), other))
    assert Claim.objects.get().status == "corroborated"
    assert [differs for _last, found in assess_all() for differs in found] == []


def test_what_passed_the_words_on_stands_before_who_said_them() -> None:
    imported(as_csv(row(via="The Wire (outlet)")))
    said, relay = Attribution.objects.order_by("source__name").values_list("source__name", "via")[
        ::-1
    ]
    assert said == ("the captain", Attribution.objects.get(source__name="The Wire").pk)
    assert relay == ("The Wire", None)


def test_a_second_time_changes_nothing() -> None:
    content = as_csv(
        row(external_id="a", topics="ships", figures="12 people"),
        row(quote="it sank by the evening", statement="The ferry sank.", via="The Wire (outlet)"),
    )
    imported(content)
    before = everything()
    run = imported(content)
    assert run.counts == {"unchanged": 2}
    assert everything() == before


def test_a_check_records_nothing() -> None:
    before = everything()
    run = checked(as_csv(row(), row(statement="", quote="other words")))
    assert (run.state, run.counts) == ("checked", {"new": 1, "refused": 1})
    assert everything() == before


def test_a_claim_on_record_of_the_same_words_is_linked_whatever_its_capitals() -> None:
    claim = make.claim("the ferry RAN aground.")
    run = imported(as_csv(row()))
    assert run.counts == {"linked": 1}
    assert Appearance.objects.get().claim == claim


def test_rows_of_one_file_share_their_claim_article_and_sources() -> None:
    run = imported(as_csv(row(), row(quote="another line of it"), row(statement="It was noon.")))
    assert run.counts == {"new": 2, "linked": 1}
    counts = (Claim.objects.count(), Article.objects.count(), Snapshot.objects.count())
    assert counts == (2, 1, 1)
    assert Source.objects.count() == 2


def test_rows_of_one_article_in_two_chunks_have_an_excerpt_each(monkeypatch) -> None:
    monkeypatch.setattr(importing, "chunks", lambda rows: planning.chunks(rows, 1))
    run = imported(as_csv(row(), row(quote="another line of it")))
    assert run.counts == {"new": 1, "linked": 1}
    assert [s.text for s in Snapshot.objects.order_by("pk")] == [QUOTE, "another line of it"]


def test_a_quote_is_found_in_what_was_captured_though_its_typography_differs() -> None:
    captured = make.snapshot(
        "At last “the ferry ran  aground at noon”, they said.", make.source("The Paper")
    )
    Article.objects.update(url=row()["article URL"])
    imported(as_csv(row(title="", date="", quote="THE ferry ran aground at noon")))
    found = Appearance.objects.get()
    assert (found.snapshot, found.exact) == (captured, "the ferry ran  aground at noon")


def test_a_quote_that_is_not_in_the_capture_is_refused_with_the_nearest_words() -> None:
    make.snapshot("They said the ferry ran aground at midnight, at last.", make.source("The Paper"))
    Article.objects.update(url=row()["article URL"])
    [[column, value, words]] = refusal(as_csv(row(title="", date="")))
    assert (column, value) == ("quote", QUOTE)
    assert "not in the capture" in words
    assert "the ferry ran aground at midnight" in words


def test_a_row_whose_external_id_is_known_changes_what_it_says_otherwise() -> None:
    imported(as_csv(row(external_id="a")))
    run = imported(
        as_csv(row(external_id="a", stance="disputes", attributed_to="a diver (person)"))
    )
    assert run.counts == {"changed": 1}
    appearance = Appearance.objects.get()
    assert appearance.stance == "disputes"
    assert [one.source.name for one in appearance.attributions.all()] == ["a diver"]


def test_cells_that_are_empty_leave_the_record_as_it_is() -> None:
    imported(as_csv(row(external_id="a", topics="ships")))
    before = everything()
    bare = row(external_id="a", title="", outlet="", date="", stance="", basis="", attributed_to="")
    assert imported(as_csv(bare)).counts == {"unchanged": 1}
    assert everything() == before


def test_a_known_external_id_for_another_claim_is_refused() -> None:
    imported(as_csv(row(external_id="a")))
    [[column, _value, words]] = refusal(as_csv(row(external_id="a", statement="It sank.")))
    assert column == "statement"
    assert "The ferry ran aground." in words


def test_figures_that_the_claim_has_not_are_added_and_the_others_are_not_doubled() -> None:
    claim = make.claim("The ferry ran aground.")
    add_figure(claim=claim, value=12, unit="people", by=None)
    imported(as_csv(row(figures="12 people; 3 dogs")))
    assert sorted(figure.label for figure in claim.figures.all()) == ["12 people", "3 dogs"]


def test_without_an_outlet_the_source_that_has_the_host_is_the_publisher() -> None:
    paper = make.source("The Paper")
    Source.objects.update(host="paper.example.org")
    imported(as_csv(row(outlet="")))
    assert Article.objects.get().publisher == paper


def test_all_or_nothing_records_nothing_if_the_record_has_moved_on_since_the_check() -> None:
    run = checked(as_csv(row(), row(statement="It sank.", article_URL="https://b.example.org/")))
    make.snapshot("Nothing of the kind.", make.source("The Paper"))
    Article.objects.update(url=row()["article URL"])
    importing.begin(run=run, mode="all", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "Nothing was recorded" in run.message
    assert not Claim.objects.exists()
    assert run.found.get(outcome="refused").number == 2


def test_all_or_nothing_records_all() -> None:
    assert imported(as_csv(row()), mode="all").state == "done"
    assert Claim.objects.count() == 1


def test_good_rows_only_records_the_good_ones() -> None:
    run = imported(as_csv(row(), row(date="yesterday", quote="x y z")))
    assert run.counts == {"new": 1, "refused": 1}
    assert Appearance.objects.count() == 1


def test_a_run_that_was_stopped_goes_on_behind_the_last_chunk(monkeypatch) -> None:
    run = begun(as_csv(row(), row(quote="another line of it")))
    with monkeypatch.context() as stopping:
        stop_at(3, KeyboardInterrupt(), stopping)
        with pytest.raises(KeyboardInterrupt):
            importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.at_row, Appearance.objects.count()) == ("running", 2, 1)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"new": 1, "linked": 1})
    assert Appearance.objects.count() == 2


def stop_at(row_number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an import of chunks of one row each stop at this row of the file."""
    keep = importing._keep

    def stopped(run: ImportRun, decided: Any, counts: Any) -> None:
        keep(run, decided, counts)
        if decided[0][0].number == row_number:
            raise error

    monkeypatch.setattr(importing, "chunks", lambda rows: planning.chunks(rows, 1))
    monkeypatch.setattr(importing, "_keep", stopped)


def begun(content: bytes) -> ImportRun:
    """A file of which the good rows are to be recorded."""
    return importing.begin(run=checked(content), mode="good", by=None, queued=False)


def test_claims_that_a_run_makes_wait_for_its_end_and_nobody_else_has_to_assess_them(
    monkeypatch,
) -> None:
    run = begun(as_csv(row(), row(quote="another line of it")))
    with monkeypatch.context() as stopping:
        stop_at(3, KeyboardInterrupt(), stopping)
        with pytest.raises(KeyboardInterrupt):
            importing.run_import(run.pk)
    make.claim("Another")
    claim = Claim.objects.get(statement=row()["statement"])
    assert claim.assessed_at is None
    assert Touched.objects.get().claim_id == claim.pk
    importing.run_import(run.pk)
    claim.refresh_from_db()
    assert claim.assessed_at
    assert not Touched.objects.exists()


def test_a_run_that_ends_by_a_fault_has_assessed_what_it_recorded(monkeypatch) -> None:
    run = begun(as_csv(row(), row(quote="another line of it")))
    stop_at(3, RuntimeError(), monkeypatch)
    with pytest.raises(RuntimeError):
        importing.run_import(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert Claim.objects.get().assessed_at
    assert not Touched.objects.exists()


def test_a_claim_on_record_is_assessed_with_the_chunk_that_is_about_it(monkeypatch) -> None:
    claim = make.claim(row()["statement"])
    run = begun(as_csv(row(), row(quote="another line of it")))
    stop_at(3, KeyboardInterrupt(), monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        importing.run_import(run.pk)
    claim.refresh_from_db()
    assert claim.article_count == 1


def test_every_row_that_is_loaded_leaves_an_event_with_who_and_why() -> None:
    run = imported(as_csv(row(figures="12 hours")))
    models = (Claim, Article, Snapshot, Appearance, Attribution, Figure)
    for model in models:
        events = apps.get_model("claims", f"{model.__name__}Event").objects
        [event] = events.filter(pgh_obj_id=model.objects.get().pk, pgh_label="insert")
        assert event.pgh_context.metadata["reason"] == f"import {run.pk}: rows.csv"


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"basis": "", "attributed_to": ""}, "basis", "on whose word"),
        ({"attributed_to": "a stranger"}, "attributed to", "in brackets"),
        ({"basis": "unattributed"}, "basis", "clear “attributed to”"),
        ({"attributed_to": "someone (#999)"}, "attributed to", "has the number 999"),
        ({"via": "the captain (person)"}, "via", "Nobody has it from themselves"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(cells: dict[str, str], column: str, words: str) -> None:
    [[named, _value, told]] = refusal(as_csv(row(**cells)))
    assert named == column
    assert words in told


def listed(first: int, last: int) -> str:
    """The names of topics from one number up to another, as a cell has them."""
    return "; ".join(f"topic {number}" for number in range(first, last + 1))


def test_topics_beyond_those_that_a_claim_can_have_are_refused() -> None:
    claim = make.claim(row()["statement"])
    claim.topics.set(make.topics(90))
    told = [
        "topics",
        listed(90, 100),
        "With these the claim would be filed under 101 topics, and 100 are the most. Keep those that "
        "matter.",
    ]
    assert refusal(as_csv(row(topics=listed(90, 100)))) == [told]
    run = imported(as_csv(row(topics=listed(85, 99).upper())))
    assert run.counts == {"linked": 1}
    assert claim.topics.count() == 100


def six_rows() -> bytes:
    """Rows of one claim, with twenty topics of its own each."""
    return as_csv(
        *(
            row(quote=f"line {part} of it", topics=listed(20 * part, 20 * part + 19))
            for part in range(6)
        )
    )


def test_rows_of_one_file_that_bring_too_many_topics_together_are_refused_in_its_check() -> None:
    [[column, _value, words]] = refusal(six_rows())
    assert column == "topics"
    assert "would be filed under 120 topics" in words


@pytest.mark.parametrize("size", [planning.CHUNK, 2])
def test_the_rows_before_them_are_recorded(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(importing, "chunks", lambda rows: planning.chunks(rows, size))
    run = imported(six_rows())
    assert run.counts == {"new": 1, "linked": 4, "refused": 1}
    assert Claim.objects.get().topics.count() == 100


def test_new_claims_are_not_written_a_second_time_for_their_topics() -> None:
    def updated() -> int:
        [[number]] = ask("SELECT pg_stat_get_xact_tuples_updated('claims_claim'::regclass)")
        return int(number)

    rows = [row(statement=f"Ferry {number} ran aground.") for number in range(3)]
    before = updated()
    imported(as_csv(*rows))
    without_topics = updated() - before
    Claim.objects.all().delete()
    before = updated()
    imported(as_csv(*({**one, "topics": "ships; harbour"} for one in rows)))
    assert updated() - before == without_topics
    assert without_topics == 3  # each assessed, once
    harbour, ships = Topic.objects.order_by("name")
    assert list(Claim.objects.values_list("topic_ids", flat=True)) == [[harbour.pk, ships.pk]] * 3


def test_a_name_that_several_sources_have_is_refused_with_their_numbers() -> None:
    first, second = (
        make.source("a nurse", "anonymous"),
        Source.objects.create(name="a nurse", kind="anonymous"),
    )
    [[_column, _value, words]] = refusal(as_csv(row(attributed_to="a nurse")))
    assert f"(#{first.pk})" in words
    assert f"(#{second.pk})" in words


def test_an_outlet_other_than_on_record_is_refused() -> None:
    imported(as_csv(row()))
    [[column, _value, words]] = refusal(as_csv(row(outlet="The Rival", quote="more words")))
    assert column == "outlet"
    assert "“The Paper”" in words


def test_two_rows_that_say_two_things_of_one_quote_are_told_apart() -> None:
    [[_column, _value, words]] = refusal(as_csv(row(), row(stance="disputes")))
    assert words.startswith("Row 2 of this file")


def shared(*rows: dict[str, str]) -> list[tuple[int, str]]:
    """The refused rows that are told of an id which they share, and what is told."""
    found = checked(as_csv(*rows)).found.filter(outcome="refused").order_by("number")
    return [
        (one.number, words)
        for one in found
        for column, _value, words in one.told
        if column == "external id"
    ]


def test_rows_that_share_an_id_for_different_quotes_are_both_told() -> None:
    first, second = row(external_id="z-5"), row(external_id="z-5", quote="it sank by the evening")
    for rows in (
        [first, second],
        [first | {"date": "soon"}, second],
        [first, second | {"date": "x"}],
    ):
        [(one, of_two), (two, of_one)] = shared(*rows)
        assert (one, two) == (2, 3)
        assert of_two.startswith("Row 3 of this file has the same id for another quote.")
        assert of_one.startswith("Row 2 of this file")


def test_refused_rows_that_share_an_id_are_told_beside_what_else_is_wrong() -> None:
    rows = [row(external_id="z-5", date="soon", quote=f"line {at} of it") for at in range(3)]
    assert [number for number, _words in shared(*rows)] == [2, 3, 4]


def test_none_of_the_rows_that_share_an_id_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "CHUNK", 1)
    second = row(external_id="z-5", quote="it sank by the evening")
    run = imported(as_csv(row(external_id="z-5"), second, row(external_id="z-6", quote="at noon")))
    assert run.counts == {"refused": 2, "new": 1}
    assert Appearance.objects.get().external_id == "z-6"


def test_a_row_that_comes_again_corrected_shares_its_id_with_no_other() -> None:
    assert shared(row(external_id="z-5", date="soon"), row(external_id="z-5")) == []


def test_a_row_that_comes_twice_is_recorded_once() -> None:
    assert imported(as_csv(row(), row())).counts == {"new": 1, "unchanged": 1}


def test_a_quote_with_its_full_stop_and_one_without_it_are_the_same() -> None:
    assert imported(as_csv(row(), row(quote=QUOTE + "."))).counts == {"new": 1, "unchanged": 1}
    assert imported(as_csv(row(quote=QUOTE + "."))).counts == {"unchanged": 1}
    assert Appearance.objects.get().exact == QUOTE


def test_a_row_with_an_external_id_says_whether_its_quote_has_a_full_stop() -> None:
    imported(as_csv(row(external_id="f-1")))
    assert checked(as_csv(row(external_id="f-1", quote=QUOTE + "."))).counts != {"unchanged": 1}


def test_refused_rows_come_back_as_they_came_with_reasons_and_may_be_sent_again_corrected() -> None:
    run = checked(as_csv(row(date="14.3.2026")))
    content = b"".join(refused_file(run))
    assert content.decode().splitlines()[0].endswith(",reasons")
    assert "Write the day as year-month-day: 2026-03-14" in content.decode()
    assert imported(content.replace(b"14.3.2026", b"2026-03-14")).counts == {"new": 1}


def test_a_file_whose_job_was_lost_is_asked_for_again(monkeypatch) -> None:
    run = importing.ask_for_import(
        file=io.BytesIO(as_csv(row())), filename="a.csv", by=None, queued=False
    )
    ImportRun.objects.update(asked_at=run.asked_at - importing.SETTLED * 2)
    put: list[int] = []
    monkeypatch.setattr(importing, "_put", lambda run: put.append(run.pk))
    importing.go_on()
    assert put == [run.pk]


def test_the_file_of_a_run_that_is_long_over_is_thrown_away() -> None:
    run = imported(as_csv(row()))
    ImportRun.objects.update(
        asked_at=run.asked_at - 2 * importing.KEPT, finished_at=run.asked_at - 2 * importing.KEPT
    )
    assert importing.forget_old() == 1
    run.refresh_from_db()
    assert (bool(run.file), run.found.count(), run.state) == (False, 0, "done")


# What may be wrong and is recorded


SUNK = row(statement="The ferry sank 3 boats.", quote="the ferry sank 5 boats at noon")


def warnings(*rows: dict[str, str]) -> list[list[list[str]]]:
    """What is told of the rows that somebody is to look at again."""
    found = checked(as_csv(*rows)).found.filter(warned=True).order_by("number")
    return list(found.values_list("told", flat=True))


def test_a_new_claim_with_another_figure_than_its_quote_is_to_be_looked_at_again() -> None:
    words = "Look again: the claim says 3 boats, the words quoted say 5 boats."
    assert warnings(row(), SUNK) == [[["quote", "5 boats", words]]]


@pytest.mark.parametrize("mode", ["all", "good"])
def test_it_is_still_to_be_looked_at_when_it_is_recorded(mode: str) -> None:
    found = imported(as_csv(row(), SUNK), mode).found.filter(warned=True)
    assert [(one.number, one.outcome, one.told[0][0]) for one in found] == [(3, "new", "quote")]


@pytest.mark.parametrize("row_number", [2, 3])
def test_so_are_those_that_a_run_which_was_stopped_had_not_come_to(
    row_number: int, monkeypatch
) -> None:
    other = SUNK | {"statement": "The ferry hit 2 boats.", "quote": "the ferry hit 4 boats"}
    run = begun(as_csv(SUNK, other))
    with monkeypatch.context() as stopping:
        stop_at(row_number, KeyboardInterrupt(), stopping)
        with pytest.raises(KeyboardInterrupt):
            importing.run_import(run.pk)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"new": 2})
    warned = run.found.filter(warned=True).order_by("number")
    assert list(warned.values_list("number", flat=True)) == [2, 3]


def test_a_run_of_all_that_failed_is_begun_anew(monkeypatch) -> None:
    run = checked(as_csv(SUNK, row()))
    importing.begin(run=run, mode="all", by=None, queued=False)
    with monkeypatch.context() as failing:
        stop_at(3, RuntimeError(), failing)
        with pytest.raises(RuntimeError):
            importing.run_import(run.pk)
    assert not Appearance.objects.exists()
    importing.begin(run=run, mode="good", by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts, run.made["quotes"]) == ("done", {"new": 2}, 2)
    assert run.found.get(warned=True).number == 2


@pytest.mark.parametrize("mode", ["all", "good"])
def test_so_are_those_that_a_run_had_recorded_which_failed_and_is_begun_again(
    mode: str, monkeypatch
) -> None:
    other = SUNK | {"statement": "The ferry hit 2 boats.", "quote": "the ferry hit 4 boats"}
    run = begun(as_csv(SUNK, other))
    with monkeypatch.context() as failing:
        stop_at(3, RuntimeError(), failing)
        with pytest.raises(RuntimeError):
            importing.run_import(run.pk)
    importing.begin(run=run, mode=mode, by=None, queued=False)
    importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts, run.made["quotes"]) == ("done", {"new": 2}, 2)
    warned = run.found.filter(warned=True).order_by("number")
    assert list(warned.values_list("number", flat=True)) == [2, 3]


def test_so_it_is_where_all_was_to_be_recorded_and_then_the_good_rows_only() -> None:
    run = checked(as_csv(row(), SUNK | {"article URL": "https://b.example.org/"}))
    make.snapshot("Nothing of the kind.", make.source("The Paper"))
    Article.objects.update(url=row()["article URL"])
    for mode in ("all", "good"):
        importing.begin(run=run, mode=mode, by=None, queued=False)
        importing.run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"refused": 1, "new": 1})
    assert run.found.get(warned=True).number == 3


def test_another_figure_than_the_cell_of_figures_is_too() -> None:
    other = SUNK | {"quote": "the ferry sank 3 boats at noon", "figures": "4 boats"}
    words = "Look again: the claim says 3 boats, this cell says 4 boats."
    assert warnings(other) == [[["figures", "4 boats", words]]]


@pytest.mark.parametrize(
    "cells",
    [
        {"stance": "disputes"},
        {"quote": "the ferry sank 3 boats at noon"},
        {"statement": "The ferry sank boats."},
    ],
    ids=["disputed", "the same figure", "no figure"],
)
def test_what_agrees_is_not(cells: dict[str, str]) -> None:
    assert warnings(SUNK | cells) == []


def test_nor_is_a_quote_of_a_claim_on_record() -> None:
    make.claim("The ferry sank 3 boats.")
    assert warnings(SUNK) == []


def test_what_is_to_be_looked_at_again_is_recorded_as_it_is() -> None:
    assert imported(as_csv(SUNK), "all").counts == {"new": 1}


def test_all_rows_to_look_at_again_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "FIRST_ROWS", 1)
    rows = [SUNK | {"article URL": f"https://paper.example.org/{at}"} for at in range(3)]
    assert len(warnings(*(one | {"title": one["article URL"]} for one in rows))) == 3


# The language


@pytest.fixture
def translated(monkeypatch, settings) -> None:
    """There are translations, so that there is a language to be asked in."""
    settings.USE_I18N = True
    monkeypatch.setattr(translation, "_trans", type(translation._trans)())


def test_a_job_tells_what_it_found_in_the_language_of_whoever_asked(
    translated, monkeypatch
) -> None:
    monkeypatch.setattr(telling, "gettext", lambda words: f"{get_language()}: {words}")
    with override("pt"):
        run = importing.ask_for_import(
            file=io.BytesIO(as_csv(row(date="soon"))), filename="rows.csv", by=None, queued=False
        )
    with override("de"):
        importing.run_import(run.pk)
    [[_column, _value, words]] = run.found.get().told
    assert words.startswith("pt: ")


# The record is whole


@pytest.mark.parametrize("mode", ["all", "good"])
def test_an_import_leaves_a_whole_record(mode: str) -> None:
    rows = [
        row(topics="ships", figures="12 people", via="The Wire (outlet) < The Blog (outlet)"),
        row(quote="another line of it", stance="disputes", attributed_to="a diver (person)"),
        row(statement="It was noon.", article_URL="", basis="unattributed", attributed_to=""),
    ]
    run = imported(as_csv(*rows, *([row(date="soon")] if mode == "good" else [])), mode)
    assert (run.state, run.counts.get("refused", 0)) == ("done", int(mode == "good"))
    imported(as_csv(rows[0] | {"stance": "mentions"}), mode)
    said = io.StringIO()
    call_command("verify", stdout=said)
    assert said.getvalue().splitlines()[-1] == "0 differences found."
