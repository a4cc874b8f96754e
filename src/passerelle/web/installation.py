"""What is wrong or dangerous in how this installation is configured, in words; ``passerelle check`` says the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.checks import ERROR, CheckMessage, run_checks
from django.db import connection

TAG = "installation"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the configuration, and what to do."""

    title: str
    advice: str
    is_error: bool


def findings() -> list[Finding]:
    """Everything found, worst first."""
    found = [message for message in run_checks(tags=[TAG], include_deployment_checks=True) if not message.is_silenced()]
    return [_finding(message) for message in sorted(found, key=lambda message: (-message.level, message.id or ""))]


def sqlite_version() -> str:
    """The version of the SQLite in use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        return str(cursor.fetchone()[0])


def _finding(message: CheckMessage) -> Finding:
    return Finding(str(message.msg), str(message.hint or ""), message.level >= ERROR)
