"""Secrets that a copy of the database alone does not give away."""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def box(purpose: str) -> MultiFernet:
    """What closes with the secret key and opens with that or an earlier one, for one purpose alone."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


@lru_cache(maxsize=16)
def _derived(key: str, purpose: str) -> bytes:
    """A key that opens nothing of another purpose."""
    means = HKDF(hashes.SHA256(), length=32, salt=None, info=f"provenance {purpose}".encode())
    return urlsafe_b64encode(means.derive(key.encode()))
