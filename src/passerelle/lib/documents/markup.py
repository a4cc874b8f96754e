"""XML, HTML and plain text as streams of words: no tree, no entities of the file's own, nothing fetched."""

from __future__ import annotations

from collections.abc import Collection
from typing import IO, Any

from lxml import etree

from passerelle.lib.documents.collecting import Words
from passerelle.lib.documents.problems import Problem, Unreadable

_CHUNK = 1 << 16
_SILENT = {"script", "style", "template", "noscript", "iframe", "object"}
_INLINE = set(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)


def read_xml(
    part: IO[bytes], words: Words, *, texts: Collection[str] | None, breaks: Collection[str], spaces: Collection[str]
) -> None:
    """The text inside the elements ``texts`` (all when None); elements of office files are known by their local names."""
    parser = etree.XMLParser(
        target=_Office(words, texts, breaks, spaces), resolve_entities=False, no_network=True, load_dtd=False
    )
    while chunk := part.read(_CHUNK):
        parser.feed(chunk)
    parser.close()


def read_html(data: bytes, words: Words) -> None:
    """What a browser would show of a page, without running anything."""
    parser = etree.HTMLParser(target=_Page(words), no_network=True)
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
    parser.close()


def read_plain(data: bytes, words: Words) -> None:
    """A text in the encoding it seems to have."""
    words.add(_decoded(data[: 8 * words.longest]))


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # cut inside a letter
            return data[: error.start].decode()
        return data.decode("cp1252", "replace")


class _Office:
    """Hears what the XML parser reads."""

    def __init__(
        self, words: Words, texts: Collection[str] | None, breaks: Collection[str], spaces: Collection[str]
    ) -> None:
        self.words, self.texts, self.breaks, self.spaces = words, texts, breaks, spaces
        self.inside = 0 if texts is not None else 1

    def start(self, tag: str, attributes: Any) -> None:
        name = etree.QName(tag).localname
        if self.texts is not None and name in self.texts:
            self.inside += 1
        if name in self.spaces:
            self.words.add(" ")

    def data(self, text: str) -> None:
        if self.inside:
            self.words.add(text)

    def end(self, tag: str) -> None:
        name = etree.QName(tag).localname
        if self.texts is not None and name in self.texts:
            self.inside -= 1
        if name in self.breaks:
            self.words.end_line()

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """No office program writes one; what does so wants to define entities."""
        raise Unreadable(Problem.UNSAFE)

    def close(self) -> None:
        """Nothing is left to do."""


class _Page:
    """Hears what the HTML parser reads."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.silent = 0

    def start(self, tag: str, attributes: Any) -> None:
        self.silent += tag in _SILENT
        if tag not in _INLINE:
            self.words.end_line()

    def data(self, text: str) -> None:
        if not self.silent:
            self.words.add(text)

    def end(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag not in _INLINE:
            self.words.end_line()

    def close(self) -> None:
        """Nothing is left to do."""
