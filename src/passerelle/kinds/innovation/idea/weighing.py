"""What there is of weighing an idea: criteria, who is asked, who has still to answer, and what the marks come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import number_format

from passerelle.contributions.models import Contribution, Involvement
from passerelle.kinds.innovation.idea.models import Criterion, Mark
from passerelle.kinds.innovation.idea.models.weighing import LOWEST

LEFT, STEP = 10, 26  # of the picture
FAR_APART = 3  # marks on a scale of five, between which lies more than a shade


@dataclass(frozen=True, slots=True)
class Spread:
    """What the reviewers say of one criterion."""

    label: str
    weight: int
    values: Sequence[int]  # in order
    unsure: int  # those who cannot tell

    @property
    def mean(self) -> float | None:
        """Of those who can tell."""
        return sum(self.values) / len(self.values) if self.values else None

    @property
    def mean_told(self) -> str:
        """As it is written; nothing where nobody can tell."""
        return "" if self.mean is None else number_format(self.mean, 1)

    @property
    def is_wide(self) -> bool:
        """Whether two of them see it quite differently."""
        return bool(self.values) and self.values[-1] - self.values[0] >= FAR_APART

    @property
    def dots(self) -> list[tuple[int, int]]:
        """Each value that was given, and how often."""
        return [(value, self.values.count(value)) for value in sorted(set(self.values))]

    @staticmethod
    def x(value: float) -> float:
        """Where a value stands on the small picture of the scale."""
        return round(LEFT + (value - LOWEST) * STEP, 1)


def weighted_mean(spreads: Iterable[Spread]) -> float | None:
    """The means of the criteria by their weights, from those of which anybody can tell; None: of none."""
    told = [(one.weight, one.mean) for one in spreads if one.mean is not None]
    return sum(weight * mean for weight, mean in told) / sum(weight for weight, _mean in told) if told else None


def criteria_of(community: int) -> list[Criterion]:
    """By what ideas are weighed there today."""
    return list(Criterion.objects.filter(community_id=community, ended_at=None))


def reviewers_of(contribution: Contribution) -> QuerySet[Involvement, int]:
    """Ids of the people who are asked, in the order in which they were; of those who write it nobody is."""
    running = Involvement.objects.filter(contribution=contribution, ended_at=None)
    writing = running.filter(part=Involvement.Part.CO_AUTHOR).values("person_id")
    asked = running.filter(part=Involvement.Part.REVIEWER).exclude(person_id__in=writing)
    return asked.order_by("since", "pk").values_list("person_id", flat=True)


def writes(head: Contribution, person: int) -> bool:
    """Whether somebody is an author of it: they neither weigh it nor decide about it."""
    writing = Involvement.objects.filter(contribution=head, part=Involvement.Part.CO_AUTHOR, ended_at=None)
    return head.author_id == person or writing.filter(person_id=person).exists()


def still_to_answer(contribution: Contribution) -> set[int]:
    """Of these, those who have not marked every criterion of today."""
    asked, criteria = set(reviewers_of(contribution)), {one.pk for one in criteria_of(contribution.home_id)}
    return unanswered(asked, criteria, Mark.objects.filter(idea_id=contribution.pk, person_id__in=asked))


def unanswered(asked: Iterable[int], criteria: set[int], marks: Iterable[Mark]) -> set[int]:
    """Who of them lacks a mark for one of the criteria."""
    given: dict[int, set[int]] = {person: set() for person in asked}
    for mark in marks:
        given.setdefault(mark.person_id, set()).add(mark.criterion_id)
    return {person for person, marked in given.items() if not criteria <= marked}
