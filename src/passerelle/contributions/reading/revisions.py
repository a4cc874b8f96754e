"""The edit history of a text, as readable differences between versions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passerelle.contributions.models import Post
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill_text, render

MAX_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, came or went, or that is left out because nothing changed in it."""

    change: str  # "same", "added", "gone", "left_out"
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version, and how it differs from the one before."""

    number: int
    at: datetime
    title: str
    pieces: list[Piece]


def context(actor: Actor, post: Post) -> dict[str, Any]:
    """Versions newest first; a text that was taken away has no history to show."""
    if post.is_tombstone:
        return {"post": post, "contribution": post.contribution, "versions": []}
    kept = list(post.revisions.all())
    title = post.contribution.title if post.is_body else ""
    sources = [(r.number, r.written_at, r.title, r.source) for r in kept]
    sources.append((len(kept) + 1, post.edited_at or post.created_at, title, post.source))
    words = words_of(actor, [source for _number, _at, _title, source in sources])
    versions = [
        Version(
            number,
            at,
            named,
            difference(words[index - 1] if index else "", words[index]) if index else [Piece("same", words[0])],
        )
        for index, (number, at, named, _source) in enumerate(sources)
    ]
    return {"post": post, "contribution": post.contribution, "versions": versions[::-1]}


def words_of(actor: Actor, sources: Sequence[str]) -> list[str]:
    """Texts in plain words, names as this reader may know them."""
    htmls = [render(source).html for source in sources]
    names = names_for(actor, htmls)
    return [fill_text(html, names) for html in htmls]


def difference(before: str, after: str) -> list[Piece]:
    """Word by word; very long texts are compared line by line, so that it stays quick."""
    split = re.compile(r"(\s+)") if len(before) + len(after) < MAX_WORDS else re.compile(r"(\n)")
    old, new = split.split(before), split.split(after)
    pieces: list[Piece] = []
    for change, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if change == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("gone", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return pieces
