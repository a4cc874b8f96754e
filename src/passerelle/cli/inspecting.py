"""Commands that look: kinds, check, shell."""

from __future__ import annotations

import typer

from passerelle.cli.options import Data, Json
from passerelle.cli.starting import start
from passerelle.cli.telling import finish


def kinds(data: Data = None, as_json: Json = False) -> None:
    """List each kind of contribution with its states and moves."""
    start(data)
    from rich.console import Console
    from rich.table import Table

    from passerelle.contributions.kinds import all_kinds

    table = Table("kind", "name", "states", "moves", box=None, pad_edge=False)
    described = []
    for kind in all_kinds():
        moves = [
            {"slug": move.slug, "label": str(move.label), "from": list(move.sources), "to": move.target}
            for move in kind.moves
        ]
        described.append(
            {
                "slug": kind.slug,
                "label": str(kind.label),
                "purpose": str(kind.purpose),
                "states": {slug: str(label) for slug, label in kind.states.items()},
                "moves": moves,
            }
        )
        shown = "\n".join(f"{move['slug']}: {' | '.join(move['from'])} → {move['to']}" for move in moves)
        table.add_row(kind.slug, str(kind.label), ", ".join(kind.states), shown)
    Console().print(table)
    finish(f"{len(described)} kinds.", {"kinds": described}, as_json=as_json)


def check(data: Data = None, as_json: Json = False) -> None:
    """Explain every wrong or dangerous setting; ends with an error when something is wrong."""
    from passerelle.cli.checking import Level, look

    found = look(data)
    for finding in found:
        typer.echo(f"{finding.level:<6} {finding.sentence}")
    summary = {level.value: [finding.sentence for finding in found if finding.level == level] for level in Level}
    counted = ", ".join(f"{len(sentences)} {level}" for level, sentences in summary.items())
    finish(f"{counted}." if found else "Everything is as it should be.", summary, as_json=as_json)
    if summary[Level.WRONG]:
        raise typer.Exit(1)


def shell(data: Data = None) -> None:
    """A Python prompt with every model loaded; runs what comes on standard input when nobody types."""
    start(data)
    from django.core.management import call_command

    call_command("shell")
