"""``bin/bench``: one table, and with ``--json`` one object for machines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

CONCURRENCY = (1, 8, 32)
WARMING = 0.5  # seconds: what a process does once is not what a page costs
WIDTH = 110
Results = dict[str, dict[str, dict[str, float]]]


def bench(
    quick: Annotated[
        bool, typer.Option("--quick", help="A second and a half for each page instead of ten seconds.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="End with one machine-readable line.")] = False,
    finding: Annotated[
        bool, typer.Option("--finding", help="Only finding something among a hundred thousand texts, made once.")
    ] = False,
    data: Annotated[Path, typer.Option("--data", help="Where the population is kept.")] = Path("var/bench"),
) -> None:
    """Measure the pages people use all day on a population of real size."""
    seed, run = (data / "seed").resolve(), (data / "run").resolve()
    os.environ.update(PASSERELLE_DATA=str(seed), DJANGO_SETTINGS_MODULE="passerelle.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from passerelle.exchange.bench.finding import measure_finding
    from passerelle.exchange.bench.folder import fresh_copy, prepare
    from passerelle.exchange.bench.matrix import measure_matrix
    from passerelle.exchange.bench.population import Size
    from passerelle.exchange.bench.telling import tell

    seconds = 1.5 if quick else 10.0
    size = Size()
    if finding:
        call_command("collectstatic", interactive=False, verbosity=0)
        found = measure_finding(data, seconds)
        Console(width=WIDTH).print(_table_of_finding(found))
        return typer.echo(json.dumps(found) if as_json else "")
    prepare(seed, size)
    sessions = fresh_copy(seed, run)
    with Progress(console=Console(stderr=True)) as progress:
        results, told = _measure(run, size, sessions, seconds, progress)
        step = progress.add_task("Telling everybody", total=None)
        told |= tell(data, quick)
        progress.remove_task(step)
        step = progress.add_task("Practices and sites", total=None)
        told["portfolio"] = measure_matrix(data, seconds)
        progress.remove_task(step)
    told["server"] = f"passerelle serve: uvicorn, one process, {settings.PASSERELLE.web_threads} page threads, SQLite"
    for table in (_table(results), _table_of_telling(told), _table_of_portfolio(told["portfolio"])):
        Console(width=WIDTH).print(table)
    typer.echo(_words(results, told))
    if as_json:
        typer.echo(json.dumps({**results, **told}))


def _measure(
    run: Path, size: Any, sessions: list[str], seconds: float, progress: Progress
) -> tuple[Results, dict[str, Any]]:
    """Every page with every number of readers, and what is said once: memory and the bytes of a first visit."""
    from passerelle.exchange.bench.asking import HELLO, pages
    from passerelle.exchange.bench.load import measure
    from passerelle.exchange.bench.server import hello, served
    from passerelle.exchange.bench.statements import measure_statements, of_the_feed
    from passerelle.exchange.bench.visit import first_visit_kb

    results: Results = {}
    asked = pages(size)
    step = progress.add_task("Measuring", total=(len(asked) + 2) * len(CONCURRENCY))

    def note(name: str, readers: int, measured: Any) -> None:
        results.setdefault(name, {})[str(readers)] = measured.as_json()
        progress.advance(step)

    with hello() as server:
        for readers in CONCURRENCY:
            note("hello", readers, measure(server.port, HELLO, sessions, readers, seconds))
    statements = of_the_feed(sessions[0])
    with served(run) as server:
        for page in asked:
            measure(server.port, page, sessions, 1, WARMING)
        for page in asked:
            for readers in CONCURRENCY:
                note(page.name, readers, measure(server.port, page, sessions, readers, seconds))
            if page.name == "empty":
                for readers in CONCURRENCY:
                    found = measure_statements(run / "passerelle.sqlite3", statements, readers, seconds)
                    note("sql", readers, found)
        told = {"rss_mb": server.rss_mb(), "first_visit_kb": first_visit_kb(server.port, sessions[0])}
    return results, told


def _table(results: Results) -> Table:
    """Pages down, readers at once across: requests a second, median and 99th percentile."""
    table = Table("page", title="requests a second · median · 99th percentile", box=None)
    for readers in CONCURRENCY:
        table.add_column(f"{readers} at once", justify="right", no_wrap=True)
    table.add_column("kB", justify="right")
    table.add_column("errors", justify="right")
    for page, rounds in results.items():
        cells = [f"{each['rps']:.0f}/s · {each['p50_ms']:.1f} · {each['p99_ms']:.0f} ms" for each in rounds.values()]
        errors = sum(int(each["errors"]) for each in rounds.values())
        table.add_row(page, *cells, str(rounds[str(CONCURRENCY[0])]["kb"]), str(errors))
    return table


def _table_of_telling(told: dict[str, Any]) -> Table:
    """What it takes to tell everybody."""
    table, announced = Table("everybody is told", box=None), told["announcement"]
    table.add_column("people", justify="right")
    table.add_column("it takes", no_wrap=True)
    words = f"answered in {announced['acknowledged_ms']:.0f} ms, in all inboxes after {announced['all_rows_s']:.1f} s"
    table.add_row("announcement", f"{announced['members']:,}", words)
    for each in told["digests"]:
        grown = f"memory at most {each['peak_mb']:.0f} MB, {each['before_mb']:.0f} before the first"
        table.add_row("digests", f"{each['people']:,}", f"{each['per_second']:.0f}/s, {grown}")
    return table


def _table_of_finding(found: dict[str, Any]) -> Table:
    """Ways to look for something, beside the empty page of the same minute."""
    indexed = f"{found['documents']:,} documents, {found['per_second']:,} indexed in a second"
    return _table_of_pages(indexed, found["pages"])


def _table_of_portfolio(found: dict[str, dict[str, float]]) -> Table:
    """Practices and sites beside the empty page of the same minute."""
    return _table_of_pages("200 practices, 300 sites", found)


def _table_of_pages(about: str, found: dict[str, dict[str, float]]) -> Table:
    """Pages asked by one reader, with what they take."""
    table = Table(about, box=None)
    table.add_column("median", justify="right")
    table.add_column("99th percentile", justify="right")
    table.add_column("kB", justify="right")
    for page, each in found.items():
        table.add_row(page, f"{each['p50_ms']:.1f} ms", f"{each['p99_ms']:.0f} ms", str(each["kb"]))
    return table


def _words(results: Results, told: dict[str, Any]) -> str:
    """What the numbers are to each other, and what was measured once."""
    empty = results["empty"]["8"]["rps"] or 1.0
    ratios = ", ".join(f"{name} {results[name]['8']['rps'] / empty:.2f}" for name in ("feed", "thread", "search"))
    return (
        f"With 8 at once, as parts of the empty page: {ratios}.\n"
        f"A first visit brings {told['first_visit_kb']} kB, fonts and editor not counted. The serving process holds "
        f"{told['rss_mb']} MB. Client and server share {os.cpu_count()} cores. {told['server']}."
    )
