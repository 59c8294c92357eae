"""What capture costs: reading pages in the child process against trafilatura called bare, and a long PDF.

Run from the project's directory: `python -m bench.extract`. Pages differ, so no cache helps; both ways
are timed in turn on the same page, so a busy machine slows both. The target is a quarter more, held
against the fastest tenth, which other programs disturb least; the median stands beside it.
"""

import random
import statistics
import time
from collections.abc import Callable

import trafilatura
from pypdfium2 import PdfDocument

from claims.capture.extract import extract
from claims.capture.normal import normalised
from tests.capture.made import page, pdf

PAGES = 60  # of each size
PARAGRAPHS = (5, 20, 60, 200)
TARGET = 0.25
PDF_PAGES, PDF_LINES = 300, 45
URL = "https://example.org/news/1"
COMMON = "the of to and in a that was for on with said is by it from"
RARE = "council treasurer swimming bath vote evening river bridge harbour farmer school budget"


def paragraph(chance: random.Random) -> str:
    """Sixty words in sentences."""
    words = chance.choices(f"{COMMON} {COMMON} {RARE}".split(), k=60)
    return " ".join(words[:25]).capitalize() + ". " + " ".join(words[25:]).capitalize() + "."


def invented_page(chance: random.Random, paragraphs: int) -> bytes:
    """A page with the scripts, styles and teasers that come with every article on the web."""
    head = (
        '<meta charset="utf-8"><meta name="author" content="Ann Other">'
        '<meta property="article:published_time" content="2024-03-12T10:00:00Z">'
        f"<script>{'let a = 1; ' * 2_000}</script><style>{'.a { color: red } ' * 1_000}</style>"
    )
    teasers = "".join(
        f'<div class="card"><a href="/n/{number}"><h3>Other story {number}</h3></a></div>'
        for number in range(40)
    )
    text = [paragraph(chance) for _ in range(paragraphs)]
    return page(*text, head=head, below=f"<aside>{teasers}</aside>").encode()


def timed(work: Callable[[bytes], object], content: bytes) -> float:
    begun = time.perf_counter()
    work(content)
    return time.perf_counter() - begun


def bare(content: bytes) -> str:
    found = trafilatura.bare_extraction(
        content, url=URL, with_metadata=True, include_comments=False
    )
    return normalised(found.text)


def ours(content: bytes) -> str:
    return extract(content, "text/html", url=URL)[0].text


def compared(paragraphs: int) -> None:
    """Both ways in turn over pages of one size."""
    chance = random.Random(paragraphs)
    pages = [invented_page(chance, paragraphs) for _ in range(PAGES)]
    assert all(bare(content) == ours(content) for content in pages[:3])
    both = [(timed(bare, content), timed(ours, content)) for content in pages]
    deciles = [statistics.quantiles(times, n=10) for times in zip(*both, strict=True)]
    (low, our_low), (middle, our_middle) = zip(
        *((each[0], each[4]) for each in deciles), strict=True
    )
    over = our_low / low - 1
    print(
        f"{len(pages[0]) / 1000:7.0f} kB  bare {low * 1000:6.1f} ms  captured {our_low * 1000:6.1f} ms  "
        f"{over:+6.0%} (median {our_middle / middle - 1:+.0%})"
        f"{'' if over <= TARGET else f'  OVER {TARGET:+.0%}'}"
    )


def bare_pdf(content: bytes) -> str:
    document = PdfDocument(content)
    return "\n\n".join(
        normalised(document[number].get_textpage().get_text_bounded())
        for number in range(len(document))
    )


def long_pdf() -> bytes:
    """A PDF of 300 full pages."""
    chance = random.Random(PDF_PAGES)
    return pdf(
        *("\n".join(paragraph(chance)[:90] for _ in range(PDF_LINES)) for _ in range(PDF_PAGES))
    )


def compared_pdf() -> None:
    content = long_pdf()
    baseline = timed(bare_pdf, content)
    captured = timed(lambda content: extract(content, "application/pdf"), content)
    print(
        f"{PDF_PAGES} pages of PDF, {len(content) / 1000:.0f} kB: bare {baseline * 1000:.0f} ms, "
        f"captured {captured * 1000:.0f} ms, {captured / baseline - 1:+.0%}"
    )


def main() -> None:
    first = invented_page(random.Random(1), 5)
    print(f"the first page of a process, which starts the child: {timed(ours, first):.2f} s")
    bare(first)
    for paragraphs in PARAGRAPHS:
        compared(paragraphs)
    compared_pdf()


if __name__ == "__main__":
    main()
