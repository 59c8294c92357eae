"""The index that the numbers beside filters are read from."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0029_tallies")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(merged_into=None),
                include=("status", "state", "flag_codes", "first_published_on", "assignee"),
                name="claim_facets",
            ),
        ),
    ]
