-- The functions behind the rules that PostgreSQL holds. The triggers that call them stand beside the
-- models (`claims.models.rules.Rule`). A later change of one is a migration of its own.

-- SQL functions are checked against their tables when made, and those come after.
SET LOCAL check_function_bodies = off;

CREATE FUNCTION claims_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once: no % is allowed', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION claims_quote_must_stand()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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

CREATE FUNCTION claims_chain_must_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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

CREATE FUNCTION claims_basis_must_fit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.basis <> 'attributed'
        AND EXISTS (SELECT FROM claims_attribution WHERE appearance_id = NEW.id) THEN
        RAISE EXCEPTION 'an appearance of basis % has no attribution', NEW.basis
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_fits_basis';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_refuse_owner_ring()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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

CREATE FUNCTION claims_context_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'rows of % are written once: no % is allowed', TG_TABLE_NAME, lower(TG_OP)
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.metadata := NEW.metadata || jsonb_strip_nulls(OLD.metadata);
    RETURN NEW;
END $$;

CREATE FUNCTION claims_touch_articles(articles bigint[])
 RETURNS void
 LANGUAGE sql
AS $$
    INSERT INTO claims_touched (claim_id)
    SELECT DISTINCT appearance.claim_id
    FROM claims_snapshot snapshot
    JOIN claims_appearance appearance ON appearance.snapshot_id = snapshot.id
    WHERE snapshot.article_id = ANY (articles);
$$;

CREATE FUNCTION claims_touch_by_claim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO claims_touched (claim_id) VALUES (NEW.id);
    IF TG_OP = 'UPDATE' AND OLD.statement IS DISTINCT FROM NEW.statement THEN
        INSERT INTO claims_touched (claim_id)
        SELECT beside.claim_id
        FROM claims_figure own JOIN claims_figure beside ON beside.measure_id = own.measure_id
        WHERE own.claim_id = NEW.id AND beside.claim_id <> NEW.id
        UNION
        SELECT beside.claim_id
        FROM claims_figure own
        JOIN claims_comparison comparison ON own.id IN (comparison.one_id, comparison.other_id)
        JOIN claims_figure beside ON beside.id IN (comparison.one_id, comparison.other_id)
        WHERE own.claim_id = NEW.id AND beside.claim_id <> NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_own_claim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO claims_touched (claim_id) VALUES (NEW.claim_id);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.claim_id <> NEW.claim_id) THEN
        INSERT INTO claims_touched (claim_id) VALUES (OLD.claim_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_attribution()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO claims_touched (claim_id)
    SELECT claim_id FROM claims_appearance
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.appearance_id ELSE NEW.appearance_id END;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_article()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM claims_touch_articles(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_correction()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM claims_touch_articles(ARRAY[NEW.article_id]);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM claims_touch_articles(ARRAY[OLD.article_id]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_copies(first bigint)
 RETURNS void
 LANGUAGE sql
AS $$
    WITH RECURSIVE copies (id) AS (
        SELECT first
        UNION
        SELECT derivation.article_id
        FROM copies JOIN claims_derivation derivation ON derivation.based_on_id = copies.id
    )
    SELECT claims_touch_articles((SELECT array_agg(id) FROM copies));
$$;

CREATE FUNCTION claims_touch_by_derivation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM claims_touch_copies(NEW.article_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM claims_touch_copies(OLD.article_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_source()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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

CREATE FUNCTION claims_published_by_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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

CREATE FUNCTION claims_sign_off_by_another()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_decision WHERE id = NEW.decision_id AND decided_by_id = NEW.signed_by_id
    ) THEN
        RAISE EXCEPTION 'nobody signs off a decision of their own'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_off_by_another';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_claim_must_live()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_claim WHERE id = NEW.claim_id AND merged_into_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'claim % has been merged into another', NEW.claim_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_must_live';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_source_must_live()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
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
            WHERE id = ANY (named) ORDER BY id FOR SHARE
        ) held WHERE merged_into_id IS NOT NULL;
    END IF;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'source % has been merged into another', gone
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_must_live';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_merge_of_claims()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    further bigint;
BEGIN
    IF NEW.merged_into_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.merged_into_id = NEW.id THEN
        RAISE EXCEPTION 'claim % cannot be merged into itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_merges_into_another';
    END IF;
    SELECT merged_into_id INTO further FROM claims_claim WHERE id = NEW.merged_into_id FOR SHARE;
    IF further IS NOT NULL
        OR EXISTS (SELECT FROM claims_claim WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'claim % would lead to one that was merged itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_merges_once';
    END IF;
    IF 
        EXISTS (SELECT FROM claims_appearance WHERE claim_id = NEW.id)
        OR EXISTS (SELECT FROM claims_figure WHERE claim_id = NEW.id)
        OR EXISTS (SELECT FROM claims_originmark WHERE claim_id = NEW.id) THEN
        RAISE EXCEPTION 'claim % cannot be merged while something hangs on it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_merged_is_empty';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_merge_of_sources()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    further bigint;
BEGIN
    IF NEW.merged_into_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.merged_into_id = NEW.id THEN
        RAISE EXCEPTION 'source % cannot be merged into itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_merges_into_another';
    END IF;
    SELECT merged_into_id INTO further FROM claims_source WHERE id = NEW.merged_into_id FOR SHARE;
    IF further IS NOT NULL
        OR EXISTS (SELECT FROM claims_source WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'source % would lead to one that was merged itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_merges_once';
    END IF;
    IF 
        EXISTS (SELECT FROM claims_article WHERE publisher_id = NEW.id)
        OR EXISTS (SELECT FROM claims_attribution WHERE source_id = NEW.id)
        OR EXISTS (SELECT FROM claims_originmark WHERE NEW.id IN (source_id, same_as_id))
        OR EXISTS (SELECT FROM claims_source WHERE owner_id = NEW.id) THEN
        RAISE EXCEPTION 'source % cannot be merged while something hangs on it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_merged_is_empty';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_figure_of_its_measure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    known text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM FROM claims_measure WHERE id = OLD.measure_id FOR NO KEY UPDATE;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM FROM claims_measure
            WHERE id IN (OLD.measure_id, NEW.measure_id) ORDER BY id FOR NO KEY UPDATE;
        IF lower(NEW.unit) <> lower(OLD.unit) OR NEW.kind <> OLD.kind THEN
            NEW.compared_at := NULL;
        END IF;
        IF lower(NEW.unit) <> lower(OLD.unit) AND NEW.measure_id = OLD.measure_id THEN
            NEW.measure_id := NULL;
        END IF;
    END IF;
    IF NEW.measure_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.measure_id = OLD.measure_id) THEN
        RETURN NEW;
    END IF;
    SELECT unit INTO known FROM claims_measure WHERE id = NEW.measure_id FOR NO KEY UPDATE;
    IF lower(known) IS DISTINCT FROM lower(NEW.unit) THEN
        RAISE EXCEPTION 'a figure in % is not of measure %, whose unit is %',
            NEW.unit, NEW.measure_id, known
            USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_has_the_unit_of_its_measure';
    END IF;
    IF (SELECT count(*) FROM claims_figure WHERE measure_id = NEW.measure_id) >= 200 THEN
        RAISE EXCEPTION 'measure % has 200 figures, and takes no more', NEW.measure_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_has_room';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_hold_compared_figures()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    named bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        named := named || OLD.one_id || OLD.other_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        named := named || NEW.one_id || NEW.other_id;
    END IF;
    PERFORM FROM claims_figure WHERE id = ANY (named) ORDER BY id FOR NO KEY UPDATE;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_touch_by_figure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    figure bigint;
    own bigint[] := '{}';
    measures bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        figure := OLD.id;
        own := own || OLD.claim_id;
        measures := measures || OLD.measure_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        figure := NEW.id;
        own := own || NEW.claim_id;
        measures := measures || NEW.measure_id;
    END IF;
    INSERT INTO claims_touched (claim_id)
    SELECT unnest(own)
    UNION
    SELECT claim_id FROM claims_figure WHERE measure_id = ANY (measures)
    UNION
    SELECT beside.claim_id
    FROM claims_comparison comparison
    JOIN claims_figure beside ON beside.id IN (comparison.one_id, comparison.other_id)
    WHERE figure IN (comparison.one_id, comparison.other_id);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_measure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO claims_touched (claim_id)
    SELECT DISTINCT claim_id FROM claims_figure WHERE measure_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_comparison()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
DECLARE
    named bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        named := named || OLD.one_id || OLD.other_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        named := named || NEW.one_id || NEW.other_id;
    END IF;
    INSERT INTO claims_touched (claim_id)
    SELECT DISTINCT claim_id FROM claims_figure WHERE id = ANY (named);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_compare_figures_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.statement <> OLD.statement THEN
        UPDATE claims_figure SET compared_at = NULL
        WHERE claim_id = NEW.id AND compared_at IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_touch_by_copy_proposal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM claims_touch_copies(NEW.article_id);
        PERFORM claims_touch_copies(NEW.original_id);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE'
        AND (OLD.article_id, OLD.original_id) <> (NEW.article_id, NEW.original_id)) THEN
        PERFORM claims_touch_copies(OLD.article_id);
        PERFORM claims_touch_copies(OLD.original_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_wait_for_vector()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL THEN
        DELETE FROM claims_claimvector WHERE claim_id = NEW.id;
    ELSE
        INSERT INTO claims_claimvector (claim_id) VALUES (NEW.id)
        ON CONFLICT (claim_id) DO UPDATE SET vector = NULL, digest = '', model = ''
        WHERE TG_OP = 'INSERT' OR NEW.statement IS DISTINCT FROM OLD.statement;
    END IF;
    RETURN NULL;
END $$;

