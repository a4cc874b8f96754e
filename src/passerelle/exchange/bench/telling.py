"""When everybody is told: an announcement through the real server, and the summaries of a morning."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from passerelle.exchange.bench.asking import announcement, announcing
from passerelle.exchange.bench.load import ask_once
from passerelle.exchange.bench.server import served

MEMBERS, PEOPLE = 10_000, (1_000, 5_000)  # of two numbers one sees whether memory grows with them
QUICK_MEMBERS, QUICK_PEOPLE = 1_000, (100,)
PATIENCE = 600.0
WRITTEN = "SELECT count(*) FROM notifications_notice WHERE verb = 'community.messaged'"


class NotTold(RuntimeError):
    """Somebody was left out."""


def tell(data: Path, quick: bool) -> dict[str, Any]:
    """Both figures, on copies of a crowd that is made once; raises NotTold when somebody was left out."""
    seed, run = (data / "crowd").resolve(), (data / "told").resolve()
    crowd = _prepare(seed)
    members, numbers = (QUICK_MEMBERS, QUICK_PEOPLE) if quick else (MEMBERS, PEOPLE)
    copy(seed, run)
    announced = _announce(run, members, crowd[str(members)], crowd["session"])
    return {"announcement": announced, "digests": [_compile(seed, run, people) for people in numbers]}


def prepared(seed: Path) -> None:
    """A folder with the tables of the present code; shares the static files of its neighbour."""
    seed.mkdir(parents=True, exist_ok=True)
    if not (seed / "static").is_symlink():
        (seed / "static").symlink_to(Path("..", "seed", "static"))
    run_inside(seed, "passerelle", "migrate")


def _prepare(seed: Path) -> dict[str, str]:
    """The crowd, made unless it is there, with the tables of the present code."""
    prepared(seed)
    crowd: dict[str, str] = json.loads(run_inside(seed, "passerelle.exchange.bench.inside", "crowd"))
    return crowd


def _announce(run: Path, members: int, community: str, session: str) -> dict[str, float]:
    """From the click of a manager to the answer, and to the last line in an inbox; their mails wait and are sent meanwhile."""
    with served(run) as server, closing(sqlite3.connect(run / "passerelle.sqlite3", timeout=60)) as database:
        asyncio.run(ask_once(server.port, announcing(community), session))  # what a process does once
        begun = time.perf_counter()
        status = asyncio.run(ask_once(server.port, announcement(community), session))
        acknowledged = time.perf_counter() - begun
        while (written := database.execute(WRITTEN).fetchone()[0]) < members - 1:
            if status != 302 or time.perf_counter() - begun > PATIENCE:
                raise NotTold(f"{written} of {members} members were told; the server answered {status}.")
            time.sleep(0.05)
        all_rows = time.perf_counter() - begun
    return {"members": members, "acknowledged_ms": round(1000 * acknowledged, 1), "all_rows_s": round(all_rows, 1)}


def _compile(seed: Path, run: Path, people: int) -> dict[str, float]:
    copy(seed, run)
    run_inside(run, "passerelle.exchange.bench.inside", "happen", str(people))
    found: dict[str, float] = json.loads(run_inside(run, "passerelle.exchange.bench.inside", "compile"))
    if found["people"] != people:
        raise NotTold(f"{found['people']} of {people} summaries were compiled.")
    return found


def copy(seed: Path, run: Path) -> None:
    """A copy that may be written to."""
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(seed, run, symlinks=True)


def run_inside(data: Path, *arguments: str) -> str:
    """What a module of ours says on this data folder, in a process of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    command, ours = [sys.executable, "-m", *arguments], {**plain, "PASSERELLE_DATA": str(data)}
    return subprocess.run(command, env=ours, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603  # our own command
