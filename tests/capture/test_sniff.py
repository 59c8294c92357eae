"""What a file is, from its bytes."""

import gzip
import time

import pytest

from claims.capture.sniff import essence, sniff


@pytest.mark.parametrize(
    ("content", "declared", "kind"),
    [
        (b"<!DOCTYPE html><p>Words", "", "text/html"),
        (b"\n\t <html lang=en>", "application/octet-stream", "text/html"),
        (b"<!-- saved --><!-- twice --> <body>", "", "text/html"),
        (b"<!-- " + b"a licence " * 400, "", "text/html"),
        (b"\xef\xbb\xbf<title>Words</title>", "", "text/html"),
        ("\ufeff<p>Words</p>".encode("utf-16-le"), "", "text/html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC', "text/xml", "text/html"),
        (b'<?xml version="1.0"?><!-- by hand --><rss>', "text/xml", "text/plain"),
        (b"<our-page>Words</our-page>", "text/html; charset=utf-8", "text/html"),
        (b"<our-page>Words</our-page>", "application/xhtml+xml", "text/html"),
        (b"<html><p>source code", "text/plain; charset=utf-8", "text/plain"),
        (b"<pre-release> of words", "", "text/plain"),
        (b"Words.", "", "text/plain"),
        (b"Words.", "application/pdf", "text/plain"),
        ("Gr\u00fc\u00dfe".encode("latin-1"), "", "text/plain"),
        ("\ufeffWords".encode("utf-16-be"), "", "text/plain"),
        (b"\x1b$B words in ISO-2022-JP", "", "text/plain"),
        (b"", "", "text/plain"),
        (b"%PDF-1.4\n%\xe2\xe3", "text/html", "application/pdf"),
        (b"\r\n%PDF-1.4", "", "application/pdf"),
        (b"WARC/1.1\r\nWARC-Type: response", "", "application/warc"),
        (
            gzip.compress(b"WARC/1.0\r\n" + b"words" * 999, mtime=0),
            "application/gzip",
            "application/warc",
        ),
        (gzip.compress(b"words" * 999, mtime=0), "text/html", "application/gzip"),
        (b"\x1f\x8bno gzip after all", "text/html", "application/gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "text/html", "application/octet-stream"),
        (b"PK\x03\x04\x14\0", "text/plain", "application/octet-stream"),
        (b"words\0", "text/plain", "application/octet-stream"),
    ],
)
def test_the_bytes_decide(content: bytes, declared: str, kind: str):
    assert sniff(content, declared) == kind


def test_a_head_made_to_be_slow_is_read_at_once():
    begun = time.monotonic()
    sniff(b"<!---->" * 300, "")
    sniff(b"<!-- -->" * 100 + b"words", "")
    assert time.monotonic() - begun < 0.5


def test_the_essence_of_a_type_leaves_its_parameters_out():
    assert essence(" Text/HTML ; charset=utf-8") == "text/html"
