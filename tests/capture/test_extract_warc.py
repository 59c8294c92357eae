"""Web archives: one page or several, and archives that are cut off, altered or of something else."""

import gzip

import pytest

from claims.capture.extracted import Extracted, Limits
from claims.capture.refusals import NotExtracted, Reason
from claims.capture.warc import from_warc
from tests.capture.made import PARAGRAPHS, page, warc

ONE = ("https://echo.example.org/1", page(*PARAGRAPHS).encode())
TWO = ("https://echo.example.org/2", page(*PARAGRAPHS, "The second page says more.").encode())
EMPTY = ("https://ads.example/frame", b"<html></html>")
RECORDED = "Recorded in a web archive at 2024-03-12T10:00:00Z."


def extracted(content: bytes, **limits: int) -> tuple[Extracted, ...]:
    return from_warc(content, "", "", Limits(**limits))


def refused(content: bytes, **limits: int) -> NotExtracted:
    with pytest.raises(NotExtracted) as error:
        extracted(content, **limits)
    return error.value


@pytest.mark.parametrize("compressed", [True, False])
def test_each_page_comes_with_its_address_and_its_own_bytes(compressed):
    one, two = extracted(warc(ONE, TWO, compressed=compressed))

    assert (one.url, one.content) == ONE
    assert (two.url, two.content) == TWO
    assert "The second page says more." in two.text
    assert one.media_type == "text/html" and one.notes == (RECORDED,)


def test_an_archive_that_was_compressed_whole_is_read_too():
    (one,) = extracted(gzip.compress(warc(ONE, compressed=False)))

    assert one.content == ONE[1]


def test_the_encoding_in_the_recorded_header_counts():
    body = page("Le café de la mairie. " * 20).encode("latin-1")

    (one,) = extracted(warc((ONE[0], body), kind='text/html; charset="ISO-8859-1"'))

    assert "café" in one.text and one.notes == (RECORDED,)


def test_a_page_that_cannot_be_read_is_noted_on_the_first_that_can():
    (one,) = extracted(warc(EMPTY, ONE))

    assert one.url == ONE[0]
    assert one.notes[1].startswith("https://ads.example/frame: There is no text in it.")


def test_of_many_that_cannot_be_read_a_few_are_named():
    (one,) = extracted(warc(ONE, *[EMPTY] * 9))

    assert len(one.notes) == 7
    assert one.notes[-1] == "4 more could not be read."


def test_more_pages_than_are_read_are_noted():
    (one,) = extracted(warc(ONE, TWO), responses=1)

    assert one.notes == (RECORDED, "The web archive holds more pages: only the first 1 were read.")


@pytest.mark.parametrize(
    "content",
    [
        warc(),
        warc(ONE, status="404 Not Found"),
        warc(ONE, kind="application/json"),
    ],
    ids=["no answers", "an error page", "no web page"],
)
def test_an_archive_without_a_web_page_is_refused(content):
    assert refused(content).reason == Reason.NO_WEB_PAGE


def test_an_archive_whose_pages_are_all_empty_says_so_of_each():
    error = refused(warc(EMPTY))

    assert error.reason == Reason.EMPTY
    assert error.message.startswith(
        "No page of the web archive could be read. https://ads.example/frame: There is no text in it."
    )


@pytest.mark.parametrize("compressed", [True, False])
def test_a_truncated_archive_gives_the_pages_that_are_whole(compressed):
    content = warc(ONE, TWO, compressed=compressed)

    (one,) = extracted(content[: len(content) - 200])

    assert one.content == ONE[1]
    assert one.notes[1].startswith(
        "https://echo.example.org/2: The file is damaged or was cut off."
    )


@pytest.mark.parametrize("compressed", [True, False])
def test_an_archive_truncated_in_its_only_page_is_refused(compressed):
    content = warc(ONE, compressed=compressed)

    error = refused(content[: len(content) - 200])

    assert error.reason == Reason.DAMAGED
    assert "damaged or was cut off" in error.message


@pytest.mark.parametrize("compressed", [True, False])
def test_wherever_an_archive_is_cut_it_gives_whole_pages_or_a_reason(compressed):
    content = warc(ONE, compressed=compressed)

    for end in range(1, len(content) - 4, 61):
        try:
            assert extracted(content[:end])[0].content == ONE[1]
        except NotExtracted as error:
            assert error.reason in {Reason.DAMAGED, Reason.NO_WEB_PAGE}


def test_a_page_that_was_altered_since_is_noted():
    content = warc(ONE, compressed=False).replace(b"nine to four", b"four to nine", 1)

    (one,) = extracted(content)

    assert "was altered or damaged since" in one.notes[1]


def test_a_page_too_large_for_its_share_of_memory_is_named():
    error = refused(warc(ONE), memory=8_000)

    assert "needs more memory than is allowed" in error.message


@pytest.mark.parametrize(
    "content", [b"WARC/1.0\r\n", b"WARC/1.0\r\nnonsense", b"\x1f\x8b\x08 no gzip"]
)
def test_a_malformed_archive_is_refused(content):
    assert refused(content).reason in {Reason.DAMAGED, Reason.NO_WEB_PAGE}
