"""Commands that take everything out or bring it back: export, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from passerelle.cli.errors import CommandRefused
from passerelle.cli.options import Data, Json
from passerelle.cli.starting import choose, require_ready, start
from passerelle.cli.telling import finish, progress


def export(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A new or empty folder, or a new file ending in .zip.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Write everything as open files: one JSON Lines file per table, uploads as they are."""
    start(data)
    require_ready()
    from passerelle.exchange.exporters.export import NotEmpty
    from passerelle.exchange.exporters.export import export as write

    try:
        with progress("Exporting") as tell:
            made = write(path, tell)
    except NotEmpty as refusal:
        raise CommandRefused(str(refusal)) from refusal
    summary = {"rows": sum(table["rows"] for table in made["tables"].values()), "files": len(made["files"])}
    finish(f"{summary['rows']} rows and {summary['files']} files are in {path}.", summary, as_json=as_json)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, by custom ending in .tar.gz.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Write one consistent archive of database, uploads and keys, while the server runs."""
    start(data)
    require_ready()
    from passerelle.exchange.backups.writing import back_up

    with progress("Backing up") as tell:
        made = back_up(file.absolute(), tell)
    _note_backup()
    rows = sum(table.rows for table in made.tables.values())
    for name in made.missing:
        typer.echo(f"An upload was missing before this backup began: {name}", err=True)
    summary = {"tables": len(made.tables), "rows": rows, "files": len(made.files), "missing": made.missing}
    finish(
        f"{rows} rows and {len(made.files)} files are in {file}; keep it where only you can read it.",
        summary,
        as_json=as_json,
    )


def _note_backup() -> None:
    """Leave an entry, so that the administration's first page knows when the last backup was made."""
    from django.db import transaction

    from passerelle.journal.actor import Via, system_actor
    from passerelle.journal.recording import record
    from passerelle.people.models import Organisation

    home = Organisation.home()
    if home is not None:
        with transaction.atomic():
            record(system_actor(Via.CLI), "organisation.backed_up", home)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `passerelle backup` wrote.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Bring a backup back into an empty data folder; everything in it is verified before it counts."""
    environment = choose(data)
    folder = environment.data
    from passerelle.exchange.backups.restoring import prepare, settle
    from passerelle.exchange.backups.unpacking import require_room

    require_room(folder)
    with progress("Unpacking and verifying") as tell:
        staging, manifest = prepare(file, folder, environment.database_url, tell)
    start(staging)
    rows = sum(table.rows for table in manifest.tables.values())
    summary = {
        "made_at": manifest.made_at,
        "tables": len(manifest.tables),
        "rows": rows,
        "files": len(manifest.files),
        **settle(staging, folder, manifest),
    }
    finish(
        f"{rows} rows and {len(manifest.files)} files are back in {folder}, each verified. Now: passerelle migrate, then serve.",
        summary,
        as_json=as_json,
    )
