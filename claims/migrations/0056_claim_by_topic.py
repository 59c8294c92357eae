"""/claims/?topic= where few are filed under it."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0055_fill_topic_ids")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["topic_ids"], name="claim_by_topic"
            ),
        ),
    ]
