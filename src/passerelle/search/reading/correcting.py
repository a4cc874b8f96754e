"""Did you mean: words close to the ones typed, taken from titles and names the reader may see, so that nothing is told by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from passerelle.journal.actor import Actor
from passerelle.search.analysis import term
from passerelle.search.backends import search_backend
from passerelle.search.backends.port import TITLE, Query, Term
from passerelle.search.labels import reader_tokens
from passerelle.search.reading.suggesting import titles
from passerelle.search.reading.visible import visible
from passerelle.search.stems import stems_anywhere
from passerelle.search.typed import Typed, parse
from passerelle.search.words import fold, words

SHORTEST = 4
MOST_WORDS = 4
READ = 100
_ELIDED, _VOWELS = frozenset("cdjlmnst"), frozenset("aeiouyh")
_BEGINNINGS = (3, 1)  # a slip in the first letters is rare: three tell most, one finds the rest


def corrected(actor: Actor, typed: Typed) -> str:
    """What was typed with the words nobody wrote replaced by the closest known ones; empty when that finds nothing either."""
    text = typed.text
    for (word,) in [run for run in typed.wanted if len(run) == 1][:MOST_WORDS]:
        if (
            len(word) >= SHORTEST
            and not _finds(actor, replace(term((word,)), stems=()))
            and (better := _closest(actor, word))
        ):
            text = _replaced(text, word, better)
    found = text != typed.text and all(_finds(actor, term(run)) for run in parse(text).wanted)
    return text if found else ""


def _finds(actor: Actor, wanted: Term) -> bool:
    """Whether this reader finds anything under a word; what others find is not asked."""
    return bool(
        visible(actor, search_backend().query(Query(tokens=reader_tokens(actor), terms=(wanted,), limit=20)).hits)
    )


def _closest(actor: Actor, word: str) -> str:
    """The known word with the fewest slips between, the commonest first among equals; empty when none is close."""
    plain = fold(word)
    if plain[0] in _ELIDED and plain[1] in _VOWELS and (apart := _exact(actor, plain[1:])):
        return apart
    most, stems = 1 if len(plain) < 6 else 2, set(stems_anywhere(word))
    for letters in _BEGINNINGS:
        near: dict[str, int] = {}
        for known in _known(actor, plain[:letters]):
            if abs(len(known) - len(plain)) <= most and stems.isdisjoint(stems_anywhere(known)):
                near[known] = near.get(known, 0) + 1
        slipped = {known: slips(fold(known), plain) for known in near}
        close = [known for known, count in slipped.items() if count <= most]
        if close:
            return min(close, key=lambda known: (slipped[known], -near[known], known))
    return ""


def _exact(actor: Actor, plain: str) -> str:
    """The known word of these letters: ``lourlet`` is l'ourlet, whose apostrophe was left out."""
    return next((known for known in _known(actor, plain) if fold(known) == plain), "")


def _known(actor: Actor, beginning: str) -> Iterator[str]:
    """The words that begin so in titles and names this reader sees."""
    start = replace(term((beginning,)), stems=(), begins=TITLE)
    hits = search_backend().query(Query(tokens=reader_tokens(actor), terms=(start,), limit=READ)).hits
    for title in titles(actor, [(hit.subject, hit.subject_id) for hit in hits]):
        yield from (word for word in words(title) if fold(word).startswith(beginning))


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, changed, or exchanged with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def _replaced(text: str, word: str, better: str) -> str:
    """The text with this word exchanged, whatever stands around it."""
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _found: better, text, flags=re.IGNORECASE)
