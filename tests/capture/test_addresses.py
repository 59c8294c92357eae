"""Which URLs and addresses may be fetched. Nothing here uses the network."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.addresses import checked, may_fetch, plain_host, wanted
from claims.capture.reasons import SENTENCES, NotFetched, Reason
from tests.capture.hostile import HOSTILE_ADDRESSES, HOSTILE_NOTATIONS

PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"]


def refused(url: str) -> Reason:
    """Why a URL is refused."""
    with pytest.raises(NotFetched) as caught:
        wanted(url)
    return caught.value.reason


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_an_address_that_is_not_on_the_public_internet_is_refused(address: str):
    assert not may_fetch(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_fetched(address: str):
    assert may_fetch(address)


def test_an_ipv4_site_is_reached_over_nat64():
    assert may_fetch("64:ff9b::8.8.8.8")


@pytest.mark.parametrize("answer", ["", "localhost", "127.1", "0x7f.1", "8.8.8.8 ", "8.8.8.8/32"])
def test_what_is_no_address_is_refused(answer: str):
    assert not may_fetch(answer)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.0.5", "100.64.0.1", "::1", "fd12::1"],
)
def test_a_named_host_may_be_in_a_private_network(address: str):
    assert may_fetch(address, private=True)


@pytest.mark.parametrize(
    "address",
    [
        *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
        *("fd00:ec2::254", "fd20:ce::254", "fe80::1", "0.0.0.0", "::", "224.0.0.1"),
        *("255.255.255.255", "::ffff:127.0.0.1", "2002:7f00:1::"),
    ],
)
def test_a_named_host_may_not_be_a_metadata_service_or_stranger(address: str):
    assert not may_fetch(address, private=True)


def inside(*blocks: str) -> st.SearchStrategy[IPv4Address]:
    """Addresses of private networks."""
    return st.one_of(st.ip_addresses(network=ip_network(block)) for block in blocks)


@given(
    inside("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16"),
    st.sampled_from(["::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::"]),
)
def test_no_form_of_ipv6_carries_us_to_a_private_ipv4(address: IPv4Address, prefix: str):
    assert not may_fetch(str(IPv6Address(int(IPv6Address(prefix)) + int(address))))


@given(st.ip_addresses(v=4), st.integers(0, 2**80 - 1))
def test_6to4_is_never_fetched(address: IPv4Address, rest: int):
    assert not may_fetch(str(IPv6Address((0x2002 << 112) + (int(address) << 80) + rest)))


def test_one_private_answer_among_public_ones_refuses_the_name():
    with pytest.raises(NotFetched) as caught:
        checked(["8.8.8.8", "10.0.0.1"], "site.example")
    assert caught.value.reason is Reason.PRIVATE_ADDRESS
    assert "site.example" in caught.value.message


def test_the_message_does_not_tell_where_a_name_leads():
    with pytest.raises(NotFetched) as caught:
        checked(["10.0.0.1"], "site.example")
    assert "10.0.0.1" not in caught.value.message


def test_a_name_without_addresses_is_not_found():
    with pytest.raises(NotFetched) as caught:
        checked([], "site.example")
    assert caught.value.reason is Reason.UNRESOLVABLE


@pytest.mark.parametrize("host", HOSTILE_NOTATIONS)
def test_a_host_in_a_notation_that_hides_an_address_is_refused(host: str):
    assert refused(f"http://{host}/") is Reason.NOT_A_URL


@pytest.mark.parametrize(
    "url", ["http://127。0。0。1/", "http://127.0.0.1./", "http://127.0.0.1:80/"]
)
def test_an_address_in_a_url_is_read_as_that_address(url: str):
    assert wanted(url).host == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "   ",
            "words",
            "example.com/page",
            "/page",
            "//example.com/page",
            "http://",
            "http:",
        ),
        *("http:///page", "http:example.com", "http://.example/", "http://a..b/", "http://a b/"),
        *("http://a;b/", "http://a'b/", "http://example.com\\page", "http://[::1", "http://::1/"),
        *("http://[v1.x]/", "http://ex\nample.com/", "http://example.com\0/", "http://xn--ü/"),
        *("http://a:b/", "http://127.0.0.1:80:90/", "http://-a.example/", "example.com:8000/page"),
        *(
            f"http://{'a' * 64}.example/",
            f"http://{'a.' * 130}example/",
            "http://a/" + "x" * 70_000,
        ),
    ],
)
def test_what_is_no_url_is_refused(url: str):
    assert refused(url) is Reason.NOT_A_URL


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "data:text/html,x"),
        *("javascript:alert(1)", "mailto:a@b.example", "view-source:http://a/", "ws://a.example/"),
    ],
)
def test_schemes_other_than_http_and_https_are_refused(url: str):
    assert refused(url) is Reason.SCHEME


@pytest.mark.parametrize(
    "url",
    [
        *("http://user:word@a.example/", "https://user@a.example/", "http://:word@a.example/"),
        *("http://a.example\\@b.example/", "http://1.1.1.1 @2.2.2.2/", "http://a@b@c.example/"),
    ],
)
def test_credentials_are_refused(url: str):
    assert refused(url) is Reason.CREDENTIALS


def test_an_at_sign_in_the_path_is_no_credential():
    assert str(wanted("https://a.example/@user")) == "https://a.example/@user"


@pytest.mark.parametrize(
    "port", [0, 21, 22, 23, 25, 81, 110, 1023, 2049, 6000, 6667, 10080, 70_000]
)
def test_ports_of_other_services_are_refused(port: int):
    assert refused(f"http://a.example:{port}/") is Reason.PORT


@pytest.mark.parametrize("port", [80, 443, 1024, 3000, 8000, 8080, 8443, 65_535])
def test_ports_where_websites_are_found_are_fetched(port: int):
    assert wanted(f"http://a.example:{port}/")


def test_a_url_is_brought_into_its_normal_form():
    asked = "  HTTP://Bücher.Example.:80/a/../ü?q=ä#part "
    assert str(wanted(asked)) == "http://xn--bcher-kva.example/%C3%BC?q=%C3%A4"


def test_the_dot_that_ends_a_name_makes_no_other_name():
    assert plain_host("LocalHost.") == "localhost"


def test_ipv6_hosts_are_compared_in_one_form():
    assert plain_host("[0:0:0:0:0:0:0:1]") == "::1"


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Reason)
