"""Settings. Everything that differs between two machines comes from the environment."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from provenance import database, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("PROVENANCE_DATA_DIR") or BASE_DIR / "var").resolve()


def kept_secret_key(folder: Path) -> str:
    """The secret key kept in `folder`, made on first use and readable by its owner alone."""
    path = folder / "secret_key"
    if path.exists():
        return path.read_text().strip()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"secret_key.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    # Two first starts at once must agree on one key, so only the first link is made.
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
    return path.read_text().strip()


def hour(name: str, default: int) -> int:
    """An hour of the day, 0 to 23, from the environment."""
    wanted = os.environ.get(name) or str(default)
    if not (wanted.isascii() and wanted.isdecimal() and int(wanted) < 24):
        raise ImproperlyConfigured(f"{name} must be an hour, 0 to 23; it is “{wanted}”.")
    return int(wanted)


def number(name: str, default: int) -> int:
    """A whole number, 1 or more, from the environment."""
    wanted = os.environ.get(name) or str(default)
    if not (wanted.isascii() and wanted.isdecimal() and int(wanted)):
        raise ImproperlyConfigured(f"{name} must be a whole number, 1 or more; it is “{wanted}”.")
    return int(wanted)


try:
    SECRET_KEY = os.environ.get("PROVENANCE_SECRET_KEY") or kept_secret_key(DATA_DIR)
except OSError as error:
    raise ImproperlyConfigured(
        f"The folder {DATA_DIR} cannot be written ({error.strerror}). "
        "Give write access to it, or name another folder in PROVENANCE_DATA_DIR."
    ) from error

DEBUG = os.environ.get("PROVENANCE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("PROVENANCE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("PROVENANCE_TRUSTED_ORIGINS", "").split(",") if origin
]

INSTALLED_APPS = [
    "claims.apps.ClaimsConfig",
    "claims.apps.DataEntryConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "provenance.urls"
WSGI_APPLICATION = "provenance.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASE = (
    database.from_url(os.environ["DATABASE_URL"])
    if os.environ.get("DATABASE_URL")
    else postgres.database_settings(DATA_DIR)
)
# Set for the web server alone (provenance/web.py): a command has one thread, and needs no pool.
if os.environ.get("PROVENANCE_DATABASE_POOL"):
    DATABASE = database.with_pool(DATABASE, int(os.environ["PROVENANCE_DATABASE_POOL"]))
DATABASES = {"default": {**DATABASE, "ENGINE": "django.db.backends.postgresql"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "claims.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["claims.backend.RoleBackend"]
LOGIN_URL = "admin:login"

# A claim with a hundred quotes, figures and marks is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

LANGUAGE_CODE = "en"
TIME_ZONE = os.environ.get("PROVENANCE_TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Snapshots are never served from a folder: a view checks who asks.
MEDIA_URL = ""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The trail notes rows that are made, changed and removed, and is only ever added to.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

# Hosts that may be captured although they are not on the public web: an intranet, a test server.
CAPTURE_PRIVATE_HOSTS = [
    host for host in os.environ.get("PROVENANCE_PRIVATE_HOSTS", "").split(",") if host
]

# Articles that claims rest on are captured again after so many days (0: never), in batches of so many
# every ten minutes: 300 keep up with 300,000 articles a week.
RECAPTURE_DAYS = number("PROVENANCE_RECAPTURE_DAYS", 7)
RECAPTURE_BATCH = number("PROVENANCE_RECAPTURE_BATCH", 300)

# A decision to publish waits until a second person has signed it off.
SIGN_OFF = os.environ.get("PROVENANCE_SIGN_OFF") == "1"

# What a published claim may be rated, for outlets that publish ratings (schema.org ClaimReview).
RATINGS = [
    rating.strip()
    for rating in (
        os.environ.get("PROVENANCE_RATINGS") or "true,mostly true,misleading,mostly false,false"
    ).split(",")
    if rating.strip()
]

# The daily mail, from this hour on in TIME_ZONE; links in it lead to SITE_URL.
DIGEST_HOUR = hour("PROVENANCE_DIGEST_HOUR", 7)
SITE_URL = (
    os.environ.get("PROVENANCE_SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
).rstrip("/")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Anybody can send a wrong Host header: the answer says enough.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
