"""German writes several words as one: a text about a ``Kundenbeschwerde`` is found by ``Beschwerde`` too.

A word is cut wherever a noun of the dictionary stands on both sides, with or without one of the letters that join them. The
dictionary comes with simplemma (MIT) and takes about a hundred megabytes, so it is read when the first German text is indexed, and
never for a search: whoever types a part finds the whole, because the parts stand in the index. What a typed word is made of,
``parting`` finds without it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache

LANGUAGE = "de"
LEAST_PART = 4
JOINTS = ("", "s", "es", "n", "en", "er", "ns", "e")
NO_HEAD = frozenset("haft schaft schafts schaften voll weise heit keit lich".split())
"""Endings that are nouns too by their letters."""

NO_FRONT = frozenset(
    "aber alle aller auch dies diese durch eine einer entgegen gegen haben hinter nach normal sein unter untere wider über".split()
)
"""What a verb or a common word begins with."""


def are_in(language: str) -> bool:
    """Whether words of this language are made of others without a space."""
    return language[:2].lower() == LANGUAGE


def with_parts(words: Sequence[str], language: str) -> list[str]:
    """The words of a text, each followed by the nouns it is made of; only German has such."""
    if not are_in(language):
        return list(words)
    return [one for word in words for one in (word, *parts(word))]


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The nouns a German word (lower case) is made of, sorted; none of a word that is not made of others."""
    found: set[str] = set()
    for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
        front, head = word[:at], word[at:]
        if _is_noun(head) and head not in NO_HEAD:
            first = next((base for base in _bases(front) if base not in NO_FRONT and _is_noun(base)), None)
            if first:
                found |= {first, head, *parts(first), *parts(head)}
    return tuple(sorted(found))


def _bases(front: str) -> Iterator[str]:
    """What a front part may be without its joint, and with the ``e`` it may have lost."""
    yield from (front.removesuffix(joint) for joint in JOINTS if front.endswith(joint))
    yield f"{front}e"


def _is_noun(word: str) -> bool:
    """German nouns alone begin with a capital."""
    return len(word) >= LEAST_PART and word.capitalize() in _dictionary()


@cache
def _dictionary() -> Container[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415  slow to read

    return DefaultDictionaryFactory(cache_max_size=1).get_dictionary(LANGUAGE)
