"""Files as objects of an S3-compatible storage: private, written once, read whole.

Whatever the storage answers is told as the folder would tell it: FileNotFoundError for what is not
there, another OSError for a storage that is away or refuses. So nothing else needs to know which of
the two it has.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

IN_MEMORY = 1 << 20  # bytes of an object that are held in memory; the rest of it waits on the disk
PIECE = 1 << 18
NOT_THERE = {"404", "NoSuchKey", "NotFound"}
THERE_ALREADY = {"412", "PreconditionFailed"}
UNKNOWN_CONDITION = {"501", "NotImplemented"}

# A page waits for it. Checksums beyond those that S3 has always had are left out, because not every
# compatible storage knows them; each capture's own SHA-256 is on record.
CLIENT = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"total_max_attempts": 2, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class Objects(S3Storage):
    """A bucket, or what of it has a prefix. Objects are private, as the bucket makes them: whoever may
    read one asks our page."""

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing is written over, and nothing has an address."""
        told = {"file_overwrite": False, "client_config": CLIENT, "default_acl": None}
        return {**super().get_default_settings(), **told}

    def url(self, *args: object, **options: object) -> str:
        """Refused: an object has no address of its own."""
        raise ValueError("This file is not accessible via a URL.")

    def exists(self, name: str) -> bool:
        """Whether there is an object of this name."""
        with told_as_of_a_file(name):
            found: bool = super().exists(name)
        return found

    def size(self, name: str) -> int:
        """Its bytes."""
        with told_as_of_a_file(name):
            found = self._client.head_object(**self._of(name))
        return int(found["ContentLength"])

    def delete(self, name: str) -> None:
        """Remove it; that it is not there is no error."""
        with told_as_of_a_file(name):
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """What is below a prefix, as folders and files."""
        with told_as_of_a_file(name):
            found: tuple[list[str], list[str]] = super().listdir(name)
        return found

    def _open(self, name: str, mode: str = "rb") -> File:
        """The whole object, fetched before anything of it is read: half a file is never taken for one."""
        if mode != "rb":
            raise ValueError("An object is written once, by `save`, and opened to be read.")
        kept: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed over open
        try:
            with told_as_of_a_file(name):
                for piece in self._client.get_object(**self._of(name))["Body"].iter_chunks(PIECE):
                    kept.write(piece)
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return File(kept, name)

    def _save(self, name: str, content: File) -> str:
        """Put it there under this name, or under another if something has taken it meanwhile."""
        while True:
            try:
                with told_as_of_a_file(name):
                    self._put(name, content.file or content)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _put(self, name: str, body: Any) -> None:
        wanted = {**self._of(name), "Body": body, "ContentType": "application/octet-stream"}
        body.seek(0)
        try:
            self._client.put_object(**wanted, IfNoneMatch="*")
        except ClientError as error:
            # A storage that cannot be told so; whether the name was free has been asked before.
            if _codes(error).isdisjoint(UNKNOWN_CONDITION):
                raise
            body.seek(0)
            self._client.put_object(**wanted)

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _of(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self._normalize_name(name)}


@contextmanager
def told_as_of_a_file(name: str) -> Iterator[None]:
    """An error of the storage as the one that a folder would raise."""
    try:
        yield
    except ClientError as error:
        number = errno.EACCES if "403" in _codes(error) else errno.EIO
        if not _codes(error).isdisjoint(NOT_THERE):
            number = errno.ENOENT
        if not _codes(error).isdisjoint(THERE_ALREADY):
            number = errno.EEXIST
        # OSError makes itself a FileNotFoundError, a PermissionError or a FileExistsError by the number.
        raise OSError(number, _told(error, number), name) from error
    except BotoCoreError as error:
        raise OSError(
            errno.EIO, f"the storage does not answer ({type(error).__name__})", name
        ) from error


def _codes(error: ClientError) -> set[str]:
    told = error.response
    status = told.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
    return {str(told.get("Error", {}).get("Code", "")), str(status)}


def _told(error: ClientError, number: int) -> str:
    if number in (errno.ENOENT, errno.EEXIST):
        return os.strerror(number)
    return f"the storage answers {error.response.get('Error', {}).get('Code', 'with an error')}"
