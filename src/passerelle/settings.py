"""Django's settings: the only place where the environment becomes configuration."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC

from passerelle.discovery import outside_kinds
from passerelle.environment import load
from passerelle.lib.neighbours import NEIGHBOURS
from passerelle.lib.worker_headers import worker_headers
from passerelle.wiring import cache_settings, database_settings, mail_settings, tally_settings

PASSERELLE = load()

DEBUG = PASSERELLE.debug
SECRET_KEY = PASSERELLE.signing_key()
BASE_URL = PASSERELLE.base_url
_base = urlsplit(BASE_URL)
HTTPS = _base.scheme == "https"
ALLOWED_HOSTS = [
    _base.hostname or "localhost",
    *(["localhost", "127.0.0.1", "[::1]"] if not HTTPS else []),
    *[host.strip() for host in PASSERELLE.allowed_hosts.split(",") if host.strip()],
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "passerelle.ui",
    "passerelle.work",
    "passerelle.journal",
    "passerelle.topics",
    "passerelle.people",
    "passerelle.communities",
    "passerelle.contributions",
    "passerelle.notifications",
    "passerelle.search",
    "passerelle.live",
    "passerelle.moderation",
    "passerelle.saved_searches",
    "passerelle.trail",
    "passerelle.matching",
    "passerelle.kinds.talk.update",
    "passerelle.kinds.talk.question",
    "passerelle.kinds.innovation.signal",
    "passerelle.kinds.innovation.trend",
    "passerelle.kinds.innovation.idea",
    "passerelle.kinds.innovation.project",
    "passerelle.kinds.innovation.practice",
    "passerelle.kinds.article.article",
    "passerelle.exchange",
    "passerelle.doors.mail",
    "passerelle.doors.feeds",
    "passerelle.web",
    *outside_kinds(),
]

MIDDLEWARE = [
    "passerelle.web.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "passerelle.web.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "passerelle.web.plain.PlainHeadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "passerelle.people.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "passerelle.web.plain.PlainMiddleware",
    "passerelle.web.welcome.WelcomeMiddleware",
    "passerelle.web.refusals.RefusalMiddleware",
    "passerelle.work.idempotency.IdempotencyMiddleware",
]

ROOT_URLCONF = "passerelle.urls"
ASGI_APPLICATION = "passerelle.asgi.application"
WSGI_APPLICATION = "passerelle.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "passerelle.ui.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "passerelle.web.context.shell",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.Jinja2"  # the same widgets, at half the cost

DATABASES = {"default": database_settings(PASSERELLE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache_settings(PASSERELLE), "sought": tally_settings(PASSERELLE)}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "passerelle.people.backends.StaffCardBackend",
    "passerelle.people.backends.PasswordBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "passerelle.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _base.scheme
ACCOUNT_RATE_LIMITS = {"card": "20/m/ip", "invitation": "20/m/ip"}
ACCOUNT_FORMS = {
    "login": "passerelle.people.forms.signing_in.SignInForm",
    "signup": "passerelle.people.forms.signing_in.SignUpForm",
    "add_email": "passerelle.people.forms.signing_in.NewAddressForm",
    "change_password": "passerelle.people.forms.signing_in.ChangeForm",
    "reset_password": "passerelle.people.forms.signing_in.ForgottenForm",
    "reset_password_from_key": "passerelle.people.forms.signing_in.NewPasswordForm",
    "set_password": "passerelle.people.forms.signing_in.FirstPasswordForm",
    "reauthenticate": "passerelle.people.forms.signing_in.AgainForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # rate limits count visitors, not the proxy in front
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

USE_TZ = True
TIME_ZONE = PASSERELLE.time_zone
USE_I18N = True
LANGUAGES = [(code, NEIGHBOURS.get(code, code)) for code in PASSERELLE.language_codes]
LANGUAGE_CODE = PASSERELLE.language_codes[0]
LOCALE_PATHS = [str(Path(__file__).parent / "locale")]

STATIC_URL = "/static/"
STATIC_ROOT = PASSERELLE.data / "static"
STORAGES = {
    "default": {
        "BACKEND": "passerelle.lib.stored_files.SettledFiles",
        "OPTIONS": {"location": PASSERELLE.data / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "passerelle.ui.storage.BundledStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ADD_HEADERS_FUNCTION = worker_headers
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

globals().update(mail_settings(PASSERELLE))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = PASSERELLE.email_from

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "passerelle.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a page that shows a message writes no row
SESSION_ENGINE = "passerelle.people.session_store"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONCE, STRICT_DYNAMIC],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "passerelle": {"level": "INFO"}},
}

django_stubs_ext.monkeypatch()
