"""What a command tells: progress on stderr, results on stdout, one line of JSON at the end for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from passerelle.lib.progress import Progress


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """A progress bar for long work; call what it gives with how much is done and how much there is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        step = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(step, completed=done, total=total)


def finish(sentence: str, summary: Mapping[str, Any], *, as_json: bool) -> None:
    """Say what was done; for machines as one last line."""
    typer.echo(sentence)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
