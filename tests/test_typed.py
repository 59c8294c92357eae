"""What people type, in the form in which the record keeps it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claims.typed import HOST, host_name, language_tag


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://www.Example.org/path?a=b#c", "example.org"),
        ("www.example.org", "example.org"),
        ("EXAMPLE.org.", "example.org"),
        ("example.org/path", "example.org"),
        ("//example.org:8080", "example.org"),
        (" news.example.org ", "news.example.org"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("www.com", "www.com"),
        ("localhost:8000", "localhost"),
        ("http://[2001:DB8::1]:80/", "2001:db8::1"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_host_is_taken_out_of_what_was_copied(typed: str, host: str) -> None:
    assert host_name(typed) == host


@pytest.mark.parametrize("typed", ["The Times", "https://", "a b.org", "//", "http://[", "é" * 80])
def test_what_holds_no_host_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"host name|label|IPv6|idna"):
        host_name(typed)


@given(some.text())
def test_a_host_that_was_read_is_read_again_as_it_is(typed: str) -> None:
    try:
        host = host_name(typed)
    except ValueError:
        return
    assert host == "" or re.fullmatch(HOST, host)
    assert ":" in host or host_name(host) == host


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("pt_br", "pt-BR"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("zh-yue", "zh-yue"),
        ("de-1996", "de-1996"),
        ("en-x-my-GB", "en-x-my-gb"),
        (" ", ""),
    ],
)
def test_a_language_tag_gets_its_usual_capitals(typed: str, tag: str) -> None:
    assert language_tag(typed) == tag


@pytest.mark.parametrize(
    "typed", ["English", "e", "en-", "en GB", "en-GB-", "Deutsch", "en,fr", "1"]
)
def test_what_is_no_language_tag_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="language tag"):
        language_tag(typed)
