"""Of an import: how its CSV is read, and which external ids its rows share."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0051_words_written_lately'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='delimiter',
            field=models.CharField(blank=True, db_default='', default='', max_length=1),
        ),
        migrations.AddField(
            model_name='importrun',
            name='encoding',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='importrun',
            name='shared_ids',
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
