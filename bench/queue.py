"""Milliseconds of the queue with very many claims that wait, most of them equally urgent.

`python -m bench.queue [CLAIMS]`. The worst case is measured: one urgency for almost all, and many that
wait since the same moment, as an import leaves them. The rows are written past the rules; what pages
read is on the claim's own row.
"""

import statistics
import sys
import time
from typing import Any

from bench.record import empty_record

CLAIMS = 300_000
ROUNDS = 7
TOGETHER = 400  # claims that wait since the same moment

FILL = """
    SET session_replication_role = replica;
    INSERT INTO claims_claim (statement, note, external_id, created_at, state, caveat, rating,
        status, sentence, counted_origins, asserting_families, disputing_families, article_count,
        flag_codes, figure_label, origin_ids, publisher_ids, digest, urgency, waits_since)
    SELECT 'Claim ' || n || ' of the bench', '', '', now(), 'draft', '', '',
        'uncorroborated', 'One origin.', 1, 1, 0, 1,
        '{{single_origin}}', '', '{{}}', '{{}}', md5(n::text),
        CASE WHEN n %% 100 = 0 THEN 300 ELSE 61 END,
        timestamptz '2026-01-01' + (n / {together}) * interval '1 minute'
    FROM generate_series(1, {claims}) n;
    SET session_replication_role = DEFAULT;
"""


def main(claims: int = CLAIMS) -> None:
    """Fill a database of its own, and read pages of the queue at several depths."""
    with empty_record():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(FILL.format(claims=claims, together=TOGETHER).replace("%%", "%"))
            cursor.execute("VACUUM ANALYZE claims_claim")
        measure(claims)


def measure(claims: int) -> None:
    """Print a line a page: its queries, and the median and the worst of its milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"Host": "127.0.0.1"})
    client.force_login(editor())
    print(f"{claims} claims wait\n{'page':42} {'queries':>8} {'median ms':>10} {'worst ms':>9}")
    for name, address in pages(claims):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
            queries = len(asked)
        took = [timed(client, address) for _ in range(ROUNDS)]
        print(f"{name:42} {queries:8} {statistics.median(took):10.0f} {max(took):9.0f}")


def editor() -> Any:
    """Somebody who may review."""
    from django.conf import settings

    from claims.models import User

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    return User.objects.create_superuser("ana", "ana@example.org", "x")


def pages(claims: int) -> list[tuple[str, str]]:
    """The pages that are read: the first, deep ones, the last, filtered ones, and a claim's own."""
    from claims.filters import MOST_URGENT
    from claims.models import Claim

    rows = MOST_URGENT.sorted(Claim.objects.waiting())
    found = [("the first page", "/review/")]
    for share in (0.1, 0.5, 0.99):
        row = rows[int(claims * share)]
        found.append(
            (f"after {share:.0%}", f"/review/?after={MOST_URGENT.key(row)}".replace("+", "%2B"))
        )
    middle = rows[claims // 2]
    return [
        *found,
        ("one flag", "/review/?flag=single_origin"),
        ("nobody's", "/review/?assignee=nobody"),
        ("words", "/review/?q=bench+77"),
        ("a claim in the middle", f"/review/{middle.pk}/"),
    ]


def timed(client: Any, address: str) -> float:
    """Milliseconds that one request takes."""
    begun = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
