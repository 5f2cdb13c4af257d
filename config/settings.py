"""Settings, read from the environment; docs/deployment.md lists them.

The defaults make a catalogue for one machine: SQLite, files under ``var/``, plain http on
loopback. A deployment sets SECRET_KEY, ALLOWED_HOSTS and HTTPS=1 at least.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config.local_secret import local_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "ninja",
    "catalog",
    "palettes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "palettes.api.middleware.Api",
    "palettes.api.middleware.Reading",
    "config.page_memory.PageMemory",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "config.page_memory.PagesVary",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
    },
]

# --- Database -------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'catalogue.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for the writer (WAL), and a writer takes its lock at once
        # (IMMEDIATE), so that it waits its turn instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# A connection is used again: opening one costs as much as a remembered page.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Files ----------------------------------------------------------------------------

MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Shared by all processes of one machine: palettes computed for visitors.
CACHES = {
    "default": {
        "BACKEND": "config.file_cache.FileCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}

# --- Background work ------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- The catalogue --------------------------------------------------------------------

# Recipes stored for every still; the first is the default, shown in lists and kept for films.
PALETTE_RECIPES = env.list(
    "PALETTE_RECIPES",
    default=[
        "accent-oklab-8",
        "kmeans-oklab-8",
        "kmeans-rgb-8",
        "kmeans-hsv-8",
        "agglomerative-rgb-8",
    ],
)

# Palettes that one visitor may have computed in a minute; cached ones do not count.
PALETTES_PER_MINUTE = env.int("PALETTES_PER_MINUTE", default=300)
# Addresses that one visitor may have fetched in a minute, and whether a visitor's address may be
# of INGEST_TRUSTED_ORIGINS.
FETCHES_PER_MINUTE = env.int("FETCHES_PER_MINUTE", default=60)
# What one token may have done in a minute.
WRITES_PER_MINUTE = env.int("WRITES_PER_MINUTE", default=60)
VISITORS_REACH_TRUSTED_ORIGINS = env.bool("VISITORS_REACH_TRUSTED_ORIGINS", default=True)

# Origins (http://host:port) exempt from the public-address and port rules.
INGEST_TRUSTED_ORIGINS = env.list("INGEST_TRUSTED_ORIGINS", default=[])
INGEST_CONTACT = env.str("INGEST_CONTACT", default="")
INGEST_TIMEOUT = env.float("INGEST_TIMEOUT", default=10.0)  # seconds for one fetch in all
INGEST_MAX_PICTURE_BYTES = env.int("INGEST_MAX_PICTURE_BYTES", default=20_000_000)
INGEST_MAX_PAGE_BYTES = env.int("INGEST_MAX_PAGE_BYTES", default=5_000_000)
INGEST_DECODE_SECONDS = env.float("INGEST_DECODE_SECONDS", default=10.0)  # for one picture
INGEST_PAUSE = env.float("INGEST_PAUSE", default=1.2)  # seconds between requests to one host
INGEST_ROBOTS = env.bool("INGEST_ROBOTS", default=True)  # False: every host allowed us in person
INGEST_ROBOTS_HOURS = env.float("INGEST_ROBOTS_HOURS", default=24.0)  # a robots.txt holds
INGEST_BREAKER_MINUTES = env.float("INGEST_BREAKER_MINUTES", default=5.0)  # a failing host's rest

# What one form may bring along: bytes in all, and of a zip as it unpacks; files of a zip.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=520_000_000)
UPLOAD_MAX_ZIP_BYTES = env.int("UPLOAD_MAX_ZIP_BYTES", default=500_000_000)
UPLOAD_MAX_ENTRIES = env.int("UPLOAD_MAX_ENTRIES", default=500)
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_ENTRIES
FILE_UPLOAD_HANDLERS = [
    "catalog.upload_handler.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Days during which a film or still deleted in the admin can be brought back.
REMOVED_DAYS = env.int("REMOVED_DAYS", default=7)

# A film's form has seven fields for each still: Django's 1000 would end at 140 stills.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Security -------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "catalog.views.errors.form_refused"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Language and logging -------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
