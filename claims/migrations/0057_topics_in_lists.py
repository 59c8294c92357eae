"""What a claim is filed under stands in the indexes that lists are read from; and whether it has a figure in the
one that had it not: the newest without one were looked up row by row."""

import django.db.models.functions.datetime
from django.db import migrations, models

from claims.migrations._indexes import IndexesAnew


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0056_claim_by_topic")]

    operations = [
        IndexesAnew(
            model_name="claim",
            indexes=[
                models.Index(
                    models.OrderBy(models.F("id"), descending=True),
                    condition=models.Q(("merged_into", None)),
                    include=(
                        "status",
                        "state",
                        "flag_codes",
                        "first_published_on",
                        "assignee",
                        "figure_label",
                        "topic_ids",
                    ),
                    name="claim_facets",
                ),
                models.Index(
                    django.db.models.functions.datetime.ExtractYear("first_published_on"),
                    models.OrderBy(models.F("id"), descending=True),
                    condition=models.Q(("merged_into", None)),
                    include=(
                        "status",
                        "state",
                        "flag_codes",
                        "first_published_on",
                        "assignee",
                        "figure_label",
                        "topic_ids",
                    ),
                    name="claim_by_year",
                ),
                models.Index(
                    models.F("status"),
                    models.OrderBy(
                        models.F("first_published_on"), descending=True, nulls_last=True
                    ),
                    models.OrderBy(models.F("id"), descending=True),
                    condition=models.Q(("merged_into", None)),
                    include=("flag_codes", "figure_label", "topic_ids"),
                    name="claim_by_status_and_date",
                ),
                models.Index(
                    condition=models.Q(("merged_into", None)),
                    fields=["status", "-article_count", "-id"],
                    include=("flag_codes", "figure_label", "first_published_on", "topic_ids"),
                    name="claim_by_status_and_articles",
                ),
                models.Index(
                    models.OrderBy(
                        models.F("first_published_on"), descending=True, nulls_last=True
                    ),
                    models.OrderBy(models.F("id"), descending=True),
                    condition=models.Q(("merged_into", None)),
                    include=("status", "flag_codes", "figure_label", "topic_ids"),
                    name="claim_latest_published",
                ),
                models.Index(
                    condition=models.Q(("merged_into", None)),
                    fields=["-article_count", "-id"],
                    include=(
                        "status",
                        "flag_codes",
                        "figure_label",
                        "first_published_on",
                        "topic_ids",
                    ),
                    name="claim_most_articles",
                ),
                models.Index(
                    condition=models.Q(("merged_into", None), ("waits_since__isnull", False)),
                    fields=["-urgency", "waits_since", "id"],
                    include=(
                        "status",
                        "state",
                        "flag_codes",
                        "first_published_on",
                        "assignee",
                        "figure_label",
                        "topic_ids",
                    ),
                    name="claim_queue",
                ),
            ],
        ),
    ]
