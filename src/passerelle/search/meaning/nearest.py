"""What means nearly the same as a text, among what the tokens of a reader open."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from passerelle.search.backends.port import Hit, Query, SearchBackend
from passerelle.search.meaning.embedder import embedder
from passerelle.search.meaning.matrix import matrix

MOST = 100
"""The window of science.md §3.3: what lies further than this is not near."""

NEAR_ENOUGH = 0.25
"""The cosine below which two texts have nothing to do with each other."""

_PORTION = 500


def nearest(backend: SearchBackend, query: Query, text: str) -> list[Hit]:
    """The nearest conversations, nearest first, each by its nearest text; their score is the cosine."""
    model = embedder()
    if model is None or not query.tokens or not text.strip():
        return []
    held = matrix(model.name)
    if held is None:
        return []
    likeness = held.rows @ model.embed([text])[0]
    near = np.flatnonzero(likeness >= NEAR_ENOUGH)
    order = near[np.argsort(-likeness[near], kind="stable")]
    found: dict[int, Hit] = {}
    for portion in _portions(order):
        scores = {int(held.ids[place]): float(likeness[place]) for place in portion}
        known = {hit.document_id: hit for hit in backend.among(list(scores), query)}
        for pk, score in scores.items():
            if pk in known:
                hit = known[pk]._replace(score=score)
                found.setdefault(hit.contribution_id or -pk, hit)
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


def _portions(order: npt.NDArray[np.intp]) -> Iterator[list[int]]:
    for start in range(0, len(order), _PORTION):
        yield [int(place) for place in order[start : start + _PORTION]]
