"""What reconciliation reports have in common: where they are kept, lists, numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from passerelle.lib.clock import now
from passerelle.lib.text import slugify


def keep_report(report: str, tool: str, into: str) -> Path:
    """Write the report into the data folder; returns where."""
    folder: Path = settings.PASSERELLE.data / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now():%Y-%m-%d-%H%M%S}-{tool}-{slugify(into)}.md"
    path.write_text(report, encoding="utf-8")
    return path


def bulleted(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A section, unless nothing would stand in it."""
    found = [f"- {line}" for line in lines]
    if found:
        yield "\n".join([f"### {title}", "", *found])


def counted(number: int, noun: str) -> str:
    """As in *1 idea* and *1,200 ideas*."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
