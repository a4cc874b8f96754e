"""``bin/eval``: one command for each thing that is measured against known answers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measure on public collections with known answers.", no_args_is_help=True)
Collections = Annotated[Path, typer.Option("--collections", help="The folder the collections stand in.")]
BESIDE = Path("../shared/data")


@app.callback()
def eval_() -> None:
    """Each command works in a data folder of its own, which is gone afterwards."""


@app.command()
def search(
    collections: Collections = BESIDE,
    only: Annotated[str, typer.Option("--only", help="The collections whose name begins so.")] = "",
) -> None:
    """How high the right answer stands in search, beside what plain BM25 finds."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from passerelle.exchange.evaluation.search import tables

        tables.tell(collections.resolve(), only)


@app.command()
def experts(collections: Collections = BESIDE) -> None:
    """How often whoever solved a question would have been suggested before, beside the most active people."""
    from passerelle.exchange.evaluation.experts import tables

    tables.tell(collections.resolve())


def prepare(folder: Path) -> None:
    """An empty database: of SQLite in this folder, or that of ``DATABASE_URL``."""
    os.environ.update(
        PASSERELLE_DATA=str(folder), DJANGO_SETTINGS_MODULE="passerelle.settings", PASSERELLE_MEANINGS="true"
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
