"""Looks at everything, as far as it can be looked at."""

from __future__ import annotations

from pathlib import Path

from passerelle.checking import Finding, Level, about_folder, about_settings
from passerelle.checking.findings import wrong
from passerelle.cli.checking.machine import about_database, about_preparation
from passerelle.cli.errors import CommandRefused
from passerelle.cli.starting import choose, start


def look(data: Path | None) -> list[Finding]:
    """Every finding; when the settings cannot even be loaded, why, and what was found until then."""
    try:
        environment = choose(data)
    except CommandRefused as refusal:
        return [wrong(str(refusal))]
    found = [*about_settings(environment), *about_folder(environment)]
    try:
        start(data)
    except CommandRefused as refusal:
        explained = any(finding.level == Level.WRONG for finding in found)
        return found if explained else [*found, wrong(str(refusal))]
    return [*found, *about_database(), *about_preparation()]
