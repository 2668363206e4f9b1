"""One settings file, driven by the environment. README lists the variables; `care.embedded` sets them for `make run`."""

import base64
import os
import sys
from datetime import timedelta
from pathlib import Path

import dj_database_url
import pghistory
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from care.lib.logs import without_row_values

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


# --- where we are: the demo clinic on one machine, or a clinic -----------------------------------------------------------
DEMO = _flag("CARE_DEMO")
TESTING = _flag("CARE_TESTING") or "pytest" in sys.modules
DEBUG = False
STATE_DIR = Path(os.environ.get("CARE_STATE_DIR", BASE_DIR / ".throughline"))
COMMIT = os.environ.get("CARE_COMMIT", "unknown")

# --- secrets: from the environment; a clinic refuses to start without its own -----------------------------------------------
_DEVELOPMENT_SECRET = "development-only-secret-development-only-secret-development-only"  # noqa: S105
SECRET_KEY = os.environ.get("CARE_SECRET_KEY", "")
CARE_AUDIT_KEY = os.environ.get("CARE_AUDIT_KEY", "").encode()
CARE_FIELD_KEYS = _list("CARE_FIELD_KEYS")
if DEMO or TESTING:
    SECRET_KEY = SECRET_KEY or _DEVELOPMENT_SECRET
    CARE_AUDIT_KEY = CARE_AUDIT_KEY or _DEVELOPMENT_SECRET.encode()
    CARE_FIELD_KEYS = CARE_FIELD_KEYS or [base64.urlsafe_b64encode(_DEVELOPMENT_SECRET[:32].encode()).decode()]
elif (
    len(SECRET_KEY) < 50
    or len(CARE_AUDIT_KEY) < 32
    or not CARE_FIELD_KEYS
    or _DEVELOPMENT_SECRET in (SECRET_KEY, CARE_AUDIT_KEY.decode())
):
    raise ImproperlyConfigured(
        "Set CARE_SECRET_KEY (50 characters or more), CARE_AUDIT_KEY (32 or more) and CARE_FIELD_KEYS (Fernet keys, newest"
        " first)."
    )

_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = _LOOPBACK if DEMO else [*_list("CARE_HOSTS"), *(["testserver", *_LOOPBACK] if TESTING else [])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _list("CARE_HOSTS")]

# --- where people and machines outside reach us, as links in messages say it --------------------------------------------------
BASE_URL = os.environ.get("CARE_BASE_URL", "http://127.0.0.1:8000").rstrip("/")

# --- parts ---------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.idp.oidc",
    "django_htmx",
    "csp",
    "care.audit.apps.AuditConfig",
    "care.health.apps.HealthConfig",
    "care.messaging.apps.MessagingConfig",
    "care.outbox.apps.OutboxConfig",
    "care.accounts.apps.AccountsConfig",
    "care.links.apps.LinksConfig",
    "care.teams.apps.TeamsConfig",
    "care.consent.apps.ConsentConfig",
    "care.worklist.apps.WorklistConfig",
    "care.access.apps.AccessConfig",
    "care.privacy.apps.PrivacyConfig",
    "care.drafts.apps.DraftsConfig",
    "patients.apps.PatientsConfig",
    "patients.elsewhere.apps.ElsewhereConfig",
    "patients.histories.apps.HistoriesConfig",
    "patients.story.apps.StoryConfig",
    "patients.results.apps.ResultsConfig",
    "patients.assessments.apps.AssessmentsConfig",
    "patients.coverage.apps.CoverageConfig",
    "patients.merging.apps.MergingConfig",
    "patients.intake.apps.IntakeConfig",
    "care.reminders.apps.RemindersConfig",
    "care.questionnaires.apps.QuestionnairesConfig",
    "care.followups.apps.FollowupsConfig",
    "treatment_plans.apps.TreatmentPlansConfig",
    "treatment_plans.regimens.apps.RegimensConfig",
    "treatment_plans.regimens.monitoring.apps.MonitoringConfig",
    "treatment_plans.regimens.teaching.apps.TeachingConfig",
    "treatment_plans.library.apps.LibraryConfig",
    "treatment_plans.notes.apps.NotesConfig",
    "treatment_plans.progress.apps.ProgressConfig",
    "treatment_plans.staying_safe.apps.StayingSafeConfig",
    "treatment_plans.conferences.apps.ConferencesConfig",
    "treatment_plans.recovery.apps.RecoveryConfig",
    "treatment_plans.reviews.apps.ReviewsConfig",
    "care.api.apps.ApiConfig",
    "care.pages.apps.PagesConfig",
    "care.demo.apps.DemoConfig",
    "care.backup.apps.BackupConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "care.accounts.middleware.RequestNumberMiddleware",
    "care.accounts.middleware.SignInPolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "care.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "care.urls"
WSGI_APPLICATION = "care.wsgi.application"

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
                "care.pages.context.shell",
            ],
            "builtins": ["care.pages.templatetags.settled"],
        },
    }
]
FORM_RENDERER = "care.pages.forms.FieldRenderer"

# --- PostgreSQL: processes connect as a role that cannot change the audit ----------------------------------------------------
# (the test database is made by the owner; tests/conftest.py then takes the application's role)
DATABASE_ROLE = os.environ.get("CARE_DB_ROLE", "owner" if "pytest" in sys.modules else "care_app")
DATABASES = {"default": dj_database_url.config(default="postgres:///throughline", conn_max_age=600, conn_health_checks=True)}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
_OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
_GIVEN_OPTIONS = str(_OPTIONS.get("options", ""))


def database_options(role: str) -> str:
    """What a session of this role begins with. The owner, who changes tables, does not wait long for a lock on one."""
    own = "-c lock_timeout=5s" if role == "owner" else f"-c role={role}"
    return f"{_GIVEN_OPTIONS} {own} -c idle_in_transaction_session_timeout=60s".strip()


_OPTIONS["options"] = database_options(DATABASE_ROLE)
_OPTIONS.setdefault("connect_timeout", 5)
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGHISTORY_FIELD = pghistory.Field(null=True)
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = False

# --- Redis: broker and cache, never the truth ---------------------------------------------------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")


def _broker(url: str) -> str:
    """The same server as Celery spells it."""
    if not url.startswith("unix://"):
        return url
    path, _, query = url.removeprefix("unix://").partition("?")
    number = query.removeprefix("db=") or "0"
    return f"redis+socket://{path}?virtual_host={number}"


CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "care",
        # a cache that is away must not keep a request waiting
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)},
    }
}
CELERY_BROKER_URL = _broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "global_keyprefix": "care-broker-"}
CELERY_IMPORTS = ("care.deliveries",)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "deliver what is due": {
        "task": "care.deliveries.sweep",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 10},  # a worker that was away does not sweep once for each that it missed
    },
    "seal the audit": {"task": "care.audit.seal", "schedule": timedelta(minutes=1)},
    # UTC: at night in all of the United States; and when yesterday is over in the last of our zones
    "have the audit read": {"task": "care.audit.ask", "schedule": crontab(hour=8, minute=20)},
    "read the audit": {"task": "care.audit.verify", "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    "look for what may be worth a look": {"task": "care.pages.look", "schedule": crontab(hour=10, minute=40)},
    "let check-ins move on": {
        "task": "care.followups.advance",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "let escalations climb": {"task": "care.worklist.climb", "schedule": timedelta(minutes=1)},
    "look for records that are alike": {"task": "patients.merging.look", "schedule": crontab(hour=9, minute=10)},
    "look for plans to be looked at": {"task": "treatment_plans.reviews.due", "schedule": crontab(hour=9, minute=40)},
    "look for tests that are overdue": {
        "task": "treatment_plans.regimens.monitoring.overdue",
        "schedule": crontab(hour=10, minute=5),
    },
    "tell whose random drug test is drawn for today": {
        "task": "treatment_plans.regimens.monitoring.drawn",
        "schedule": crontab(minute=35),
    },
    "keep current what is asked again": {"task": "patients.assessments.due", "schedule": crontab(minute=25)},
    "stop what goes on beside a new order": {
        "task": "treatment_plans.regimens.stop_on_their_day",
        "schedule": crontab(minute=50),
    },
    "ask for what is not signed": {"task": "treatment_plans.progress.remind", "schedule": crontab(hour=11, minute=15)},
    "mark missed doses": {"task": "treatment_plans.regimens.missed_doses", "schedule": crontab(minute=35)},
    "clear ended sessions": {"task": "care.accounts.clear_sessions", "schedule": timedelta(hours=1)},
}

# --- signing in ---------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECOND_FACTOR_REQUIRED = not DEMO
IDLE_LOCK = timedelta(minutes=15)
SESSION_LENGTH = timedelta(hours=12)
# How long a record stays open that somebody opened in an emergency, or for the privacy office; extended once by as much.
ACCESS_SESSION_LENGTH = timedelta(minutes=60)
SESSION_COOKIE_AGE = int(SESSION_LENGTH.total_seconds())
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # toasts name people: not for a cookie
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_ADAPTER = "care.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "care.accounts.forms.ResetPasswordForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,30/15m/ip", "login": "60/m/ip", "reset_password": "10/h/ip,3/h/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING
MFA_TOTP_ISSUER = "Throughline"
MFA_ADAPTER = "care.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "care.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "care.accounts.forms.SecondStepPasskeyForm",
    "login_webauthn": "care.accounts.forms.SignInPasskeyForm",
    "reauthenticate_webauthn": "care.accounts.forms.ReauthenticatePasskeyForm",
}
USERSESSIONS_ADAPTER = "care.accounts.adapter.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
PASSWORD_RESET_TIMEOUT = 7200  # seconds

# --- machines sign in: a partner system's secret for a token that ends soon; nothing of it is a session -----------------------
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 600  # seconds
IDP_OIDC_ACCESS_TOKEN_FORMAT = "opaque"  # noqa: S105 - looked up at each request, so that disabling counts at once
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
CARE_PARTNER_REQUESTS = 600  # of one partner system in a minute
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
SPECTACULAR_SETTINGS = {
    "TITLE": "Throughline REST",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": "People and plans of care, as far as a consent lets a partner's system read them (42 CFR Part 2).",
    "POSTPROCESSING_HOOKS": ["care.api.rest.schema.strict"],
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CARE_TRUSTED_PROXIES", "0"))  # how many reverse proxies stand before us

# --- mail ---------------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = STATE_DIR / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Care team <no-reply@localhost>")

# --- text messages: one provider over HTTP; in the demo a page of ours ---------------------------------------------------------
CARE_SMS_URL = os.environ.get("CARE_SMS_URL") or (f"{BASE_URL}/demo/phone/api/messages" if DEMO else "")
CARE_SMS_TOKEN = os.environ.get("CARE_SMS_TOKEN", "")
CARE_SMS_FROM = os.environ.get("CARE_SMS_FROM", "Care team")

# --- pages, language, files ---------------------------------------------------------------------------------------------------
# Staff pages are English. What patients read is translated part by part, into the language that their browser asks for
# (`{% language shell.reader_language %}`): a whole page in another language than its words would mislead a screen reader.
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "care" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = os.environ.get("CARE_STATIC_ROOT") or (None if DEMO or TESTING else STATE_DIR / "static")
WHITENOISE_USE_FINDERS = DEMO or TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- browsers -----------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEMO or TESTING)
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "care.pages.views.errors.csrf_failure"
if not (DEMO or TESTING):
    SECURE_SSL_REDIRECT = not _flag("CARE_BEHIND_PLAIN_HTTP")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# --- the audit's head leaves the database -------------------------------------------------------------------------------------
CARE_AUDIT_HEADS = Path(os.environ.get("CARE_AUDIT_HEADS", STATE_DIR / "audit-heads.jsonl"))

# --- logs: one JSON line each, without patient data ---------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_row_values,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CARE_LOG_LEVEL", "WARNING" if DEMO or TESTING else "INFO")},
}
