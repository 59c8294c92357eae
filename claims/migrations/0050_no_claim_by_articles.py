"""claim_most_articles serves all that claim_by_articles did."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0049_claim_most_articles")]

    operations = [
        RemoveIndexConcurrently(model_name="claim", name="claim_by_articles"),
    ]
