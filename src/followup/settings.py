"""Django's settings, made from the table in `followup.conf`."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

from followup.conf.home import home, secret_key
from followup.conf.table import read, refuse_unknown
from followup.core.trouble import Mend

refuse_unknown()

BASE = Path(__file__).parent
DEBUG = False
SECRET_KEY = secret_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, read("FOLLOWUP_ALLOWED_HOSTS").split(","))]
CSRF_TRUSTED_ORIGINS = list(filter(None, [read("FOLLOWUP_BASE_URL")]))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "followup.apps.FollowupConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "followup.web.middleware.EnterWorkspace",
]
ROOT_URLCONF = "followup.web.urls"
WSGI_APPLICATION = "followup.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "followup.web.context.frame",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home() / "followup.sqlite3",
            "OPTIONS": {
                # Writers queue at BEGIN instead of failing half-way with a deadlock.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Mend("FOLLOWUP_DATABASE_URL must begin with postgresql://; leave it empty for SQLite.")
    options: dict[str, object] = {"pool": {"min_size": 1, "max_size": 8}}
    host = unquote(parts.hostname or "")
    for pair in filter(None, parts.query.split("&")):
        name, _, value = pair.partition("=")
        if name == "host":
            host = unquote(value)
        else:
            options[name] = unquote(value)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


DATABASES = {"default": _database(read("FOLLOWUP_DATABASE_URL"))}
ON_POSTGRESQL = DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work: the queue is a hint, rows are the truth (see followup.worker). Inline, a task runs
# where it is enqueued (the worker's loop); with ox any number of worker processes share it.
TASKS_ENGINE = read("FOLLOWUP_TASKS") or ("ox" if ON_POSTGRESQL else "inline")
if TASKS_ENGINE == "ox":
    INSTALLED_APPS.append("django_ox")
TASKS = {
    "default": {
        "BACKEND": {
            "inline": "django.tasks.backends.immediate.ImmediateBackend",
            "ox": "django_ox.backend.OxBackend",
        }[TASKS_ENGINE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "followup"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "followup.web.pages.errors.no_csrf"
CSRF_COOKIE_HTTPONLY = True
_HTTPS = read("FOLLOWUP_BASE_URL").startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

_LEVEL = read("FOLLOWUP_LOG").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _LEVEL},
    # Django sets its own loggers to INFO, whatever the root says.
    "loggers": {"django": {"level": _LEVEL}},
}
