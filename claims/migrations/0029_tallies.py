"""Numbers of all claims, kept; and the indexes that the numbers beside filters are read from."""

import django.utils.timezone
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes are made while others write

    dependencies = [("claims", "0028_living_sources")]

    operations = [
        migrations.CreateModel(
            name="KeptTally",
            fields=[
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("everything", "those who read the record"),
                            ("published", "everybody, who sees what is published"),
                        ],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("numbers", models.JSONField()),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(scope__in=["everything", "published"]),
                        name="kept_tally_scope_is_known",
                    )
                ]
            },
        ),
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(merged_into=None),
                include=("status", "state", "flag_codes", "first_published_on", "assignee"),
                name="claim_facets",
            ),
        ),
        # /claims/?topic=: the claims of a topic, newest first. Django makes the table, and knows no
        # place for an index of ours on it.
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY claim_topics_by_topic"
            " ON claims_claim_topics (topic_id, claim_id DESC)",
            "DROP INDEX CONCURRENTLY claim_topics_by_topic",
        ),
    ]
