"""/claims/<id>/: whether what is kept of the claim still holds."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0037_claim_by_named")]

    operations = [
        AddIndexConcurrently(
            model_name="touched",
            index=models.Index(fields=["claim_id"], name="touched_by_claim"),
        ),
    ]
