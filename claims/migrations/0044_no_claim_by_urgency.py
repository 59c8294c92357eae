"""claim_queue serves all that claim_by_urgency did."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0043_claim_queue")]

    operations = [
        RemoveIndexConcurrently(model_name="claim", name="claim_by_urgency"),
    ]
