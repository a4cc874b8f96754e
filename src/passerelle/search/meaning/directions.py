"""What is read of a text for its meaning, and one direction out of that: the title speaks beside the text it stands above.

A short question is nearer to a title than to a page, and a page says more than its title. Measured on questions of our own in another
language; on french.meta, where titles are questions themselves, it makes no difference that could be told from chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from passerelle.search.meaning.embedder import Vectors

LONGEST = 1_000
"""Letters of a text that are read for its meaning: what it is about stands in its beginning."""

TITLE = 0.3
"""The part of the title alone."""


def read_of(title: str, about: str, text: str) -> tuple[str, ...]:
    """The beginning of the whole, and the title alone where there is more than that."""
    whole = "\n".join(filter(None, (about, title, text)))[:LONGEST]
    return (whole, title) if title and text else (whole,)


def directions(read: Sequence[tuple[str, ...]], rows: Vectors) -> Iterator[bytes]:
    """For each text one direction of length 1 in half precision; ``rows`` are those of all that was read, in order."""
    left = iter(rows)
    for texts in read:
        whole, *titles = (next(left).astype(np.float32) for _text in texts)
        for title in titles:
            whole = (1 - TITLE) * whole + TITLE * title
        yield (whole / np.linalg.norm(whole)).astype(np.float16).tobytes()
