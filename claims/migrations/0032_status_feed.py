"""The feed of changes of status finds the latest changes of published claims by an index, and goes on by key."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("claims", "0031_claim_topics_by_topic"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="claimevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "update"), ("state", "published")),
                fields=["-pgh_id"],
                name="claimevent_of_published",
            ),
        ),
    ]
