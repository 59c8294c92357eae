"""Values that PostgreSQL refuses in a row."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from claims import models
from claims.actions.articles import correct, derive
from claims.actions.capturing import ask_for_page
from claims.actions.claims import add_figure
from claims.actions.editing import decide, mark_origin
from claims.actions.talking import write_note
from claims.actions.webhooks import add_webhook
from claims.models import (
    Anchoring,
    Appearance,
    Article,
    Capture,
    Claim,
    Comparison,
    CopyProposal,
    Correction,
    Decision,
    Delivery,
    Derivation,
    Figure,
    Flag,
    ImportRun,
    KeptTally,
    Note,
    OriginMark,
    SignIn,
    SignOff,
    Snapshot,
    Source,
    Topic,
)
from tests import builders as make
from tests.sql import copy, refused, update

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("session")]

VOCABULARY = {
    (Appearance, "basis"): "appearance_basis_is_known",
    (Appearance, "stance"): "appearance_stance_is_known",
    (Appearance, "quote"): "appearance_quote_is_known",
    (Anchoring, "state"): "anchoring_state_is_known",
    (Capture, "method"): "capture_method_is_known",
    (Capture, "state"): "capture_state_is_known",
    (Claim, "state"): "claim_state_is_known",
    (Claim, "status"): "claim_status_is_known",
    (CopyProposal, "state"): "copy_proposal_state_is_known",
    (CopyProposal, "why"): "copy_proposal_why_is_known",
    (Correction, "kind"): "correction_kind_is_known",
    (Decision, "outcome"): "decision_outcome_is_known",
    (Delivery, "state"): "delivery_state_is_known",
    (Derivation, "kind"): "derivation_kind_is_known",
    (Figure, "comparator"): "figure_comparator_is_known",
    (Figure, "kind"): "figure_kind_is_known",
    (Flag, "code"): "flag_code_is_known",
    (ImportRun, "state"): "import_state_is_known",
    (OriginMark, "verdict"): "mark_verdict_is_known",
    (SignIn, "kind"): "sign_in_kind_is_known",
    (Snapshot, "extent"): "snapshot_extent_is_known",
    (Snapshot, "method"): "snapshot_method_is_known",
    (Source, "kind"): "source_kind_is_known",
}
NEVER_EMPTY = {
    (Claim, "statement"): "claim_has_a_statement",
    (Correction, "text"): "correction_has_words",
    (Decision, "reason"): "decision_has_a_reason",
    (OriginMark, "reason"): "mark_has_a_reason",
    (Source, "name"): "source_has_a_name",
    (Note, "text"): "note_has_words",
    (Topic, "name"): "topic_has_a_name",
}
# Where space alone is nothing; the plain kind, and those that PostgreSQL does not know as space.
NOTHING_BUT_SPACE = [" ", "\n\t", "\u00a0", "\u200b\u2003"]
WITH_WORDS = [
    (Article, "title", "article_title_has_words"),
    (Claim, "statement", "claim_has_a_statement"),
    (Correction, "text", "correction_has_words"),
    (OriginMark, "reason", "mark_has_a_reason"),
    (Source, "name", "source_has_a_name"),
    (Topic, "name", "topic_has_a_name"),
]
WRITTEN_ONCE = (Decision, Note, SignIn, Snapshot)
CHANGEABLE = [
    (model, column, name)
    for (model, column), name in (VOCABULARY | NEVER_EMPTY).items()
    if model not in WRITTEN_ONCE
]


@pytest.fixture(autouse=True, scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """At least one row of every concept, for all tests of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        record_one_of_each()
        yield
        transaction.set_rollback(True)


def record_one_of_each() -> None:
    """Record at least one row of every concept."""
    SignIn.objects.create(kind="signed_in")
    claim, times = make.claim(topics=["Bridges"]), make.source()
    article = make.says(claim, times).snapshot.article
    derive(article=article, based_on=make.snapshot().article, kind="rewrite", by=None)
    correct(article=article, kind="correction", text="The bridge was open.", by=None)
    CopyProposal.objects.create(
        article=article, original=make.snapshot().article, percent=1, percent_back=1, passages=1
    )
    add_figure(claim=claim, value=1, unit="day", by=None)
    by = make.user()
    mark_origin(claim=claim, source=times, verdict="independent", reason="asked", by=by)
    write_note(claim=claim, text="Ask the mayor.", by=by)
    webhook = add_webhook(address="https://a.example/in", told_of=["decision.stale"], by=by)
    Delivery.objects.create(
        webhook=webhook, message="msg_1", event="test", body="{}", next_at=timezone.now()
    )
    ImportRun.objects.create(key=uuid.uuid4(), filename="rows.csv", asked_by=by)
    decide(claim=claim, outcome="withhold", reason="one origin", by=by)
    ask_for_page(url="https://times.example.org/1", by=by)
    Anchoring.objects.create(
        appearance=make.says(claim, times),
        snapshot=make.snapshot(),
        state="gone",
        score=0,
    )


def a(model: type[Model]) -> Model:
    """One row of the model."""
    row = model._default_manager.order_by("pk").last()
    assert row is not None
    return row


def test_every_column_with_choices_is_tried_here():
    every = {
        (model, field.name)
        for name in models.__all__
        for model in [getattr(models, name)]
        for field in model._meta.concrete_fields
        if field.choices
    }
    may_be_empty = {
        (KeptTally, "scope"),  # its key: below
        (Comparison, "finding"),  # test_measure.py tries it
        (ImportRun, "mode"),  # below
    }
    assert set(VOCABULARY) | may_be_empty == every


@pytest.mark.parametrize(("place", "name"), VOCABULARY.items())
def test_a_new_row_with_an_unknown_word_is_refused(place, name):
    model, column = place
    with refused(name):
        copy(a(model), **{column: "maybe"})


def test_an_import_has_a_known_mode_or_none_yet():
    update(a(ImportRun), mode="")
    with refused("import_mode_is_known"):
        update(a(ImportRun), mode="some")


@pytest.mark.parametrize(("place", "name"), NEVER_EMPTY.items())
def test_a_new_row_without_its_words_is_refused(place, name):
    model, column = place
    with refused(name):
        copy(a(model), **{column: ""})


@pytest.mark.parametrize(("model", "column", "name"), CHANGEABLE)
def test_a_change_to_an_unknown_or_empty_word_is_refused(model, column, name):
    with refused(name):
        update(a(model), **{column: ""})


@pytest.mark.parametrize(("model", "column", "name"), WITH_WORDS)
@pytest.mark.parametrize("space", NOTHING_BUT_SPACE)
def test_space_alone_is_refused(model, column, name, space):
    with refused(name):
        update(a(model), **{column: space})


@pytest.mark.parametrize("space", NOTHING_BUT_SPACE)
def test_what_is_written_once_says_more_than_space(space):
    with refused("decision_has_a_reason"):
        copy(a(Decision), reason=space)
    with refused("decision_states_its_caveat"):
        copy(a(Decision), outcome="caveat", caveat=space)
    with refused("sign_off_refused_with_a_reason"):
        SignOff.objects.create(
            decision_id=a(Decision).pk, agrees=False, reason=space, signed_by=make.user("second")
        )
    with refused("note_has_words"):
        copy(a(Note), text=space)


@pytest.mark.parametrize("tag", ["", "en", "pt-BR", "zh-Hant-TW", "es-419", "de-DE-1996"])
def test_an_article_has_a_language_tag_or_none(tag):
    update(a(Article), language=tag)


@pytest.mark.parametrize("tag", ["English", " ", "en ", "en_GB", "e", "en\n", "en-", "xx--yy"])
def test_what_is_no_language_tag_is_refused(tag):
    with refused("article_language_is_a_tag"):
        update(a(Article), language=tag)


def test_an_article_may_have_no_title():
    update(a(Article), title="")


@pytest.mark.parametrize("codes", [["maybe"], ["single_origin", "maybe"], [""]])
def test_a_claim_carries_known_flags_only(codes):
    with refused("claim_flags_are_known"):
        update(a(Claim), flag_codes=codes)


def test_a_flag_stands_once():
    with refused("flag_stands_once"):
        copy(a(Flag), cleared_at=None)


def test_a_decision_with_a_caveat_states_it():
    with refused("decision_states_its_caveat"):
        copy(a(Decision), outcome="caveat", caveat="")
    copy(a(Decision), outcome="caveat", caveat="One origin only.")


def test_a_decision_is_superseded_once():
    first = a(Decision)
    copy(first, supersedes_id=first.pk)
    with refused("claims_decision_supersedes_id_key"):
        copy(first, supersedes_id=first.pk)


# Figures


@pytest.mark.parametrize("upper", [None, 0, 1])
def test_a_range_has_a_higher_end(upper):
    with refused("figure_range_has_two_ends"):
        update(a(Figure), comparator="range", upper=upper)
    update(a(Figure), comparator="range", upper=2)


@pytest.mark.parametrize("comparator", ["exact", "at_least"])
def test_what_is_no_range_has_no_second_end(comparator):
    with refused("figure_range_has_two_ends"):
        update(a(Figure), comparator=comparator, upper=2)


# Marks


def test_a_mark_that_joins_names_the_other_source():
    with refused("mark_names_the_same_source"):
        update(a(OriginMark), verdict="same_as")


@pytest.mark.parametrize("verdict", ["independent", "not_independent"])
def test_a_mark_that_does_not_join_names_no_other_source(verdict):
    with refused("mark_names_the_same_source"):
        update(a(OriginMark), verdict=verdict, same_as_id=make.source("Tribune").pk)


def test_a_source_is_not_joined_to_itself():
    mark = a(OriginMark)
    with refused("mark_names_another_source"):
        update(mark, verdict="same_as", same_as_id=mark.source_id)


def test_an_origin_has_one_finding_for_a_claim():
    with refused("mark_finds_once"):
        copy(a(OriginMark), verdict="not_independent")


def test_two_sources_are_joined_once_for_a_claim():
    mark, tribune = a(OriginMark), make.source("Tribune")
    copy(mark, verdict="same_as", same_as_id=tribune.pk)
    with refused("mark_joins_once"):
        copy(mark, verdict="same_as", same_as_id=tribune.pk)


def test_a_source_may_be_joined_to_several():
    mark = a(OriginMark)
    for name in ("Tribune", "Herald"):
        copy(mark, verdict="same_as", same_as_id=make.source(name).pk)
    assert OriginMark.objects.filter(verdict="same_as").count() == 2


# Articles


def test_an_article_does_not_derive_from_itself():
    derivation = a(Derivation)
    with refused("article_not_derived_from_itself"):
        update(derivation, based_on_id=derivation.article_id)


def test_a_derivation_is_recorded_once():
    with refused("derivation_is_unique"):
        copy(a(Derivation), kind="translation")


@pytest.mark.parametrize(
    ("model", "column", "name"),
    [
        (Article, "url", "article_url_is_unique"),
        (Article, "external_id", "article_external_id_is_unique"),
        (Claim, "external_id", "claim_external_id_is_unique"),
        (Source, "external_id", "source_external_id_is_unique"),
        (Source, "host", "source_host_is_unique"),
    ],
)
def test_what_identifies_a_row_elsewhere_is_used_once_unless_it_is_empty(model, column, name):
    row, used = a(model), "example.org" if column == "host" else "https://example.org/1"
    # Names of sources are used once too, of those who are not named excepted.
    unnamed = {"kind": "anonymous"} if model is Source else {}
    copy(row, **{column: ""}, **unnamed)
    update(row, **{column: used})
    with refused(name):
        copy(row, **unnamed)


# Sources


def test_a_named_source_is_recorded_once_however_its_name_is_written():
    with refused("source_name_is_unique"):
        copy(make.source("The Times"), name="THE TIMES")


@pytest.mark.parametrize(
    "host",
    [
        "Example.org",
        "www.example.org",
        "https://example.org",
        "example.org/path",
        "example.org:80",
        "example org",
        " ",
        "example.org.",
        "ana@example.org",
        "münchen.example",
    ],
)
def test_a_host_is_refused_that_no_address_would_be_compared_with(host):
    with refused("source_host_is_plain"):
        update(make.source("The Times"), host=host)


@pytest.mark.parametrize("host", ["example.org", "xn--mnchen-3ya.example", "localhost", "::1", ""])
def test_a_host_may_be_any_that_an_address_has(host):
    update(make.source("The Times"), host=host)


def test_numbers_are_kept_for_nobody_but_readers_and_the_public():
    with refused("kept_tally_scope_is_known"):
        KeptTally.objects.create(scope="nobody", numbers={})
