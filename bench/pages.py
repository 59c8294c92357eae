"""Queries and milliseconds of each page, on the sample, in this process.

The limit beside them is a page that asks the database nothing: what Django itself takes.
"""

import statistics
import time

from bench.record import empty_record

ROUNDS = 40
PAGES = (
    "/healthz",
    "/",
    "/claims/",
    "/claims/?q=officers&status=uncorroborated",
    "/claims/4/",
    "/claims/4.jsonld",
    "/claims/4.prov.jsonld",
    "/feeds/claims.atom",
    "/feeds/status.atom",
    "/articles/",
    "/articles/1/",
    "/articles/1/annotations.jsonld?after=0",
    "/sources/",
    "/sources/8/",
    "/method/",
)


def main() -> None:
    """Load the sample into a database of its own and read each page many times."""
    with empty_record():
        measure()


def measure() -> None:
    """Print a line a page: its queries, and the median and 95th percentile of its milliseconds."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("load_sample")
    client = Client(headers={"Host": "127.0.0.1"})
    print(f"{'page':45} {'queries':>8} {'median ms':>10} {'p95 ms':>8}")
    for address in PAGES:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
            queries = len(asked)
        took = sorted(timed(client, address) for _ in range(ROUNDS))
        median, slow = statistics.median(took), took[int(ROUNDS * 0.95)]
        print(f"{address:45} {queries:8} {median:10.1f} {slow:8.1f}")


def timed(client: object, address: str) -> float:
    """Milliseconds that one request takes."""
    begun = time.perf_counter()
    client.get(address)  # type: ignore[attr-defined]
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
