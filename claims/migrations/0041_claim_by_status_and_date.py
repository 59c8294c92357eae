"""/claims/?status=&sort=first_published: few claims of a status may be among the latest."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0040_claim_by_year")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                models.F("status"),
                models.F("first_published_on").desc(nulls_last=True),
                models.F("id").desc(),
                include=["flag_codes", "figure_label"],
                condition=models.Q(("merged_into", None)),
                name="claim_by_status_and_date",
            ),
        ),
    ]
