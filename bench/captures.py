"""How long the look-ups of capture take in a large record: 300,000 articles with three quotes each, and
two captures of each article.

Run from the project's directory: `python -m bench.captures`. PostgreSQL makes the record up itself, in a
server of its own that is thrown away. The targets: a batch to capture again in well under a second, and no
large table read from end to end, which is told beside the time.
"""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

ARTICLES, OUTLETS, QUOTES = 300_000, 3_000, 3
UNQUOTED = 50_000  # of the articles; nobody has looked at them for longest
BATCH, ROUNDS = 300, 5
LARGE = {
    f"claims_{name}" for name in ("article", "snapshot", "appearance", "capture", "captureresult")
}

RECORD = """
    SET session_replication_role = replica;

    INSERT INTO claims_source (id, name, kind, host, description, external_id)
    SELECT n, 'Outlet ' || n, 'outlet', 'www.outlet' || n || '.example', '', ''
    FROM generate_series(1, {outlets}) n;

    INSERT INTO claims_article (id, title, publisher_id, url, byline, language, opening_words,
        external_id, created_at, looked_at)
    SELECT n, 'Article number ' || n, 1 + n % {outlets},
        'https://www.outlet' || 1 + n % {outlets} || '.example/news/' || n, '', 'en',
        'The opening words of number ' || n, '', now(),
        now() - CASE WHEN n <= {unquoted} THEN 30 ELSE n % 14 END * interval '1 day'
    FROM generate_series(1, {articles}) n;

    INSERT INTO claims_snapshot (id, article_id, file, sha256, size, media_type, text, text_sha256,
        extent, method, captured_at)
    SELECT n, n, 'x', md5(n::text) || md5(n::text), 1, 'text/html', repeat('words ', 500), '', 'full',
        'url', now() - (n % 14) * interval '1 day'
    FROM generate_series(1, {articles}) n;

    INSERT INTO claims_appearance (id, claim_id, snapshot_id, exact, prefix, suffix, start, "end",
        stance, basis, self_interested)
    SELECT n, n, 1 + n / {quotes}, 'words', '', '', n % {quotes}, 5, 'asserts', 'unattributed', false
    FROM generate_series(0, {quotes} * {articles} - 1) n
    WHERE n / {quotes} >= {unquoted};

    INSERT INTO claims_capture (key, method, url, file, filename, quote, article_id, state, step,
        asked_at)
    SELECT gen_random_uuid(), 'url', 'https://www.outlet1.example/', '', '', '',
        1 + n % {articles}, 'done', '', now()
    FROM generate_series(1, 2 * {articles}) n;

    INSERT INTO claims_captureresult (capture_id, article_id, snapshot_id, unchanged, notes, at)
    SELECT n, 1 + n % {articles}, 1 + n % {articles}, true, '', now()
    FROM generate_series(1, 2 * {articles}) n;

    SET session_replication_role = DEFAULT;
"""


def main() -> None:
    """Make the record up and measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "provenance.settings"
    from provenance import postgres

    with postgres.throw_away() as server:
        measure(server)


def measure(server: dict[str, str]) -> None:
    """Print a line a look-up, then one for a whole batch and one for the mending that finds nothing."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections
    from django.utils import timezone

    connections["default"].settings_dict.update(server)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            RECORD.format(articles=ARTICLES, outlets=OUTLETS, quotes=QUOTES, unquoted=UNQUOTED)
        )
        cursor.execute("ANALYZE")

    from claims.actions.mending import mend
    from claims.actions.recapturing import REACH, ask_for_due, due
    from claims.models import Article, Capture, Source

    week = timezone.now() - timedelta(days=7)
    pages = ["https://www.outlet8.example/news/7", "https://outlet8.example/news/7"]
    hosts = ["outlet8.example", "www.outlet8.example"]
    looked_up("articles to look through for a batch", due(before=week)[: REACH * BATCH])
    looked_up("the article of an address", Article.objects.filter(url__in=pages))
    looked_up("the publisher of a host", Source.objects.filter(host__in=hosts))
    looked_up("captures of an article", Capture.objects.of_article(7).order_by("-pk"))
    looked_up(
        "the latest captures", Capture.objects.select_related("asked_by").order_by("-pk")[:20]
    )
    looked_up("captures under way that nobody waits for", Capture.objects.under_way().unhurried())
    timed("a batch, among those without quotes", lambda: ask_for_due(days=7, most=BATCH), 1)
    Article.objects.filter(pk__lte=UNQUOTED).update(looked_at=timezone.now())
    timed("a batch, asked for", lambda: ask_for_due(days=7, most=BATCH), 1)
    timed("nothing to mend, a batch waiting", mend)
    connections.close_all()


def looked_up(name: str, rows: "QuerySet[Any]") -> None:
    """Print how long a query takes, and the large tables that it reads from end to end."""
    plan = rows.explain().splitlines()
    whole = LARGE & {line.split(" on ")[1].split()[0] for line in plan if "Seq Scan" in line}
    timed(
        name, lambda: list(rows.all()), note=f"  reads all of {', '.join(whole)}" if whole else ""
    )


def timed(name: str, work: Callable[[], Any], rounds: int = ROUNDS, note: str = "") -> None:
    """Print the milliseconds of the fastest round, which other programs disturb least."""
    took, found = [], None
    for _ in range(rounds):
        begun = time.perf_counter()
        found = work()
        took.append(time.perf_counter() - begun)
    rows = "" if found is None else f"{len(found):,} rows"
    print(f"{name:45} {min(took) * 1000:9.1f} ms  {rows:>12}{note}", flush=True)


if __name__ == "__main__":
    main()
