"""What each claim is filed under, so many claims at a time, each time a transaction of its own: nobody waits.
Cut short, it is begun anew by `manage.py migrate` and goes on. Claims of an older record that are filed under more
topics than a claim can have are told before anything is filled in."""

from django.core.management import CommandError
from django.db import migrations

CLAIMS = 2_000  # at a time
MOST = 100  # topics of a claim (0054)
TOO_MANY = """
    SELECT claim_id, count(*) FROM claims_claim_topics
    GROUP BY claim_id HAVING count(*) > %(most)s ORDER BY claim_id"""
FILL = """
    SELECT claims_file(array_agg(DISTINCT claim_id)) FROM claims_claim_topics
    WHERE claim_id > %(after)s AND claim_id <= %(upto)s"""


def fill(apps, schema_editor):
    """The topics of each claim, onto the claim."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(TOO_MANY, {"most": MOST})
        if too_many := cursor.fetchall():
            raise CommandError(_told(too_many))
        cursor.execute("SELECT coalesce(max(id), 0) FROM claims_claim")
        last = cursor.fetchone()[0]
        for after in range(0, last, CLAIMS):
            cursor.execute(FILL, {"after": after, "upto": after + CLAIMS})


def _told(claims):
    """Which claims have too many topics, and what to do."""
    rows = "\n".join(f"  /admin/claims/claim/{claim}/change/ has {count}" for claim, count in claims)
    return (
        f"A claim can be filed under {MOST} topics at most now, and these are filed under more:\n{rows}\n"
        "No claim was changed. Start the version that you had before: it works on the record as it is now. In its "
        f"admin, take topics away from each of these claims until {MOST} are left, and only then save it. Then "
        "update again."
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0054_filed")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
