"""What waits for somebody's decision: whoever has such things tells of them here, and the summary asks without knowing who that is.

An app's ``waits.py`` declares ``@waits`` functions. Each answers with sentences about what came after one moment and before another,
read under the rights of the actor, so that each stands in one summary and never in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from passerelle.journal.actor import Actor

Source = Callable[[Actor, datetime, datetime], Iterable[str]]
_sources: list[Source] = []


def waits(source: Source) -> Source:
    """Declare a function that tells what waits for an actor."""
    _sources.append(source)
    return source


def waiting_sentences(actor: Actor, since: datetime, until: datetime) -> list[str]:
    """Everything new that waits for the actor, source by source."""
    return [sentence for source in _sources for sentence in source(actor, since, until)]
