"""/claims/?flag= and /review/?flag=, in any order: all claims that carry a flag, without the rows."""

from django.db import migrations, models

from claims.migrations._indexes import NewIndexes

FLAGS = [
    "single_origin",
    "repeated_origin",
    "circular",
    "unconfirmed_independence",
    "origin_not_captured",
    "anonymous_only",
    "self_interested_only",
    "illustrative_figure",
    "conflicting_figures",
    "quote_changed",
    "quote_gone",
    "source_corrected",
    "source_retracted",
    "predates_event",
    "possible_copy",
    "decision_stale",
]
HELD = [
    "status",
    "state",
    "flag_codes",
    "first_published_on",
    "assignee",
    "figure_label",
    "topic_ids",
    "article_count",
    "urgency",
    "waits_since",
]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0057_topics_in_lists")]

    operations = [
        NewIndexes(
            model_name="claim",
            indexes=[
                models.Index(
                    models.F("id").desc(),
                    include=HELD,
                    condition=models.Q(merged_into=None) & models.Q(flag_codes__overlap=[flag]),
                    name=f"claim_{flag}",
                )
                for flag in FLAGS
            ],
        )
    ]
