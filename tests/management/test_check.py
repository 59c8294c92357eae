"""`manage.py check FILE`: a draft; without a file what Django's command of this name does."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.actions.embedding import make_waiting
from claims.models import Claim
from tests import builders as make
from tests.capture import word

SENTENCE = "Complaints about the ferry rose by 870% between January and June."
TEXT = f"A quiet place.\n\n“So be it.”  {SENTENCE}\n"


def said(*what: str, **options: object) -> str:
    out = StringIO()
    call_command("check", *what, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def ferry(db: None) -> Claim:
    """A claim near to the sentence."""
    claim = make.claim(SENTENCE.replace("870", "807"))
    make.says(claim, make.source(), make.source("the harbour office", "organisation"))
    make_waiting()
    return claim


def file(folder: Path, content: bytes = TEXT.encode(), name: str = "draft.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_json_has_every_sentence_at_its_place_in_the_file(ferry, tmp_path):
    told = json.loads(said(file(tmp_path), json=True))
    assert set(told) == {"sentences", "summary"}
    assert told["summary"] == "1 checkable sentence: 1 differs in a figure"
    for one in told["sentences"]:
        assert set(one) == {"text", "start", "end", "mark", "claim"}
        assert TEXT[one["start"] : one["end"]] == one["text"]
    assert [(one["mark"], one["claim"]) for one in told["sentences"] if one["mark"]] == [
        ("other_figure", ferry.pk)
    ]


def test_without_json_it_prints_the_report(ferry, tmp_path):
    told = said(file(tmp_path, word.docx(SENTENCE), "draft.docx"))
    assert "Known with another figure" in told
    assert f"/claims/{ferry.pk}/" in told


def test_a_file_that_cannot_be_read_is_told(db, tmp_path):
    with pytest.raises(CommandError, match=r"no\.txt cannot be read: No such file"):
        said(str(tmp_path / "no.txt"), json=True)
    with pytest.raises(CommandError, match="unpacks to more than 100 MB"):
        said(file(tmp_path, word.bomb(), "draft.docx"))


def test_one_draft_at_a_time(db, tmp_path):
    with pytest.raises(CommandError, match="Name one file"):
        said(file(tmp_path), file(tmp_path, name="other.txt"))
    with pytest.raises(CommandError, match="Name one file"):
        said(json=True)


@pytest.mark.parametrize("named", [[], ["claims"], ["claims", "auth"]])
def test_without_a_file_it_is_djangos_own_check(named):
    assert "no issues" in said(*named)


def test_djangos_options_work_as_ever():
    assert "security" in said(list_tags=True)
    assert "no issues" in said(tags=["models"])
    with pytest.raises(LookupError):
        said("nothing")


def test_an_app_is_not_taken_for_a_folder_of_its_name(monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    assert Path("claims").exists()
    assert "no issues" in said("claims")
