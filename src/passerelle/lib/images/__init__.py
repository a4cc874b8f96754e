"""Pictures people send: decoded in a limited child, stripped of everything but pixels, saved in sizes for pages."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from passerelle.lib.file_types import IMAGES, sniff
from passerelle.lib.limited import Limits, Stopped, run_limited

__all__ = ["MAX_PIXELS", "SIZES", "Copy", "PictureRefused", "Processed", "reencode"]

#: The widths we keep; a smaller picture is never enlarged, and has fewer sizes.
SIZES = {"thumb": 480, "medium": 960, "large": 1920}
MAX_PIXELS = 50_000_000

_SCRIPT = Path(__file__).parent / "reencoding.py"
_LIMITS = Limits(memory=1 << 30, cpu_seconds=60, wall_seconds=90, file_size=32 << 20)


class PictureRefused(Exception):
    """The file is not a picture we show: another type, too many pixels, or damaged."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture in one size and one format (``avif`` or ``webp``)."""

    size: str
    format: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Processed:
    """A picture ready to be stored; width and height are those of the upright original."""

    width: int
    height: int
    copies: tuple[Copy, ...]


def reencode(data: bytes) -> Processed:
    """A picture in every size, without metadata. Raises ``PictureRefused`` with the reason in its argument."""
    if sniff(data) not in IMAGES:
        raise PictureRefused("not a picture we can show")
    with tempfile.TemporaryDirectory(prefix="passerelle-image-") as name:
        folder = Path(name)
        (folder / "source").write_bytes(data)
        widths = [f"{size}={width}" for size, width in SIZES.items()]
        try:
            answer = cast("dict[str, object]", run_limited(_SCRIPT, folder, str(MAX_PIXELS), *widths, limits=_LIMITS))
        except Stopped as error:
            raise PictureRefused(f"cannot be read: {error}") from error
        if reason := answer.get("refused"):
            raise PictureRefused(str(reason))
        return _processed(folder, answer)


def _processed(folder: Path, answer: dict[str, object]) -> Processed:
    made = cast("list[tuple[str, str, int, int]]", answer["copies"])
    return Processed(
        width=cast("int", answer["width"]),
        height=cast("int", answer["height"]),
        copies=tuple(
            Copy(size, kind, width, height, (folder / f"{size}.{kind}").read_bytes())
            for size, kind, width, height in made
        ),
    )
