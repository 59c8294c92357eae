"""/claims/?status=&sort=articles: few claims of a status may be among those with most."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0041_claim_by_status_and_date")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["status", "-article_count", "-id"],
                include=["flag_codes", "figure_label", "first_published_on"],
                condition=models.Q(("merged_into", None)),
                name="claim_by_status_and_articles",
            ),
        ),
    ]
