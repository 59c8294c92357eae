"""Settings. Everything that differs between two machines comes from the environment."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from provenance import database, files, logs, mail, postgres, production

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


def number(name: str, default: int, least: int = 1) -> int:
    """A whole number, `least` or more, from the environment."""
    wanted = os.environ.get(name) or str(default)
    if not (wanted.isascii() and wanted.isdecimal() and int(wanted) >= least):
        raise ImproperlyConfigured(
            f"{name} must be a whole number, {least} or more; it is “{wanted}”."
        )
    return int(wanted)


# A site that others rely on does not start with a setting that is missing or weak.
PRODUCTION = production.wanted(os.environ)
if refusal := production.refusal(os.environ):
    raise ImproperlyConfigured(refusal)

try:
    SECRET_KEY = os.environ.get("PROVENANCE_SECRET_KEY") or kept_secret_key(DATA_DIR)
except OSError as error:
    raise ImproperlyConfigured(
        f"The folder {DATA_DIR} cannot be written ({error.strerror}). "
        "Give write access to it, or name another folder in PROVENANCE_DATA_DIR."
    ) from error

# Earlier keys still open what they closed: sessions, links, second factors.
SECRET_KEY_FALLBACKS = os.environ.get("PROVENANCE_OLD_SECRET_KEYS", "").split()

DEBUG = os.environ.get("PROVENANCE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("PROVENANCE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("PROVENANCE_TRUSTED_ORIGINS", "").split(",") if origin
]

INSTALLED_APPS = [
    "allauth",  # these before our own: claims/admin/people.py takes their pages out of the admin
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
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
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "django_htmx",
    "template_partials",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "provenance.requests.Numbered",
    "provenance.counted.Before",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claims.turns.Turns",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "provenance.counted.After",
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
                "claims.access.in_templates",
            ],
            "builtins": ["provenance.constant_tags"],
        },
    }
]

# The web server and the workers are the application, and commands are the owner of the tables:
# provenance/roles.py says what parts them. With DATABASE_URL alone, one role is both.
EMBEDDED = not os.environ.get("DATABASE_URL")
APPLICATION = (
    postgres.database_settings(DATA_DIR, user="provenance_app")
    if EMBEDDED
    else database.from_url(os.environ["DATABASE_URL"])
)
# Past a pooler, for what needs a session of its own: workers listen for jobs, and hold locks.
DIRECT = (
    database.from_url(os.environ["DATABASE_DIRECT_URL"], "DATABASE_DIRECT_URL")
    if os.environ.get("DATABASE_DIRECT_URL")
    else APPLICATION
)
OWNER = (
    postgres.database_settings(DATA_DIR)
    if EMBEDDED
    else (
        database.from_url(os.environ["DATABASE_OWNER_URL"], "DATABASE_OWNER_URL")
        if os.environ.get("DATABASE_OWNER_URL")
        else DIRECT
    )
)
APPLICATION_ROLE = APPLICATION["USER"]
DATABASE = {"application": APPLICATION, "worker": DIRECT}.get(
    os.environ.get("PROVENANCE_AS", ""), OWNER
)
# Set for the web server alone (provenance/web.py): a command has one thread, and needs no pool.
if os.environ.get("PROVENANCE_DATABASE_POOL"):
    DATABASE = database.with_pool(DATABASE, int(os.environ["PROVENANCE_DATABASE_POOL"]))
# Pages rely on nothing that a server keeps for a session: a pooler gives each transaction another one.
# Prepared statements Django does not use by itself.
ENGINE = {
    "ENGINE": "django.db.backends.postgresql",
    "DISABLE_SERVER_SIDE_CURSORS": os.environ.get("PROVENANCE_AS") == "application",
}
DATABASES = {"default": {**DATABASE, **ENGINE}}

# Pages are read from replicas where there are any (provenance/replicas.py); only the web server does so.
REPLICA_LAG = number("PROVENANCE_REPLICA_LAG", 5)
REPLICAS: list[str] = []
if os.environ.get("PROVENANCE_AS") == "application":
    for url in os.environ.get("DATABASE_REPLICA_URLS", "").split():
        REPLICAS.append(f"replica{len(REPLICAS) + 1}")
        found = database.from_url(url, "DATABASE_REPLICA_URLS")
        if os.environ.get("PROVENANCE_DATABASE_POOL"):
            found = database.with_pool(found, int(os.environ["PROVENANCE_DATABASE_POOL"]))
        DATABASES[REPLICAS[-1]] = {**database.replica(found), **ENGINE}
if REPLICAS:
    DATABASE_ROUTERS = ["provenance.replicas.Router"]
    MIDDLEWARE = ["provenance.replicas.Reads", *MIDDLEWARE, "provenance.replicas.Again"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "provenance.forms.Renderer"

AUTH_USER_MODEL = "claims.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["claims.backend.RoleBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# Signing in: by name or e-mail address, by invitation only. The limits on attempts are allauth's own.
ACCOUNT_ADAPTER = "provenance.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "provenance.accounts.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # of an invitation it is done; a new address is asked for below
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once it is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a session left open does not change how to get in
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Provenance] "
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_ADAPTER = "provenance.accounts.SessionsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Provenance"
MFA_TOTP_TOLERANCE = (
    0  # a used code is remembered for one period: with more, it could be used twice
)
MFA_ADAPTER = "provenance.accounts.FactorsAdapter"

# How many proxies of ours stand before the site: the limits on attempts count by the address behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = number("PROVENANCE_PROXIES", 0, least=0)

# Served over https: cookies then go over https alone, and links in e-mails say so.
HTTPS = os.environ.get("PROVENANCE_HTTPS") == "1"
SESSION_ENGINE = "provenance.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "claims.busy.page_of_403_csrf"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # which browsers allow on localhost alone
if HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Browsers are told to come over https alone from then on; whoever comes over http is sent there.
# Programs that watch the site ask it past the proxy, hence without.
SECURE_HSTS_SECONDS = number("PROVENANCE_HSTS_SECONDS", 31_536_000 if PRODUCTION else 0, least=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("PROVENANCE_HSTS_SUBDOMAINS") == "1"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
# Hosts below this one, and the lists of browsers, are for the whole domain to decide, which is seldom
# the record's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Unset: e-mails are printed where the site was started.
MAIL = mail.from_url(os.environ.get("PROVENANCE_EMAIL_URL", ""))
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.ssl
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("PROVENANCE_EMAIL_FROM") or "Provenance <provenance@localhost>"

# What counts attempts must count alike in every web process, hence in the database. The table is made by
# a migration. Nothing else is kept there; each write counts the rows, so there may not be too many.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "claims_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# A claim with a hundred quotes, figures and marks is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

# How often a person's programs may ask the API in a minute, and how often an address that nobody is signed
# in from. What takes the model of sentences a while may be asked a tenth as often.
API_PER_MINUTE = number("PROVENANCE_API_PER_MINUTE", 600)
API_ANONYMOUS_PER_MINUTE = number("PROVENANCE_API_ANONYMOUS_PER_MINUTE", 60)

# The API: deny by default, JSON alone, every error a problem (RFC 9457).
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claims.api.permissions.Gate"],
    "DEFAULT_THROTTLE_CLASSES": ["claims.api.throttles.PerMinute"],
    "DEFAULT_RENDERER_CLASSES": ["claims.api.etags.Json"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.bodies.Json"],
    "DEFAULT_SCHEMA_CLASS": "claims.api.schema.Described",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "claims.api.problems.handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Provenance",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "POSTPROCESSING_HOOKS": ["claims.api.schema.complete"],
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_INCLUDE_SCHEMA": False,
}

LANGUAGE_CODE = "en"
TIME_ZONE = os.environ.get("PROVENANCE_TIME_ZONE", "UTC")
# There is one language so far, the one that texts are written in. While there are no translations to look
# for, gettext gives back what it is given, and a page takes a tenth less; numbers and dates look alike.
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = LOCALE_PATHS[0].is_dir()
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("PROVENANCE_STATIC_DIR") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    # The folder above, or a bucket that several machines reach.
    "default": files.from_url(os.environ.get("PROVENANCE_FILES_URL", "")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Compressed for every browser at the start: all but what only developers' tools ask for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
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

# Who asks is noted of requests that may write. Looking at a page writes nothing, and what is the same for
# all (a card in the page of another site) is answered without asking who looks.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# A pasted text may be as long as a file may be large; capture says more of what is too long.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_500_000

# Hosts that may be captured although they are not on the public web: an intranet, a test server.
CAPTURE_PRIVATE_HOSTS = [
    host for host in os.environ.get("PROVENANCE_PRIVATE_HOSTS", "").split(",") if host
]

# Articles that carry published claims are captured again after so many days (0: never), in batches of so many
# every ten minutes: 300 keep up with 300,000 articles a week.
RECAPTURE_DAYS = number("PROVENANCE_RECAPTURE_DAYS", 7, least=0)
RECAPTURE_BATCH = number("PROVENANCE_RECAPTURE_BATCH", 300)

# A kept draft is deleted when nobody has opened it for so many days (0: only its author deletes it).
DRAFT_DAYS = number("PROVENANCE_DRAFT_DAYS", 90, least=0)

# In each web process: how many requests are worked on at once, how many more wait for their turn and for
# how many seconds, and how many lists are downloaded at once. The others are told to come again
# (claims/turns.py).
REQUESTS_AT_WORK = number("PROVENANCE_REQUESTS_AT_WORK", 2 * (os.cpu_count() or 1) + 1)
REQUESTS_WAITING = number("PROVENANCE_REQUESTS_WAITING", 64)
REQUEST_WAIT = number("PROVENANCE_REQUEST_WAIT", 10)
DOWNLOADS = number("PROVENANCE_DOWNLOADS", 8)

# What anybody may read without signing in: "published" claims with excerpts, or nothing (""); by
# default the claims of the sample, which are there to be looked at.
PUBLIC = {"1": "published", "0": "", "": "sample"}.get(os.environ.get("PROVENANCE_PUBLIC", ""))
if PUBLIC is None:
    raise ImproperlyConfigured(
        "PROVENANCE_PUBLIC is 1 (anybody may read published claims) or 0 (nobody may read anything)."
    )

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

# Whose record it is, as what others cite, embed and read by program names it; empty: the host of the site.
NEWSROOM = os.environ.get("PROVENANCE_NEWSROOM", "").strip()

# What the site calls itself in ids and canonical addresses; empty: as it was asked for.
CANONICAL_URL = os.environ.get("PROVENANCE_SITE_URL", "").rstrip("/")

# The daily mail, from this hour on in TIME_ZONE; links in it lead to SITE_URL.
DIGEST_HOUR = hour("PROVENANCE_DIGEST_HOUR", 7)
SITE_URL = CANONICAL_URL or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"

# Backups (provenance/backup/): where they go by default, and the public keys that they are encrypted for.
BACKUP_DIR = Path(os.environ.get("PROVENANCE_BACKUP_DIR") or DATA_DIR / "backups").resolve()
BACKUP_KEY = os.environ.get("PROVENANCE_BACKUP_KEY", "").strip()

# Where the embedded PostgreSQL keeps its log of changes, for going back to a moment; unset: nowhere.
WAL_ARCHIVE = (
    Path(os.environ["PROVENANCE_WAL_ARCHIVE"]).resolve()
    if os.environ.get("PROVENANCE_WAL_ARCHIVE")
    else None
)

# A folder with model.onnx and tokenizer.json, in place of the sentence model that is installed.
MODEL_DIR = os.environ.get("PROVENANCE_MODEL_DIR", "")

# Who may read /metrics; without a token, programs on this machine.
METRICS_TOKEN = os.environ.get("PROVENANCE_METRICS_TOKEN", "")

# What is logged: "json" for machines, else plain lines. Slow queries are told in JSON, and on a
# person's terminal where somebody asked for them.
SLOW_QUERY_MS = number("PROVENANCE_SLOW_QUERY_MS", 500)
LOGGING = logs.configuration(logs.wanted_as_json(), "PROVENANCE_SLOW_QUERY_MS" in os.environ)
