"""The portfolio of a community: as people open it, the letters of all places, and all of it on one page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from passerelle.exchange.bench.asking import EMPTY, portfolio
from passerelle.exchange.bench.load import measure
from passerelle.exchange.bench.server import served
from passerelle.exchange.bench.telling import copy, prepared, run_inside

WARMING = 0.5


def measure_matrix(data: Path, seconds: float) -> dict[str, Any]:
    """Milliseconds and kilobytes of each, beside an empty page of the same server and minute; one reader, signed in."""
    seed, run = (data / "spread").resolve(), (data / "matrix").resolve()
    prepared(seed)
    spread: dict[str, str] = json.loads(run_inside(seed, "passerelle.exchange.bench.inside", "spread"))
    copy(seed, run)
    found = {}
    with served(run) as server:
        for page in (EMPTY, *portfolio(spread["place"])):
            measure(server.port, page, [spread["session"]], 1, WARMING)
            found[page.name] = measure(server.port, page, [spread["session"]], 1, seconds).as_json()
    return found
