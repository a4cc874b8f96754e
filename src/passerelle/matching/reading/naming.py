"""Topics that words name, in any language or by a synonym."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.search.words import words
from passerelle.topics.finding import find_topics
from passerelle.topics.models import Topic

READ = 60  # words; what a text is about it says early
LONGEST = 3  # words of a name


def named_topics(text: str) -> list[Topic]:
    """In the order in which they are named, each once. One query at most."""
    runs = list(dict.fromkeys(_runs(words(text)[:READ])))
    found = find_topics(runs) if runs else {}
    return list(dict.fromkeys(found[run] for run in runs if run in found))


def _runs(told: list[str]) -> Iterator[str]:
    """Each word with up to two that follow it, the longest first."""
    for start in range(len(told)):
        for length in range(min(LONGEST, len(told) - start), 0, -1):
            yield " ".join(told[start : start + length])
