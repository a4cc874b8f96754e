"""Files nobody should send, to every form that takes one: a sentence, no row and no file left behind."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hostile.crawling import Field, Form
from hostile.sending import complaints, send

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # decided before a database is asked


def picture(kind: str, **given: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, kind, **given)
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(extra: bytes) -> bytes:
    """A picture with something between its head and its pixels."""
    plain = picture("PNG")
    return plain[:33] + extra + plain[33:]


def zip_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(20_000_000))
        archive.writestr("../../climbs", "x")
    return made.getvalue()


WIDE = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
REFUSED = {
    "nothing": ("empty.png", b""),
    "a script called a picture": ("photo.png", b"<script>hit()</script>"),
    "a drawing that can run": ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>"),
    "half a picture": ("half.jpg", picture("JPEG")[:300]),
    "a canvas of four thousand million pixels": ("wide.gif", WIDE),
    "words that unpack to gigabytes": ("text.png", png_with(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000))))),
    "an animated nothing": ("still.webp", b"RIFF\x10\0\0\0WEBPVP8X" + bytes(4)),
    "a program": ("photo.jpg", b"MZ" + bytes(200)),
}  # fmt: skip
TAKEN = {
    "a picture that is also a page": ("both.gif", picture("GIF") + b"<html><script>hit()</script>"),
    "a picture that is also an archive": ("both.png", picture("PNG") + zip_bomb()),
    "a picture of another name": ("photo.pdf", picture("JPEG")),
    "a name that climbs": ("../../../etc/passwd\0.png", picture("PNG")),
    "a name without end": ("long " * 2_000 + ".png", picture("PNG")),
    "a name from right to left": ("\u202egnp.exe\u2066", picture("PNG")),
    "an archive that unpacks to a lot": ("table.xlsx", zip_bomb()),
}


def takers(site):
    """Every form with a file, and the editor's upload."""
    forms = [form for form in site.found.forms.values() if any(field.type == "file" for field in form.fields.values())]
    address = reverse("upload")
    return [*forms, Form("ada", "/", address, "post", "upload", {"file": Field("file", "file", "")})]


def given(form, name, content):
    files = {field.name: SimpleUploadedFile(name, content) for field in form.fields.values() if field.type == "file"}
    return form.filled() | files


def stored():
    return sorted(
        str(path) for path in Path(settings.STORAGES["default"]["OPTIONS"]["location"]).rglob("*") if path.is_file()
    )


def test_every_form_with_a_file_is_known(site):
    assert {form.route for form in takers(site)} == {
        "admin_import", "admin_logo", "capture", "community_set_cover", "first_run", "settings_photo", "upload",
    }  # fmt: skip


@pytest.mark.parametrize("file", REFUSED)
def test_what_is_refused_leaves_nothing(site, file):
    wrong, before = [], stored()
    for form in takers(site):
        sent = send(site.browsers[form.who], form, given(form, *REFUSED[file]))
        wrong += [f"{form.route}: {said}" for said in complaints(sent, form, {})]
        empty = file == "nothing" and form.route != "upload"  # without a picture the present one is taken away
        if not empty and (sent.answer is None or sent.answer.status_code < 400):
            wrong.append(f"{form.route} took it")
    assert wrong == []
    assert stored() == before


@pytest.mark.parametrize("file", TAKEN)
def test_what_is_strange_is_stored_as_something_plain_or_refused(site, file):
    wrong, before = [], set(stored())
    for form in takers(site):
        if form.route in ("upload", "settings_photo", "admin_import"):
            sent = send(site.browsers[form.who], form, given(form, *TAKEN[file]))
            wrong += [f"{form.route}: {said}" for said in complaints(sent, form, {})]
    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"]).resolve()
    for path in map(Path, set(stored()) - before):
        assert path.resolve().is_relative_to(root)
        if file != "an archive that unpacks to a lot":
            assert b"hit()" not in path.read_bytes()
            assert path.suffix in (".webp", ".avif")
    assert wrong == []
