"""What kind of document a draft is, from its own bytes: its name is never believed.

PURE.
"""

from claims.capture.decoding import decoded
from claims.capture.extracted import Extracted, Limits
from claims.capture.refusals import Reason, refusal
from claims.capture.sniff import GZIP, PDF
from claims.capture.word import WORD

VERBATIM = "text/x-verbatim"
ZIP, OLE, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what Word calls a document under a password


def kind(content: bytes) -> str:
    """The type that `reading` knows it by. Raises NotExtracted for documents of other kinds of which the
    bytes say what they are."""
    if content.startswith(OLE):
        raise refusal(Reason.WORD_LOCKED if ENCRYPTED in content else Reason.OLD_WORD)
    if content.startswith(RTF):
        raise refusal(Reason.OLD_WORD)
    if content.startswith(ZIP):
        return WORD
    if content.startswith(b"\x1f\x8b"):
        return GZIP
    return PDF if content.lstrip().startswith(b"%PDF-") else VERBATIM


def from_verbatim(content: bytes, charset: str, url: str, limits: Limits) -> Extracted:
    """A text letter for letter, so that a place in it is the same place in the file; of line ends alone
    there is one kind. (Articles are kept in a normal form: `plain`.)"""
    text, notes = decoded(content, charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.characters:
        raise refusal(Reason.TOO_LONG, most=limits.characters)
    return Extracted(text=text, notes=notes, content=content, url=url, media_type="text/plain")
