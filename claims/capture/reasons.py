"""Why a page was not fetched, in plain words that say what to do next.

PURE: no Django, no network.
"""

from enum import StrEnum


class Reason(StrEnum):
    """What stood in the way of a page."""

    NOT_A_URL = "not_a_url"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    UNRESOLVABLE = "unresolvable"
    PRIVATE_ADDRESS = "private_address"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    REDIRECT_LOOP = "redirect_loop"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TLS = "tls"
    TOO_LARGE = "too_large"
    DECOMPRESSED_TOO_LARGE = "decompressed_too_large"
    BAD_ENCODING = "bad_encoding"
    EMPTY = "empty"
    HTTP_401 = "http_401"
    HTTP_403 = "http_403"
    HTTP_404 = "http_404"
    HTTP_410 = "http_410"
    HTTP_429 = "http_429"
    HTTP_451 = "http_451"
    HTTP_5XX = "http_5xx"
    HTTP_OTHER = "http_other"


SAVE = "Save it in your browser and upload the file."
ARCHIVED = "It may be in a web archive: capture it from there."

SENTENCES = {
    Reason.NOT_A_URL: "This is not the address of a web page. Copy it again from your browser's "
    "address bar: it begins with http:// or https:// and goes on with the name of a site.",
    Reason.SCHEME: "Only addresses that begin with http:// or https:// can be captured. "
    "If you have the page or document another way, upload it as a file.",
    Reason.CREDENTIALS: "The address holds a user name or a password, before the @. Remove them and "
    f"try again. If the page needs a sign-in: {SAVE}",
    Reason.PORT: "The address names port {port}, where websites are not found. Check the number "
    "after the colon, or remove it.",
    Reason.UNRESOLVABLE: "No site named {host} was found. Check the spelling. If the site has closed, "
    "its pages may be in a web archive: capture them from there.",
    Reason.PRIVATE_ADDRESS: "{host} is not on the public web: its address is private or reserved. "
    "If it is a site of your own newsroom, ask whoever runs Provenance to allow that host.",
    Reason.TOO_MANY_REDIRECTS: "The site passed us on more than {most} times. Open the page in your "
    "browser and capture the address where it ends up.",
    Reason.REDIRECT_LOOP: "The site sends us in a circle, as sites do that ask for cookies or a "
    f"sign-in. {SAVE}",
    Reason.TIMEOUT: "The site did not answer completely in time. Try again later. "
    f"If it opens for you: {SAVE}",
    Reason.CONNECTION: "The site could not be reached, or the connection broke off. Try again later. "
    f"If it opens for you: {SAVE}",
    Reason.TLS: "The site could not prove that it is {host}: its certificate is not valid, or the "
    f"secure connection failed. Check the address. If you trust the page: {SAVE}",
    Reason.TOO_LARGE: "It is larger than {megabytes} MB, the most that is captured. Save the part "
    "that matters and upload that.",
    Reason.DECOMPRESSED_TOO_LARGE: "It arrived compressed and unpacks to more than {megabytes} MB, "
    "the most that is captured. Save the part that matters and upload that.",
    Reason.BAD_ENCODING: f"It arrived compressed in a way that cannot be unpacked. {SAVE}",
    Reason.EMPTY: f"The site answered, but the page is empty. If you see text there: {SAVE}",
    Reason.HTTP_401: f"The site asks for a sign-in (401). If you have one: {SAVE}",
    Reason.HTTP_403: f"The site refuses to show us this page (403). If it opens for you: {SAVE}",
    Reason.HTTP_404: f"The site answered that there is no such page (404). Check the address. {ARCHIVED}",
    Reason.HTTP_410: f"The site answered that the page is gone (410). {ARCHIVED}",
    Reason.HTTP_429: "The site asks us to come less often (429). Try again later. "
    f"If it opens for you: {SAVE}",
    Reason.HTTP_451: "The site answered that it may not show the page, for legal reasons (451). "
    f"If it opens for you: {SAVE}",
    Reason.HTTP_5XX: "The site has trouble of its own ({status}). Try again later.",
    Reason.HTTP_OTHER: "The site answered with {status} and no whole page. Open the address in your "
    f"browser. If the page is there: {SAVE}",
}

MAY_PASS = {Reason.TIMEOUT, Reason.CONNECTION, Reason.HTTP_429, Reason.HTTP_5XX}


class NotFetched(Exception):
    """A page that was not fetched: the reason, the message for a person, and whether and in how many
    seconds to try again. `retry` is true only where the same request may succeed later."""

    def __init__(
        self,
        reason: Reason,
        *,
        retry: bool | None = None,
        retry_after: float | None = None,
        **facts: object,
    ) -> None:
        self.reason = reason
        self.message = SENTENCES[reason].format(**facts)
        self.retry = reason in MAY_PASS if retry is None else retry
        self.retry_after = retry_after
        super().__init__(self.message)
