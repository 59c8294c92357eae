"""What the pages of sources read at a million claims.

Nothing here holds a table for long: the column has a default, the claims are filled in so many at a time,
each time a transaction of its own, and the index is made beside everybody else's work. Cut short, it is
begun anew by `manage.py migrate` and goes on.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

CLAIMS = 10_000  # at a time
ADD = """
    ALTER TABLE claims_claim
    ADD COLUMN IF NOT EXISTS named_ids bigint[] DEFAULT '{}'::bigint[] NOT NULL"""
DRAWN = """
    CREATE TABLE IF NOT EXISTS claims_drawn (claim_id bigint PRIMARY KEY, made jsonb NOT NULL)"""
FILL = """
    UPDATE claims_claim claim SET named_ids = found.ids
    FROM (
        SELECT appearance.claim_id, array_agg(DISTINCT attribution.source_id ORDER BY attribution.source_id)
        FROM claims_appearance appearance
        JOIN claims_attribution attribution ON attribution.appearance_id = appearance.id
        JOIN claims_claim about ON about.id = appearance.claim_id
        WHERE appearance.claim_id > %(after)s AND appearance.claim_id <= %(upto)s
            AND NOT attribution.source_id = ANY (about.origin_ids)
        GROUP BY appearance.claim_id
    ) found (id, ids)
    WHERE claim.id = found.id AND claim.named_ids <> found.ids"""


def fill(apps, schema_editor):
    """Which sources are named for each claim without being an origin."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM claims_claim")
        last = cursor.fetchone()[0]
        for after in range(0, last, CLAIMS):
            cursor.execute(FILL, {"after": after, "upto": after + CLAIMS})


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0032_progress")]

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
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(  # what is left of one that was cut short is not valid
            "DROP INDEX CONCURRENTLY IF EXISTS claim_by_named", migrations.RunSQL.noop
        ),
        # /sources/<id>/: what it passed on or disputes
        AddIndexConcurrently(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["named_ids"], name="claim_by_named"
            ),
        ),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS claim_by_only_origin", migrations.RunSQL.noop
        ),
        # /sources/<id>/: what rests on it and its family alone
        AddIndexConcurrently(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["origin_ids"],
                condition=models.Q(asserting_families=1),
                name="claim_by_only_origin",
            ),
        ),
        migrations.RunSQL(
            "DROP INDEX CONCURRENTLY IF EXISTS touched_by_claim", migrations.RunSQL.noop
        ),
        # /claims/<id>/: whether what is kept of the claim still holds
        AddIndexConcurrently(
            model_name="touched",
            index=models.Index(fields=["claim_id"], name="touched_by_claim"),
        ),
    ]
