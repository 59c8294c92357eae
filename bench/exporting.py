"""Rows a second, and memory: lists taken away, the whole record exported, and imported again.

`python -m bench.exporting [CLAIMS]`. Each claim has three quotes, each attributed; an article makes nine of
them. The rows are written past the rules, so the trail is as long as the claims alone, and the import is
not asked to be whole (`--as-it-is`): how long that question takes is `manage.py verify`'s own business.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.record import empty_record

CLAIMS = 100_000
LISTS = (
    "claims.csv",
    "claims.jsonl",
    "claims.xlsx",
    "appearances.csv",
    "articles.csv",
    "claims.atom",
)
TEXT = "A city report: the bridge was closed on Monday."
QUOTE = "the bridge was closed on Monday"

FILL = f"""
    SET session_replication_role = replica;
    INSERT INTO claims_source (name, kind, host, description, external_id)
    SELECT 'Source ' || n, CASE WHEN n % 2 = 0 THEN 'outlet' ELSE 'person' END, '', '', ''
    FROM generate_series(1, 1000) n;
    INSERT INTO claims_article (title, publisher_id, url, byline, language, opening_words, external_id,
        created_at, looked_at, published_on)
    SELECT 'Article ' || n, (n % 500) * 2 + 2, 'https://news.example/' || n, '', 'en', '', '', now(), now(),
        date '2026-01-01' + (n % 300)::int
    FROM generate_series(1, :claims / 3) n;
    INSERT INTO claims_snapshot (article_id, file, sha256, size, media_type, text, text_sha256, extent,
        method, captured_at)
    SELECT id, 'snapshots/bench/' || id, repeat('0', 64), 1, 'text/plain', '{TEXT}', repeat('0', 64),
        'full', 'pasted', now() FROM claims_article;
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating,
        status, sentence, counted_origins, asserting_families, disputing_families, article_count,
        flag_codes, figure_label, origin_ids, publisher_ids, digest, urgency)
    SELECT 'Bridge ' || n || ' was closed on a Monday, the city says', '', '', now(), 'draft', '', '',
        'uncorroborated', 'One origin says so, and none beside it.', 1, 1, 0, 3,
        '{{single_origin,anonymous_only}}', '3 hours', '{{1}}', '{{2}}', md5(n::text), 0
    FROM generate_series(1, :claims) n;
    INSERT INTO claims_claimevent (pgh_created_at, pgh_label, pgh_obj_id, id, statement, note, external_id,
        state, caveat, rating, status, sentence, counted_origins, asserting_families, disputing_families,
        article_count, flag_codes, figure_label)
    SELECT now(), 'insert', id, id, statement, note, external_id, state, caveat, rating, status, sentence,
        counted_origins, asserting_families, disputing_families, article_count, flag_codes, figure_label
    FROM claims_claim;
    INSERT INTO claims_appearance (claim_id, snapshot_id, exact, prefix, suffix, start, "end", stance, basis,
        self_interested)
    SELECT claim.id, (claim.id * 3 + n) % (:claims / 3) + 1, '{QUOTE}', '', '', 15, 46, 'asserts',
        'attributed', false FROM claims_claim claim, generate_series(0, 2) n;
    INSERT INTO claims_attribution (appearance_id, source_id, self_interested)
    SELECT id, (id % 500) * 2 + 1, false FROM claims_appearance;
    SET session_replication_role = DEFAULT;
"""


def main(claims: int = CLAIMS) -> None:
    """Fill a database of its own, take its lists away, export it, empty it, and import it."""
    with empty_record(), TemporaryDirectory(prefix="provenance-bench-") as folder:
        fill(claims)
        taken("claims.atom")  # what is loaded on first use
        print(f"{claims} claims, {3 * claims} quotes")
        print(f"{'what':28} {'rows/s':>9} {'s':>7} {'CPU s':>7} {'MB more':>8}")
        for name in LISTS:
            told(name, lambda name=name: taken(name))  # type: ignore[misc]
        record(Path(folder) / "whole")


def fill(claims: int) -> None:
    """The rows, and the files of the captures."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(FILL.replace(":claims", str(claims)))
        cursor.execute("VACUUM ANALYZE")
    for number in range(claims // 3):
        default_storage.save(f"snapshots/bench/{number + 1}", ContentFile(TEXT.encode()))


def taken(name: str) -> int:
    """Take a list away as an administrator; how many rows it has."""
    from django.conf import settings
    from django.test import Client

    from claims.models import User

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    user = User.objects.filter(username="ana").first()
    client = Client(headers={"Host": "127.0.0.1"})
    client.force_login(user or User.objects.create_superuser("ana", "ana@example.org", "x"))
    response = client.get(f"/{name}")
    if not response.streaming:
        return response.content.count(b"<entry>")
    size = sum(piece.count(b"\n") for piece in response.streaming_content)
    return size if not name.endswith("xlsx") else _claims()


def _claims() -> int:
    from claims.models import Claim

    return Claim.objects.count()


def record(folder: Path) -> None:
    """Export everything, empty the tables, and import it."""
    from django.db import connection

    from claims.archive import contents, manifest, reading, writing

    def rows(made: manifest.Manifest) -> int:
        return sum(part.rows for part in made.tables) + made.files.rows

    told("the record: export", lambda: rows(writing.write(folder)))
    with connection.cursor() as cursor:
        tables = ", ".join(f'"{table.name}"' for table in contents.tables())
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")
    told("the record: files checked", lambda: rows(checked(folder)))
    made = manifest.read(folder)
    told("the record: import", lambda: reading.load(folder, made, sound=False) or rows(made))


def checked(folder: Path) -> "object":
    """The manifest, once every file is what it says."""
    from claims.archive import manifest

    made = manifest.read(folder)
    manifest.check(folder, made)
    return made


def told(name: str, work: Callable[[], int]) -> None:
    """Do it, and print how fast it was, how long this process worked at it, and by how much it grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, busy = time.perf_counter(), time.process_time()
    rows = work()
    took, worked = time.perf_counter() - begun, time.process_time() - busy
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{name:28} {rows / took:9.0f} {took:7.1f} {worked:7.1f} {grew:8.0f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
