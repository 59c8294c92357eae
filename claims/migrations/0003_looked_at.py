import django.utils.timezone
from django.db import migrations, models

# For the articles on record: the latest capture, check or request.
FROM_THE_RECORD = """
    UPDATE claims_article article SET looked_at = greatest(
        article.created_at,
        (SELECT max(captured_at) FROM claims_snapshot WHERE article_id = article.id),
        (SELECT max(at) FROM claims_captureresult WHERE article_id = article.id),
        (SELECT max(asked_at) FROM claims_capture WHERE article_id = article.id)
    )"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0002_capture'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='looked_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunSQL(FROM_THE_RECORD, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('url', ''), _negated=True), fields=['looked_at', 'id'], name='article_by_last_look'),
        ),
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['id'], name='capture_under_way'),
        ),
    ]
