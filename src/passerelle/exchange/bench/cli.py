"""``bin/bench``: one table, and with ``--json`` one object for machines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

CONCURRENCY = (1, 8, 32)
WARMING = 0.5  # seconds: what a process does once is not what a page costs
WIDTH = 110


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Two seconds for each page instead of ten.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="End with one machine-readable line.")] = False,
    data: Annotated[Path, typer.Option("--data", help="Where the population is kept.")] = Path("var/bench"),
) -> None:
    """Measure the pages people use all day on a population of real size."""
    seed, run = (data / "seed").resolve(), (data / "run").resolve()
    os.environ.update(PASSERELLE_DATA=str(seed), DJANGO_SETTINGS_MODULE="passerelle.settings")
    import django

    django.setup()
    from passerelle.exchange.bench.asking import pages
    from passerelle.exchange.bench.folder import fresh_copy, prepare
    from passerelle.exchange.bench.load import measure
    from passerelle.exchange.bench.population import Size
    from passerelle.exchange.bench.server import served

    size = Size()
    prepare(seed, size)
    sessions = fresh_copy(seed, run)
    rounds = [(page, readers) for page in pages(size) for readers in CONCURRENCY]
    results: dict[str, Any] = {}
    with served(run) as server:
        for page in pages(size):
            measure(server.port, page, sessions, 1, WARMING)
        for page, readers in track(rounds, "Measuring", console=Console(stderr=True)):
            measured = measure(server.port, page, sessions, readers, 2 if quick else 10)
            results.setdefault(page.name, {})[str(readers)] = measured.as_json()
        memory = server.rss_mb()
    Console(width=WIDTH).print(_table(results))
    typer.echo(f"{memory} MB of memory in the serving process; client and server share {os.cpu_count()} cores.")
    if as_json:
        typer.echo(json.dumps({**results, "rss_mb": memory, "server": "passerelle serve"}))


def _table(results: dict[str, dict[str, dict[str, float]]]) -> Table:
    """Pages down, readers at once across: requests a second, median and 99th percentile."""
    table = Table("page", title="requests a second · median · 99th percentile", box=None)
    for readers in CONCURRENCY:
        table.add_column(f"{readers} at once", justify="right", no_wrap=True)
    table.add_column("kB", justify="right")
    table.add_column("errors", justify="right")
    for page, rounds in results.items():
        cells = [f"{each['rps']:.0f}/s · {each['p50_ms']:.0f} · {each['p99_ms']:.0f} ms" for each in rounds.values()]
        errors = sum(int(each["errors"]) for each in rounds.values())
        table.add_row(page, *cells, str(rounds[str(CONCURRENCY[0])]["kb"]), str(errors))
    return table
