"""The site's own settings, with static files straight from their folders, since collecting them takes a
while, and with passwords that cost nothing."""

from provenance.settings import *  # noqa: F403
from provenance.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
