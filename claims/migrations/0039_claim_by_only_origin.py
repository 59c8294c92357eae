"""/sources/<id>/: what rests on it and its family alone."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0038_touched_by_claim")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["origin_ids"],
                condition=models.Q(asserting_families=1),
                name="claim_by_only_origin",
            ),
        ),
    ]
