"""The text of what was captured, taken in a child process that a bad document may break.

    extract ──► helper ──► child ──► reading ──► html   trafilatura       ┐
                                                 pdf    PDFium            ├─► Extracted, or why not
                                                 warc   warcio, then html │
                                                 plain  decoding          ┘

The program never parses what strangers wrote: it sends the bytes, and checks the form of the answer.
"""

from claims.capture import wire
from claims.capture.extracted import Extracted, Limits
from claims.capture.helper import Cut, helper
from claims.capture.refusals import NotExtracted, Reason, refusal

__all__ = ["Extracted", "Limits", "NotExtracted", "Reason", "extract"]

USUAL = Limits()
NOT_AN_ANSWER = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def extract(
    content: bytes, media_type: str, *, charset: str = "", url: str = "", limits: Limits = USUAL
) -> tuple[Extracted, ...]:
    """The documents in some content of a type that `sniff` found: one, or the several pages of a web
    archive. `charset` is what the header of an answer said, `url` where it came from.

    Raises NotExtracted, whose message tells a person what to do.
    """
    request = wire.request(content, media_type, charset, url, limits)
    try:
        said = helper.ask(request, limits.seconds, most=limits.memory)
        return wire.understood(said, content, limits)
    except Cut as cut:
        reason = Reason.TIME if cut.late else Reason.BROKE_DOWN
        raise refusal(reason, seconds=limits.seconds) from cut
    except NOT_AN_ANSWER as error:
        raise refusal(Reason.BROKE_DOWN) from error
