"""/claims/?topic=: the claims of a topic, newest first. Django makes the table, and knows no place for an index
of ours on it."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0030_claim_facets")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY claim_topics_by_topic"
            " ON claims_claim_topics (topic_id, claim_id DESC)",
            "DROP INDEX CONCURRENTLY claim_topics_by_topic",
        ),
    ]
