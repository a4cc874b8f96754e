"""What waits for somebody's decision: whoever has such things tells of them here, and the summary asks without knowing who that is.

An app's ``waits.py`` declares ``@waits`` functions. Each answers with sentences about what came after one moment and before another,
read under the rights of the actor, so that each stands in one summary and never in two. ``@awaited`` functions say for whom something
may have come, so that a summary is begun for them; whether it did the sentences decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from passerelle.journal.actor import Actor

Source = Callable[[Actor, datetime, datetime], Iterable[str]]
Whom = Callable[[datetime, datetime], Iterable[tuple[int, datetime]]]
_sources: list[Source] = []
_whom: list[Whom] = []


def waits(source: Source) -> Source:
    """Declare a function that tells what waits for an actor."""
    _sources.append(source)
    return source


def waiting_sentences(actor: Actor, since: datetime, until: datetime) -> list[str]:
    """Everything new that waits for the actor, source by source."""
    return [sentence for source in _sources for sentence in source(actor, since, until)]


def awaited(source: Whom) -> Whom:
    """Declare a function that tells of people and of the moments at which something came that may wait for them."""
    _whom.append(source)
    return source


def people_awaited(since: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """Everybody for whom something may have come, with the moment of each thing. As many queries whatever the number."""
    return [found for source in _whom for found in source(since, until)]
