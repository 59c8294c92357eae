"""What each claim is filed under, so many claims at a time, each time a transaction of its own: nobody waits.
Cut short, it is begun anew by `manage.py migrate` and goes on."""

from django.db import migrations

CLAIMS = 2_000  # at a time
FILL = """
    SELECT claims_file(array_agg(DISTINCT claim_id)) FROM claims_claim_topics
    WHERE claim_id > %(after)s AND claim_id <= %(upto)s"""


def fill(apps, schema_editor):
    """The topics of each claim, onto the claim."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM claims_claim")
        last = cursor.fetchone()[0]
        for after in range(0, last, CLAIMS):
            cursor.execute(FILL, {"after": after, "upto": after + CLAIMS})


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0054_filed")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
