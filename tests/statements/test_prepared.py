"""Every prepared statement gives what the queryset it was made of gives, for everybody of the cast."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from django.db import models
from django.urls import get_resolver

from cast.people import NAMES, as_actor
from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.prepared import Prepared, all_prepared
from passerelle.people.models import Person

SHAPES = {
    bool: (False, True),
    int: (3,),
    str: ("",),
    type[models.Model]: (Contribution, Post),
}  # keyword arguments shape a statement


def names(statement: Prepared[Any]) -> str:
    return f"{statement.build.__module__}.{statement.build.__name__}"  # type: ignore[attr-defined]


def examples(kind: Any, world: Any) -> list[Any]:
    """Values of a type, among them some that find something."""
    contributions = list(Contribution.objects.unscoped("examples").order_by("pk").values_list("pk", flat=True))
    posts = list(Post.objects.unscoped("examples").order_by("pk").values_list("pk", flat=True))
    if kind is int:
        return [contributions[0], posts[-1]]
    if kind is str:
        return [world.update.pid, f"reply:{world.question.pid}"]
    if kind is datetime:
        return [now() - timedelta(minutes=1)]
    if get_origin(kind) in (Collection, Sequence):
        (of,) = get_args(kind)
        some = sorted({*contributions, *posts}) if of is int else _pids()
        return [[], some]  # none first: it must spoil nothing for those after
    if type(None) in get_args(kind):
        (given,) = (each for each in get_args(kind) if each is not type(None))
        return [None, *examples(given, world)]
    raise LookupError(f"No example of {kind}")


def _pids() -> list[str]:
    querysets = (
        Person.objects.all(),
        *(model.objects.unscoped("examples") for model in (Contribution, Post, Attachment)),
    )
    return [pid for found in querysets for pid in found.values_list("pid", flat=True)]


def calls(statement: Prepared[Any], world: Any) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """What to ask it with; in the place of who asks stands ``Actor``."""
    hints = get_type_hints(statement.build, {**vars(models), **statement.build.__globals__})  # type: ignore[attr-defined]
    parameters = inspect.signature(statement.build).parameters.values()
    values = [
        [Actor] if hints[p.name] is Actor else examples(hints[p.name], world)
        for p in parameters
        if p.kind is not p.KEYWORD_ONLY
    ]
    shaping = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    for given in varied(values):
        for shape in product(*(SHAPES[hints[name]] for name in shaping)):
            yield list(given), dict(zip(shaping, shape, strict=True))


def varied(values: list[list[Any]]) -> list[list[Any]]:
    """The first of each, the last of each, and the first with one other in one place."""
    first, last = [each[0] for each in values], [each[-1] for each in values]
    others = [[*first[:n], one, *first[n + 1 :]] for n, each in enumerate(values) for one in each[1:]]
    return [first, *others, *([last] if last not in [first, *others] else [])]


def plain(rows: Collection[Any]) -> list[Any]:
    """Rows by value: an instance by its columns."""
    return [
        {name: value for name, value in vars(row).items() if name != "_state"} if isinstance(row, models.Model) else row
        for row in rows
    ]


def test_each_gives_what_its_queryset_gives(cast, world):
    assert get_resolver().url_patterns  # every view, and with it every statement, is loaded
    wrong = []
    everybody = {**{name: getattr(cast, name) for name in NAMES}, "system": "system", "nobody": None}
    actors = {name: (as_actor(who), as_actor(who)) for name, who in everybody.items()}
    for statement, (given, shape) in ((each, call) for each in all_prepared() for call in calls(each, world)):
        for name in actors if Actor in given else ["nobody"]:
            one, other = ([actor if each is Actor else each for each in given] for actor in actors[name])
            expected, found = plain(list(statement.build(*one, **shape))), plain(statement(*other, **shape))
            wrong += (
                [(names(statement), name, given, expected, found)]
                if sorted(map(str, expected)) != sorted(map(str, found))
                else []
            )
    assert wrong == []


def test_values_of_one_call_do_not_stay_for_the_next(cast, world):
    @Prepared
    def texts(actor: Actor, pid: str) -> models.QuerySet[Post]:
        return Post.objects.visible_to(actor).filter(contribution__pid=pid, is_body=True)

    asked = [(cast.ada, world.inside), (cast.otto, world.inside), (cast.ada, world.update), (cast.gil, world.update)]
    assert [len(texts(as_actor(who), what.pid)) for who, what in asked] == [1, 0, 1, 0]


def test_rows_nobody_was_named_for_are_refused(cast, world):
    @Prepared
    def everything() -> models.QuerySet[Contribution]:
        return Contribution.objects.all()

    with pytest.raises(RuntimeError, match="without visible_to"):
        everything()


def test_a_lookup_that_changes_its_value_is_refused(cast):
    @Prepared
    def beginning(name: str) -> models.QuerySet[Person]:
        return Person.objects.filter(name__istartswith=name)

    with pytest.raises(TypeError, match="only plain comparisons"):
        beginning("A")


def test_the_present_is_no_part_of_a_statement(cast):
    @Prepared
    def away() -> models.QuerySet[Person]:
        return Person.objects.present()

    with pytest.raises(TypeError, match="hand the moment over"):
        away()
