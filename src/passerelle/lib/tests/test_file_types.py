"""Files are what their bytes say."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.lib.file_types import sniff


def zipped(*names: str, first: tuple[str, str] | None = None) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "x")
    return stored.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "mime"),
    [
        (b"\xff\xd8\xff\xe0 ", "", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "photo.jpg", "image/png"),
        (b"GIF89a", "", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "", "image/avif"),
        (b"\x00\x00\x00\x1cftypheic", "", "image/heic"),
        (b"\x00\x00\x00\x18ftypmp42", "", "video/mp4"),
        (b"\x00\x00\x00\x1cftypM4A ", "note.m4a", "audio/mp4"),
        (b"#!AMR-WB\n", "note.amr", "audio/amr"),
        (b"#!/bin/sh\n", "note.amr", "text/x-script"),
        (b"\xff\xf1\x50\x80", "note.aac", "audio/aac"),
        (b"\xff\xf2\x50\x80", "note.mp3", "audio/mpeg"),
        (b"caff\x00\x01", "note.caf", "audio/x-caf"),
        (b"%PDF-1.7", "", "application/pdf"),
        (zipped("a.txt"), "a.docx", "application/zip"),
        (
            zipped("word/document.xml"),
            "a.zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped("x", first=("mimetype", "application/vnd.oasis.opendocument.text")),
            "",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.XLS", "application/vnd.ms-excel"),
        (b"name;age\nAda;36\n", "people.csv", "text/csv"),
        ("# Été".encode(), "notes.md", "text/markdown"),
        (b"hello", "", "text/plain"),
        (b"<svg onload=hit()>", "photo.png", "image/svg+xml"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "", "image/svg+xml"),
        (b"<!--x--><script>", "notes.txt", "text/html"),
        (b" \n<ScRiPt>", "notes.txt", "text/html"),
        (b"MZ\x90", "setup.pdf", "application/vnd.microsoft.portable-executable"),
        (b"\x00\x01\x02", "", None),
        (b"", "empty.txt", None),
    ],
)
def test_content_decides(data: bytes, name: str, mime: str | None) -> None:
    assert sniff(data, name) == mime


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_an_answer(data: bytes, name: str) -> None:
    sniff(data, name)
    sniff(b"PK\x03\x04" + data, name)
