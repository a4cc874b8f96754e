"""A search is counted: in the memory of the process, or in Redis where several share one. A search writes nothing to the database.

Of a person stands there a keyed hash that is another one each week, so that somebody who tries three times is counted once; it lapses
with the week, and is never written down. What fewer than five people look for in a week is forgotten with it. What a restart loses, nobody
counts again: the numbers are at least what they say.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from passerelle.journal.actor import Actor
from passerelle.lib.clock import week_start, zone
from passerelle.science.publication import MINIMUM
from passerelle.search.typed import Typed
from passerelle.search.words import fold

LAPSES = int(timedelta(days=9).total_seconds())
MOST_WORDS = 6
LONGEST = 60
SHORTEST = 2
OF_ONE = 20  # searches of one person that count in a week: nobody is a rate
_NUMBER = re.compile(r"\d{4}")  # of a card, a telephone, a person


def is_wanted() -> bool:
    """Whether searches are counted here at all."""
    return bool(settings.PASSERELLE.search_words)


def monday() -> date:
    """Of this week, where the installation is."""
    return week_start(zone("")).date()


def count(actor: Actor, typed: Typed, *, found: bool) -> None:
    """Count that somebody looked for something, once a week for the same words, and whether anything was found."""
    said = " ".join(word for run in typed.wanted for word in run)
    if not is_wanted() or actor.person_id is None or len(said) < SHORTEST:
        return
    tally = Tally(monday(), (get_language() or "").partition("-")[0])
    tally.add(actor.person_id, said, found=found, in_words=may_be_kept(said) and "@" not in typed.text)


def same(said: str) -> str:
    """What makes words the same: with accents or without."""
    return " ".join(map(fold, said.split()))


def may_be_kept(text: str) -> bool:
    """Whether words are short enough and hold no long number; a longer text is nobody else's."""
    return len(text) <= LONGEST and text.count(" ") < MOST_WORDS and not _NUMBER.search(text)


class Tally:
    """The counts of one week and one language."""

    def __init__(self, week: date, language: str) -> None:
        """Say which."""
        self._at = f"{week.isoformat()}:{language}"
        self._cache: BaseCache = caches["sought"]

    def add(self, person: int, said: str, *, found: bool, in_words: bool) -> None:
        """One search of somebody."""
        who, what = self._hash(str(person)), self._hash(same(said))
        if not self._cache.add(f"{self._at}:once:{who}:{what}", 1, LAPSES):
            return
        times = self._more(f"by:{who}")
        if times == 1:
            self._more("people")
        if times <= OF_ONE:
            self._more("searches")
            if not found:
                self._more("vain")
        if in_words:
            self._add_words(said, what, found=found)

    def totals(self) -> tuple[int, int, int]:
        """People, their searches, and how many of these found nothing."""
        return self._count("people"), self._count("searches"), self._count("vain")

    def words(self) -> list[tuple[str, int, int]]:
        """What five people or more looked for: the words as one wrote them, how many people, and for how many there was nothing."""
        texts = [self._cache.get(f"{self._at}:told:{number}") for number in range(1, self._count("told") + 1)]
        hashes = {said: self._hash(same(said)) for said in texts if said}
        return [(said, self._count(f"words:{what}"), self._count(f"none:{what}")) for said, what in hashes.items()]

    def _add_words(self, said: str, what: str, *, found: bool) -> None:
        """The words themselves are put down when the fifth person looks for them, not before."""
        people = self._more(f"words:{what}")
        if not found:
            self._more(f"none:{what}")
        if people == MINIMUM:
            self._cache.set(f"{self._at}:told:{self._more('told')}", said, LAPSES)

    def _more(self, name: str) -> int:
        key = f"{self._at}:{name}"
        self._cache.add(key, 0, LAPSES)
        try:
            return self._cache.incr(key)
        except ValueError:  # it was forgotten this very moment
            return 0

    def _count(self, name: str) -> int:
        return int(self._cache.get(f"{self._at}:{name}", 0))

    def _hash(self, value: str) -> str:
        return salted_hmac(f"sought {self._at}", value, algorithm="sha256").hexdigest()[:16]
