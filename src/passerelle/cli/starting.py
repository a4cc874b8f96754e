"""Loads Django on the chosen data folder; settings that cannot be used are explained."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from passerelle.cli.errors import CommandRefused, explain_settings
from passerelle.environment import Environment, load


def choose(data: Path | None) -> Environment:
    """The settings of this command; raises CommandRefused for each that cannot be read."""
    if data is not None:
        os.environ["PASSERELLE_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings")
    try:
        return load()
    except ValidationError as error:
        raise CommandRefused(" ".join(explain_settings(error))) from error


def start(data: Path | None) -> Environment:
    """Choose the data folder and load Django; raises CommandRefused when that cannot be done."""
    environment = choose(data)
    import django

    try:
        environment.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        django.setup()
    except OSError as error:
        raise CommandRefused(
            f"The data folder {environment.data} cannot be used: {error.strerror or error}."
        ) from error
    except ValueError as error:  # our own words, from passerelle.wiring
        raise CommandRefused(str(error)) from error
    return environment


def require_ready() -> None:
    """Raise CommandRefused unless the database is at the version of this code."""
    from passerelle.cli.preparing import waiting_migrations

    waiting = waiting_migrations()
    if waiting:
        raise CommandRefused("This data folder is new, or older than this Passerelle: run passerelle migrate first.")


def name_port(port: int) -> None:
    """Unless an address is set, links lead to localhost on the port that is served."""
    os.environ.setdefault("PASSERELLE_BASE_URL", f"http://localhost:{port}")
