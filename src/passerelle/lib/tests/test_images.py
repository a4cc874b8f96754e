"""Pictures come out upright, small and anonymous, or not at all."""

import io
import struct
import zlib

import pytest
from PIL import Image

from passerelle.lib.images import PictureRefused, Processed, reencode


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stored = io.BytesIO()
    image.save(stored, kind, **options)
    return stored.getvalue()


def sizes(picture: Processed) -> list[tuple[str, str, int, int]]:
    return [(made.size, made.format, made.width, made.height) for made in picture.copies]


def decoded(picture: Processed, size: str, kind: str) -> Image.Image:
    return Image.open(
        io.BytesIO(next(made.content for made in picture.copies if (made.size, made.format) == (size, kind)))
    )


def photograph() -> bytes:
    """A red half above a blue one, stored lying on its side, with a place and a camera in its metadata."""
    image = Image.new("RGB", (1200, 800), "red")
    image.paste("blue", (600, 0, 1200, 800))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return encoded(image, "JPEG", exif=exif, comment=b"SecretComment", xmp=b"<x>SecretPlace</x>")


def test_a_photograph_is_upright_and_tells_nothing() -> None:
    picture = reencode(photograph())
    assert (picture.width, picture.height) == (800, 1200)
    assert sizes(picture) == [
        ("medium", "avif", 800, 1200),
        ("medium", "webp", 800, 1200),
        ("thumb", "avif", 480, 720),
        ("thumb", "webp", 480, 720),
    ]
    for made in picture.copies:
        image = decoded(picture, made.size, made.format).convert("RGB")
        assert not image.getexif()
        assert b"Secret" not in made.content
        assert image.getpixel((10, 10))[0] > 200
        assert image.getpixel((10, image.height - 10))[2] > 200


def test_small_pictures_are_not_enlarged() -> None:
    assert sizes(reencode(encoded(Image.new("RGB", (90, 60)), "PNG"))) == [
        ("thumb", "avif", 90, 60),
        ("thumb", "webp", 90, 60),
    ]


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("P", "GIF"), ("LA", "PNG"), ("I;16", "PNG"), ("1", "PNG"), ("CMYK", "JPEG"), ("RGBA", "WEBP"), ("RGB", "AVIF")],
)
def test_every_kind_of_pixel_is_understood(mode: str, kind: str) -> None:
    assert sizes(reencode(encoded(Image.new(mode, (40, 30)), kind)))[0] == ("thumb", "avif", 40, 30)


def test_transparency_stays() -> None:
    assert (
        decoded(reencode(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")), "thumb", "webp")
        .convert("RGBA")
        .getpixel((5, 5))[3]
        == 0
    )


def test_an_animation_moves_and_its_thumbnail_stands_still() -> None:
    frames = [Image.new("RGB", (60, 40), ("red", "blue")[number % 2]) for number in range(250)]
    picture = reencode(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50))
    assert sizes(picture) == [("medium", "webp", 60, 40), ("thumb", "avif", 60, 40), ("thumb", "webp", 60, 40)]
    assert decoded(picture, "medium", "webp").n_frames == 200


def flood(width: int, height: int) -> bytes:
    """A valid PNG of a few hundred bytes that claims any number of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (flood(50_000, 50_000), "too many pixels"),
        (flood(2_000_000_000, 2), "too many pixels"),
        (photograph()[:900], "damaged"),
        (b"GIF89a" + b"\xff" * 200, "not a picture"),
        (b"\x89PNG\r\n\x1a\n", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (b"%PDF-1.4", "not a picture"),
        (b"", "not a picture"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PictureRefused, match=reason):
        reencode(data)


def test_nothing_hidden_behind_a_picture_survives() -> None:
    picture = reencode(photograph() + b"PK\x03\x04<script>hit()</script>")
    assert all(b"script" not in made.content for made in picture.copies)
