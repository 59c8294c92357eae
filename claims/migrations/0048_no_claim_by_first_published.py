"""claim_latest_published serves all that claim_by_first_published did."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0047_claim_latest_published")]

    operations = [
        RemoveIndexConcurrently(model_name="claim", name="claim_by_first_published"),
    ]
