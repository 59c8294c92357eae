"""The vectors of claims: made by jobs, and never stale."""

import pytest
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions.embedding import embed_all, make_waiting
from claims.actions.merging import merge, undo_merge
from claims.actions.recording import recording
from claims.matching import find, means
from claims.matching.model import Model, model
from claims.models import Claim, ClaimVector
from tests import builders as make
from tests import sql

pytestmark = pytest.mark.django_db


def ids(found):
    return [match.claim for match in found]


def reworded(claim: Claim, statement: str) -> None:
    claim.statement = statement
    with recording(by=None):
        claim.save(update_fields=["statement"])


def test_a_claim_is_found_by_its_meaning_where_no_word_is_shared():
    crossing = make.claim("The bridge was closed")
    make.claim("Applications rose by 41% in a year")
    make_waiting()
    assert ids(find("They shut down a river crossing"))[0] == crossing.pk


def test_a_new_claim_waits_for_its_vector_and_is_found_by_its_words_until_then():
    claim = make.claim("The bridge was closed")
    assert list(ClaimVector.objects.waiting()) == [claim.vector]
    assert ids(find("Somebody closed a bridge")) == [claim.pk]
    assert make_waiting() == 1
    assert not ClaimVector.objects.waiting().exists()
    assert make_waiting() == 0


def test_writes_ask_for_one_job_between_them(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make.claim("The bridge was closed")
        make.claim("Milk became dearer")
    assert ProcrastinateJob.objects.filter(task_name="embed").count() == 1
    assert make_waiting() == 2


def test_a_write_that_leaves_no_vector_to_make_asks_for_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make.source("The Times")
    assert not ProcrastinateJob.objects.exists()


def test_a_statement_that_changes_while_its_vector_is_made_goes_on_waiting(monkeypatch):
    claim = make.claim("The bridge was closed")
    vectors = Model.vectors

    def meanwhile(self, texts):
        sql.update(claim, statement="Milk became dearer")
        return vectors(self, texts)

    monkeypatch.setattr(Model, "vectors", meanwhile)
    assert make_waiting() == 0
    assert ClaimVector.objects.get().vector is None


def test_a_new_wording_takes_the_vector_away_at_once():
    claim = make.claim("The bridge was closed")
    make_waiting()
    reworded(claim, "Milk became dearer")
    assert ClaimVector.objects.get().vector is None
    make_waiting()
    assert find("The price of milk went up")[0].score > find("A bridge was shut")[0].score


def test_what_else_changes_of_a_claim_leaves_its_vector():
    claim = make.claim("The bridge was closed")
    make_waiting()
    reworded(claim, "The bridge was closed")
    assert not ClaimVector.objects.waiting().exists()


def test_a_write_past_the_program_takes_the_vector_away_too():
    claim = make.claim("The bridge was closed")
    make_waiting()
    sql.update(claim, statement="Milk became dearer")
    assert ClaimVector.objects.waiting().count() == 1


def test_a_vector_of_other_words_is_never_used():
    claim = make.claim("The bridge was closed")
    make_waiting()
    near = find("They shut down a river crossing")[0].score
    sql.run("UPDATE claims_claimvector SET digest = repeat('0', 64)")
    assert ids(find("They shut down a river crossing")) == []
    assert near > 0.15
    assert claim.pk


def test_a_vector_of_another_model_is_never_used_and_is_made_anew():
    make.claim("The bridge was closed")
    make_waiting()
    sql.run("UPDATE claims_claimvector SET model = 'another'")
    assert find("They shut down a river crossing") == []
    assert [made for _reached, made in embed_all()] == [1]
    assert list(embed_all()) == []
    assert ClaimVector.objects.get().model == model().name


def test_a_run_over_all_claims_goes_on_after_a_claim():
    first, second = make.claim("The bridge was closed"), make.claim("Milk became dearer")
    assert list(embed_all(after=first.pk)) == [(second.pk, 1)]


def test_a_merged_claim_is_not_found_until_it_stands_alone_again():
    kept, gone = make.claim("The bridge was closed"), make.claim("They shut the river crossing")
    make_waiting()
    made = merge(kept=kept, gone=gone, by=make.user("ana"), reason="One.")
    assert ids(find("The river crossing was shut")) == [kept.pk]
    undo_merge(merge=made, by=make.user("ana"), reason="Two.")
    make_waiting()
    assert set(ids(find("The river crossing was shut"))) == {kept.pk, gone.pk}


def test_a_claim_that_is_deleted_takes_its_vector_along():
    claim = make.claim("The bridge was closed")
    make_waiting()
    with recording(by=None):
        claim.delete()
    assert not ClaimVector.objects.exists()
    assert find("The bridge was closed") == []


def test_only_claims_that_somebody_may_see_are_found_by_meaning():
    make.claim("The bridge was closed", external_id="sample:a")
    seen = make.claim("Milk became dearer", external_id="sample:b")
    make_waiting()
    within = Claim.objects.filter(external_id="sample:b")
    assert ids(find("They shut down a river crossing", within=within)) == [seen.pk]


def test_without_a_model_words_decide_and_a_sentence_says_so(tmp_path):
    claim = make.claim("The bridge was closed")
    with override_settings(MODEL_DIR=str(tmp_path)):
        assert make_waiting() == 0
        assert ids(find("They closed the bridge")) == [claim.pk]
        assert "lacks model.onnx or tokenizer.json" in means()
        assert "found by their words alone" in means()
    assert means() == ""


def test_a_file_that_is_no_model_is_told_of(tmp_path):
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("nothing")
    with override_settings(MODEL_DIR=str(tmp_path)):
        assert "cannot be read" in means()
        assert find("anything") == []


@pytest.mark.parametrize(
    "text", ["Мост был закрыт в понедельник", "Die Brücke wurde am Montag von der Stadt gesperrt"]
)
def test_another_language_is_compared_by_its_words_and_a_sentence_says_so(text):
    claim = make.claim(text)
    make_waiting()
    assert ids(find(text)) == [claim.pk]
    assert "knows English alone" in means(text)
    assert means("The bridge was closed") == ""
