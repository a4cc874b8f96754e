"""The figures as a table: each collection, each way to search, and what the difference to plain BM25 is worth."""

from __future__ import annotations

from pathlib import Path

import typer
from django.db import connection
from rich.console import Console
from rich.table import Table

from passerelle.exchange.evaluation.search import asking, plain
from passerelle.exchange.evaluation.search.collection import Collection
from passerelle.exchange.evaluation.search.collections import collections
from passerelle.exchange.evaluation.search.measures import MEASURES, means, measured
from passerelle.science.retrieval import Difference, paired_bootstrap

WIDTH = 110
COMPARED = "MRR@10"
PLAIN = "plain BM25"


def tell(folder: Path, only: str = "") -> None:
    """Measure every collection that is there and whose name begins so, and print what came of it."""
    console = Console(width=WIDTH)
    found = False
    for collection in collections(folder):
        if not collection.name.startswith(only):
            continue
        found = True
        console.print(_table(collection))
    if not found:
        typer.echo(f"No collection stands in {folder}.", err=True)
        raise typer.Exit(1)


def _table(collection: Collection) -> Table:
    asking.store(collection)
    ways = {PLAIN: plain.orders(collection)}
    ways |= {name: list(map(way, collection.questions)) for name, way in asking.ways().items()}
    values = {name: measured(orders, collection.questions) for name, orders in ways.items()}
    table = Table(title=_title(collection), title_justify="left")
    for heading in ("", *MEASURES, f"{COMPARED} beyond {PLAIN}"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, figures in values.items():
        against = _difference(paired_bootstrap(figures[COMPARED], values[PLAIN][COMPARED])) if name != PLAIN else ""
        table.add_row(name, *(f"{value:.3f}" for value in means(figures)), against)
    return table


def _title(collection: Collection) -> str:
    counted = f"{len(collection.questions):,} questions, {len(collection.conversations):,} conversations"
    floor = f", floor {collection.floor:.3f}" if collection.floor is not None else ""
    return f"{collection.name} on {connection.display_name}: {counted}{floor}"


def _difference(found: Difference) -> str:
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})"
