"""How one URL in the environment becomes Django's settings for database, cache and mail; which mail services are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from passerelle.environment import Environment

MAIL_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
MAILBOX_PORTS = {"imap": 143, "imaps": 993, "imap+tls": 143}


class MailService(NamedTuple):
    """What django-anymail calls the key a service signs with, empty for one that does not; whether mail comes in through it.

    Mail is taken only from services that hand it on as it came: what somebody read and decoded no longer proves who sent it.
    """

    key: str = ""
    brings_mail: bool = False


MAIL_SERVICES = {
    "brevo": MailService(),
    "mailersend": MailService(key="signing_secret"),
    "mailgun": MailService(key="webhook_signing_key", brings_mail=True),
    "mailjet": MailService(),
    "postmark": MailService(brings_mail=True),
    "resend": MailService(),
    "sparkpost": MailService(brings_mail=True),
}


def database_settings(environment: Environment) -> dict[str, Any]:
    """SQLite in the data folder unless DATABASE_URL says otherwise; raises ValueError on another scheme."""
    url = environment.database_url
    if not url:
        environment.data.mkdir(parents=True, exist_ok=True)
        return _sqlite(environment.data / "passerelle.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL starts with {parts.scheme!r}; only sqlite and postgres are known.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Planning a statement with its rights takes PostgreSQL longer than running it: what comes a third time it keeps prepared.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # Opening costs a millisecond (pragmas, functions): a thread keeps its connection as long as it lives.
    return {"ENGINE": "passerelle.lib.sqlite", "NAME": path, "OPTIONS": {"timeout": 20}, "CONN_MAX_AGE": None}


def cache_settings(environment: Environment) -> dict[str, Any]:
    """Redis when there is one, else the memory of this process."""
    if environment.redis_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": environment.redis_url}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "passerelle"}


def tally_settings(environment: Environment) -> dict[str, Any]:
    """Where searches are counted until their week is over: apart, so that they push nothing else out."""
    settings = cache_settings(environment)
    if environment.redis_url:
        return {**settings, "KEY_PREFIX": "sought"}
    return {**settings, "LOCATION": "passerelle-sought", "OPTIONS": {"MAX_ENTRIES": 50_000}}


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Django's EMAIL_* from one URL; without one, mail lands as files under data/mail."""
    url = environment.email_url
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": environment.data / "mail",
        }
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in MAIL_PORTS:
        raise ValueError(
            f"PASSERELLE_EMAIL_URL starts with {parts.scheme!r}; only smtp, smtps, smtp+tls and console are known."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 15,
    }
