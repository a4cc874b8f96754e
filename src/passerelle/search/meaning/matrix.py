"""All vectors in memory, as one array: read once, brought up to date before each use, gone with the process."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Max, QuerySet

from passerelle.search.meaning.embedder import Vectors
from passerelle.search.models import Vector


@dataclass(frozen=True, slots=True)
class Matrix:
    """The vectors of one model and the moment of the newest; ``ids`` are documents, in the order of the rows."""

    ids: npt.NDArray[np.int64]
    rows: Vectors
    last: datetime | None

    @property
    def places(self) -> dict[int, int]:
        """Document → its row."""
        return {int(pk): place for place, pk in enumerate(self.ids)}


_held: dict[str, Matrix] = {}
_turn = threading.Lock()


def matrix(model: str) -> Matrix | None:
    """The vectors as they are now, None when there is none. One query when nothing changed."""
    vectors = Vector.objects.filter(model=model)
    stand = vectors.aggregate(count=Count("pk"), last=Max("made_at"))
    with _turn:
        held = _held.get(model)
        if held is None or (len(held.ids), held.last) != (stand["count"], stand["last"]):
            held = _renewed(held, vectors) if held is not None else None
            if held is None or len(held.ids) != stand["count"]:  # some are gone
                held = _read(vectors)
            if held is None:
                _held.pop(model, None)
                return None
            _held[model] = held
        return held


def forget() -> None:
    """Let go of what is held: another database is another truth."""
    _held.clear()


def _renewed(held: Matrix, vectors: QuerySet[Vector]) -> Matrix:
    """What is held, with what was made since."""
    made = _read(vectors.filter(made_at__gte=held.last))
    if made is None:
        return held
    places, rows = held.places, held.rows.copy()
    new = [place for place, pk in enumerate(made.ids) if int(pk) not in places]
    for place, pk in enumerate(made.ids):
        if int(pk) in places:
            rows[places[int(pk)]] = made.rows[place]
    return Matrix(np.concatenate([held.ids, made.ids[new]]), np.concatenate([rows, made.rows[new]]), made.last)


def _read(vectors: QuerySet[Vector]) -> Matrix | None:
    ids, rows, last = [], [], None
    for pk, data, made_at in vectors.order_by("pk").values_list("pk", "data", "made_at").iterator():
        ids.append(pk)
        rows.append(np.frombuffer(bytes(data), np.float16))
        last = max(last or made_at, made_at)
    return Matrix(np.array(ids, np.int64), np.stack(rows).astype(np.float32), last) if ids else None
