"""What was written lately to the index of words is kept short: each lookup of a word reads all of it.

By default it grows to 4 MB, 500 pages, and on a large record VACUUM comes by too rarely to clear it up: a
sentence that is compared with the record has six words and pairs looked up, a millisecond and a half each
for that alone. Nobody waits but for a moment: neither statement goes through the table or the index.
"""

import django.contrib.postgres.indexes
from django.db import migrations

SHORT = """
    ALTER INDEX claim_search SET (gin_pending_list_limit = 256);
    SELECT gin_clean_pending_list('claim_search');
"""
AS_BY_DEFAULT = "ALTER INDEX claim_search RESET (gin_pending_list_limit)"


class Migration(migrations.Migration):
    dependencies = [("claims", "0050_no_claim_by_articles")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(SHORT, AS_BY_DEFAULT)],
            [
                migrations.RemoveIndex(model_name="claim", name="claim_search"),
                migrations.AddIndex(
                    model_name="claim",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="claim_search", gin_pending_list_limit=256
                    ),
                ),
            ],
        )
    ]
