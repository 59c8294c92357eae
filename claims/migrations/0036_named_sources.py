"""The sources that a claim names and does not rest on, filled in so many claims at a time, each time a transaction
of its own: nobody waits. Cut short, it is begun anew by `manage.py migrate` and goes on."""

from django.db import migrations

CLAIMS = 10_000  # at a time
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

    dependencies = [("claims", "0035_pages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
