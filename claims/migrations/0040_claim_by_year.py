"""/claims/?published_before=, newest first: the newest of each year are read."""

import django.db.models.functions
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0039_claim_by_only_origin")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                django.db.models.functions.ExtractYear("first_published_on"),
                models.F("id").desc(),
                include=[
                    "status",
                    "state",
                    "flag_codes",
                    "first_published_on",
                    "assignee",
                    "figure_label",
                ],
                condition=models.Q(("merged_into", None)),
                name="claim_by_year",
            ),
        ),
    ]
