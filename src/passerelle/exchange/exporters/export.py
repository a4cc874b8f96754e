"""Writes everything out: one JSON Lines file per table, every upload, and a page that explains them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.core.serializers.json import DjangoJSONEncoder

from passerelle.exchange.exporters.rows import rows
from passerelle.exchange.exporters.scope import LEFT_OUT, exported_models
from passerelle.exchange.exporters.snapshot import snapshot
from passerelle.exchange.exporters.targets import Target, target
from passerelle.lib.clock import now
from passerelle.lib.progress import Progress, unheard

FORMAT = 1
CHUNK = 1024 * 1024
ABOUT = Path(__file__).parent / "about.md"


class NotEmpty(Exception):
    """Something is where the export was to go; the message is a sentence."""


def export(path: Path, progress: Progress = unheard) -> dict[str, Any]:
    """Write everything to a new folder, or to a .zip; returns the manifest. Raises NotEmpty rather than write over something.

    Rows are read as they were at one moment, uploads after them: a file too many is harmless, a missing one is not.
    """
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise NotEmpty(f"{path} is there already: an export goes to a new or empty folder, or to a new .zip.")
    manifest: dict[str, Any] = {"format": FORMAT, "exported_at": now().isoformat(), "tables": {}, "files": {}}
    with target(path) as into:
        with snapshot():
            _write_tables(into, manifest["tables"], progress)
        for name in stored_files(default_storage):
            manifest["files"][f"files/{name}"] = _copy(into, name)
        manifest["left_out"] = LEFT_OUT
        _write_bytes(into, "README.md", ABOUT.read_bytes())
        _write_bytes(into, "manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False).encode())
    return manifest


def stored_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every stored file by name, folder after folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}/{name}".lstrip("/")
    for inner in sorted(folders):
        yield from stored_files(storage, f"{folder}/{inner}".lstrip("/"))


def _write_tables(into: Target, written: dict[str, Any], progress: Progress) -> None:
    found = exported_models()
    done, total = 0, sum(model._base_manager.count() for model in found)
    for model in found:
        name, digest, first = f"{model._meta.label_lower}.jsonl", hashlib.sha256(), done
        with into.open(name) as file:
            for done, row in enumerate(rows(model), start=first + 1):
                line = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n"
                digest.update(line)
                file.write(line)
                if not done % 100:
                    progress(done, total)
        progress(done, total)
        written[name] = {"rows": done - first, "sha256": digest.hexdigest()}


def _copy(into: Target, name: str) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with default_storage.open(name) as source, into.open(f"files/{name}") as file:
        chunks: Iterable[bytes] = source.chunks(CHUNK)
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _write_bytes(into: Target, name: str, content: bytes) -> None:
    with into.open(name) as file:
        file.write(content)
