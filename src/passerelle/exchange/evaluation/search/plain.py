"""Plain BM25, as a search without any knowledge of languages does it: what ours is compared with.

k1 = 1.2, b = 0.75, lower case, accents removed, no stems, no stop words, a conversation as one text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from passerelle.exchange.evaluation.search.collection import Asked, Collection, Conversation

K1, B = 1.2, 0.75
_WORD = re.compile(r"\w+")


def orders(collection: Collection) -> list[list[int]]:
    """What plain BM25 finds for each question; ties in the order of documents."""
    counted = [Counter(_words(_whole(one))) for one in collection.conversations]
    lengths = [one.total() for one in counted]
    average = sum(lengths) / len(lengths)
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, words in enumerate(counted):
        flat = K1 * (1 - B + B * lengths[place] / average)
        for word, times in words.items():
            places[word].append((place, times * (K1 + 1) / (times + flat)))
    return [_order(asked, places, len(counted)) for asked in collection.questions]


def _order(asked: Asked, places: dict[str, list[tuple[int, float]]], total: int) -> list[int]:
    scores: dict[int, float] = defaultdict(float)
    for word in _words(asked.text):
        held = places.get(word, [])
        weight = log(1 + (total - len(held) + 0.5) / (len(held) + 0.5))
        for place, value in held:
            scores[place] += weight * value
    found: Sequence[int] = sorted(scores, key=lambda place: (-scores[place], place))
    return [place for place in found if place != asked.itself]


def _whole(conversation: Conversation) -> str:
    return "\n".join((conversation.title, conversation.text, *conversation.replies))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
