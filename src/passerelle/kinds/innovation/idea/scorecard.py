"""The scorecard of an idea as one reader sees it.

Whoever reads the conversation knows who is asked. What the marks come to is for those who decide and for reviewers who have given theirs;
notes are for those who decide and for whoever wrote them. Single marks, without a name, are for other reviewers once three have answered:
of two, each would know the other's. A reviewer sees nothing of the others before giving their own, also one who
decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import ngettext

from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.deciders import decider
from passerelle.kinds.innovation.idea.models import Criterion, Mark
from passerelle.kinds.innovation.idea.models.weighing import SCORE
from passerelle.kinds.innovation.idea.weighing import Spread, criteria_of, unanswered, weighted_mean
from passerelle.people.models import Person

ENOUGH = 3  # answers among which a single mark is nobody's in particular


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who is asked. ``answered`` is told to those who decide, None to others."""

    pid: str
    name: str  # empty where the reader may not know it
    answered: bool | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A private note."""

    name: str
    label: str
    value: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the marks come to."""

    mean: float | None
    answers: int
    spreads: Sequence[Spread]
    notes: Sequence[Noted]
    shows_each: bool  # single marks, not only what they come to

    @property
    def mean_told(self) -> str:
        """As it is written."""
        return "" if self.mean is None else number_format(self.mean, 1)

    @property
    def wide(self) -> list[Spread]:
        """Where opinions lie far apart, as far as single marks are shown."""
        return [one for one in self.spreads if one.is_wide and self.shows_each]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Who weighs it, and what came of it as far as the reader may know."""

    owner: Reviewer | None
    reviewers: Sequence[Reviewer]
    answered: int
    mine: Sequence[Noted]
    is_asked: bool
    has_answered: bool
    is_open: Decision
    decides: bool
    names_owner: bool
    result: Result | None


def scorecard(actor: Actor, contribution: Contribution) -> Scorecard:
    """For one who reads the conversation of its home. A fixed number of queries, one where nobody is asked."""
    asked, owner = _bound(contribution)
    is_open, decides = rules.is_open(contribution), bool(decider(contribution, actor))
    criteria = criteria_of(contribution.home_id) if asked else []
    marks = list(Mark.objects.filter(idea_id=contribution.pk, person_id__in=asked)) if asked else []
    waiting = unanswered(asked, {one.pk for one in criteria}, marks)
    involved = [*asked, *([owner] if owner else [])]
    known = _known(actor, involved) if involved else {}
    due = _due(contribution) if decides and waiting else {}
    lines = {pk: _reviewer(pk, known, decides, waiting, due) for pk in involved}
    is_asked, has_answered = actor.own_id in asked, actor.own_id in asked and actor.own_id not in waiting
    sees = (decides or is_asked) and not (is_open and is_asked and not has_answered)
    return Scorecard(
        owner=lines[owner] if owner else None,
        reviewers=[lines[pk] for pk in asked],
        answered=len(set(asked) - waiting),
        mine=_notes(criteria, [mark for mark in marks if mark.person_id == actor.own_id], known),
        is_asked=is_asked,
        has_answered=has_answered,
        is_open=is_open,
        decides=decides and bool(is_open),
        names_owner=bool(is_open and rules.names_owner(contribution, actor)),
        result=_result(criteria, marks, known, len(set(asked) - waiting), notes=decides) if sees and marks else None,
    )


def in_words(card: Scorecard) -> str:
    """The result as one sentence a decision may rest on; nothing where there is none yet."""
    if card.result is None or card.result.mean is None:
        return ""
    said = ngettext(
        "Scorecard: %(mean)s of 5, weighted, from %(num)s of %(asked)s reviewer.",
        "Scorecard: %(mean)s of 5, weighted, from %(num)s of %(asked)s reviewers.",
        len(card.reviewers),
    )
    return said % {"mean": card.result.mean_told, "num": card.answered, "asked": len(card.reviewers)}


def own_marks(actor: Actor, contribution: Contribution) -> dict[int, tuple[int | None, str]]:
    """Criterion → what the actor said of it."""
    mine = Mark.objects.filter(idea_id=contribution.pk, person_id=actor.own_id)
    return {mark.criterion_id: (mark.value, mark.note) for mark in mine}


def _bound(contribution: Contribution) -> tuple[list[int], int | None]:
    parts = (Involvement.Part.REVIEWER, Involvement.Part.OWNER, Involvement.Part.CO_AUTHOR)
    running = Involvement.objects.filter(contribution=contribution, part__in=parts, ended_at=None)
    rows = list(running.order_by("since", "pk").values_list("person_id", "part"))
    writing = {person for person, part in rows if part == Involvement.Part.CO_AUTHOR}
    asked = [person for person, part in rows if part == Involvement.Part.REVIEWER and person not in writing]
    return asked, next((person for person, part in rows if part == Involvement.Part.OWNER), None)


def _known(actor: Actor, people: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = Person.objects.visible_to(actor).filter(pk__in=people).values_list("pk", "pid", "name")
    return {pk: (pid, name) for pk, pid, name in rows}


def _due(contribution: Contribution) -> dict[int | None, datetime]:
    waiting = Deadline.objects.filter(contribution=contribution, purpose=SCORE, met_at=None)
    return dict(waiting.values_list("person_id", "due_at"))


def _reviewer(
    pk: int, known: dict[int, tuple[str, str]], decides: bool, waiting: set[int], due: dict[int | None, datetime]
) -> Reviewer:
    pid, name = known.get(pk, ("", ""))
    return Reviewer(pid, name, pk not in waiting if decides else None, due.get(pk))


def _result(
    criteria: Sequence[Criterion],
    marks: Sequence[Mark],
    known: dict[int, tuple[str, str]],
    answers: int,
    *,
    notes: bool,
) -> Result:
    spreads = [_spread(one, [mark for mark in marks if mark.criterion_id == one.pk]) for one in criteria]
    said = _notes(criteria, marks, known) if notes else ()
    return Result(weighted_mean(spreads), answers, spreads, said, shows_each=notes or answers >= ENOUGH)


def _spread(criterion: Criterion, marks: Sequence[Mark]) -> Spread:
    values = sorted(mark.value for mark in marks if mark.value is not None)
    return Spread(criterion.label, criterion.weight, values, len(marks) - len(values))


def _notes(criteria: Sequence[Criterion], marks: Sequence[Mark], known: dict[int, tuple[str, str]]) -> list[Noted]:
    said = {(mark.criterion_id, mark.person_id): mark for mark in marks}
    people = dict.fromkeys(mark.person_id for mark in marks)
    rows = [(one, person, said.get((one.pk, person))) for one in criteria for person in people]
    return [
        Noted(known.get(person, ("", ""))[1], one.label, mark.value, mark.note)
        for one, person, mark in rows
        if mark is not None
    ]
