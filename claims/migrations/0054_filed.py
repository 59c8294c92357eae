"""What a claim is filed under stands on the claim too, for indexes that lists are read from: looked up in the
table of topics, claim by claim, it took half of the time of a list.

PostgreSQL alone writes it, out of that table, whoever changes which of the two.
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
from django.db import migrations, models

from claims.migrations._triggers import Trigger

MOST = 100  # topics of a claim: an entry of an index has to hold them

# A function sees what has been committed by then: the row is held already, so that of two sessions which file
# one claim at once the second sees what the first did.
AS_FILED = f"""
CREATE FUNCTION claims_topics_as_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.topic_ids := ARRAY(
        SELECT topic_id FROM claims_claim_topics WHERE claim_id = NEW.id ORDER BY topic_id
    );
    IF cardinality(NEW.topic_ids) > {MOST} THEN
        RAISE EXCEPTION 'claim % is filed under more than {MOST} topics', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_has_few_topics';
    END IF;
    RETURN NEW;
END $$;
"""

# Claims are held in one order, so that no two sessions wait for each other.
FILE = """
CREATE FUNCTION claims_file(claims bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM claims_claim WHERE id = ANY (claims) ORDER BY id FOR NO KEY UPDATE;
    UPDATE claims_claim claim SET topic_ids = '{}' WHERE id = ANY (claims) AND topic_ids <> ARRAY(
        SELECT topic_id FROM claims_claim_topics WHERE claim_id = claim.id ORDER BY topic_id
    );
END $$;

CREATE FUNCTION claims_file_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_file(ARRAY(SELECT DISTINCT claim_id FROM new_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION claims_file_old_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_file(ARRAY(SELECT DISTINCT claim_id FROM old_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION claims_file_changed_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_file(ARRAY(SELECT claim_id FROM old_rows UNION SELECT claim_id FROM new_rows));
    RETURN NULL;
END $$;
"""
NOT_FILED = """
DROP FUNCTION claims_file_changed_rows();
DROP FUNCTION claims_file_old_rows();
DROP FUNCTION claims_file_new_rows();
DROP FUNCTION claims_file(bigint[]);
DROP FUNCTION claims_topics_as_filed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0053_vacuumed_often"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="topic_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_default=models.Value([]),
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.RunSQL(AS_FILED + FILE, NOT_FILED),
        Trigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_topics_as_filed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="claims_topics_as_filed()",
                    func="RETURN NULL;",
                    hash="42206eb71afcb4932ea6036c63fbe46bae17eeee",
                    operation='UPDATE OF "topic_ids"',
                    pgid="pgtrigger_claim_topics_as_filed_b83cc",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        Trigger(
            model_name="claimtopic",
            trigger=pgtrigger.compiler.Trigger(
                name="claims_filed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="claims_file_new_rows()",
                    func="RETURN NULL;",
                    hash="a26d0680cb50abcab281d953c629c85e298a0f1d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_claims_filed_f9320",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="claims_claim_topics",
                    when="AFTER",
                ),
            ),
        ),
        Trigger(
            model_name="claimtopic",
            trigger=pgtrigger.compiler.Trigger(
                name="claims_filed_no_more",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="claims_file_old_rows()",
                    func="RETURN NULL;",
                    hash="bae05f17b8afc11d05c65a0d204ebc45760da4e9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_claims_filed_no_more_25af8",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="claims_claim_topics",
                    when="AFTER",
                ),
            ),
        ),
        Trigger(
            model_name="claimtopic",
            trigger=pgtrigger.compiler.Trigger(
                name="claims_filed_otherwise",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="claims_file_changed_rows()",
                    func="RETURN NULL;",
                    hash="d3aade5698a4adb9580cf66f0b6de143bd57062e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_claims_filed_otherwise_d0a45",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="claims_claim_topics",
                    when="AFTER",
                ),
            ),
        ),
    ]
