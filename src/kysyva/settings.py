"""One settings file: it reads the environment, and says at once what is wrong there.

Every setting that an administrator may set is read through ``env`` below and described in
``docs/configuration.md``; a test compares the two.
"""

import sys
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kysyva.core.logging import logging_configuration
from kysyva.core.secrets import secret_key_in

PROJECT = Path(__file__).resolve().parent
ROOT = PROJECT.parent.parent

env = environ.Env(
    DATABASE_URL=(str, ""),
    KYSYVA_CONTACT=(str, ""),
    KYSYVA_DATA=(str, str(ROOT / "data")),
    KYSYVA_DEBUG=(bool, False),
    KYSYVA_DEMO=(bool, False),
    KYSYVA_EMAIL_URL=(str, "consolemail://"),
    KYSYVA_FROM_EMAIL=(str, "kysyva@localhost"),
    KYSYVA_HOSTS=(list, ["localhost", "127.0.0.1", "[::1]"]),
    KYSYVA_HTTPS=(bool, False),
    KYSYVA_LANGUAGE=(str, "fi"),
    KYSYVA_LOG_FORMAT=(str, "text"),
    KYSYVA_LOG_LEVEL=(str, "INFO"),
    KYSYVA_PROXIES=(int, 0),
    KYSYVA_SECRET_KEY=(str, ""),
    KYSYVA_SEMANTIC=(bool, True),
    KYSYVA_TIME_ZONE=(str, "Europe/Helsinki"),
    KYSYVA_WORKERS=(int, 1),
)

DATA_DIR = Path(env("KYSYVA_DATA")).resolve()
DEBUG = env("KYSYVA_DEBUG")
DEMO = env("KYSYVA_DEMO")
HTTPS = env("KYSYVA_HTTPS")
# The program itself speaks plain HTTP, so behind HTTPS there is one proxy at least.
PROXIES = env("KYSYVA_PROXIES") or int(HTTPS)
WORKERS = env("KYSYVA_WORKERS")
SEMANTIC = env("KYSYVA_SEMANTIC")
CONTACT = env("KYSYVA_CONTACT")
ALLOWED_HOSTS = env("KYSYVA_HOSTS")
SECRET_KEY = env("KYSYVA_SECRET_KEY") or secret_key_in(DATA_DIR)
TOOLKITS_DIR = ROOT / "toolkits"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_scopes",
    "kysyva.core",
    "kysyva.accounts",
    "kysyva.organisations",
    "kysyva.activity",
    "kysyva.tools",
    "kysyva.search",
    "kysyva.home",
]

MIDDLEWARE = [
    # Outside of the kept pages, which are compressed once and better.
    "django.middleware.gzip.GZipMiddleware",
    "kysyva.organisations.published.published_pages",
    "django.middleware.security.SecurityMiddleware",
    "kysyva.core.requests.safe_headers",
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
]

ROOT_URLCONF = "kysyva.urls"
WSGI_APPLICATION = "kysyva.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kysyva.home.context.page",
            ],
            "builtins": [
                "django.templatetags.cache",
                "django.templatetags.i18n",
                "kysyva.core.templatetags.ui",
                "kysyva.home.templatetags.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

# --- Database -----------------------------------------------------------------------------------


def database() -> dict[str, Any]:
    """SQLite in the data directory, or what DATABASE_URL names."""
    if env("DATABASE_URL"):
        found: dict[str, Any] = env.db_url("DATABASE_URL")
        if not str(found.get("ENGINE", "")).endswith(("postgresql", "sqlite3")):
            raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
        found["CONN_MAX_AGE"] = None
        found["CONN_HEALTH_CHECKS"] = True
    else:
        found = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "kysyva.sqlite3"}
    if found["ENGINE"].endswith("sqlite3"):
        # FULL, not NORMAL: with NORMAL an acknowledged write can be lost when the power goes.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                "PRAGMA cache_size=-8000;PRAGMA temp_store=MEMORY"
            ),
        }
        found["CONN_MAX_AGE"] = None
    return found


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The database cache is shared by all processes: the limits of sign-in count in it.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Above it the oldest go: it must not be cheap to push the count of one's own attempts out.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Parts of pages between {% cache %} and {% endcache %}. Each names all that it depends on, so
    # none has to be thrown away; the memory of a process is near and dies with it.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "kysyva.accounts.forms.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "kysyva.accounts.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kysyva.accounts.access.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link has already shown who reads the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # only elsewhere
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "kysyva.accounts.forms.SignInForm",
    "change_password": "kysyva.accounts.forms.ChangePasswordForm",
    "set_password": "kysyva.accounts.forms.SetPasswordForm",
    "reset_password": "kysyva.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "kysyva.accounts.forms.ResetPasswordKeyForm",
}
# A whole city often comes from one address of the network, so what counts there is generous, and
# what counts for one account is strict.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "60/m/ip,3/h/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
}

# --- Languages ----------------------------------------------------------------------------------

LANGUAGE_CODE = env("KYSYVA_LANGUAGE")
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"KYSYVA_LANGUAGE must be fi, sv or en, not {LANGUAGE_CODE!r}.")
LOCALE_PATHS = [PROJECT / "locale"]
FORMAT_MODULE_PATH = "kysyva.locale"  # dates as they are written in Finland, in each language
TIME_ZONE = env("KYSYVA_TIME_ZONE")
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [PROJECT / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kysyva.core.storage.BundledStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 31536000

# --- Safety -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "kysyva.home.views.errors.csrf_failure"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"
# An editor's form with three languages has some 600 fields of its own.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = ["kysyva.core.uploads.CappedUploadHandler"]
# No file larger than this is kept while it arrives; forms say their own, smaller limits.
FILE_UPLOAD_MOST = 11 * 1024 * 1024
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- E-mail, log --------------------------------------------------------------------------------

vars().update(env.email_url("KYSYVA_EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("KYSYVA_FROM_EMAIL")
LOGGING_CONFIG = "kysyva.core.logging.configure"
LOGGING = logging_configuration(env("KYSYVA_LOG_FORMAT"), env("KYSYVA_LOG_LEVEL"))

TESTING = "pytest" in sys.modules
TEST_RUNNER = "django.test.runner.DiscoverRunner"
