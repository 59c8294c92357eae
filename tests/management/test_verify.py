"""`manage.py verify`: is the record whole?"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from claims import assessed
from claims.actions.claims import add_figure
from claims.actions.copying import look_for_copies
from claims.actions.editing import mark_origin
from claims.actions.embedding import make_waiting
from claims.models import Appearance, Claim, ClaimVector, Drawn, Fingerprint, Source
from tests import builders as make
from tests import prose
from tests.sql import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def appearance() -> Appearance:
    """A claim that an officer makes in the Times, with a figure and a mark."""
    claim, officer = make.claim(topics=["bridges"]), make.source("an officer", "anonymous")
    found = make.says(claim, make.source("The Times"), officer)
    add_figure(claim=claim, value=2, unit="days", by=None)
    mark_origin(claim=claim, source=officer, verdict="independent", reason="Met.", by=make.user())
    return found


def verify(status: int = 0) -> list[str]:
    """What the command says, line by line; it must end with this status."""
    said = StringIO()
    try:
        call_command("verify", stdout=said)
        ended = 0
    except SystemExit as end:
        ended = int(str(end.code))
    assert ended == status, said.getvalue()
    return said.getvalue().splitlines()


@contextmanager
def past_the_rules() -> Iterator[None]:
    """What runs inside meets no trigger: neither a rule nor the trail."""
    run("SET LOCAL session_replication_role = replica")
    yield
    run("SET LOCAL session_replication_role = DEFAULT")


def test_an_empty_record_is_whole():
    assert verify() == ["0 differences found."]


def test_a_record_made_through_the_program_is_whole(appearance):
    assert verify() == ["0 differences found."]


def test_the_check_of_the_assessments_changes_nothing(appearance):
    with past_the_rules():
        run("UPDATE claims_claim SET status = 'disputed'")
    before = Claim.objects.values().get()
    verify(status=1)
    assert Claim.objects.values().get() == before


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE claims_snapshot SET text = text || '.'",
            "snapshot {snapshot}: its text is not what its SHA-256 says",
        ),
        (
            'UPDATE claims_appearance SET start = start + 1, "end" = "end" + 1',
            "appearance {appearance}: its quote does not stand at",
        ),
        (
            "UPDATE claims_claim SET status = 'disputed'",
            "claim {claim}: a fresh assessment differs in status",
        ),
        (
            "UPDATE claims_source SET name = 'nobody'",
            "source {source}: it is not as the trail says it was left",
        ),
        (
            "DELETE FROM claims_figure",
            "figure {figure}: it is gone, and the trail does not say who removed it",
        ),
        (
            "DELETE FROM claims_claim_topics",
            "claim topic {topic}: it is gone, and the trail does not say who removed it",
        ),
        (
            "UPDATE claims_claim SET topic_ids = '{}'",
            "claim {claim}: lists have it under other topics",
        ),
        (
            "DELETE FROM claims_sourceevent",
            "source {source}: the trail does not know of it",
        ),
        (
            "UPDATE claims_originmarkevent SET pgh_label = 'delete'",
            "origin mark {mark}: it is there, though the trail says it was removed",
        ),
    ],
)
def test_what_was_changed_past_the_program_is_told(appearance, statement, what):
    claim = appearance.claim
    keys = {
        "appearance": appearance.pk,
        "snapshot": appearance.snapshot_id,
        "claim": claim.pk,
        "source": Source.objects.latest("pk").pk,
        "figure": claim.figures.get().pk,
        "mark": claim.marks.get().pk,
        "topic": claim.topics.through.objects.get().pk,
    }
    with past_the_rules():
        run(statement)
    told = verify(status=1)
    assert any(line.startswith(what.format(**keys)) for line in told), told


def test_what_is_told_of_a_claim_under_other_topics_mends_it(appearance):
    key = appearance.claim_id
    with past_the_rules():
        run("UPDATE claims_claim SET topic_ids = '{7}'")
    told = f"claim {key}: lists have it under other topics; SELECT claims_file('{{{key}}}') in psql mends it"
    assert verify(1) == [told, "1 difference found."]
    run(f"SELECT claims_file('{{{key}}}')")
    assert verify() == ["0 differences found."]


def test_a_file_that_was_changed_or_lost_is_told(appearance):
    file = appearance.snapshot.file
    with default_storage.open(file.name, "wb") as stored:
        stored.write(b"something else")
    assert "is not what its SHA-256 says" in verify(status=1)[0]
    default_storage.delete(file.name)
    assert "cannot be read" in verify(status=1)[0]


def test_fingerprints_of_another_text_are_told_with_what_makes_them_anew():
    article = make.snapshot(prose.text(60, "bridge")).article
    look_for_copies(article_id=article.pk)
    assert verify() == ["0 differences found."]
    Fingerprint.objects.filter(article=article).delete()
    [told, _count] = verify(1)
    assert told.startswith(f"article {article.pk}: its fingerprints are not those of snapshot")
    assert told.endswith(f"find_copies {article.pk} --again makes them anew")


@pytest.mark.parametrize(("column", "of"), [("digest", "statement"), ("model", "model")])
def test_a_vector_of_another_statement_or_model_is_told(column, of):
    claim = make.claim()
    make_waiting()
    assert verify() == ["0 differences found."]
    ClaimVector.objects.update(**{column: "another"})
    told = f"claim {claim.pk}: its vector is of another {of}; embed --all makes it anew"
    assert verify(1) == [told, "1 difference found."]


def test_a_drawing_that_was_kept_is_compared_with_a_fresh_one(monkeypatch):
    monkeypatch.setattr(assessed, "MANY", 0)
    claim = make.claim()
    make.says(claim, make.source())
    assert verify() == ["0 differences found."]
    Drawn.objects.update(made={"origins": [], "drawings": {}})
    Drawn.objects.create(claim_id=claim.pk + 1, made={})
    first, second, last = verify(1)
    assert first.startswith(f"claim {claim.pk}: what is kept of its drawing differs")
    assert second.startswith(f"claim {claim.pk + 1}: a drawing is kept of it")
    assert last == "2 differences found."
