"""/review/: what the queue is filtered by is read in its order, without the rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0042_claim_by_status_and_articles")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["-urgency", "waits_since", "id"],
                include=[
                    "status",
                    "state",
                    "flag_codes",
                    "first_published_on",
                    "assignee",
                    "figure_label",
                ],
                condition=models.Q(("merged_into", None), ("waits_since__isnull", False)),
                name="claim_queue",
            ),
        ),
    ]
