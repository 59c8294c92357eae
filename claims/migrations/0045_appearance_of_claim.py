"""/claims/<id>/: the first quotes of a claim, however many it has."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0044_no_claim_by_urgency")]

    operations = [
        AddIndexConcurrently(
            model_name="appearance",
            index=models.Index(fields=["claim", "id"], name="appearance_of_claim"),
        ),
    ]
