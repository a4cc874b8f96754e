"""Truths about the configuration, asked for by ``passerelle check`` and the administration's settings page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  # the framework's own names
from django.db import connection
from django.utils.translation import gettext as _

from passerelle.web.installation import TAG, sqlite_version

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SHORTEST_KEY = 32


@register(TAG, deploy=True)
def configuration_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report settings that lose mail, show secrets, or keep jobs from running."""
    return [*_mail(), *_address(), *_secrets(), *_jobs(), *_languages(), *_database()]


def _mail() -> Iterator[CheckMessage]:
    if not settings.PASSERELLE.email_url:
        yield Warning(
            _("Mail is not configured"),
            hint=_("Invitations and notices are only kept as files. Set PASSERELLE_EMAIL_URL."),
            id="web.W001",
        )
    elif settings.PASSERELLE.email_from.endswith("@localhost"):
        yield Warning(
            _("Mail is sent from an address nobody can answer"), hint=_("Set PASSERELLE_EMAIL_FROM."), id="web.W002"
        )


def _address() -> Iterator[CheckMessage]:
    address = urlsplit(settings.BASE_URL)
    if address.hostname not in LOOPBACK and address.scheme != "https":
        yield Error(
            _("People reach this installation without encryption"),
            hint=_("Put a proxy with a certificate before it and let PASSERELLE_BASE_URL begin with https://."),
            id="web.E001",
        )
    if settings.DEBUG:
        yield Error(
            _("Developer mode is on"),
            hint=_("Errors show the code and what it worked on. Take PASSERELLE_DEBUG away."),
            id="web.E002",
        )
    if settings.PASSERELLE.is_demo and address.hostname not in LOOPBACK:
        yield Error(
            _("This is the demo organisation, and others can reach it"),
            hint=_("Its sign-in links open it to everybody. Start with an empty data folder."),
            id="web.E003",
        )


def _secrets() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Error(
            _("The signing key is short"),
            hint=_("Whoever guesses it can sign in as anybody. Leave PASSERELLE_SECRET_KEY empty, and one is made."),
            id="web.E004",
        )
    key = Path(settings.PASSERELLE.data) / "secret.key"
    if os.name == "posix" and key.exists() and key.stat().st_mode & 0o077:
        yield Error(_("Others on this machine can read the signing key"), hint=f"chmod 600 {key.name}", id="web.E005")


def _jobs() -> Iterator[CheckMessage]:
    if not settings.PASSERELLE.jobs_in_process or not settings.PASSERELLE.job_threads:
        yield Warning(
            _("This process runs no jobs"),
            hint=_("That is right when “passerelle worker” runs beside it; otherwise nobody is told anything."),
            id="web.W003",
        )


def _languages() -> Iterator[CheckMessage]:
    for code, name in settings.LANGUAGES:
        folder = Path(settings.LOCALE_PATHS[0]) / code
        if code != "en" and not folder.is_dir():
            yield Warning(
                _("Pages are not translated to %(language)s") % {"language": name},
                hint=_("They are shown in English. Take it out of PASSERELLE_LANGUAGES, or bring a translation."),
                id="web.W004",
            )


def _database() -> Iterator[CheckMessage]:
    if connection.vendor == "sqlite" and tuple(map(int, sqlite_version().split("."))) < (3, 51, 3):
        yield Error(
            _("This SQLite can lose data"),
            hint=_("Versions before 3.51.3 may damage the write-ahead log. Run bin/setup again."),
            id="web.E006",
        )
    if connection.vendor == "sqlite" and settings.PASSERELLE.redis_url:
        yield Warning(
            _("Redis stands beside SQLite"),
            hint=_("Several processes want PostgreSQL. Set DATABASE_URL, or take REDIS_URL away."),
            id="web.W005",
        )
