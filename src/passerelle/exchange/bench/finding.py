"""Finding something among a hundred thousand texts, and how many texts a second enter the index."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from passerelle.exchange.bench.asking import EMPTY, finding
from passerelle.exchange.bench.folder import sign_in
from passerelle.exchange.bench.load import measure
from passerelle.exchange.bench.population import Size, populate
from passerelle.exchange.bench.server import served
from passerelle.exchange.bench.telling import copy, prepared, run_inside
from passerelle.people.models import Person
from passerelle.search.rebuilding import rebuild

HUNDRED_THOUSAND = 10_000, 90_000  # questions, replies
WARMING = 0.5


def measure_finding(data: Path, seconds: float) -> dict[str, Any]:
    """Milliseconds of each page of ``asking.finding`` for one reader who may read everything, and texts indexed in a second."""
    seed, run = (data / "texts").resolve(), (data / "finding").resolve()
    prepared(seed)
    filled = json.loads(run_inside(seed, "passerelle.exchange.bench.inside", "fill"))
    copy(seed, run)
    found: dict[str, Any] = {}
    with served(run) as server:
        for page in (EMPTY, *finding()):
            measure(server.port, page, [filled["session"]], 1, WARMING)
            found[page.name] = measure(server.port, page, [filled["session"]], 1, seconds).as_json()
    return {"pages": found, **json.loads(run_inside(run, "passerelle.exchange.bench.inside", "index"))}


def find_or_fill(*sizes: int) -> dict[str, str]:
    """Fill an empty database with so many contributions and replies; answers with a session of its first person."""
    if not Person.objects.exists():
        contributions, replies = sizes or HUNDRED_THOUSAND
        populate(Size(contributions=contributions, replies=replies, kind="question"))
    return {"session": sign_in(Person.objects.order_by("pk")[0])}


def index() -> dict[str, float]:
    """Make the whole index anew: how many documents it holds, and how many of them in a second."""
    begun = time.perf_counter()
    documents = rebuild()
    return {"documents": documents, "per_second": round(documents / (time.perf_counter() - begun))}
