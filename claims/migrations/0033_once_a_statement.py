"""What a statement inserts is looked at once for all of its rows: by the trail, by the rules of what an
import loads, and by what says which claims wait to be assessed. A row of a large import cost more in its
triggers than in its table.

And of imports: rows to look at again, and the language in which a job tells what it found.
"""

import pgtrigger.compiler
from django.db import migrations, models

from claims.migrations._triggers import NoTrigger, Trigger

TOUCH_BY_CLAIMS = """
CREATE FUNCTION claims_touch_by_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_touched (claim_id) SELECT id FROM new_rows;
    RETURN NULL;
END $$;
"""

TOUCH_BY_OWN_CLAIMS = """
CREATE FUNCTION claims_touch_by_own_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_touched (claim_id) SELECT DISTINCT claim_id FROM new_rows;
    RETURN NULL;
END $$;
"""

TOUCH_BY_ATTRIBUTIONS = """
CREATE FUNCTION claims_touch_by_attributions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_touched (claim_id)
    SELECT DISTINCT claim_id FROM claims_appearance
    WHERE id = ANY (ARRAY(SELECT appearance_id FROM new_rows));
    RETURN NULL;
END $$;
"""

CLAIMS_MUST_LIVE = """
CREATE FUNCTION claims_claims_must_live() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone bigint;
BEGIN
    SELECT claim.id INTO gone
    FROM new_rows JOIN claims_claim claim ON claim.id = new_rows.claim_id
    WHERE claim.merged_into_id IS NOT NULL LIMIT 1;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'claim % has been merged into another', gone
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_must_live';
    END IF;
    RETURN NULL;
END $$;
"""

# OFFSET 0 keeps the condition out of what is held: all that are named are (0028).
SOURCES_MUST_LIVE = """
CREATE FUNCTION claims_sources_must_live() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone bigint;
BEGIN
    SELECT id INTO gone FROM (
        SELECT id, merged_into_id FROM claims_source
        WHERE id = ANY (ARRAY(SELECT source_id FROM new_rows)) ORDER BY id OFFSET 0 FOR SHARE
    ) held WHERE merged_into_id IS NOT NULL;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'source % has been merged into another', gone
            USING ERRCODE = 'check_violation', CONSTRAINT = 'source_must_live';
    END IF;
    RETURN NULL;
END $$;
"""

BASES_MUST_FIT = """
CREATE FUNCTION claims_bases_must_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong text;
BEGIN
    SELECT new_rows.basis INTO wrong
    FROM new_rows JOIN claims_attribution attribution ON attribution.appearance_id = new_rows.id
    WHERE new_rows.basis <> 'attributed' LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'an appearance of basis % has no attribution', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_fits_basis';
    END IF;
    RETURN NULL;
END $$;
"""

# As `claims_chain_must_stay`, of all rows of a statement. The appearances are locked, so that none changes
# its basis meanwhile, in the order of their ids, so that two who insert wait for each other in turn.
CHAINS_MUST_STAY = """
CREATE FUNCTION claims_chains_must_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_basis text;
BEGIN
    PERFORM FROM claims_appearance WHERE id = ANY (ARRAY(SELECT appearance_id FROM new_rows))
        ORDER BY id FOR NO KEY UPDATE;
    SELECT appearance.basis INTO found_basis
    FROM new_rows LEFT JOIN claims_appearance appearance ON appearance.id = new_rows.appearance_id
    WHERE appearance.basis IS DISTINCT FROM 'attributed' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'an appearance of basis % has no attribution', found_basis
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_fits_basis';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows LEFT JOIN claims_attribution nearer ON nearer.id = new_rows.via_id
        WHERE new_rows.via_id IS NOT NULL
            AND nearer.appearance_id IS DISTINCT FROM new_rows.appearance_id
    ) OR EXISTS (
        SELECT FROM new_rows JOIN claims_attribution further ON further.via_id = new_rows.id
        WHERE further.appearance_id <> new_rows.appearance_id
    ) THEN
        RAISE EXCEPTION 'an attribution chain may not leave its appearance'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_chain_stays';
    END IF;
    IF EXISTS (
        WITH RECURSIVE nearer (first, link) AS (
            SELECT id, via_id FROM new_rows WHERE via_id IS NOT NULL
            UNION
            SELECT nearer.first, attribution.via_id
            FROM nearer JOIN claims_attribution attribution ON attribution.id = nearer.link
            WHERE attribution.via_id IS NOT NULL AND nearer.link <> nearer.first
        )
        SELECT FROM nearer WHERE link = first
    ) THEN
        RAISE EXCEPTION 'an attribution chain may not come back to itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_no_ring';
    END IF;
    RETURN NULL;
END $$;
"""

# As `claims_wait_for_vector`, of all rows of a statement.
WAIT_FOR_VECTORS = """
CREATE FUNCTION claims_new_claims_wait_for_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM claims_claimvector vector USING new_rows
        WHERE vector.claim_id = new_rows.id AND new_rows.merged_into_id IS NOT NULL;
    INSERT INTO claims_claimvector (claim_id)
        SELECT id FROM new_rows WHERE merged_into_id IS NULL
        ON CONFLICT (claim_id) DO UPDATE SET vector = NULL, digest = '', model = '';
    RETURN NULL;
END $$;
"""

FUNCTIONS = [
    TOUCH_BY_CLAIMS,
    TOUCH_BY_OWN_CLAIMS,
    TOUCH_BY_ATTRIBUTIONS,
    CLAIMS_MUST_LIVE,
    SOURCES_MUST_LIVE,
    BASES_MUST_FIT,
    CHAINS_MUST_STAY,
    WAIT_FOR_VECTORS,
]


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0032_status_feed'),
    ]

    operations = [
        *(migrations.RunSQL(function, migrations.RunSQL.noop) for function in FUNCTIONS),
        NoTrigger(
            model_name='apitoken',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='appearance',
            name='basis_must_fit',
        ),
        NoTrigger(
            model_name='appearance',
            name='appearance_of_a_living_claim',
        ),
        NoTrigger(
            model_name='appearance',
            name='appearance_touches_claims',
        ),
        NoTrigger(
            model_name='appearance',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='article',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='attribution',
            name='chain_must_stay',
        ),
        NoTrigger(
            model_name='attribution',
            name='attribution_to_a_living_source',
        ),
        NoTrigger(
            model_name='attribution',
            name='attribution_touches_claims',
        ),
        NoTrigger(
            model_name='attribution',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='capturerequest',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='claim',
            name='claim_touches_claims',
        ),
        NoTrigger(
            model_name='claim',
            name='claim_waits_for_vector',
        ),
        NoTrigger(
            model_name='claim',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='claimtopic',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='comparison',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='copyproposal',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='correction',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='decision',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='derivation',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='dismissedsuggestion',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='feedtoken',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='figure',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='invitation',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='measure',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='note',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='originmark',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='savedfilter',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='signoff',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='snapshot',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='source',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='topic',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='user',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='usergroup',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='userpermission',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='webhook',
            name='insert_insert',
        ),
        NoTrigger(
            model_name='webhooksecret',
            name='insert_insert',
        ),
        Trigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_apitokenevent" ("expires_at", "id", "made_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "revoked_at", "scopes") SELECT new_values."expires_at", new_values."id", new_values."made_at", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."revoked_at", new_values."scopes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4defc6cc043762849b582e8875c824ce0968a412', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d27b8', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_apitoken', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='basis_must_fit', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_basis_must_fit()', func='RETURN NULL;', hash='7f5e55bca552d93e92a17e70610a382b75efb23e', operation='UPDATE OF "id", "basis"', pgid='pgtrigger_basis_must_fit_ff716', table='claims_appearance', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='bases_must_fit', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_bases_must_fit()', func='RETURN NULL;', hash='18b49086a408f4abbacba6ab35bc3298e0a08778', level='STATEMENT', operation='INSERT', pgid='pgtrigger_bases_must_fit_3ff88', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearance_of_a_living_claim', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_claim_must_live()', func='RETURN NULL;', hash='4723c1233c38ac43379d75bf6315cc7b8e729590', operation='UPDATE OF "claim_id"', pgid='pgtrigger_appearance_of_a_living_claim_e8e2d', table='claims_appearance', when='BEFORE')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearances_of_living_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_claims_must_live()', func='RETURN NULL;', hash='cb7d081b8fc2a6717ad98d822747b1690ebd9714', level='STATEMENT', operation='INSERT', pgid='pgtrigger_appearances_of_living_claims_4c652', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearance_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_own_claim()', func='RETURN NULL;', hash='d2f5a617a4ac85472faec14e75290fa7c301982c', operation='UPDATE OR DELETE', pgid='pgtrigger_appearance_touches_claims_11db1', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='appearances_touch_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_own_claims()', func='RETURN NULL;', hash='de259b8236d033a26b46ec006d7d9e863526c999', level='STATEMENT', operation='INSERT', pgid='pgtrigger_appearances_touch_claims_7b138', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_appearanceevent" ("basis", "claim_id", "end", "exact", "external_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "quote", "self_interested", "snapshot_id", "stance", "start", "suffix") SELECT new_values."basis", new_values."claim_id", new_values."end", new_values."exact", new_values."external_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."quote", new_values."self_interested", new_values."snapshot_id", new_values."stance", new_values."start", new_values."suffix" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e11ccda1df99ccfca8b6686c3b42fccdf9a56a89', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_58226', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_appearance', when='AFTER')),
        ),
        Trigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_articleevent" ("byline", "created_at", "external_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "publisher_id", "title", "url") SELECT new_values."byline", new_values."created_at", new_values."external_id", new_values."id", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."publisher_id", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b48595e938537e82cfd90b468d2b73d25ab0802', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b08cf', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_article', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='chain_must_stay', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_chain_must_stay()', func='RETURN NULL;', hash='17343bd57fadedd18de9fc31d6a7878e49a35a3c', operation='UPDATE', pgid='pgtrigger_chain_must_stay_4b6c8', table='claims_attribution', when='BEFORE')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='chains_must_stay', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_chains_must_stay()', func='RETURN NULL;', hash='7e4a96590750187d0147407f0ccb6f0b6096cb3d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_chains_must_stay_37135', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attribution_to_a_living_source', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_source_must_live()', func='RETURN NULL;', hash='2de38e12409887403ecf8533be72c7808d54c922', operation='UPDATE OF "source_id"', pgid='pgtrigger_attribution_to_a_living_source_e6d03', table='claims_attribution', when='BEFORE')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attributions_to_living_sources', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_sources_must_live()', func='RETURN NULL;', hash='fbb005c4f6e48192abd00661c46f97aa6badf18c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_attributions_to_living_sources_0204f', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attribution_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_attribution()', func='RETURN NULL;', hash='1af206976a6a46b68eb903c0e8ad07abd985fb95', operation='UPDATE OR DELETE', pgid='pgtrigger_attribution_touches_claims_d8872', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='attributions_touch_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_attributions()', func='RETURN NULL;', hash='762be27cdbd423a3647e47e27603c3560b3233f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_attributions_touch_claims_bd3ff', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_attributionevent" ("appearance_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "self_interested", "source_id", "via_id") SELECT new_values."appearance_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."self_interested", new_values."source_id", new_values."via_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8e8ee71e499a4f3f467a26739e0feda21f067da7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_43dca', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_attribution', when='AFTER')),
        ),
        Trigger(
            model_name='capturerequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_capturerequestevent" ("asked_at", "asked_by_id", "claim_id", "cleared_at", "cleared_by_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "taken_by_id", "url") SELECT new_values."asked_at", new_values."asked_by_id", new_values."claim_id", new_values."cleared_at", new_values."cleared_by_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."taken_by_id", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='79869821f71bbdc0d366a979ddc08a039858412a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_763fe', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_capturerequest', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_touches_claims', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_claim()', func='RETURN NULL;', hash='142960f87b351ee740c613a281a070943161c3db', operation='UPDATE OF "statement", "event_on", "state", "merged_into_id"', pgid='pgtrigger_claim_touches_claims_c9197', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claims_touch_themselves', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_touch_by_claims()', func='RETURN NULL;', hash='e44ebb6a31c839c8e35e36e0c0eb35991d795991', level='STATEMENT', operation='INSERT', pgid='pgtrigger_claims_touch_themselves_05a1a', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claim_waits_for_vector', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_wait_for_vector()', func='RETURN NULL;', hash='6b77f342562e670aa2afaf5f4a47a10242d75dc7', operation='UPDATE OF "statement", "merged_into_id"', pgid='pgtrigger_claim_waits_for_vector_e8820', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claims_wait_for_vectors', sql=pgtrigger.compiler.UpsertTriggerSql(execute='claims_new_claims_wait_for_vectors()', func='RETURN NULL;', hash='413c9239a27e1b160e51cb5a48835e1ec808434d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_claims_wait_for_vectors_ac7c6', referencing='REFERENCING NEW TABLE AS new_rows ', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimevent" ("article_count", "asserting_families", "assignee_id", "caveat", "counted_origins", "disputing_families", "event_on", "external_id", "figure_label", "flag_codes", "id", "merged_into_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "sentence", "state", "statement", "status") SELECT new_values."article_count", new_values."asserting_families", new_values."assignee_id", new_values."caveat", new_values."counted_origins", new_values."disputing_families", new_values."event_on", new_values."external_id", new_values."figure_label", new_values."flag_codes", new_values."id", new_values."merged_into_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rating", new_values."sentence", new_values."state", new_values."statement", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='83c948e64fae69fd008fcc45ab4a464b2fe89eb8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_claim', when='AFTER')),
        ),
        Trigger(
            model_name='claimtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_claimtopicevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "topic_id") SELECT new_values."claim_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."topic_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='092ff18239686adc63e796736482f022b4771196', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e3f7f', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_claim_topics', when='AFTER')),
        ),
        Trigger(
            model_name='comparison',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_comparisonevent" ("finding", "found_at", "found_by_id", "id", "note", "one_id", "one_was", "other_id", "other_was", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."finding", new_values."found_at", new_values."found_by_id", new_values."id", new_values."note", new_values."one_id", new_values."one_was", new_values."other_id", new_values."other_was", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14313f5c6f9f18102b892740f166537fbe916a4f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_60911', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_comparison', when='AFTER')),
        ),
        Trigger(
            model_name='copyproposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_copyproposalevent" ("article_id", "decided_by_id", "id", "original_id", "passages", "percent", "percent_back", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "why") SELECT new_values."article_id", new_values."decided_by_id", new_values."id", new_values."original_id", new_values."passages", new_values."percent", new_values."percent_back", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ad80323d662235621a7f0beaf7a8990bcf741a53', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_15f69', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_copyproposal', when='AFTER')),
        ),
        Trigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_correctionevent" ("article_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "text", "url") SELECT new_values."article_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."text", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85206df907152efae8dfecbb6ca16e98123322a8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f2c24', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_correction', when='AFTER')),
        ),
        Trigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_decisionevent" ("caveat", "claim_id", "decided_at", "decided_by_id", "digest", "id", "needs_sign_off", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "reason", "supersedes_id") SELECT new_values."caveat", new_values."claim_id", new_values."decided_at", new_values."decided_by_id", new_values."digest", new_values."id", new_values."needs_sign_off", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rating", new_values."reason", new_values."supersedes_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4b2e6278518791a6172871284e597a1b7d0f65ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1f692', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_decision', when='AFTER')),
        ),
        Trigger(
            model_name='derivation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_derivationevent" ("article_id", "based_on_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."article_id", new_values."based_on_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81796ac91b228bd4a5fbbed3b691e2a2c617a995', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ebcd3', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_derivation', when='AFTER')),
        ),
        Trigger(
            model_name='dismissedsuggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_dismissedsuggestionevent" ("article_id", "dismissed_at", "dismissed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") SELECT new_values."article_id", new_values."dismissed_at", new_values."dismissed_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c3fdc566dac808524ee069b148160c1acbdfce3a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_22718', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_dismissedsuggestion', when='AFTER')),
        ),
        Trigger(
            model_name='feedtoken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_feedtokenevent" ("id", "made_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."made_at", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='02a9f42aea3fc7865f246706a6ad79baf6aa1893', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7cfc1', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_feedtoken', when='AFTER')),
        ),
        Trigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_figureevent" ("claim_id", "comparator", "id", "kind", "measure_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "unit", "upper", "value") SELECT new_values."claim_id", new_values."comparator", new_values."id", new_values."kind", new_values."measure_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."population", new_values."unit", new_values."upper", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c06b233400c3ecd5c7eda885713a18d8aa3caae9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a8f13', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_figure', when='AFTER')),
        ),
        Trigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_invitationevent" ("accepted_at", "email", "expires_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role_id") SELECT new_values."accepted_at", new_values."email", new_values."expires_at", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revoked_at", new_values."role_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='56e31a9e6ee71d68c968f87cf5b2b7b34f8b0355', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6fafd', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_invitation', when='AFTER')),
        ),
        Trigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_measureevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1253286526422fc1e3e1a0293321c5fafa969942', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fe873', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_measure', when='AFTER')),
        ),
        Trigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_noteevent" ("claim_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "withdrawn_at", "written_at", "written_by_id") SELECT new_values."claim_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text", new_values."withdrawn_at", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='84eb48c7c01a0a84879f3c416af58b5280476b57', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9a47c', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_note', when='AFTER')),
        ),
        Trigger(
            model_name='originmark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_originmarkevent" ("claim_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "same_as_id", "source_id", "verdict") SELECT new_values."claim_id", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."same_as_id", new_values."source_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f0c15c3a02e04480c1a60dc02da90fe29420f3e6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_51a26', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_originmark', when='AFTER')),
        ),
        Trigger(
            model_name='savedfilter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_savedfilterevent" ("id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") SELECT new_values."id", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."query" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b9ebde42449057e2aea184acfe83ca12de78f030', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_12ed8', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_savedfilter', when='AFTER')),
        ),
        Trigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_signoffevent" ("agrees", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_at", "signed_by_id") SELECT new_values."agrees", new_values."decision_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."signed_at", new_values."signed_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d895cb08061670faa610370b5210750f95d3c56a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d3057', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_signoff', when='AFTER')),
        ),
        Trigger(
            model_name='snapshot',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_snapshotevent" ("article_id", "captured_at", "captured_by_id", "extent", "id", "media_type", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision_of_id", "sha256", "size", "text_sha256") SELECT new_values."article_id", new_values."captured_at", new_values."captured_by_id", new_values."extent", new_values."id", new_values."media_type", new_values."method", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision_of_id", new_values."sha256", new_values."size", new_values."text_sha256" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7bd86aa46d39e2af931cb5b6f3d22e640108e8de', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_87e39', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_snapshot', when='AFTER')),
        ),
        Trigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_sourceevent" ("description", "external_id", "host", "id", "kind", "merged_into_id", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."description", new_values."external_id", new_values."host", new_values."id", new_values."kind", new_values."merged_into_id", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7fbeaee6cf8da11ec09f6d64121d4e4ce348d504', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bbb94', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_source', when='AFTER')),
        ),
        Trigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4fedb8048e1a83a3481e72efe0d21afe0008c095', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5f998', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_topic', when='AFTER')),
        ),
        Trigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_userevent" ("date_joined", "digest", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."digest", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8848baee0b82dbdc65c61a89627bac0454a2976c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_822fa', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_user', when='AFTER')),
        ),
        Trigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_usergroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") SELECT new_values."group_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6920ab4ffda424e7808c4b9e77f352a764ea0aae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d5872', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_user_groups', when='AFTER')),
        ),
        Trigger(
            model_name='userpermission',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_userpermissionevent" ("id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") SELECT new_values."id", new_values."permission_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ab6f257f7def5d6dd4f777d530414da44f68cf8a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3871d', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_user_user_permissions', when='AFTER')),
        ),
        Trigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_webhookevent" ("active", "address", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_only", "stopped_because", "told_of") SELECT new_values."active", new_values."address", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_only", new_values."stopped_because", new_values."told_of" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d99e252efb8820aacbebc94e46befe4f5c8c8dd1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e3f07', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_webhook', when='AFTER')),
        ),
        Trigger(
            model_name='webhooksecret',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_webhooksecretevent" ("expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "webhook_id") SELECT new_values."expires_at", new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."webhook_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5918c46ae947b10f198446be3462f60ad8b6eac7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84921', referencing='REFERENCING NEW TABLE AS new_values ', table='claims_webhooksecret', when='AFTER')),
        ),
        migrations.AddField(
            model_name='importrow',
            name='warned',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='importrun',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
    ]
