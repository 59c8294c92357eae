"""Plain text, uploaded or pasted.

PURE.
"""

from claims.capture.decoding import decoded
from claims.capture.extracted import Extracted, Limits
from claims.capture.normal import normalised
from claims.capture.refusals import Reason, refusal


def from_plain(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """The text as it is. It says nothing of itself, so everything else stays empty."""
    text, notes = decoded(content, charset)
    return Extracted(
        text=kept(text, limits), notes=notes, content=content, url=url, media_type="text/plain"
    )


def kept(text: str, limits: Limits) -> str:
    """A text in its normal form; one that is empty or too long is refused, never cut."""
    text = normalised(text)
    if not text:
        raise refusal(Reason.EMPTY)
    if len(text) > limits.characters:
        raise refusal(Reason.TOO_LONG, most=limits.characters)
    return text
