"""``passerelle import``: bring the history of another tool in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

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
    _begin(data)
    from passerelle.exchange.importers.zulip.bringing import import_archive
    from passerelle.exchange.importers.zulip.report import write_report

    with _stoppable(), progress(f"{path.name} into {into}") as tell:
        imported = import_archive(path, into, site=site, progress=tell)
    _end(write_report(imported, path, into), "zulip", into, imported.summary.as_json(), as_json=as_json)


@import_app.command("ideas")
def import_ideas(
    path: Annotated[
        Path, typer.Argument(help="A consultation (JSON, one file a proposal): a folder, .tar.gz or .tar.zst.")
    ],
    into: Annotated[str, typer.Option("--into", help="The community of the ideas; made when missing.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Proposals become ideas, arguments replies, themes topics, authors and voters people. Run again, it changes nothing."""
    _begin(data)
    from passerelle.exchange.importers.ideas.bringing import import_consultation
    from passerelle.exchange.importers.ideas.report import write_report

    with _stoppable(), progress(f"{path.name} into {into}") as tell:
        imported = import_consultation(path, into, progress=tell)
    _end(write_report(imported, path, into), "ideas", into, imported.as_json(), as_json=as_json)


@import_app.command("signals")
def import_signals(
    path: Annotated[Path, typer.Argument(help="A table (CSV); its first line names the columns.")],
    into: Annotated[str, typer.Option("--into", help="The community of the signals; made when missing.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Rows become signals that count as heard. What is wrong is named by its line. Run again, it changes nothing."""
    _begin(data)
    from passerelle.exchange.importers.signals.bringing import import_signals
    from passerelle.exchange.importers.signals.report import write_report

    with _stoppable(), progress(f"{path.name} into {into}") as tell:
        imported = import_signals(path, into, dry_run=dry_run, progress=tell)
    _end(write_report(imported, path, into), "signals", into, imported.as_json(), as_json=as_json, dry_run=dry_run)


@import_app.command("markdown")
def import_markdown(
    path: Annotated[Path, typer.Argument(help="A folder of Markdown pages.")],
    into: Annotated[str, typer.Option("--into", help="The community of the handbook; made when missing.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Pages become articles, folders their tree, pictures attachments. What leads nowhere is listed. Run again, it changes nothing."""
    _begin(data)
    from passerelle.exchange.importers.markdown.bringing import import_folder
    from passerelle.exchange.importers.markdown.report import write_report

    with _stoppable(), progress(f"{path.name} into {into}") as tell:
        imported = import_folder(path, into, dry_run=dry_run, progress=tell)
    _end(write_report(imported, path, into), "markdown", into, imported.as_json(), as_json=as_json, dry_run=dry_run)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C ends an import between two portions; what came in stays."""
    try:
        yield
    except KeyboardInterrupt as stop:
        typer.echo("Stopped. What was brought in stays; run the same command to go on.", err=True)
        raise typer.Exit(STOPPED) from stop


def _begin(data: Path | None) -> None:
    """Start on the data folder, and make its tables when it is new."""
    start(data)
    from django.db import connection

    from passerelle.cli.preparing import apply_migrations

    if not connection.introspection.table_names():
        apply_migrations()
    require_ready()


def _end(report: str, tool: str, into: str, told: dict[str, Any], *, as_json: bool, dry_run: bool = False) -> None:
    """Show the report, and keep it where something came in."""
    from passerelle.exchange.importers.reports import keep_report

    typer.echo(report)
    kept = "" if dry_run else f"This report is kept in {keep_report(report, tool, into)}."
    finish(kept or "Run it without --dry-run to bring them in.", told, as_json=as_json)
