"""What a file is, by its content; a name or a header only chooses between kinds of text and of office files."""

import re
from pathlib import PurePath

IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})
FILMS = frozenset({"video/mp4", "video/webm"})
"""What every browser plays."""

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR\n", "audio/amr"),
    (b"#!AMR-", "audio/amr"),  # what some telephones record; it begins like a script
    (b"caff\x00\x01", "audio/x-caf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIP = (
    (b"word/document", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/workbook", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/presentation", f"{_OFFICE}presentationml.presentation"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_BY_ENDING = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
}
_TEXT_BY_ENDING = {".csv": "text/csv", ".md": "text/markdown", ".ics": "text/calendar", ".json": "application/json"}
_MARKUP = re.compile(
    rb"<(?:!--|(?:\?xml|!doctype|svg|html|head|body|script|style|iframe|a|p|div|table|img)\b)", re.IGNORECASE
)


def sniff(data: bytes, name: str = "") -> str | None:
    """The media type of a file from its bytes, or None when nothing we know begins like that."""
    for magic, mime in _MAGIC:
        if data.startswith(magic):
            return mime
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "video/mp4")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _OLE_BY_ENDING.get(_ending(name), "application/x-ole-storage")
    return _text(data, name)


def _zipped(data: bytes) -> str:
    if data[30:38] == b"mimetype" and (kind := re.match(rb"application/[\w.+-]{1,80}", data[38:138])):
        # OpenDocument and e-books name themselves in the first entry, which runs into the next header.
        return kind[0].split(b"PK")[0].decode()
    return next((mime for path, mime in _IN_ZIP if path in data), "application/zip")


def _text(data: bytes, name: str) -> str | None:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if not head or re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return None
    if _MARKUP.match(head.lstrip()):
        return "image/svg+xml" if re.search(rb"<svg\b", head, re.IGNORECASE) else "text/html"
    return _TEXT_BY_ENDING.get(_ending(name), "text/plain")


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
