"""Settings. Everything that differs between machines comes from the environment (environment.py)."""

from pathlib import Path

from celery.schedules import crontab

from bus_portal.environment import databases, env, given, process, required

BASE_DIR = Path(__file__).resolve().parent.parent
PROCESS = process()
DEBUG = False
DEMO = env.bool("BUS_DEMO", False)
TESTING = PROCESS == "test"
BUS_HOME = env.str("BUS_HOME", "")
FILES_DIR = env.str(
    "BUS_FILES", str(Path(BUS_HOME or BASE_DIR / ".local") / "files")
)  # encrypted; backed up with the database
SCANNER = env.str("BUS_SCANNER", "")  # clamd: tcp://host:port or unix:///path; without it no file is searched for virus
BUS_SEAL_FILE = env.str("BUS_SEAL_FILE", "")  # the log's seals, outside the database; BUS_HOME/seals.log unless said
BUS_LEDGER_FILE = env.str("BUS_LEDGER_FILE", "")  # what is deleted, keyed; BUS_HOME/deleted.log unless said
AUDIT_YEARS = env.int("BUS_AUDIT_YEARS", 5)  # whole months of the log older than this go; at least 5
BASE_URL = env.str("BUS_BASE_URL", "http://localhost:8000")

SECRET_KEY = required("BUS_SECRET_KEY")
SECRET_KEY_FALLBACKS = given("BUS_SECRET_KEY_BEFORE")
CONTEXT_KEY = required("BUS_CONTEXT_KEY")
FIELD_KEY = required("BUS_FIELD_KEY")
ALLOWED_HOSTS = env.list("BUS_ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "core.access",
    "core.regions",
    "core.organisations",
    "core.people",
    "core.audit",
    "core.obligations",
    "core.notices",
    "core.documents",
    "core.files",
    "core.finding",
    "core.intake",
    "core.ui",
    "groups",
    "sip",
    "deviations",
    "followup",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "template_partials",
    "csp",
]
if DEMO or TESTING:
    INSTALLED_APPS.append("demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.ui.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.ui.middleware.HeadersMiddleware",
    "core.audit.middleware.AuditMiddleware",
    "core.access.middleware.ActingMiddleware",
    "core.people.middleware.SessionRulesMiddleware",
    "core.notices.pace.PaceMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

if DEMO:
    MIDDLEWARE.insert(0, "core.people.loopback.LoopbackMiddleware")

# Grants are asked for by querysets that compare their dates, never by a backend [security 1]; frame-ancestors of the
# content security policy says what X-Frame-Options would.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W002"]

ROOT_URLCONF = "bus_portal.urls"
WSGI_APPLICATION = "bus_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = databases()
DATABASE_ROUTERS = ["core.access.routers.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = required("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "bus",
    }
}

# Sign-in [security 8]
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["core.people.backends.PassphraseBackend"]
SESSION_ENGINE = "core.people.sessions"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_IDLE_SECONDS = 15 * 60
SESSION_WARN_SECONDS = 12 * 60
FRESH_LOGIN_SECONDS = 10 * 60
# What one person may do in a while: (times, seconds); new children opened count once each. [security 8]
PACES = {
    "search": [(30, 60)],
    "child": [(20, 600), (60, 86_400)],
    "pdf": [(10, 60)],
    "upload": [(20, 3_600)],
    "extract": [(5, 3_600)],
    "survey": [(30, 600), (200, 86_400)],
    "guest": [(30, 600), (200, 86_400)],
}
SURVEY_CODE_DAYS = 30  # a survey after a SIP meeting can be answered so long
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:start"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None

# Browser [security 9]. Plain HTTP only in the demo on loopback, the one named exception.
SECURE = not (DEMO or TESTING)
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.ui.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": ["/csp-rapport/"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["core.files.uploads.InMemoryOnly"]  # a child's papers never lie on a disk in the clear
DATA_UPLOAD_MAX_NUMBER_FILES = 4

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others; each costs a compression
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["woff2", "ttf", "png"]  # squeezed already, or read by the documents alone
STATIC_ROOT = Path(env.str("BUS_STATIC_ROOT", str(BASE_DIR / ".local" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Mail without personal data [security 7]
MAIL_DIR = env.str("BUS_MAIL_DIR", "")
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend" if MAIL_DIR else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = MAIL_DIR or None
EMAIL_HOST = env.str("BUS_MAIL_HOST", "localhost")
EMAIL_PORT = env.int("BUS_MAIL_PORT", 587)
EMAIL_USE_TLS = env.bool("BUS_MAIL_TLS", True)
DEFAULT_FROM_EMAIL = env.str("BUS_MAIL_FROM", "BUS-portalen <noreply@example.invalid>")

# Jobs [security 11]
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", REDIS_URL.replace("unix://", "redis+socket://"))
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = env.str("BUS_BEAT_FILE", str(BASE_DIR / ".local" / "beat"))
EACH_MINUTE = env.float("BUS_BEAT_SECONDS", 60.0)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "core.obligations.tasks.sweep", "schedule": EACH_MINUTE},
    "count": {"task": "core.obligations.tasks.count", "schedule": 600.0},
    "send": {"task": "core.notices.tasks.send_due", "schedule": EACH_MINUTE},
    "seal": {"task": "core.audit.tasks.seal", "schedule": EACH_MINUTE},
    "months": {"task": "core.audit.tasks.drop_old_months", "schedule": crontab(hour=3, minute=30)},
    "scan": {"task": "core.files.tasks.scan_waiting", "schedule": EACH_MINUTE},
    "faded": {"task": "core.access.tasks.sweep_faded", "schedule": 3_600.0},
    "files": {"task": "core.files.tasks.sweep_orphans", "schedule": 3_600.0},
    "sessions": {"task": "core.people.tasks.clear_sessions", "schedule": 86_400.0},
    "reports": {"task": "followup.tasks.run_waiting", "schedule": EACH_MINUTE},
    "years": {"task": "followup.tasks.open_year", "schedule": 3_600.0},
    "periods": {"task": "groups.tasks.open_periods", "schedule": crontab(minute=4)},
    "routines": {"task": "groups.tasks.turn_routines", "schedule": crontab(minute=6)},
    "date_polls": {"task": "groups.tasks.keep_polls", "schedule": crontab(minute=8)},
    "group_surveys": {"task": "groups.tasks.keep_surveys", "schedule": crontab(minute=11)},
    "transitions": {"task": "sip.tasks.find_transitions", "schedule": crontab(minute=7)},
    "retention": {"task": "sip.tasks.propose_deletions", "schedule": crontab(hour=2, minute=10)},
    "deletions": {"task": "sip.tasks.execute_deletions", "schedule": crontab(hour=2, minute=40)},
    "consents": {"task": "sip.tasks.expire_consents", "schedule": crontab(minute=2)},
    "renewals": {"task": "sip.tasks.ask_for_consents", "schedule": crontab(minute=9)},
    "returns": {"task": "sip.tasks.give_back_what_was_taken_over", "schedule": crontab(minute=3)},
    "birthdays": {"task": "sip.tasks.expire_on_birthdays", "schedule": crontab(minute=1)},
}

# Kinds, places and ids only: what an error says may hold a child's row. [security 7]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "core.logs.Formatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"route": {"()": "core.logs.Route"}, "task": {"()": "core.logs.Task"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["route", "task"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"bus": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}

from bus_portal.sign_in import *  # noqa: E402, F403  (allauth's settings, a page of their own)
