"""Numbers of all claims, kept."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_living_sources")]

    operations = [
        migrations.CreateModel(
            name="KeptTally",
            fields=[
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("everything", "those who read the record"),
                            ("published", "everybody, who sees what is published"),
                        ],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("numbers", models.JSONField()),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(scope__in=["everything", "published"]),
                        name="kept_tally_scope_is_known",
                    )
                ]
            },
        ),
    ]
