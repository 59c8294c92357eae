"""How long the look-ups of capture take on a large record: 300,000 articles with three quotes each, and
the captures of two rounds.

Run from the project's directory: `python -m bench.captures`. The record is made up by PostgreSQL itself,
with its rules put aside, in a database of its own that is thrown away. An index is missing where a plan
reads a large table whole: such a plan is printed.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ARTICLES, OUTLETS, QUOTES = 300_000, 3_000, 3
BATCH = 300
ROUNDS = 9
LARGE = ("claims_article", "claims_snapshot", "claims_appearance", "claims_capture")

RECORD = """
    SET session_replication_role = replica;

    INSERT INTO claims_source (id, name, kind, host, description, external_id)
    SELECT n, 'Outlet ' || n, 'outlet', 'www.outlet' || n || '.example', '', ''
    FROM generate_series(1, {outlets}) n;

    INSERT INTO claims_article (id, title, publisher_id, url, byline, language, opening_words,
        external_id, created_at, looked_at)
    SELECT n, 'Article number ' || n, 1 + n %% {outlets},
        'https://www.outlet' || 1 + n %% {outlets} || '.example/news/' || n, '', 'en',
        'The opening words of number ' || n, '', now(), now() - (n %% 14) * interval '1 day'
    FROM generate_series(1, {articles}) n;

    INSERT INTO claims_snapshot (id, article_id, file, sha256, size, media_type, text, text_sha256,
        extent, method, captured_at)
    SELECT n, n, 'x', md5(n::text) || md5(n::text), 1, 'text/html', repeat('words ', 500), '', 'full',
        'url', now() - (n %% 14) * interval '1 day'
    FROM generate_series(1, {articles}) n;

    INSERT INTO claims_appearance (id, claim_id, snapshot_id, exact, prefix, suffix, start, "end",
        stance, basis, self_interested)
    SELECT n, n, 1 + n / {quotes}, 'words', '', '', n %% {quotes}, 5, 'asserts', 'unattributed', false
    FROM generate_series(0, {quotes} * {articles} - 1) n
    WHERE n / {quotes} >= {unquoted};

    INSERT INTO claims_capture (id, key, method, url, file, filename, quote, article_id, state, step,
        asked_at)
    SELECT n, gen_random_uuid(), 'url', 'https://www.outlet1.example/', '', '', '',
        1 + n %% {articles}, 'done', '', now()
    FROM generate_series(1, 2 * {articles}) n;

    INSERT INTO claims_captureresult (id, capture_id, article_id, snapshot_id, unchanged, notes, at)
    SELECT n, n, 1 + n %% {articles}, 1 + n %% {articles}, true, '', now()
    FROM generate_series(1, 2 * {articles}) n;

    SET session_replication_role = DEFAULT;
"""
