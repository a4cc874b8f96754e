"""Commands that look: kinds, check, shell."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from passerelle.cli.options import Data, Json
from passerelle.cli.starting import start
from passerelle.cli.telling import finish


def kinds(data: Data = None, as_json: Json = False) -> None:
    """List each kind of contribution with its states and moves."""
    start(data)
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
