"""Small honest files to begin with: each reader finds WORDS in its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

WORDS = "Torque of the blue hinge"

OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{OOXML}.wordprocessingml.document"
PPTX = f"{OOXML}.presentationml.presentation"
XLSX = f"{OOXML}.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
PDF, HTML, TEXT, CSV = "application/pdf", "text/html", "text/plain", "text/csv"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"

Parts = dict[str, bytes | str]


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive of these parts."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stored.getvalue()


def docx(body: str = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", before: str = "", **more: bytes | str) -> Parts:
    """A text document: its paragraphs, and what stands before the root."""
    document = f'{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more}


def pptx(body: str = f"<a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p>", before: str = "", **more: bytes | str) -> Parts:
    """One slide."""
    return {"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": f'{before}<s xmlns:a="{_A}">{body}</s>', **more}


def odt(body: str = f"<text:p>{WORDS}</text:p>", before: str = "", **more: bytes | str) -> Parts:
    """An OpenDocument text."""
    content = f'{before}<o:c xmlns:o="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0">{body}</o:c>'
    return {"mimetype": ODT, "content.xml": content, **more}


def xlsx(
    rows: str = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{WORDS}</t></is></c></row>',
    before: str = "",
    dimension: str = "A1",
    **more: bytes | str,
) -> Parts:
    """A workbook of one sheet."""
    kind = f"{OOXML}.spreadsheetml"
    override = '<Override PartName="/xl/{}" ContentType="' + kind + '.{}+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{override.format('workbook.xml', 'sheet.main')}{override.format('worksheets/sheet1.xml', 'worksheet')}</Types>",
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>'
        f'<sheet name="Hinges" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_S}">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>',
        **more,
    }


def _relations(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_R}/{kind}" Target="{target}"/></Relationships>'


def pdf(
    *objects: bytes, content: bytes | None = None, catalog: bytes = b"", pages: bytes = b"", page: bytes = b""
) -> bytes:
    """One page of text, object by object; more objects begin at number 6."""
    shown = content if content is not None else b"BT /F1 12 Tf 20 100 Td (" + WORDS.encode() + b") Tj ET"
    stream = b"<< /Length %d >> stream\n%s\nendstream" % (len(shown), shown)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        pages or b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> " + page + b" >> >>",
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *objects,
    ]
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table) + end
