"""Starts the demo anew: deletes what `demo` made, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from passerelle.exchange.demo.mark import secret_of

MADE = ("files", "mail", "imports")
DATABASE = "passerelle.sqlite3"


class NotTheDemo(Exception):
    """A folder or database holds something else than the demo; the message is a sentence."""


def reset(folder: Path, database_url: str) -> None:
    """Empty a marked folder; the mark stays, so do the links. Raises NotTheDemo unless everything in it is the demo's."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not secret_of(folder):
        raise NotTheDemo(f"{folder} was not made by the demo, so nothing in it is deleted: choose another folder.")
    if database_url:
        raise NotTheDemo("DATABASE_URL names a database outside the data folder: empty it yourself.")
    for path in folder.glob(f"{DATABASE}*"):
        path.unlink()
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
