"""The caveat and the rating of published claims, from the decisions that published them."""

import pghistory
from django.db import migrations

from claims.migrations._caveats import CAVEATS, WHY


def put_caveats_on_claims(apps, schema_editor):
    """Noted in the trail as the program's, with the reason."""
    with pghistory.context(reason=WHY), schema_editor.connection.cursor() as cursor:
        cursor.execute(CAVEATS)


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_words")]

    operations = [migrations.RunPython(put_caveats_on_claims, migrations.RunPython.noop)]
