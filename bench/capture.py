"""What a whole capture costs, from the address to the stored text, and what it refuses to fetch.

Run from the project's directory: `python -m bench.capture`. Invented pages are served on this machine and
captured as the job does it: fetched, read in the child process, stored with the claims' quotes looked for.
Beside it stands trafilatura called bare, with metadata, on the same bytes in the same run, page by page
in turn, so that a busy machine slows both; for a PDF, pypdfium2 called bare. Medians.
"""

import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace

from bench.extract import PARAGRAPHS, bare, bare_pdf, invented_page, long_pdf, timed
from bench.record import empty_record
from claims.capture.extract import extract
from claims.capture.fetch import NotFetched, Policy, fetch
from tests.capture.hostile import HOSTILE_ADDRESSES, HOSTILE_NOTATIONS, hosted
from tests.capture.server import Page, Site, redirect, serving

PAGES = 40  # of each size
WARMING = 10
HERE = Policy(private_hosts=frozenset({"127.0.0.1"}))
PDF = {"Content-Type": "application/pdf"}


def main() -> None:
    """Print a line for each size of page, one for a long PDF, and one for what is refused."""
    with empty_record():
        from django.conf import settings

        settings.CAPTURE_PRIVATE_HOSTS = ["127.0.0.1"]
        chance = random.Random(7)
        pages: dict[str, Page] = {}
        with serving(pages) as site:
            compared(site, pages, chance, PARAGRAPHS[0], WARMING, shown=False)
            for paragraphs in PARAGRAPHS:
                compared(site, pages, chance, paragraphs, PAGES)
            long_document(site, pages)
    hostile()


def captured(url: str) -> None:
    """Do what the job does, and see that it was done."""
    from claims.actions import capturing

    capture = capturing.ask_for_page(url=url, by=None, queued=False)
    capturing.run(capture.pk)
    assert capture.results.exists(), capture.attempts.first()


def compared(
    site: Site,
    pages: dict[str, Page],
    chance: random.Random,
    paragraphs: int,
    number: int,
    shown: bool = True,
) -> None:
    """Pages of one size: bare, whole, and its parts."""
    took: list[tuple[float, ...]] = []
    for _ in range(number):
        content = invented_page(chance, paragraphs)
        path = f"/{len(pages)}"
        pages[path] = Page(content)
        url = site.url(path)
        took.append(
            (
                timed(bare, content),
                took_by(lambda: captured(url)),  # noqa: B023 (called at once)
                took_by(lambda: fetch(url, HERE)),  # noqa: B023
                timed(lambda page: extract(page, "text/html", url=url), content),  # noqa: B023
            )
        )
    if shown:
        alone, whole, fetching, reading = map(statistics.median, zip(*took, strict=True))
        print(
            f"{len(content) / 1000:7.0f} kB  bare {alone * 1000:6.1f} ms  captured {whole * 1000:6.1f} ms, "
            f"{whole / alone:4.1f} times as long: fetched {fetching * 1000:5.1f}, "
            f"read {reading * 1000:6.1f}, stored {(whole - fetching - reading) * 1000:5.1f}"
        )


def took_by(work: Callable[[], object]) -> float:
    return timed(lambda _: work(), b"")


def long_document(site: Site, pages: dict[str, Page]) -> None:
    """A PDF of 300 pages."""
    content = long_pdf()
    pages["/long.pdf"] = Page(content, headers=PDF)
    alone = timed(bare_pdf, content)
    whole = took_by(lambda: captured(site.url("/long.pdf")))
    print(
        f"300 pages of PDF, {len(content) / 1000:.0f} kB: bare {alone * 1000:.0f} ms, captured "
        f"{whole * 1000:.0f} ms, {whole / alone:.1f} times as long"
    )


def attempts(site: Site, pages: dict[str, Page]) -> Iterator[tuple[str, Policy]]:
    """Each hostile address as the host of a URL, behind a name, and at the end of a redirect; and each
    notation that hides one, in a URL."""
    site_alone = replace(HERE, resolve=lambda host, port: [host])
    for number, address in enumerate(HOSTILE_ADDRESSES):
        there = f"http://{hosted(address)}:{site.port}/"
        pages[f"/to/{number}"] = redirect(there)
        yield there, Policy()
        yield f"http://name.test:{site.port}/", Policy(resolve=lambda host, port, a=address: [a])
        if address != "127.0.0.1":
            yield site.url(f"/to/{number}"), site_alone
    for notation in HOSTILE_NOTATIONS:
        yield f"http://{notation}:{site.port}/", Policy(resolve=lambda host, port: ["127.0.0.1"])


def hostile() -> None:
    """Try all of them against a site that would answer."""
    pages: dict[str, Page] = {"/": Page()}
    refused = reached = tried = 0
    with serving(pages) as site:
        for url, policy in attempts(site, pages):
            tried += 1
            try:
                fetch(url, policy)
            except NotFetched:
                refused += 1
        reached = site.paths.count("/")
    print(
        f"{tried} hostile addresses tried, {refused} refused; the site behind was reached {reached} times"
    )


if __name__ == "__main__":
    main()
