"""Word, PowerPoint and OpenDocument: a zip of XML, of which a stream of words is all we need."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection

from passerelle.lib.documents.collecting import Words
from passerelle.lib.documents.markup import read_xml
from passerelle.lib.documents.packed import opened
from passerelle.lib.documents.problems import Problem, Unreadable

_NUMBER = re.compile(r"(\d+)\.xml$")


def read_docx(data: bytes, words: Words) -> None:
    """Text, then notes, comments and what stands on every page. Field instructions and links are not words."""
    archive = opened(data)
    _require(archive, "word/document.xml")
    for part in (r"document", r"footnotes", r"endnotes", r"comments", r"header\d*", r"footer\d*"):
        _read(archive, rf"word/{part}\.xml", words, texts={"t"}, breaks={"p", "tr"}, spaces={"tab", "br", "tc"})


def read_pptx(data: bytes, words: Words) -> None:
    """Slides in order, then the notes."""
    archive = opened(data)
    _require(archive, "ppt/presentation.xml")
    for part in (r"slides/slide\d+", r"notesSlides/notesSlide\d+"):
        _read(archive, rf"ppt/{part}\.xml", words, texts={"t"}, breaks={"p"}, spaces={"br", "tc"})


def read_odf(data: bytes, words: Words) -> None:
    """The content of a text, a presentation or a spreadsheet."""
    archive = opened(data)
    _require(archive, "content.xml")
    if b"encryption-data" in _manifest(archive):
        raise Unreadable(Problem.ENCRYPTED)
    _read(archive, r"content\.xml", words, texts=None, breaks={"p", "h"}, spaces={"s", "tab", "line-break"})


def _require(archive: zipfile.ZipFile, name: str) -> None:
    if name not in archive.namelist():
        raise Unreadable(Problem.DAMAGED)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    name = "META-INF/manifest.xml"
    return archive.read(name) if name in archive.namelist() else b""


def _read(
    archive: zipfile.ZipFile,
    pattern: str,
    words: Words,
    *,
    texts: Collection[str] | None,
    breaks: Collection[str],
    spaces: Collection[str],
) -> None:
    for name in sorted(filter(re.compile(pattern).fullmatch, archive.namelist()), key=_place):
        with archive.open(name) as part:
            read_xml(part, words, texts=texts, breaks=breaks, spaces=spaces)
        words.end_line()


def _place(name: str) -> tuple[int, str]:
    number = _NUMBER.search(name)
    return (int(number[1][:9]) if number else 0, name)
