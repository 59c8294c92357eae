"""What a programmer has to know before any address: the text at the head of the description, in the Markdown
that OpenAPI takes, and the same as HTML for a page without JavaScript."""

import re

from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from claims.actions.tokens import USUAL_DAYS
from claims.api.bodies import DEEPEST, MOST_BYTES
from claims.paging import MOST, SIZE
from claims.vocabulary import SCOPES

TEXT = """\
A newsroom's record of factual claims, followed back to their origins. Programs read it here, and write to
it for somebody, by the rules of the pages. What is sent and answered is JSON.

    curl -H "Authorization: Bearer $TOKEN" "{site}/api/v1/claims/?status=disputed&size=10"

**Token.** Without one you read what is open to everybody. For more, send the header `Authorization: Bearer
…` with a token. People with an account make theirs at `/me/tokens/` (at the foot of every page: What waits
for you, then Your tokens). It is shown once, and lasts {days} days unless they choose otherwise.

**Scopes.** A token does what its scopes name, as far as its person may. {scopes}

**Lists.** A page has {size} rows, or as many as `size` says ({most} at most). `next` is the address of the
following page, or null; the header `Link` has the same. A filter that does not exist, or cannot be used, is
an error that names it.

**Changing something.** Answers carry an `ETag`. Send it back as `If-None-Match`: 304 if nothing has
changed. A PATCH needs it as `If-Match`: 428 without it, 412 if somebody has changed the thing since. Only
the fields that are sent change.

**Doing something once.** A POST that writes, and nothing else, takes an `Idempotency-Key`: a new one for
each thing to do, such as a UUID. Sent again with the same key within 24 hours, it is done once, and
answered alike. What is on record already is refused (409); if that is a claim, `Location` names it.

**Limits.** {person} requests a minute for a person, {stranger} for an address that nobody is signed in
from; a tenth of that for `/find/`, `/suggest/` and `/check/`. A body has {megabytes} MB at most, {deep}
levels deep. Whoever asks too often gets 429, and whoever comes when it is too busy 503: `Retry-After` says
how many seconds to wait.

**Errors** are `application/problem+json` (RFC 9457): `status` and `detail` say what went wrong, and
`errors` has the `field` and the `message` of each field that is wrong, with what to do."""


def markdown() -> str:
    """The text, with the limits of this site. A paragraph is one line: Swagger UI breaks where it breaks."""
    scopes = [
        f"`{scope.value}`: {term.meaning[:1].lower()}{term.meaning[1:].rstrip('.')}"
        for scope, term in SCOPES.items()
    ]
    blocks = [text if _is_code(text) else text.replace("\n", " ") for text in TEXT.split("\n\n")]
    return "\n\n".join(blocks).format(
        site=settings.CANONICAL_URL or "https://record.example.org",
        days=USUAL_DAYS,
        scopes="; ".join(scopes) + ".",
        size=SIZE,
        most=MOST,
        person=settings.API_PER_MINUTE,
        stranger=settings.API_ANONYMOUS_PER_MINUTE,
        megabytes=MOST_BYTES // 1_000_000,
        deep=DEEPEST,
    )


def html() -> SafeString:
    """The same as HTML: paragraphs, code, and what is strong, of which alone the text makes use."""
    return mark_safe("\n".join(map(_block, markdown().split("\n\n"))))  # noqa: S308


def _block(text: str) -> str:
    escaped = conditional_escape(text.strip())
    if _is_code(text):
        return f"<pre><code>{escaped}</code></pre>"
    with_code = re.sub(r"`([^`]*)`", r"<code>\1</code>", escaped)
    return "<p>" + re.sub(r"\*\*([^*]*)\*\*", r"<b>\1</b>", with_code) + "</p>"


def _is_code(text: str) -> bool:
    return text.startswith("    ")
