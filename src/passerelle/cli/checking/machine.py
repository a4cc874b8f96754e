"""What has to be tried out with everything loaded: the database, what `migrate` prepares."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.checking.findings import Finding, risky, wrong
from passerelle.environment import gettext_noop as _


def about_database() -> Iterator[Finding]:
    """Whether it answers, is of a version we trust, and is migrated."""
    from django.db import Error, connection

    from passerelle.cli.preparing import waiting_migrations
    from passerelle.lib.sqlite_wheel import MINIMUM

    try:
        connection.ensure_connection()
        waiting = waiting_migrations()
    except Error as error:
        reason = str(error).partition("\n")[0].strip().rstrip(".")
        yield wrong(
            _("The database does not answer (%(reason)s): see DATABASE_URL, and whether its server runs."),
            reason=reason,
        )
        return
    if waiting:
        yield wrong(_("%(count)s migrations were not applied yet: run passerelle migrate."), count=len(waiting))
    if connection.vendor == "sqlite":
        version = _sqlite_version()
        if version < MINIMUM:
            yield wrong(
                _("SQLite %(version)s may damage its file: install pysqlite3 with 3.51.3 or later."),
                version=".".join(map(str, version)),
            )


def _sqlite_version() -> tuple[int, ...]:
    import sqlite3

    return sqlite3.sqlite_version_info


def about_preparation() -> Iterator[Finding]:
    """Static files, translations, and what Django itself finds."""
    from django.conf import settings
    from django.core.cache import cache
    from django.core.checks import run_checks

    from passerelle.cli.preparing import stale_catalogues, static_is_current

    if not settings.DEBUG and not static_is_current():
        yield wrong(_("The static files are missing, or of another version: run passerelle migrate."))
    for catalogue in stale_catalogues():
        yield risky(
            _("The translation %(language)s is not compiled, or an old one is used: run passerelle migrate."),
            language=repr(catalogue.parts[-3]),
        )
    if settings.PASSERELLE.redis_url:
        try:
            cache.get("passerelle")
        except Exception as error:  # whatever the client library raises: it cannot be reached
            yield wrong(
                _("Redis does not answer (%(reason)s): see REDIS_URL, and whether its server runs."),
                reason=type(error).__name__,
            )
    for message in run_checks():
        say = wrong if message.is_serious() else risky
        yield say(" ".join(f"{message.msg} {message.hint or ''}".split()))
