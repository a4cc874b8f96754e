"""Puts the commands together and turns whatever stops one into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
import typer.main

from passerelle.cli import demo, finding, inspecting, installing, moving, serving
from passerelle.cli.errors import explain
from passerelle.cli.importing import import_app
from passerelle.cli.telling import on_one_line

app = typer.Typer(
    name="passerelle",
    help="Communities that bridge an organisation's silos.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("serve")(serving.serve)
app.command("worker")(serving.worker)
app.command("migrate")(installing.migrate)
app.command("createadmin")(installing.createadmin)
app.add_typer(import_app, name="import")
app.command("export")(moving.export)
app.command("backup")(moving.backup)
app.command("restore")(moving.restore)
app.command("meanings")(finding.meanings)
app.command("kinds")(inspecting.kinds)
app.command("check")(inspecting.check)
app.command("shell")(inspecting.shell)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what stops it is told on stderr in one sentence."""
    try:
        return typer.main.get_command(app).main(list(arguments), prog_name="passerelle", standalone_mode=False) or 0
    except (Exception, KeyboardInterrupt) as error:
        sentence, code = explain(error)
        typer.echo(on_one_line(sentence), err=True)
        return code


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))
