"""Encryption in the age format (age-encryption.org/v1), in streams of bounded memory.

Whoever makes backups needs the public key alone, so the machine that runs the site cannot read them. The
format is authenticated: what was altered cannot be decrypted. It does not say who encrypted it: anybody
who knows the public key may have. Hence the SHA-256 of the manifest, to be kept elsewhere.
"""

import hashlib
import os
from pathlib import Path
from typing import IO, Any

import pyrage
from django.core.exceptions import ImproperlyConfigured
from pyrage import x25519

from provenance.backup.manifest import Broken

NEW = "To make a pair of keys: manage.py backup_key FILE"


class Keys:
    """The public keys that a backup is encrypted for; with none it is plain."""

    def __init__(self, told: str) -> None:
        names = sorted(told.split())
        try:
            self.recipients = [x25519.Recipient.from_str(name) for name in names]
        except pyrage.RecipientError as error:
            raise ImproperlyConfigured(
                "PROVENANCE_BACKUP_KEY must be one or more public keys of age (age1…), with spaces "
                f"between. {NEW}"
            ) from error
        joined = "\n".join(names)
        self.name = hashlib.sha256(joined.encode()).hexdigest()[:16] if names else ""


def identities(told: str) -> list[Any]:
    """The private keys in an identity file, as age-keygen writes one. Raises Broken."""
    if not told:
        raise Broken(
            "The backup is encrypted. Name the file with its private key in PROVENANCE_BACKUP_IDENTITY."
        )
    try:
        lines = [line.strip() for line in Path(told).read_text("utf-8").splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except OSError as error:
        raise Broken(f"{told} cannot be read ({error.strerror}).") from error
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Broken(f"{told} is no identity file of age (AGE-SECRET-KEY-1…).") from error
    if not found:
        raise Broken(f"{told} holds no private key (AGE-SECRET-KEY-1…).")
    return found


def new_identity(path: Path) -> str:
    """Write a new private key into a new file that only its owner reads; its public key."""
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"# public key: {public}\n{identity}\n")
    return public


class Watched:
    """A stream that is written to or read from, with the SHA-256 and the number of bytes that passed.

    pyrage turns what goes wrong in a stream into words, and ignores it at the very end; `error` keeps it.
    """

    def __init__(self, stream: Any = None) -> None:
        self.stream = stream
        self.found = hashlib.sha256()
        self.size = 0
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            piece: bytes = self.stream.read(size)
        except Exception as error:
            self.error = error
            raise
        self._note(piece)
        return piece

    def write(self, piece: bytes) -> int:
        """Pass these bytes on; without a stream they are only counted."""
        if self.stream is not None:
            try:
                self.stream.write(piece)
            except Exception as error:
                self.error = error
                raise
        self._note(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def _note(self, piece: bytes) -> None:
        self.found.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        """The SHA-256 of all that passed."""
        return self.found.hexdigest()


def seal(source: Watched, target: Watched, keys: Keys) -> None:
    """Encrypt all of `source` into `target`. Raises OSError."""
    try:
        pyrage.encrypt_io(source, target, keys.recipients)
    except pyrage.EncryptError as error:
        raise source.error or target.error or OSError(None, str(error)) from error
    if target.error:
        raise target.error


def unseal(source: IO[bytes], target: Watched, held: list[Any], name: Path) -> None:
    """Decrypt all of `source`, which is named `name`, into `target`. Raises Broken and OSError."""
    watched = Watched(source)
    try:
        pyrage.decrypt_io(watched, target, held)
    except pyrage.DecryptError as error:
        if "matching keys" in str(error).lower():
            raise Broken(f"{name} was encrypted for another key, or altered.") from error
        raise Broken(f"{name} was altered or cut off: it cannot be decrypted ({error}).") from error
    except OSError as error:
        # What was altered inside a stream comes as an error of reading, with no number.
        if cause := watched.error or target.error:
            raise cause from error
        raise Broken(f"{name} was altered or cut off: it cannot be decrypted.") from error
    if target.error:
        raise target.error
