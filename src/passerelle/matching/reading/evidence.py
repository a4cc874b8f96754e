"""What speaks for people: things they gave in the open, about topics they agreed to be suggested for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from passerelle.contributions.evidence import Proof, proofs
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.matching.reading.subject import Subject, about, in_the_open, topics_of
from passerelle.science.expertise import Form, Item, weigh

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that speaks for somebody, and how near it is to what is looked for."""

    proof: Proof
    relevance: float

    @property
    def item(self) -> Item:
        """As it counts today."""
        days = (now() - self.proof.at).total_seconds() / 86_400
        return Item(self.proof.form, self.relevance, days, self.proof.times)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The same as it is shown: what it was, where it stands, since when."""

    form: Form
    title: str
    url: str
    at: datetime


def said(actor: Actor, subject: Subject, agreed: Mapping[int, Collection[int]]) -> dict[int, list[Said]]:
    """Person → what speaks for them in what the actor may read; ``agreed``: person → the topics they may be suggested for."""
    found: dict[int, list[Said]] = {person: [] for person in agreed}
    told = proofs(about(actor, subject), list(agreed))
    topics = topics_of(sorted({proof.contribution for proof in told})) if told else {}
    for proof in _strongest(told):
        here = topics.get(proof.contribution, frozenset())
        if common := here & frozenset(agreed[proof.person]):
            relevance = subject.relevance(proof.contribution, common)
            if relevance:
                found[proof.person].append(Said(proof, relevance))
    return found


def shown(actor: Actor, told: Mapping[int, list[Said]]) -> dict[int, list[Evidence]]:
    """Person, or whatever else it speaks for → the two or three things that say most, with today's titles. One query."""
    best = {
        person: sorted(some, key=lambda one: (-weigh(one.item), -one.proof.at.timestamp()))[:SHOWN]
        for person, some in told.items()
    }
    wanted = {one.proof.contribution for some in best.values() for one in some}
    if not wanted:
        return {}
    heads = in_the_open(actor).filter(pk__in=wanted).select_related("body").defer("body__source", "body__html")
    named = {head.pk: head for head in heads}
    return {
        person: [_evidence(one.proof, named[one.proof.contribution]) for one in some if one.proof.contribution in named]
        for person, some in best.items()
    }


def _strongest(told: Collection[Proof]) -> list[Proof]:
    """Of several things one person gave in one place only the one that says most: volume does not count."""
    best: dict[tuple[int, int], Proof] = {}
    for proof in told:
        key = (proof.person, proof.contribution)
        if key not in best or _worth(proof) > _worth(best[key]):
            best[key] = proof
    return list(best.values())


def _worth(proof: Proof) -> float:
    return weigh(Item(proof.form, times=proof.times))


def _evidence(proof: Proof, head: Contribution) -> Evidence:
    url = reverse("reply", args=[proof.post]) if proof.post else head.get_absolute_url()
    return Evidence(proof.form, head.name, url, proof.at)
