"""Where a request came from, in few words that may stay for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.signing_in import browser_of, network_of

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"  # noqa: E501


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_address_is_kept_as_its_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (CHROME, "Chrome on Windows"),
        (CHROME.replace("Chrome/", "HeadlessChrome/"), "Chrome on Windows"),
        (CHROME + " Edg/140.0.0.0", "Edge on Windows"),
        (CHROME + " OPR/120.0.0.0", "Opera on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.5.0", "curl"),
        ("", ""),
    ],
)
def test_a_browser_is_kept_in_two_words(agent, called):
    assert browser_of(agent) == called


@given(st.text())
def test_whatever_a_browser_calls_itself_fits(agent):
    assert len(browser_of(agent)) <= 60
