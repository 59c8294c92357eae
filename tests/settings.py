"""The settings of the tests: the site's own, kept away from its data and from the person's machine.

They are read before any conftest, so this is the place where the environment is put aside.
"""

import atexit
import os
import shutil
import tempfile

for name in list(os.environ):
    if name in ("DATABASE_URL", "DATABASE_OWNER_URL") or name.startswith("PROVENANCE_"):
        del os.environ[name]

folder = tempfile.mkdtemp(prefix="provenance-tests-")
os.chmod(folder, 0o711)  # noqa: PTH101
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["PROVENANCE_DATA_DIR"] = folder

from provenance.settings import *  # noqa: E402, F403
from provenance.settings import STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files straight from their folders: nothing has collected them, so there is no manifest.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
