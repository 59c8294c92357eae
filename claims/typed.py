"""What people type, in the form in which the record keeps it.

PURE: no Django.
"""

import re
from urllib.parse import urlsplit

# Names and numbers as they stand in an address, or an IPv6 address; PostgreSQL holds the same rule.
HOST = r"^([a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f.]*:[0-9a-f:.]*)$"

# Anything but space. PostgreSQL, which holds this rule too, knows the plain kinds alone.
WORDS = "[^\\s\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"

# RFC 5646, less what was registered before it and what no newsroom needs.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language: en, zh-yue
    r"(-[a-z]{4})?"  # script: Cyrl
    r"(-([a-z]{2}|[0-9]{3}))?"  # region: GB, 419
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants: 1996
    r"(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*"  # extensions
    r"(-x(-[a-z0-9]{1,8})+)?"  # private use
)
LONGEST_TAG = 35
# The same as PostgreSQL reads it.
LANGUAGE = f"^({_LANGUAGE.pattern})?$"


def says(text: str) -> bool:
    """Whether there is more in it than space."""
    return re.search(WORDS, text) is not None


def host_name(typed: str) -> str:
    """The host of an address or the like, without www: "https://www.Example.org/path" is
    "example.org". Empty for nothing. Raises ValueError if there is no host in it."""
    typed = typed.strip()
    if not typed:
        return ""
    found = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
    host = found.rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    without = host.removeprefix("www.")
    host = without if "." in without else host
    if not re.fullmatch(HOST, host):
        raise ValueError(f"There is no host name in “{typed}”.")
    return host


def language_tag(typed: str) -> str:
    """A tag of BCP 47 with its usual capitals: "en_gb" is "en-GB". Empty for nothing. Raises
    ValueError for what is no tag, such as "English"."""
    tag = typed.strip().replace("_", "-").lower()
    if not tag:
        return ""
    if not _LANGUAGE.fullmatch(tag) or len(tag) > LONGEST_TAG:
        raise ValueError(f"“{typed}” is no language tag.")
    return "-".join(_capitals(tag.split("-")))


def _capitals(parts: list[str]) -> list[str]:
    """Regions in capitals and scripts with one, up to the first part of a single letter."""
    single = next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))
    lengths = {2: str.upper, 4: str.title}
    return [
        lengths.get(len(part), str.lower)(part) if 0 < place < single else part
        for place, part in enumerate(parts)
    ]
