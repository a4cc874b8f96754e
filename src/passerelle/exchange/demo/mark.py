"""The mark `passerelle demo` puts on its data folder; sign-in links exist nowhere else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from passerelle.environment import DEMO_MARK


def put_mark(folder: Path) -> None:
    """Mark a data folder as the demo's, before anything else is written into it; a mark that stands is kept."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / DEMO_MARK
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")


def secret_of(folder: Path) -> str:
    """What the sign-in links of this folder are made from; empty where `demo` never was."""
    path = folder / DEMO_MARK
    return path.read_text().strip() if path.is_file() else ""
