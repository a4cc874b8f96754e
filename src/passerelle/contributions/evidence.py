"""What speaks for somebody who knows a subject: something they gave in the open, never how often or how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import QuerySet

from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Involvement
from passerelle.science.expertise import Form


@dataclass(frozen=True, slots=True)
class Proof:
    """One person, one thing they gave or had a part in, the text of theirs if there is one; ``times``: how many units it serves."""

    person: int
    contribution: int
    form: Form
    at: datetime
    post: str = ""
    times: int = 1


def proofs(among: QuerySet[Contribution], people: Collection[int]) -> list[Proof]:
    """What these contributions say of these people: what kinds know, who brought it, who has a part in it. A fixed number of queries."""
    if not people:
        return []
    of_kinds = chain.from_iterable(kind.proofs(among, people) for kind in all_kinds())
    return [*of_kinds, *_brought(among, people), *_took_part(among, people)]


def _brought(among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
    shown = {kind.slug: kind.shows_knowledge for kind in all_kinds() if kind.shows_knowledge}
    rows = among.filter(kind_slug__in=shown, author_id__in=people)
    for pk, slug, author, at in rows.values_list("pk", "kind_slug", "author_id", "created_at"):
        yield Proof(author, pk, shown[slug], at)


def _took_part(among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
    shown = {kind.slug: kind.shows_knowledge for kind in all_kinds() if kind.shows_knowledge}
    parts = Involvement.objects.filter(
        contribution_id__in=among.filter(kind_slug__in=shown).values("pk"), person_id__in=people, ended_at=None
    )
    parts = parts.exclude(part=Involvement.Part.REVIEWER)
    columns = ("person_id", "contribution_id", "contribution__kind_slug", "since", "part")
    for person, pk, slug, at, part in parts.values_list(*columns).order_by("pk"):
        if (
            shown[slug] == Form.ROLE or part == Involvement.Part.CO_AUTHOR
        ):  # to answer for a text is not to have written it
            yield Proof(person, pk, shown[slug], at)
