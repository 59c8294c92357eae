"""Rules behind the life of a claim, and the roles."""

from django.db import migrations

ROLES = ["reader", "data entry", "journalist", "editor", "administrator"]

PUBLISHED_BY_DECISION = """
CREATE FUNCTION claims_published_by_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    latest text;
BEGIN
    IF NEW.state = 'published' AND (TG_OP = 'INSERT' OR OLD.state <> 'published') THEN
        SELECT outcome INTO latest FROM claims_decision
            WHERE claim_id = NEW.id ORDER BY id DESC LIMIT 1;
        IF latest IS NULL OR latest NOT IN ('corroborated', 'caveat') THEN
            RAISE EXCEPTION 'claim % cannot be published without a decision to publish it', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_published_by_decision';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""

SIGN_OFF_BY_ANOTHER = """
CREATE FUNCTION claims_sign_off_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_decision WHERE id = NEW.decision_id AND decided_by_id = NEW.signed_by_id
    ) THEN
        RAISE EXCEPTION 'nobody signs off a decision of their own'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_by_another';
    END IF;
    RETURN NEW;
END $$;
"""


def make_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_figure_range")]

    operations = [
        migrations.RunSQL(PUBLISHED_BY_DECISION, "DROP FUNCTION claims_published_by_decision()"),
        migrations.RunSQL(SIGN_OFF_BY_ANOTHER, "DROP FUNCTION claims_sign_off_by_another()"),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
