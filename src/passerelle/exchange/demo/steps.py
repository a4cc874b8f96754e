"""What became of signals, ideas, projects, practices and articles, step by step, through the verbs people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from passerelle.contributions.actions import make_move
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.demo import documenting
from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.timeline import Timeline
from passerelle.journal.actor import Actor, system_actor
from passerelle.kinds.innovation.idea.actions import name_owner, name_reviewer, score, set_criteria, vote
from passerelle.kinds.innovation.idea.weighing import criteria_of
from passerelle.kinds.innovation.practice.actions import (
    answer,
    answer_appointment,
    appoint,
    ask,
    measure_at,
    offer,
    remind,
    take_into_use,
)
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.project.actions import add_milestone, set_progress, write_release_note
from passerelle.kinds.innovation.project.models import Milestone
from passerelle.kinds.innovation.trend.actions import gather
from passerelle.trail.actions import decide, link, measure

Step = Mapping[str, Any]


def go_on(timeline: Timeline, cast: Cast) -> None:
    """Put the steps of every thread on the timeline."""
    for thread in cast.story.threads:
        for step in thread.steps:
            timeline.at(cast.days.moment(step["at"], step["by"]), _take, cast, thread.key, step)


def _take(cast: Cast, key: str, step: Step) -> None:
    _VERBS[step["do"]](cast, cast.contribution(key), step, cast.actor(step["by"]))


def _move(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    make_move(head, step["move"], by=actor)


def _decide(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    words = {name: step[name] for name in ("options", "evidence", "dissent") if name in step}
    review_on = cast.days.day(int(step["at"].split()[0]) + step["review_in"]) if "review_in" in step else None
    decide(head, step["move"], reason=step["reason"], by=actor, review_on=review_on, **words)


def _link(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    link(head, cast.contribution(step["to"]), step["relation"], by=actor)


def _gather(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    for key in step["signals"]:
        gather(head, cast.contribution(key), by=actor)
        make_move(cast.contribution(key), "gather", by=system_actor())


def _vote(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    for handle in step["people"]:
        vote(head, by=cast.actor(handle))


def _criteria(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    set_criteria(head.home, dict(enumerate(step["criteria"].items())), by=actor)


def _owner(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    name_owner(head, cast.people[step["person"]], by=actor)


def _ask(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    for handle in step["people"]:
        name_reviewer(head, cast.people[handle], due_on=cast.days.day(int(step["due"])), by=actor)


def _score(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    said = zip(step["marks"], step["notes"], strict=True)
    score(head, {one.pk: mark for one, mark in zip(criteria_of(head.home_id), said, strict=True)}, by=actor)


def _milestone(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    add_milestone(head, step["title"], by=actor, due_on=cast.days.day(int(step["due"])))


def _progress(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    set_progress(Milestone.objects.get(project_id=head.pk, title=step["title"]), step["percent"], by=actor)


def _note(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    write_release_note(head, step["text"], by=actor)


def _measure(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    measure(
        head,
        metric=step["metric"],
        unit=step["unit"],
        baseline=Decimal(step["baseline"]) if "baseline" in step else None,
        value=Decimal(step["value"]),
        method=step["method"],
        grade=step["grade"],
        starts_on=cast.days.day(int(step["from"])),
        ends_on=cast.days.day(int(step["until"])),
        by=actor,
    )


def _appoint(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    deputy = cast.people[step["deputy"]] if "deputy" in step else None
    topics = [cast.topics[slug] for slug in step.get("topics", ())]
    person, site = cast.people[step["person"]], cast.sites[step["site"]]
    appoint(head.home, site, person=person, deputy=deputy, topics=topics, by=actor)


def _offer(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    offer(head, [cast.sites[slug] for slug in step["sites"]], cast.days.day(int(step["due"])), by=actor)


def _talk(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    """A question about it with times to talk, one of which whoever is asked takes."""
    times = [cast.days.moment(one, step["by"]) for one in step["times"]]
    asked = ask(head, title=step["title"], text=step["text"], times=times, by=actor)
    Contribution.objects.unscoped("the story").filter(pk=asked.pk).update(pid=pid_of("contribution", step["title"]))
    Post.objects.unscoped("the story").filter(pk=asked.body_id or 0).update(pid=pid_of("post", step["title"]))
    answer_appointment(asked, step["said"], by=cast.actor(step["with"]))


def _remind(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    """The house does so by itself; whoever the step names has the clock by which it does."""
    remind(_adoption(cast, head, step), by=system_actor())


def _answer(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    told = {name: step[name] for name in ("expects", "adapted", "why", "words", "talked") if name in step}
    until = cast.days.day(int(step["until"])) if "until" in step else None
    answer(_adoption(cast, head, step), step["answer"], by=actor, seen=0, hold_until=until, **told)


def _use(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    take_into_use(_adoption(cast, head, step), cast.days.day(int(step["since"])), by=actor)


def _effect(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    numbers: Step = {name: step[name] for name in ("pre", "post", "control_pre", "control_post")}
    words: Step = {name: step[name] for name in ("metric", "unit", "method")}
    measure_at(
        head,
        _adoption(cast, head, step) if "site" in step else None,
        more_is_better=False,
        starts_on=cast.days.day(int(step["from"])),
        ends_on=cast.days.day(int(step["until"])),
        by=actor,
        **numbers,
        **words,
    )


def _adoption(cast: Cast, head: Contribution, step: Step) -> Adoption:
    return Adoption.objects.get(practice_id=head.pk, site=cast.sites[step["site"]])


_VERBS: Mapping[str, Callable[[Cast, Contribution, Step, Actor], None]] = {
    "move": _move,
    "decide": _decide,
    "link": _link,
    "gather": _gather,
    "vote": _vote,
    "criteria": _criteria,
    "owner": _owner,
    "ask": _ask,
    "score": _score,
    "milestone": _milestone,
    "progress": _progress,
    "note": _note,
    "measure": _measure,
    "appoint": _appoint,
    "offer": _offer,
    "talk": _talk,
    "remind": _remind,
    "answer": _answer,
    "use": _use,
    "effect": _effect,
    **documenting.VERBS,
}
