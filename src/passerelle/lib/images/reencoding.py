"""The child's part: one picture in, its copies out. A script of its own, run by path, so it imports only Pillow.

Called in a folder that holds ``source``, with the most pixels allowed and ``size=width`` pairs; prints one JSON object.
"""

import contextlib
import io
import json
import sys
import warnings
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

ANIMATED_FORMATS = ("GIF", "WEBP", "PNG", "AVIF")
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MOST_FRAMES = 200
# Beyond these an animation is shown as its first frame, or made smaller, so that it ends within its seconds.
MOST_PIXELS_TO_DECODE = 400_000_000
MOST_PIXELS_TO_ENCODE = 50_000_000

Made = tuple[str, str, int, int]


def main(most_pixels: int, widths: dict[str, int]) -> dict[str, object]:
    """The sizes made of ``source``, or why it is refused."""
    warnings.simplefilter("ignore")
    # Our own bound is checked before any pixel is decoded; the library's would only warn.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open("source", formats=FORMATS) as image:
            if image.width * image.height > most_pixels:
                return {"refused": "too many pixels"}
            return _copies(image, widths)
    except UnidentifiedImageError:
        return {"refused": "not a picture we can show"}
    except (OSError, SyntaxError, ValueError, EOFError):
        return {"refused": "damaged"}


def _copies(image: Image.Image, widths: dict[str, int]) -> dict[str, object]:
    # A photograph may hold several pictures too (its preview, a second lens); they are no animation.
    frames = min(getattr(image, "n_frames", 1), MOST_FRAMES) if image.format in ANIMATED_FORMATS else 1
    animated = frames > 1 and frames * image.width * image.height <= MOST_PIXELS_TO_DECODE
    turned = image.getexif().get(0x0112, 1) >= 5
    width, height = (image.height, image.width) if turned else image.size
    made: list[Made] = []
    if animated:
        made.append(_save_animation(image, frames, "medium", widths["medium"]))
        image.seek(0)
        widths = {"thumb": widths["thumb"]}
    made += _save_stills(image, widths, width, height)
    return {"width": width, "height": height, "copies": made}


def _save_stills(image: Image.Image, widths: dict[str, int], width: int, height: int) -> Iterator[Made]:
    largest = _fitting(width, height, max(widths.values()))
    # Photographs are decoded at about the size needed, which saves most of the time and memory.
    image.draft("RGB", largest if width == image.width else largest[::-1])
    picture = ImageOps.exif_transpose(_plain(image))
    sizes = sorted(widths, key=widths.__getitem__, reverse=True)
    for size, smaller in zip(sizes, [*sizes[1:], None], strict=True):
        if smaller and _fitting(width, height, widths[smaller]) == (width, height):
            continue
        picture = picture.resize(_fitting(width, height, widths[size]), Image.Resampling.LANCZOS, reducing_gap=2.0)
        picture.info = {}
        picture.save(f"{size}.avif", "AVIF", quality=60, speed=8, max_threads=2)
        picture.save(f"{size}.webp", "WEBP", quality=80, method=4)
        yield from ((size, kind, picture.width, picture.height) for kind in ("avif", "webp"))


def _save_animation(image: Image.Image, frames: int, size: str, most: int) -> Made:
    shape = _fitting(image.width, image.height, most)
    while shape[0] * shape[1] * frames > MOST_PIXELS_TO_ENCODE:
        shape = (max(1, shape[0] * 3 // 4), max(1, shape[1] * 3 // 4))
    durations: list[int] = []

    def drawn() -> Iterator[Image.Image]:
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number == frames:
                return
            durations.append(max(20, int(frame.info.get("duration") or 100)))
            small = frame.convert("RGBA").resize(shape, Image.Resampling.BILINEAR)
            small.info = {}
            yield small

    pictures = list(drawn())
    pictures[0].save(
        f"{size}.webp",
        "WEBP",
        save_all=True,
        append_images=pictures[1:],
        duration=durations,
        loop=0,
        quality=70,
        method=2,
    )
    return (size, "webp", *shape)


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a channel in the colours of the web, with transparency only where there is some."""
    image.load()
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
            return converted if converted is not None else image.convert(mode)
    return image.convert(mode)


def _fitting(width: int, height: int, most: int) -> tuple[int, int]:
    """A size within ``most`` wide and eight times as high (long screenshots), never larger than the original."""
    scale = min(1.0, most / width, 8 * most / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


if __name__ == "__main__":
    chosen = dict(argument.split("=") for argument in sys.argv[2:])
    json.dump(main(int(sys.argv[1]), {size: int(width) for size, width in chosen.items()}), sys.stdout)
