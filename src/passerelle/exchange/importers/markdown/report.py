"""The report: what became of every page, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.markdown.bringing import Imported
from passerelle.exchange.importers.reports import bulleted, counted
from passerelle.kinds.article.article.tree import DEEPEST


def write_report(imported: Imported, path: Path, into: str) -> str:
    """The report as Markdown, readable as it stands."""
    folder = imported.folder
    sections = [
        f"# {path.name} into {into}",
        "\n".join(_numbers(imported)),
        *bulleted("Files that were left out", folder.left_out),
        *bulleted("Links and pictures that lead nowhere: their words were kept", imported.unresolved),
        *bulleted("Pages whose first lines cannot be read: they came in without them", folder.broken),
        *bulleted("Owners who are not known here, or cannot read the community", imported.strangers),
        *bulleted(f"Pages of which the first {SOURCE_LENGTH:,} characters were kept", imported.shortened),
        *bulleted(f"Pages that lay deeper than {DEEPEST} levels and hang higher", folder.raised),
        *bulleted("Titles of several pages (kept apart)", imported.twice),
    ]
    return "\n\n".join(sections) + "\n"


def _numbers(imported: Imported) -> Iterator[str]:
    verb = "to create" if imported.dry_run else "created"
    pages = counted(len(imported.folder.pages), "page")
    yield f"{pages} = {imported.created:,} {verb} + {imported.already_here:,} already here"
    yield f"in {imported.seconds:.1f} seconds."
    yield ""
    yield f"- {counted(imported.linked, 'link')} between pages, {counted(imported.files, 'file')}"
    yield f"- pages made for folders that have none: {sum(page.is_made for page, _parent in imported.folder.pages):,}"
    if imported.dry_run:
        yield "- nothing was written"
