"""A source that is named is held, so that nobody merges it away in the same moment.

PostgreSQL put the condition of the outer query below FOR SHARE, and so held merged sources alone: OFFSET 0
keeps the two apart.
"""

from django.db import migrations

SOURCE_MUST_LIVE = """
CREATE OR REPLACE FUNCTION claims_source_must_live() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    named bigint[] := ARRAY[
        (written ->> 'publisher_id')::bigint,
        (written ->> 'source_id')::bigint,
        (written ->> 'same_as_id')::bigint
    ];
    gone bigint;
BEGIN
    IF TG_TABLE_NAME = 'claims_source' THEN
        SELECT id INTO gone FROM claims_source
            WHERE id = NEW.owner_id AND merged_into_id IS NOT NULL;
    ELSE
        SELECT id INTO gone FROM (
            SELECT id, merged_into_id FROM claims_source
            WHERE id = ANY (named) ORDER BY id OFFSET 0 FOR SHARE
        ) held WHERE merged_into_id IS NOT NULL;
    END IF;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'source % has been merged into another', gone
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_must_live';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_put_off")]

    operations = [migrations.RunSQL(SOURCE_MUST_LIVE, migrations.RunSQL.noop)]
