"""What a question shows: whom to ask; to who is asked, that somebody hopes for them; to who answered well, an offer.

A topic: who helps. Beside a composer: what is similar, and who is asked.
Under the title of whatever solved somebody's problem: whose, and which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.contributions.beside import stand_beside
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.matching.knowing.composing import Asking
from passerelle.matching.reading.offering import offering, standing
from passerelle.matching.reading.page import asked_me, offered, places, were_asked
from passerelle.matching.reading.suggesting import suggestions
from passerelle.matching.similar.composing import Beside
from passerelle.matching.similar.reports import reports

Filled = Mapping[int, tuple[str, Mapping[str, Any]]]
stand_beside(Asking())
stand_beside(Beside())


@panel("contribution.facts")
def asked_and_offered(actor: Actor, ids: Sequence[int]) -> Filled:
    """On top: somebody asks whether you can help; or: your answer helped, may you be suggested? One query where neither is so."""
    found: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for place in places(actor, ids):
        if place.waits_for_me:
            found[place.contribution.pk] = ("matching/asked.html", asked_me(actor, place.contribution))
        elif place.spoke and (topics := offered(actor, place.contribution)):
            found[place.contribution.pk] = ("matching/offer.html", {"topics": topics})
    return found


@panel("contribution.aside")
def whom_to_ask(actor: Actor, ids: Sequence[int]) -> Filled:
    """Beside a question, for whoever asks it and the community managers."""
    return {
        place.contribution.pk: (
            "matching/whom.html",
            {
                "people": suggestions(actor, place.contribution),
                "asked": were_asked(actor, place.contribution),
            },
        )
        for place in places(actor, ids)
        if place.may_ask
    }


@panel("topic.main")
def who_offered_help(actor: Actor, ids: Sequence[int]) -> Filled:
    """On a topic: people who agreed to be asked about it, and for the reader to say that they would."""
    return {pk: ("matching/offering.html", {"people": offering(actor, pk), "mine": standing(actor, pk)}) for pk in ids}


@panel("contribution.facts")
def solved_for(actor: Actor, ids: Sequence[int]) -> Filled:
    """Under the title: for whom it solved what, for everybody who reads it. One statement where nobody said so."""
    return {pk: ("matching/similar/reports.html", {"reports": told}) for pk, told in reports(actor, ids).items()}
