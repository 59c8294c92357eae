"""Addresses that lead where no page may lead us, for the tests and for `bench.capture`."""

# Addresses that no page may lead us to, as they stand in a URL after being looked up.
HOSTILE_ADDRESSES = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",  # shared by a provider's customers
    "100.100.100.200",  # metadata, Alibaba
    "169.254.169.254",  # metadata, most clouds
    "169.254.170.2",  # credentials, Amazon's containers
    "168.63.129.16",  # Azure's own services, on a public-looking address
    "192.0.0.1",
    "192.0.0.9",  # Python 3.11 calls it global
    "192.0.0.192",  # metadata, Oracle
    "192.0.2.1",
    "192.88.99.1",  # Python 3.11 calls it global
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",  # multicast, which Python 3.11 calls global
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",  # public within, but no site is reached in this form
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:7f00:1::",  # Teredo
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "100::1",
    "fc00::1",
    "fd00:ec2::254",  # metadata, Amazon
    "fd20:ce::254",  # metadata, Google
    "fe80::1",
    "fe80::1%eth0",
    "fe80::1%25eth0",
    "2606:4700::1%eth0",  # public but for the scope
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]

# Ways to write a host that hide an address; none of them is asked of a resolver.
HOSTILE_NOTATIONS = [
    "0x7f.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0X7F.1",
    "2130706433",
    "0177.0.0.1",
    "017700000001",
    "127.1",
    "127.0.1",
    "127.0.0.0x1",
    "127.0.0.1.1",
    "0",
    "0x",
    "1.1.1.256",
    "site.example.0x7f",
    "１２７.０.０.１",
    "ⓛocalhost",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "local\u200dhost",
]


def hosted(address: str) -> str:
    """An address as the host of a URL."""
    return f"[{address}]" if ":" in address else address
