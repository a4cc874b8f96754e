"""``passerelle import``: bring a history in, with progress for people and one line for machines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

import_app = typer.Typer(no_args_is_help=True, help="Bring the history of another tool in.")


@import_app.callback()
def _tools() -> None:
    """Each tool is a command of its own."""


@import_app.command("zulip")
def import_zulip(
    path: Annotated[Path, typer.Argument(help="A public Zulip archive (JSON): a folder, .tar.gz or .tar.zst.")],
    into: Annotated[
        str, typer.Option("--into", help="The community under which the streams will stand; made when missing.")
    ],
    site: Annotated[
        str, typer.Option("--site", help="Address of the Zulip server; links to its files lead there.")
    ] = "",
    data: Annotated[Path | None, typer.Option("--data", help="The data folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="End with one machine-readable line.")] = False,
) -> None:
    """Streams become communities, topics contributions, messages replies, senders people. Run again, it changes nothing."""
    _start(data)
    from passerelle.exchange.importers.refusal import ImportRefused
    from passerelle.exchange.importers.zulip.bringing import import_archive
    from passerelle.exchange.importers.zulip.report import keep_report, write_report

    console = Console(stderr=True)
    try:
        with _progress(console) as progress:
            step = progress.add_task(f"Reading {path.name}", total=None)
            imported = import_archive(
                path,
                into,
                site=site,
                tell=lambda done, rows: progress.update(step, description=f"Into {into}", completed=done, total=rows),
            )
    except ImportRefused as refusal:
        console.print(f"{refusal}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from refusal
    except KeyboardInterrupt as stop:
        console.print("Stopped. What was brought in stays; run the same command to go on.")
        raise typer.Exit(130) from stop
    report = write_report(imported, path, into)
    typer.echo(report)
    typer.echo(f"This report is kept in {keep_report(report, into)}.")
    if as_json:
        typer.echo(json.dumps(imported.summary.as_json()))


def _start(data: Path | None) -> None:
    """Load Django on the chosen data folder, whose tables are made when it is new."""
    if data is not None:
        os.environ["PASSERELLE_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        typer.secho("The database is older than this Passerelle: run passerelle migrate first.", fg="red", err=True)
        raise typer.Exit(1)


def _progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console)
