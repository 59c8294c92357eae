"""/claims/?sort=articles: what the list is filtered by is read in its order, without the rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0048_no_claim_by_first_published")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["-article_count", "-id"],
                include=["status", "flag_codes", "figure_label", "first_published_on"],
                condition=models.Q(("merged_into", None)),
                name="claim_most_articles",
            ),
        ),
    ]
