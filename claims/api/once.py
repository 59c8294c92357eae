"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): what is sent twice is done once.

What was asked is done and its answer kept in one transaction, under a lock of the person and the key. A
process that dies leaves neither, so the same request may be sent again.
"""

import hashlib
import json
import re
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.problems import malformed
from claims.models import ApiAnswer, User
from claims.problems import Fault, Problem

HEADER = "Idempotency-Key"
KEY = r'^"?[!#-~]{1,255}"?$'
KEPT_HEADERS = ("Location", "ETag")


def once(request: Request, by: User, do: Callable[[], Response]) -> Response:
    """Do it, or answer as before if the same was sent with the same key in the last 24 hours.

    Only what was done is kept: who was refused may put it right and send it with the same key.
    """
    named = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if named is None:
        return do()
    key, digest = _key(named), _digest(request)
    with transaction.atomic():
        if not _locked(by, key):
            raise Problem(409, _("The first request with this key is still being worked on."))
        before = ApiAnswer.objects.kept().filter(person=by, key=key).first()
        if before:
            return _again(before, digest)
        answer = do()
        _keep(answer, by, key, digest)
        return answer


def _key(named: str) -> str:
    """The key, which the draft writes between quotes and most programs do not."""
    if not re.fullmatch(KEY, named):
        told = _("Send 1 to 255 printable ASCII characters without space, such as a UUID.")
        raise malformed(Fault(HEADER, told))
    return named.strip('"')


def _digest(request: Request) -> str:
    """What is asked, whatever the order of its fields."""
    asked = [request.method, request.path, request.data]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _locked(by: User, key: str) -> bool:
    """Whether nobody else is at it; until this transaction ends, nobody else will be."""
    number = hashlib.sha256(f"api answer {by.pk} {key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(number, signed=True)]
        )
        return bool(cursor.fetchone()[0])


def _again(before: ApiAnswer, digest: str) -> Response:
    if before.request_digest != digest:
        told = _("This key was sent with another request. Take a new key for each thing to do.")
        raise Problem(422, told, [Fault(HEADER, told)])
    headers = {**before.headers, "Idempotent-Replayed": "true"}
    return Response(before.body, before.status, headers=headers)


def _keep(answer: Response, by: User, key: str, digest: str) -> None:
    headers = {name: answer[name] for name in KEPT_HEADERS if name in answer}
    ApiAnswer.objects.update_or_create(
        person=by,
        key=key,
        defaults={
            "request_digest": digest,
            "status": answer.status_code,
            "headers": headers,
            "body": answer.data,
            "answered_at": timezone.now(),
        },
    )
