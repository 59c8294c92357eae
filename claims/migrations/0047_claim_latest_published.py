"""/claims/?sort=first_published: what the list is filtered by is read in its order, without the rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0046_indexes_once")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                models.F("first_published_on").desc(nulls_last=True),
                models.F("id").desc(),
                include=["status", "flag_codes", "figure_label"],
                condition=models.Q(("merged_into", None)),
                name="claim_latest_published",
            ),
        ),
    ]
