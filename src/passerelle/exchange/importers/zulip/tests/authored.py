"""Small archives written by hand, in every form the importer reads."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DAY = 1_700_000_000


def message(number: int, html: str = "", sender: str = "Ada Lindqvist", at: int | None = None) -> dict[str, Any]:
    """A row as zulip-archive writes it."""
    return {
        "content": html or f"<p>Words of {number}</p>",
        "id": number,
        "sender_full_name": sender,
        "timestamp": DAY + number if at is None else at,
    }


def write_folder(root: Path, topics: Mapping[str, Any]) -> Path:
    """Path within the archive → rows (or the text of the file as it stands)."""
    for name, rows in topics.items():
        path = root / "zulip_json" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rows if isinstance(rows, str) else json.dumps(rows))
    return root


def write_tar(path: Path, topics: Mapping[str, Any]) -> Path:
    """The same as ``.tar.gz`` or ``.tar.zst``, by the name of the path."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, rows in topics.items():
            text = (rows if isinstance(rows, str) else json.dumps(rows)).encode()
            member = tarfile.TarInfo(f"zulip_json/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    path.write_bytes(compressed(path.suffix, packed.getvalue()))
    return path


def compressed(suffix: str, data: bytes) -> bytes:
    """As gzip or Zstandard would keep it."""
    if suffix == ".zst":
        import pytest  # noqa: PLC0415

        return pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    import gzip  # noqa: PLC0415

    return gzip.compress(data)
