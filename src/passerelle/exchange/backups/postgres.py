"""A PostgreSQL database in a backup: PostgreSQL's own tools write and read it, in its own archive format."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from passerelle.exchange.backups.digests import table_digest
from passerelle.exchange.backups.manifest import Table
from passerelle.exchange.backups.refusal import BackupRefused

# What a dump of ours is made of; functions, triggers and the like would run something.
HARMLESS = frozenset(
    {
        "COMMENT", "CONSTRAINT", "DEFAULT", "ENCODING", "FK CONSTRAINT", "INDEX", "SCHEMA", "SEARCHPATH", "SEQUENCE",
        "SEQUENCE OWNED BY", "SEQUENCE SET", "STATISTICS", "STDSTRINGS", "TABLE", "TABLE DATA",
    }
)  # fmt: skip
ENTRY = re.compile(r"^\d+; \d+ \d+ (?P<what>[A-Z]+(?: [A-Z]+)*) ")


def dump(into: Path, snapshot: str) -> None:
    """Write the database as it is in an exported snapshot; raises BackupRefused without pg_dump."""
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={into}",
        _name(),
    )


def load(archive: Path) -> None:
    """Read a dump into an empty database, all or nothing; raises BackupRefused for anything but tables and their data."""
    strange = next(strange_entries(_run("pg_restore", "--list", str(archive))), None)
    if strange is not None:
        raise BackupRefused(f"The database in this backup holds what Passerelle never makes: {strange}.")
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={_name()}",
        str(archive),
    )


def strange_entries(listed: str) -> Iterator[str]:
    """What a dump lists besides tables and their data; a line that cannot be read is strange as well."""
    for line in listed.splitlines():
        if not line.strip() or line.startswith(";"):
            continue
        match = ENTRY.match(line)
        if match is None or not any(f"{match['what']} ".startswith(f"{known} ") for known in HARMLESS):
            yield line[:80]


def is_empty() -> bool:
    """Whether the database holds no table."""
    return not connection.introspection.table_names()


def tables() -> dict[str, Table]:
    """Digest of every table of ours and of the list of migrations."""
    names = sorted({*connection.introspection.django_table_names(only_existing=True), "django_migrations"})
    found = {}
    for name in names:
        with connection.cursor() as cursor:
            key = connection.introspection.get_primary_key_columns(cursor, name) or []
            found[name] = table_digest(cursor, name, key)
    return found


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run(tool: str, *arguments: str) -> str:
    program = shutil.which(tool)
    if program is None:
        raise BackupRefused(f"{tool} is needed for a PostgreSQL database: install PostgreSQL's client tools.")
    database = settings.DATABASES["default"]
    variables = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    reached = {variable: str(database[key]) for variable, key in variables.items() if database.get(key)}
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own tool, arguments as a list
        [program, *arguments], env={**os.environ, **reached}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if "error" in line), "it did not say why")
        raise BackupRefused(f"{tool} stopped: {said.strip().rstrip('.')}.")
    return done.stdout
