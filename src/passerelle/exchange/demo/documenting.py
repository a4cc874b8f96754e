"""What became of articles: checked, used, improved, put where they belong, and whether they still hold, through the verbs people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from passerelle.contributions.actions import accept_suggestion, make_move, suggest
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.demo.cast import Cast
from passerelle.journal.actor import Actor, person_actor, system_actor
from passerelle.kinds.article.article import actions
from passerelle.people.models import Person

Step = Mapping[str, Any]


def _publish(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    """Its author asks for a check; whoever makes the step checks it."""
    make_move(head, "submit", by=person_actor(Person.objects.get(pk=head.author_id or 0)))
    make_move(head, "publish", by=actor)


def _appoint(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    owner = cast.people[step["by"]]
    actions.appoint(head, owner=owner, reviewer=None, co_author=cast.people[step["co_author"]], by=actor)


def _use(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    number = Decimal(step["number"]) if "number" in step else None
    words = {"context": step["context"], "effect": step.get("effect", ""), "measure": step.get("measure", "")}
    actions.report_use(head, number=number, by=actor, **words)


def _confirm(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    actions.confirm_use(head, cast.people[step["person"]], by=actor)


def _check(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    actions.check(head, holds=step["holds"], why=step["why"], by=actor)


def _call(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    """Its day comes; nobody does it."""
    actions.call_for_review(head, by=system_actor())


def _suggest(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    text = Post.objects.unscoped("the story").get(contribution=head, is_body=True).source
    suggest(head, text=text.replace(step["old"], step["new"], 1), why=step["why"], by=actor)


def _accept(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    accept_suggestion(head, cast.people[step["person"]], by=actor)


def _place(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    actions.place(head, under=cast.contribution(step["under"]), number=step.get("number"), by=actor)


def _collect(cast: Cast, head: Contribution, step: Step, actor: Actor) -> None:
    for key in step["what"]:
        actions.pin(head, cast.contribution(key), by=actor)


VERBS: Mapping[str, Callable[[Cast, Contribution, Step, Actor], None]] = {
    "publish": _publish,
    "place": _place,
    "collect": _collect,
    "co_author": _appoint,
    "use_article": _use,
    "confirm_use": _confirm,
    "check": _check,
    "due": _call,
    "suggest": _suggest,
    "accept": _accept,
}
"""Name of a step in the story → what is done."""
