"""`manage.py embed`: the vectors of claims."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import ClaimVector
from tests import builders as make
from tests import sql

pytestmark = pytest.mark.django_db


def embed(*arguments: str) -> str:
    said = StringIO()
    call_command("embed", *arguments, stdout=said)
    return said.getvalue()


def test_what_waits_is_made_once():
    make.claim("The bridge was closed")
    make.claim("Milk became dearer")
    assert embed() == "2 vectors made.\n"
    assert embed() == "0 vectors made.\n"


def test_all_are_made_that_another_model_made():
    make.claim("The bridge was closed")
    embed("--all")
    sql.run("UPDATE claims_claimvector SET model = 'another'")
    assert embed() == "0 vectors made.\n"
    assert embed("--all") == "1 vector made.\n"
    assert not ClaimVector.objects.filter(model="another").exists()


def test_without_a_model_it_says_what_to_do(settings, tmp_path):
    settings.MODEL_DIR = str(tmp_path)
    make.claim("The bridge was closed")
    with pytest.raises(CommandError, match="PROVENANCE_MODEL_DIR"):
        embed()
