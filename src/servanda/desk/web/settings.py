"""How the desk runs. Everything that a place may differ in comes from the environment.

SERVANDA_DATA_DIR       where the database and the secret key lie (default: var)
SERVANDA_DATABASE_URL   postgresql://user:password@host:port/name (default: SQLite)
SERVANDA_HOSTS          host names that the desk answers to, separated by commas
SERVANDA_HTTPS          1 when a proxy serves the desk over HTTPS: secure cookies, HSTS
SERVANDA_TRUSTED_PROXIES addresses of the proxies whose X-Forwarded-For is believed
SERVANDA_TIME_ZONE      the zone in which times are shown (stored in UTC)
SERVANDA_DEBUG          1 for Django's debug pages, never where others can reach them
SERVANDA_FETCH          1 lets the desk fetch pages and feeds from public addresses
SERVANDA_DASK_SCHEDULER tcp://host:port of a Dask scheduler that takes long work
SERVANDA_WORD_VECTORS   folder with words.txt and vectors.npy: candidates by meaning, on demand
SERVANDA_MODEL_URL      http://host:port/v1 of an OpenAI-compatible endpoint that suggests quotes
SERVANDA_MODEL_NAME     the model to ask there
SERVANDA_MODEL_KEY      the key to send there
SERVANDA_BASEMAP        TopoJSON file of land and borders, in place of the shipped one
SERVANDA_BASEMAP_DISSOLVE features drawn as one: "-1>196 -2>688"
SERVANDA_EMAIL_URL      smtp://user:password@host:port, or smtps:// (default: mail is printed)
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from servanda.desk.web.environment import database, email, flag, listed, networks, secret_key

PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("SERVANDA_DATA_DIR", "var")).resolve()

SECRET_KEY = secret_key(DATA_DIR)
DEBUG = flag("SERVANDA_DEBUG")
ALLOWED_HOSTS = listed("SERVANDA_HOSTS", default="localhost,127.0.0.1,[::1]")
HTTPS = flag("SERVANDA_HTTPS")
TRUSTED_PROXIES = networks("SERVANDA_TRUSTED_PROXIES")

INSTALLED_APPS = [
    "servanda.desk.web",
    "servanda.desk.publishing",
    "servanda.desk.corridors",
    "servanda.desk.assessments",
    "servanda.desk.sources",
    "servanda.desk.projects",
    "servanda.desk.bodies",
    "servanda.desk.agreements",
    "servanda.desk.accounts",
    "servanda.desk.record",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "servanda.desk.accounts.middleware.ViewingMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as it asks
]

ROOT_URLCONF = "servanda.desk.web.urls"
WSGI_APPLICATION = "servanda.desk.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "servanda.desk.web.context_processors.desk",
            ],
        },
    },
]

DATABASES = {"default": database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in. Nobody signs up: people are invited, or created on the command line.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first, as it asks
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "servanda.desk.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is given by whoever invites
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to people who have no account
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts these, for all processes together
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Servanda: "
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Servanda"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Ten wrong tries from one address for one account, then a quarter of an hour's wait.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "servanda.desk.accounts.callers.address_of"
AXES_USERNAME_CALLABLE = "servanda.desk.accounts.sign_in.address_tried"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# Languages and time.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("az", _("Azerbaijani"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["servanda.desk.web.formats"]
USE_I18N = True
USE_TZ = True  # stored in UTC, shown in the zone of the place
TIME_ZONE = os.environ.get("SERVANDA_TIME_ZONE", "Asia/Baku")
USE_THOUSAND_SEPARATOR = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MANIFEST_STRICT = True
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # a folder of articles dragged onto the form
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# The browser's own defences.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# A desk speaks for its own host only, not for the other hosts of a ministry's domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "servanda_session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "servanda_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "servanda_language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

# Evidence from outside: fetching is off until the operator turns it on.
FETCH_ENABLED = flag("SERVANDA_FETCH")
AFTER_INGEST = ["servanda.desk.assessments.services.candidates.match_after_ingest"]
DASK_SCHEDULER = os.environ.get("SERVANDA_DASK_SCHEDULER", "").strip()

# Land and borders under the map of a corridor.
BASEMAP = os.environ.get("SERVANDA_BASEMAP", "").strip()
BASEMAP_DISSOLVE = os.environ.get("SERVANDA_BASEMAP_DISSOLVE", "").strip()

# Plug-ins of the inbox, off unless named; nothing is downloaded and nobody is asked without them.
WORD_VECTORS = os.environ.get("SERVANDA_WORD_VECTORS", "").strip()
MODEL_URL = os.environ.get("SERVANDA_MODEL_URL", "").strip()
MODEL_NAME = os.environ.get("SERVANDA_MODEL_NAME", "").strip()
MODEL_KEY = os.environ.get("SERVANDA_MODEL_KEY", "").strip()

for _name, _value in email().items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = os.environ.get("SERVANDA_EMAIL_FROM", "servanda@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "servanda": {"level": "INFO"},
        "axes": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # what a visitor got wrong is on their page
    },
}
