"""The first operations of the first migration: extensions, the search configuration, and the functions
behind the rules that PostgreSQL holds.

The triggers that call them stand beside the models (`claims.models.rules.Rule`).
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

SEARCH_CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION provenance (COPY = english);
ALTER TEXT SEARCH CONFIGURATION provenance
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

REFUSE_CHANGE = """
CREATE FUNCTION claims_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once: no % is allowed', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END $$;
"""

QUOTE_MUST_STAND = """
CREATE FUNCTION claims_quote_must_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    SELECT substr(text, NEW.start + 1, greatest(NEW."end" - NEW.start, 0)) INTO found
        FROM claims_snapshot WHERE id = NEW.snapshot_id;
    -- substr stops at the end of the text, so offsets beyond it are told by the quote's length.
    IF found IS DISTINCT FROM NEW.exact OR length(found) <> NEW."end" - NEW.start THEN
        RAISE EXCEPTION 'the quote does not stand at % to % of snapshot %',
            NEW.start, NEW."end", NEW.snapshot_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appearance_quote_stands';
    END IF;
    RETURN NEW;
END $$;
"""

# The row of the appearance is locked, so that its basis cannot change while a chain is being checked,
# nor two sessions close a ring between them. Keys are checked at the end of a transaction, so a row
# may name one that is not there yet, or that comes back as another: neither gets round a rule.
CHAIN_MUST_STAY = """
CREATE FUNCTION claims_chain_must_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_basis text;
    link bigint := NEW.via_id;
    link_appearance bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.appearance_id) <> (OLD.id, OLD.appearance_id) THEN
        RAISE EXCEPTION 'an attribution stays with its appearance'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_stays';
    END IF;
    SELECT basis INTO found_basis FROM claims_appearance
        WHERE id = NEW.appearance_id FOR NO KEY UPDATE;
    IF found_basis IS DISTINCT FROM 'attributed' THEN
        RAISE EXCEPTION 'an appearance of basis % has no attribution', found_basis
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_fits_basis';
    END IF;
    WHILE link IS NOT NULL LOOP
        IF link = NEW.id THEN
            RAISE EXCEPTION 'an attribution chain may not come back to itself'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_no_ring';
        END IF;
        SELECT via_id, appearance_id INTO link, link_appearance
            FROM claims_attribution WHERE id = link;
        IF link_appearance IS DISTINCT FROM NEW.appearance_id THEN
            RAISE EXCEPTION 'an attribution chain may not leave its appearance'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_chain_stays';
        END IF;
    END LOOP;
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT FROM claims_attribution
        WHERE via_id = NEW.id AND appearance_id <> NEW.appearance_id
    ) THEN
        RAISE EXCEPTION 'an attribution chain may not leave its appearance'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_chain_stays';
    END IF;
    RETURN NEW;
END $$;
"""

BASIS_MUST_FIT = """
CREATE FUNCTION claims_basis_must_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.basis <> 'attributed'
        AND EXISTS (SELECT FROM claims_attribution WHERE appearance_id = NEW.id) THEN
        RAISE EXCEPTION 'an appearance of basis % has no attribution', NEW.basis
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_fits_basis';
    END IF;
    RETURN NEW;
END $$;
"""

# One lock for all owners: two sessions must not close a ring between them.
REFUSE_OWNER_RING = """
CREATE FUNCTION claims_refuse_owner_ring() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above bigint := NEW.owner_id;
BEGIN
    IF above IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('claims_source.owner_id'));
    END IF;
    WHILE above IS NOT NULL LOOP
        IF above = NEW.id THEN
            RAISE EXCEPTION 'a source may not own itself, directly or through others'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'source_owner_no_ring';
        END IF;
        SELECT owner_id INTO above FROM claims_source WHERE id = above;
    END LOOP;
    RETURN NEW;
END $$;
"""

# django-pghistory keeps who and why in a row of its own, and adds to it as long as a request lasts.
CONTEXT_STAYS = """
CREATE FUNCTION claims_context_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'rows of % are written once: no % is allowed', TG_TABLE_NAME, lower(TG_OP)
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.metadata := NEW.metadata || jsonb_strip_nulls(OLD.metadata);
    RETURN NEW;
END $$;

CREATE TRIGGER context_stays BEFORE UPDATE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION claims_context_stays();
CREATE TRIGGER context_never_removed BEFORE DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
CREATE TRIGGER context_never_emptied BEFORE TRUNCATE ON pghistory_context
    FOR EACH STATEMENT EXECUTE FUNCTION claims_refuse_change();
"""

DROP_CONTEXT_STAYS = """
DROP TRIGGER context_never_emptied ON pghistory_context;
DROP TRIGGER context_never_removed ON pghistory_context;
DROP TRIGGER context_stays ON pghistory_context;
DROP FUNCTION claims_context_stays();
"""

TOUCH = """
CREATE FUNCTION claims_touch_articles(articles bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO claims_touched (claim_id)
    SELECT DISTINCT appearance.claim_id
    FROM claims_snapshot snapshot
    JOIN claims_appearance appearance ON appearance.snapshot_id = snapshot.id
    WHERE snapshot.article_id = ANY (articles);
$$;

CREATE FUNCTION claims_touch_by_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_touched (claim_id) VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_own_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO claims_touched (claim_id) VALUES (NEW.claim_id);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.claim_id <> NEW.claim_id) THEN
        INSERT INTO claims_touched (claim_id) VALUES (OLD.claim_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_attribution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_touched (claim_id)
    SELECT claim_id FROM claims_appearance
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.appearance_id ELSE NEW.appearance_id END;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_touch_articles(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM claims_touch_articles(ARRAY[NEW.article_id]);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM claims_touch_articles(ARRAY[OLD.article_id]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_copies(first bigint) RETURNS void LANGUAGE sql AS $$
    WITH RECURSIVE copies (id) AS (
        SELECT first
        UNION
        SELECT derivation.article_id
        FROM copies JOIN claims_derivation derivation ON derivation.based_on_id = copies.id
    )
    SELECT claims_touch_articles((SELECT array_agg(id) FROM copies));
$$;

CREATE FUNCTION claims_touch_by_derivation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM claims_touch_copies(NEW.article_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM claims_touch_copies(OLD.article_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_source() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    family bigint[];
BEGIN
    WITH RECURSIVE owned (id) AS (
        SELECT NEW.id
        UNION
        SELECT source.id FROM owned JOIN claims_source source ON source.owner_id = owned.id
    )
    SELECT array_agg(id) INTO family FROM owned;
    INSERT INTO claims_touched (claim_id)
    SELECT appearance.claim_id
    FROM claims_attribution attribution
    JOIN claims_appearance appearance ON appearance.id = attribution.appearance_id
    WHERE attribution.source_id = ANY (family)
    UNION
    SELECT claim_id FROM claims_originmark
    WHERE source_id = ANY (family) OR same_as_id = ANY (family);
    PERFORM claims_touch_articles(
        (SELECT array_agg(id) FROM claims_article WHERE publisher_id = ANY (family))
    );
    RETURN NULL;
END $$;
"""


def made_by(sql: str, drop: str) -> migrations.RunSQL:
    """An operation that runs `sql` and is undone by `drop`."""
    return migrations.RunSQL(sql, drop)


def drop_functions(*names: str) -> str:
    """SQL that removes the functions."""
    return "".join(f"DROP FUNCTION {name};" for name in names)


# What the tables, their triggers and indexes need before they are made.
OPERATIONS = [
    TrigramExtension(),
    UnaccentExtension(),
    made_by(SEARCH_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION provenance;"),
    made_by(REFUSE_CHANGE, drop_functions("claims_refuse_change()")),
    made_by(QUOTE_MUST_STAND, drop_functions("claims_quote_must_stand()")),
    made_by(CHAIN_MUST_STAY, drop_functions("claims_chain_must_stay()")),
    made_by(BASIS_MUST_FIT, drop_functions("claims_basis_must_fit()")),
    made_by(REFUSE_OWNER_RING, drop_functions("claims_refuse_owner_ring()")),
    made_by(CONTEXT_STAYS, DROP_CONTEXT_STAYS),
    # SQL functions are checked against their tables when made: those come in the next migration.
    made_by(
        "SET LOCAL check_function_bodies = off;" + TOUCH,
        drop_functions(
            "claims_touch_by_source()",
            "claims_touch_by_derivation()",
            "claims_touch_copies(bigint)",
            "claims_touch_by_correction()",
            "claims_touch_by_article()",
            "claims_touch_by_attribution()",
            "claims_touch_by_own_claim()",
            "claims_touch_by_claim()",
            "claims_touch_articles(bigint[])",
        ),
    ),
]
