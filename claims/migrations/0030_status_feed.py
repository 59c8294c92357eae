"""The feed of changes of status finds the latest changes of published claims by an index, and goes on by key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0029_tallies"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claimevent",
            index=models.Index(
                condition=models.Q(("pgh_label", "update"), ("state", "published")),
                fields=["-pgh_id"],
                name="claimevent_of_published",
            ),
        ),
    ]
