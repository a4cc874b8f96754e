"""Sentences of a text, and a passage found again in a text that may have changed. Pure: whoever asks passes the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile

MOST = 400  # sentences of one text
LONGEST = 1_000  # characters of one sentence; what is longer is cut between words
ROOM = 2_000  # characters of a passage
AROUND = 64  # characters kept before and after it
QUOTED = 400  # between two quotation marks, within which nothing is cut

_END = re.compile(r"[.!?…]+[\"'»”“’)\]*]*(?:\s»[)\]*]*)?\s+")
_QUOTATION = re.compile(
    rf"«[^«»]{{1,{QUOTED}}}»|“[^“”]{{1,{QUOTED}}}”|„[^„“”]{{1,{QUOTED}}}[“”]|(?<![^\s(\[])\"(?=\S)[^\"]{{1,{QUOTED}}}(?<=\S)\"(?!\w)"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where it begins and ends in its text, and its words on one line."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a passage keeps: its words, and those around it, by which it is told from the same words elsewhere."""

    quote: str
    before: str
    after: str


def stamp(text: str) -> str:
    """Which text sentences were counted in."""
    return sha256(text.encode()).hexdigest()[:12]


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; a line ends one as a full stop does, and what stands between quotation marks is not cut."""
    found: list[Sentence] = []
    for start, end in _pieces(text):
        words = one_line(text[start:end])
        if words and len(found) < MOST:
            found.append(Sentence(start, end, words))
    return found


def one_line(text: str) -> str:
    """Without what tells lines and tabs apart."""
    return _SPACES.sub(" ", text).strip()


def stretch(text: str, known: Sequence[Sentence], first: int, last: int) -> Stretch | None:
    """The passage from one sentence to another, both included, counted from 0; None where there are none such, or too many."""
    if not 0 <= first <= last < len(known):
        return None
    start, end = known[first].start, known[last].end
    quote = one_line(text[start:end])
    before, after = one_line(text[:start])[-AROUND:], one_line(text[end:])[:AROUND]
    return Stretch(quote, before, after) if len(quote) <= ROOM else None


def covering(said: str, until: str, shown: Sequence[str]) -> tuple[int, int] | None:
    """From which of these sentences to which somebody marked words, told by the first of the words and by the last."""
    whole, begins, ends = " ".join(shown), one_line(said), one_line(until)
    start = whole.find(begins) if begins and ends else -1
    last = whole.find(ends, start) if start >= 0 else -1
    if last < 0:
        return None
    end, places, passed = max(start + len(begins), last + len(ends)), [], 0
    for number, sentence in enumerate(shown):
        if passed < end and passed + len(sentence) > start:
            places.append(number)
        passed += len(sentence) + 1
    return places[0], places[-1]


def find(text: str, wanted: Stretch) -> str | None:
    """The passage as it stands in a text today. None: it was changed."""
    span = locate(text, wanted)
    return None if span is None else one_line(text[span[0] : span[1]])


def locate(text: str, wanted: Stretch) -> tuple[int, int] | None:
    """Where it stands; of several alike, the one among most of the same words."""
    if not wanted.quote:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.quote.split()))
    best, most = None, -1
    for match in pattern.finditer(text):
        alike = _alike(text, match.start(), match.end(), wanted)
        if alike > most:
            best, most = match.span(), alike
    return best


def _alike(text: str, start: int, end: int, wanted: Stretch) -> int:
    before = one_line(text[max(0, start - 2 * AROUND) : start])[::-1]
    after = one_line(text[end : end + 2 * AROUND])
    return _shared(before, wanted.before[::-1]) + _shared(after, wanted.after)


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        start, quotations = 0, [match.span() for match in _QUOTATION.finditer(line)]
        for match in _END.finditer(line):
            following = line[match.end() : match.end() + 1]
            if not following.islower() and not following.isdigit() and not _is_inside(quotations, match.end()):
                yield from _short(text, at + start, at + match.end())
                start = match.end()
        yield from _short(text, at + start, at + len(line))
        at += len(line) + 1


def _is_inside(quotations: Sequence[tuple[int, int]], cut: int) -> bool:
    before = bisect_left(quotations, (cut, 0)) - 1  # the last that begins before it
    return before >= 0 and cut < quotations[before][1]


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
