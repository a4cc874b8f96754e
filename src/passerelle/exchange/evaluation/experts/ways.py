"""Three ways to choose five people for a question, from what was known when it was asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from passerelle.exchange.evaluation.experts.history import Question
from passerelle.science.expertise import HALF_LIFE, LIST, STABLE, Candidate, Form, Item, score, shortlist, speaks_for

Way = Callable[[Question, Sequence[Question]], list[str]]


def most_active(asked: Question, before: Sequence[Question]) -> list[str]:
    """Whoever answered most, whatever it was about."""
    return _first(Counter(answer.person for one in before for answer in one.answers if answer.at < asked.at), asked)


def most_active_on_topic(asked: Question, before: Sequence[Question]) -> list[str]:
    """Whoever answered most of what bears one of the same topics."""
    near = [one for one in before if one.topics & asked.topics]
    return _first(Counter(answer.person for one in near for answer in one.answers if answer.at < asked.at), asked)


def suggested(asked: Question, before: Sequence[Question], half_life: float = HALF_LIFE) -> list[str]:
    """As Passerelle suggests, were everybody willing, free and of one unit: one thing of each person and question, by its age."""
    told: dict[str, list[Item]] = defaultdict(list)
    for one in before:
        if one.topics & asked.topics:
            for person, item in _said(one, asked.at).items():
                told[person].append(item)
    told.pop(asked.person, None)
    candidates = [
        Candidate(person, evidence, score(evidence, 1, elsewhere=False))
        for person, items in told.items()
        for evidence in [speaks_for(items, half_life)]
    ]
    return [one.person for one in shortlist(candidates)]


WAYS: dict[str, Way] = {
    "most active overall": most_active,
    "most active on topic": most_active_on_topic,
    "suggested": suggested,
    "suggested, for a stable craft": partial(suggested, half_life=STABLE),
}


def _said(one: Question, moment: datetime) -> Mapping[str, Item]:
    """Person → the answer of theirs that says most, to a question of somebody else, as it stood at a moment."""
    best: dict[str, Item] = {}
    for answer in one.answers:
        if answer.at >= moment or answer.person == one.person:
            continue
        accepted = answer.accepted_at is not None and answer.accepted_at < moment
        if accepted or answer.person not in best:
            days = (moment - answer.at).total_seconds() / 86_400
            best[answer.person] = Item(Form.ACCEPTED if accepted else Form.ANSWER, days=days)
    return best


def _first(counts: Counter[str], asked: Question) -> list[str]:
    counts.pop(asked.person, None)
    return [person for person, _count in counts.most_common(LIST)]
