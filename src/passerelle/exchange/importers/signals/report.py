"""The report: what became of every row, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from passerelle.contributions.actions.imported import TITLE_LENGTH
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.reports import bulleted, counted
from passerelle.exchange.importers.signals.bringing import Imported


def write_report(imported: Imported, path: Path, into: str) -> str:
    """The report as Markdown, readable as it stands."""
    sheet = imported.sheet
    sections = [
        f"# {path.name} into {into}",
        "\n".join(_numbers(imported)),
        *bulleted("Rows that were left out", sheet.wrong),
        *bulleted("Texts that seem to say who somebody is: look at them", sheet.personal),
        *bulleted(
            f"Texts of which the first {SOURCE_LENGTH:,} characters were kept, titles of which {TITLE_LENGTH}",
            sheet.shortened,
        ),
        *bulleted("How the table was read", sheet.notes),
    ]
    return "\n\n".join(sections) + "\n"


def _numbers(imported: Imported) -> Iterator[str]:
    sheet, verb = imported.sheet, "to create" if imported.dry_run else "created"
    rows = counted(sheet.rows, "row")
    yield f"{rows} read = {imported.created:,} {verb} + {imported.already_here:,} already here + {len(sheet.wrong):,} left out"
    yield f"in {imported.seconds:.1f} seconds."
    yield ""
    yield (
        "Nothing was written."
        if imported.dry_run
        else "They count as heard when they were said: nobody was asked or told."
    )
