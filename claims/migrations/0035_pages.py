"""What the pages of sources and of large claims read at a million claims."""

import django.contrib.postgres.fields
from django.db import migrations, models

ADD = """
    ALTER TABLE claims_claim
    ADD COLUMN IF NOT EXISTS named_ids bigint[] DEFAULT '{}'::bigint[] NOT NULL"""
DRAWN = """
    CREATE TABLE IF NOT EXISTS claims_drawn (claim_id bigint PRIMARY KEY, made jsonb NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0034_progress")]

    operations = [
        migrations.RunSQL(
            ADD,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AddField(
                    model_name="claim",
                    name="named_ids",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_default=models.Value([]),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                )
            ],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(DRAWN, migrations.RunSQL.noop)],
            [
                migrations.CreateModel(
                    name="Drawn",
                    fields=[
                        ("claim_id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("made", models.JSONField()),
                    ],
                )
            ],
        ),
    ]
