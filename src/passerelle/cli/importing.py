"""``passerelle import``: bring the history of another tool in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from passerelle.cli.errors import STOPPED
from passerelle.cli.options import Data, Json
from passerelle.cli.starting import require_ready, start
from passerelle.cli.telling import finish, progress

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
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Streams become communities, topics contributions, messages replies, senders people. Run again, it changes nothing."""
    start(data)
    _make_tables_when_new()
    require_ready()
    from passerelle.exchange.importers.zulip.bringing import import_archive
    from passerelle.exchange.importers.zulip.report import keep_report, write_report

    try:
        with progress(f"{path.name} into {into}") as tell:
            imported = import_archive(path, into, site=site, progress=tell)
    except KeyboardInterrupt as stop:
        typer.echo("Stopped. What was brought in stays; run the same command to go on.", err=True)
        raise typer.Exit(STOPPED) from stop
    report = write_report(imported, path, into)
    typer.echo(report)
    finish(f"This report is kept in {keep_report(report, into)}.", imported.summary.as_json(), as_json=as_json)


def _make_tables_when_new() -> None:
    from django.db import connection

    from passerelle.cli.preparing import apply_migrations

    if not connection.introspection.table_names():
        apply_migrations()
