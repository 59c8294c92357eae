"""/sources/<id>/: what it passed on or disputes."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0036_named_sources")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["named_ids"], name="claim_by_named"
            ),
        ),
    ]
