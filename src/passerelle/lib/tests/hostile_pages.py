"""PDF files, pages and texts made to harm whoever opens them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from fpdf import FPDF

from passerelle.lib.documents import Problem
from passerelle.lib.tests.hostile_office import Hostile
from passerelle.lib.tests.office_files import CSV, HTML, PDF, TEXT, WORDS, pdf

_AFAR = b"http://tripwire.example/evil"


def hostile_pages() -> Iterator[Hostile]:
    """All of them."""
    yield from _circles()
    yield from _floods()
    yield from _active()
    yield from _web_pages()
    yield from _texts()


def _circles() -> Iterator[Hostile]:
    yield "pages-within-themselves.pdf", pdf(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"), PDF, ""
    form = b"<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 6 >> stream\n/X Do \nendstream"
    drawn = b"/X Do BT /F1 12 Tf 20 100 Td (" + WORDS.encode() + b") Tj ET"
    yield "form-within-itself.pdf", pdf(form, content=drawn, page=b"/XObject << /X 6 0 R >>"), PDF, WORDS
    looped = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    yield "table-before-itself.pdf", looped, PDF, ""
    yield "reference-to-itself.pdf", pdf(b"6 0 R", catalog=b"/Outlines 6 0 R /Names 6 0 R"), PDF, WORDS
    yield "length-of-itself.pdf", pdf().replace(b"/Length 50", b"/Length 4 0 R"), PDF, ""
    yield "parents-in-a-circle.pdf", pdf(page=b"/ColorSpace << /C [/Indexed 3 0 R 1 3 0 R] >>"), PDF, WORDS


def _floods() -> Iterator[Hostile]:
    many = b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"
    yield "hundred-thousand-pages.pdf", pdf(pages=many), PDF, ""
    yield "says-it-has-many-pages.pdf", pdf(pages=b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"), PDF, ""
    image = b"<< /Subtype /Image /Width 999999 /Height 999999 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 1 >> stream\nx\nendstream"
    drawn = b"/I Do BT /F1 12 Tf 20 100 Td (" + WORDS.encode() + b") Tj ET"
    yield "picture-without-end.pdf", pdf(image, content=drawn, page=b"/XObject << /I 6 0 R >>"), PDF, WORDS
    bomb = zlib.compress(bytes(64 << 20), 1)
    packed = pdf(content=bomb).replace(b"<< /Length %d" % len(bomb), b"<< /Filter /FlateDecode /Length %d" % len(bomb))
    yield "stream-that-explodes.pdf", packed, PDF, ""
    deep = b"[" * 50_000 + b"]" * 50_000
    yield "arrays-in-arrays.pdf", pdf(deep, catalog=b"/Names 6 0 R"), PDF, ""
    yield "dictionaries-in-dictionaries.pdf", pdf(b"<< /A " * 50_000 + b">> " * 50_000, page=b"/X 6 0 R"), PDF, ""
    yield "operators-without-end.pdf", pdf(content=b"q " * 300_000), PDF, Problem.WORDLESS
    yield "huge-page.pdf", pdf().replace(b"[0 0 300 200]", b"[0 0 9999999999999 99999999]"), PDF, ""


def _active() -> Iterator[Hostile]:
    run = b"/OpenAction << /S /Launch /F (cmd.exe) >> /AA << /WC << /S /URI /URI (" + _AFAR + b") >> >>"
    yield "launches.pdf", pdf(catalog=run), PDF, WORDS
    yield "script.pdf", pdf(catalog=b"/OpenAction << /S /JavaScript /JS (while(true){}) >>"), PDF, WORDS
    yield "form-from-afar.pdf", pdf(catalog=b"/AcroForm << /XFA (<x href='" + _AFAR + b"'/>) >>"), PDF, WORDS
    locked = FPDF()
    locked.add_page()
    locked.set_encryption(owner_password="owner", user_password="user")
    yield "with-a-password.pdf", bytes(locked.output()), PDF, Problem.ENCRYPTED
    whole = pdf()
    yield "truncated.pdf", whole[: len(whole) // 4], PDF, Problem.DAMAGED
    yield "text-of-another-kind.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, PDF, Problem.DAMAGED
    yield "places-beyond-the-end.pdf", pdf().replace(b" 00000 n", b" 99999 n").replace(b"000000", b"999999"), PDF, ""


def _web_pages() -> Iterator[Hostile]:
    seen = f"<p>{WORDS}</p>"
    fetching = f"<iframe src='{_AFAR.decode()}'></iframe><img src='file:///etc/passwd'><script>secret()</script>{seen}"
    yield "fetches.html", fetching.encode(), HTML, WORDS
    yield "deep.html", (f"{seen}" + "<div>" * 100_000).encode(), HTML, ""
    yield "laughs.html", f'<!DOCTYPE r [<!ENTITY a "{"b" * 99}">]>{seen}&a;'.encode(), HTML, ""
    yield "never-closes.html", f"{seen}<!-- <script>".encode() + b"<" * 100_000, HTML, ""
    yield "attributes-without-end.html", f"{seen}<b {'a=1 ' * 100_000}>".encode(), HTML, ""


def _texts() -> Iterator[Hostile]:
    yield "formula.csv", b"=cmd|'/C calc'!A0,@SUM(1)\n", CSV, "=cmd|'/C calc'!A0,@SUM(1)"
    yield "nuls.txt", b"blue\0hinge\x1b[2J", TEXT, "blue hinge [2J"
    yield "half-signs.txt", b"hinge \xed\xa0\x80\xff\xfe\xc3", TEXT, ""
    yield "one-line.txt", b"hinge " * 1_000_000, TEXT, ""
    yield "nothing-visible.txt", ("\u200b\n \t" * 1000).encode(), TEXT, Problem.WORDLESS
    yield "wide.txt", "blue hinge".encode("utf-16"), TEXT, "blue hinge"
