"""What has to be tried out: whether the data folder can hold what it is to hold."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from passerelle.checking.findings import Finding, risky, wrong
from passerelle.environment import Environment
from passerelle.environment import gettext_noop as _

LITTLE_SPACE = 1024**3
PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def about_folder(environment: Environment) -> Iterator[Finding]:
    """The data folder: there, writable, with room, its secrets readable by its owner alone."""
    folder = environment.data
    near = next(path for path in (folder, *folder.parents) if path.exists())
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        yield wrong(
            _("The data folder %(folder)s cannot be written: give it to the user who runs Passerelle."), folder=folder
        )
        return
    unwritable = [path for path in _own(folder) if not os.access(path, os.W_OK)]
    if unwritable:
        yield wrong(
            _("%(path)s cannot be written: give everything in the data folder to the user who runs Passerelle."),
            path=unwritable[0],
        )
    if shutil.disk_usage(near).free < LITTLE_SPACE:
        yield risky(_("Less than 1 GB is free where %(folder)s is: a full disk stops all writing."), folder=folder)
    for path in (folder / "secret.key", folder / "DEMO"):
        if path.is_file() and path.stat().st_mode & PRIVATE:
            yield wrong(
                _("Others on this machine can read %(path)s, and sign in as anybody with it: chmod 600 %(path)s."),
                path=path,
            )
    push_key = folder / "push.key"
    if push_key.is_file() and push_key.stat().st_mode & PRIVATE:
        yield wrong(
            _(
                "Others on this machine can read %(path)s, and send messages to people's devices with it: chmod 600 %(path)s."
            ),
            path=push_key,
        )
    database = folder / "passerelle.sqlite3"
    if database.is_file() and database.stat().st_mode & stat.S_IRWXO and folder.stat().st_mode & stat.S_IXOTH:
        yield risky(
            _("Every user of this machine can read %(database)s: close the folder with chmod 700 %(folder)s."),
            database=database,
            folder=folder,
        )


def _own(folder: Path) -> Iterator[Path]:
    """The files writing depends on; not each upload, which may be many."""
    yield from (path for path in folder.glob("*") if path.name.startswith("passerelle.sqlite3") or path.is_dir())
