"""What an authenticator app shows (RFC 6238), worked out here and not by what is tested."""

import base64
import hashlib
import hmac
import time

PERIOD = 30  # seconds


def code(secret: str, later: int = 0) -> str:
    """The code of now, or of so many periods later."""
    counter = int(time.time()) // PERIOD + later
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def settle() -> None:
    """Wait out the end of a period, so that a code is still good when it arrives."""
    left = PERIOD - time.time() % PERIOD
    if left < 5:
        time.sleep(left)
