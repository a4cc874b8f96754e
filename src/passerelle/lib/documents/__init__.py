"""The words of office files, PDF and texts people send: read in a limited child that opens nothing but the file itself."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from passerelle.lib.documents.problems import Problem
from passerelle.lib.limited import Limits, Stopped, TookTooLong, run_limited

__all__ = ["LIMITS", "LONGEST_TEXT", "Problem", "Reading", "is_document", "read_document"]

LONGEST_TEXT = 120_000
"""How many characters of a file are kept: about sixty pages."""

LIMITS = Limits(memory=768 << 20, cpu_seconds=15, wall_seconds=20, file_size=4 << 20)

_SCRIPT = Path(__file__).parent / "extracting.py"
_OOXML = "application/vnd.openxmlformats-officedocument"
_FORMATS = {
    "application/pdf": "pdf",
    f"{_OOXML}.wordprocessingml.document": "docx",
    f"{_OOXML}.presentationml.presentation": "pptx",
    f"{_OOXML}.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odf",
    "application/vnd.oasis.opendocument.presentation": "odf",
    "application/vnd.oasis.opendocument.spreadsheet": "odf",
    "text/html": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "text/csv": "text",
    "text/calendar": "text",
    "application/json": "text",
}
MEDIA_TYPES = frozenset(_FORMATS)
"""What can be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, or why there is none."""

    text: str = ""
    problem: Problem | None = None


def is_document(mime: str) -> bool:
    """Whether files of this media type hold words we can read."""
    return mime in _FORMATS


def read_document(data: bytes, mime: str, limits: Limits = LIMITS) -> Reading:
    """The words of a file, as far as ``LONGEST_TEXT``. Never raises for what is in the file."""
    with tempfile.TemporaryDirectory(prefix="passerelle-document-") as name:
        folder = Path(name)
        (folder / "source").write_bytes(data)
        try:
            answer = run_limited(_SCRIPT, folder, _FORMATS[mime], str(LONGEST_TEXT), limits=limits)
        except TookTooLong:
            return Reading(problem=Problem.TOO_LONG)
        except Stopped:
            return Reading(problem=Problem.DAMAGED)
    found = cast("dict[str, str]", answer)
    return Reading(found.get("text", ""), Problem(found["problem"]) if "problem" in found else None)
