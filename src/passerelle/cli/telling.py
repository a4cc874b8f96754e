"""What a command tells: progress on stderr, results on stdout, one line of JSON at the end for machines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import typer

from passerelle.lib.progress import Progress

MOST_LETTERS = 48  # of what is being done, so that its bar has room beside it


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """A progress bar for long work; call what it gives with how much is done and how much there is."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from passerelle.lib.markdown import excerpt

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        step = bar.add_task(excerpt(on_one_line(doing), MOST_LETTERS), total=None)
        yield lambda done, total: bar.update(step, completed=done, total=total)


def finish(sentence: str, summary: Mapping[str, Any], *, as_json: bool) -> None:
    """Say what was done; for machines as one last line."""
    typer.echo(sentence)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))


def on_one_line(sentence: str) -> str:
    """A sentence that repeats what somebody typed: what would steer the terminal, or not be seen there, is written as an escape."""
    return "".join(
        sign.encode("unicode_escape").decode() if unicodedata.category(sign) in _UNSEEN else sign for sign in sentence
    )


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
