"""Which URLs, and which addresses behind a name, may be fetched.

PURE: no Django, no network. A URL is read once, by httpx, and what it gave is what is connected to:
there is no second reading that could see another host in it.

Numbers are addresses only as four plain decimal parts or as IPv6 in brackets. A host whose last part
is a number in another notation (`0x7f.1`, `2130706433`, `0177.0.0.1`) is refused whatever it means: no
site is published so, and resolvers disagree about it.

Ports: 80, 443 and those above 1023, less the ones that browsers keep from web pages because other
services listen there (the Fetch standard's "bad ports").

Addresses: `ipaddress.is_global` alone does not answer the question. In Python 3.11 it says yes to
multicast, to 192.0.0.9 and 192.88.99.0/24, to fec0::/10, 3fff::/20 and 5f00::/16, and to every form in
which IPv6 carries an IPv4 address: 6to4, NAT64, IPv4-compatible and IPv4-translated. So IPv6 is fetched
only from 2000::/3, where the public internet is, less the blocks given to protocols; NAT64's
well-known prefix counts as the IPv4 address within it, since that is how a host with IPv6 alone reaches
an IPv4 site. Prefixes that a network chose for its own NAT64 cannot be known here.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from claims.capture.reasons import NotFetched, Reason

NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,62}(\.[a-z0-9_][a-z0-9_-]{0,62})*")
ENDS_IN_NUMBER = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
LONGEST_NAME = 253

OTHER_SERVICES = {
    *(
        1719,
        1720,
        1723,
        2049,
        3659,
        4045,
        4190,
        5060,
        5061,
        6000,
        6566,
        6665,
        6666,
        6667,
        6668,
        6669,
    ),
    *(6679, 6697, 10080),
}

NEVER = [
    ip_network("192.0.0.0/24"),  # given to protocols; a cloud's metadata service is in it
    ip_network("192.88.99.0/24"),  # relays of 6to4
    ip_network("168.63.129.16/32"),  # Azure's own services, on an address that looks public
    ip_network("2001::/23"),  # given to protocols; Teredo, which carries IPv4, is in it
    ip_network("2001:db8::/32"),  # documentation
    ip_network("2002::/16"),  # 6to4, which carries IPv4
    ip_network("3fff::/20"),  # documentation
]
PUBLIC_IPV6 = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")

PRIVATE = [
    ip_network(block)
    for block in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
        *("fc00::/7", "::1/128"),
    )
]
METADATA = {ip_address(one) for one in ("100.100.100.200", "fd00:ec2::254", "fd20:ce::254")}


def wanted(url: str) -> httpx.URL:
    """The URL to fetch, in its normal form and without fragment. Refuses what is no page's address."""
    try:
        found = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NotFetched(Reason.NOT_A_URL) from error
    if found.scheme not in {"http", "https"}:
        raise NotFetched(Reason.SCHEME if _names_a_scheme(found) else Reason.NOT_A_URL)
    if found.userinfo:
        raise NotFetched(Reason.CREDENTIALS)
    _check_port(found.port)
    return found.copy_with(host=plain_host(found.raw_host.decode("ascii")), fragment=None)


def _names_a_scheme(url: httpx.URL) -> bool:
    """Whether the part before the colon is a scheme, rather than a host: `site.example:8000/page`."""
    return bool(url.scheme) and "." not in url.scheme


def _check_port(port: int | None) -> None:
    """Refuse a port where no website is to be expected."""
    if port is None or port in {80, 443}:
        return
    if not 1023 < port < 65_536 or port in OTHER_SERVICES:
        raise NotFetched(Reason.PORT, port=port)


def plain_host(host: str) -> str:
    """A host as it is compared and looked up: lower case, without the dot that may end it."""
    host = host.lower().removeprefix("[").removesuffix("]").removesuffix(".")
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    if len(host) > LONGEST_NAME or not NAME.fullmatch(host) or ENDS_IN_NUMBER.search(host):
        raise NotFetched(Reason.NOT_A_URL)
    return host


def checked(answers: Iterable[str], host: str, *, private: bool = False) -> list[str]:
    """All addresses that a name has, if every one may be fetched from; one that may not refuses all.
    `private` allows private networks too, for a host that a setting names."""
    answers = list(answers)
    if not answers:
        raise NotFetched(Reason.UNRESOLVABLE, host=host)
    if not all(may_fetch(one, private=private) for one in answers):
        raise NotFetched(Reason.PRIVATE_ADDRESS, host=host)
    return answers


def may_fetch(address: str, *, private: bool = False) -> bool:
    """Whether a connection may go to an address. Metadata services, link-local, multicast and the like
    stay closed even where private networks are allowed."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.scope_id is not None:
        return False
    return _is_public(parsed) or (private and _is_private(parsed))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet."""
    if address in NAT64:
        return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    if any(address in block for block in NEVER):
        return False
    if isinstance(address, IPv6Address):
        return address in PUBLIC_IPV6
    return address.is_global and not address.is_multicast


def _is_private(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one where an intranet, or a test, has its servers."""
    return address not in METADATA and any(address in block for block in PRIVATE)
