"""Other indexes begin with these keys: they need none of their own, which every import would write too.

Django would make the foreign keys anew to do that, and read the tables for it.
"""

import django.db.models.deletion
from django.db import migrations, models


NAMES = {
    "claims_appearance_claim_id_e65ab55a": "claims_appearance (claim_id)",
    "claims_appearance_snapshot_id_b93c6b2d": "claims_appearance (snapshot_id)",
    "claims_article_publisher_id_d1c6a02f": "claims_article (publisher_id)",
    "claims_attribution_appearance_id_31548e97": "claims_attribution (appearance_id)",
    "claims_snapshot_article_id_1f007ecd": "claims_snapshot (article_id)",
}


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0045_appearance_of_claim"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [f"DROP INDEX IF EXISTS {name}" for name in NAMES],
                    [f"CREATE INDEX {name} ON {columns}" for name, columns in NAMES.items()],
                )
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="appearance",
                    name="claim",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                migrations.AlterField(
                    model_name="appearance",
                    name="snapshot",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="claims.snapshot",
                        verbose_name="captured article",
                    ),
                ),
                migrations.AlterField(
                    model_name="article",
                    name="publisher",
                    field=models.ForeignKey(
                        db_index=False,
                        help_text="Not known? Use a source of kind unidentified, one for each article.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="claims.source",
                        verbose_name="publisher",
                    ),
                ),
                migrations.AlterField(
                    model_name="attribution",
                    name="appearance",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributions",
                        to="claims.appearance",
                        verbose_name="appearance",
                    ),
                ),
                migrations.AlterField(
                    model_name="snapshot",
                    name="article",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="claims.article",
                        verbose_name="article",
                    ),
                ),
            ],
        )
    ]
