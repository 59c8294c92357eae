"""The sample in a database that has never held anything."""

import pytest
from django.core.management import call_command

from claims.models import Claim


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_the_claims_have_the_ids_1_to_20(capsys):
    call_command("load_sample")
    assert capsys.readouterr().out == "20 claims of the sample added.\n"
    numbers = {claim.pk: claim.external_id for claim in Claim.objects.all()}
    assert numbers == {number: f"sample:claim-{number}" for number in range(1, 21)}
