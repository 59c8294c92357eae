"""Claims and their topics are vacuumed after a thousand changes, however many there are.

Lists find out of an index alone which claims fit. That holds for rows that VACUUM has seen: of others the
table itself is read, hundreds of times a page. By default VACUUM comes by after a fifth of a table is new,
which on a record of a million claims is years of work. It skips what it has seen already, so coming by
often costs little: of a million, a second for two thousand changed ones. It holds no reader or writer up.
"""

from django.db import migrations

OFTEN = """
    ALTER TABLE {table} SET (
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000,
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);"""
AS_BY_DEFAULT = """
    ALTER TABLE {table} RESET (
        autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold,
        autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0052_import_encoding")]

    operations = [
        migrations.RunSQL(OFTEN.format(table=table), AS_BY_DEFAULT.format(table=table))
        for table in ("claims_claim", "claims_claim_topics")
    ]
