"""What practices brought at the shops of the story: offered, answered, used, measured, and once given up, through the verbs people use."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from passerelle.contributions.actions import make_move
from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.timeline import Timeline
from passerelle.exchange.demo.weeks import WEEKS, cells
from passerelle.kinds.innovation.practice.actions import answer, appoint, confirm, give_up, measure_at, take_into_use
from passerelle.kinds.innovation.practice.actions import offer as offer_to
from passerelle.kinds.innovation.practice.models import Adoption, Measurement

Row = Mapping[str, Any]
PERIOD = 7 * WEEKS  # days, before and after
TOLD = ("adapted", "expects", "why", "words")


def practise(timeline: Timeline, cast: Cast) -> None:
    """Put everything on the timeline; whoever runs a shop answers for it, and a community manager proves and confirms."""
    manager = cast.story.personas["community-manager"]
    for row in cast.story.practices:
        author = next(one.body.author for one in cast.story.threads if one.key == row["thread"])
        day = row["proven"]
        for at, who, deed in (
            (f"{day} 09:10", manager, partial(_move, move="prove")),
            (f"{day} 09:15", manager, _appoint),
            (f"{day} 09:30", author, partial(_move, move="open")),
            (f"{day} 09:40", author, partial(_measure, one=row["origin"])),
            (f"{row['offered']} 10:00", author, _offer),
        ):
            timeline.at(cast.days.moment(at, who), deed, cast, row, who)
        for one in row["sites"]:
            for at, who, deed in _at_a_site(cast, row, one, manager):
                timeline.at(cast.days.moment(at, who), partial(deed, one=one), cast, row, who)


def _at_a_site(cast: Cast, row: Row, one: Row, manager: str) -> list[tuple[str, str, Any]]:
    who, used = one["by"], one.get("used")
    steps: list[tuple[str, str, Any]] = []
    if "answer" in one:
        steps.append((f"{row['offered'] + 6} 12:20", who, _answer))
    if used is not None:
        steps.append((f"{used} 17:40", who, _use))
    if used is not None and "control" in one:
        steps.append((f"{used + PERIOD + 3} 10:10", who, _measure))
    if used is not None and "worth" in one:
        steps.append((f"{used + PERIOD + 9} 11:00", manager, _confirm))
    if "dropped" in one:
        steps.append((f"{one['dropped']} 17:10", who, _give_up))
    return steps


def _move(cast: Cast, row: Row, who: str, *, move: str) -> None:
    make_move(cast.contribution(row["thread"]), move, by=cast.actor(who))


def _appoint(cast: Cast, row: Row, who: str) -> None:
    home = cast.contribution(row["thread"]).home
    for one in row["sites"]:
        appoint(home, cast.sites[one["site"]], person=cast.people[one["by"]], by=cast.actor(who))


def _offer(cast: Cast, row: Row, who: str) -> None:
    sites = [cast.sites[one["site"]] for one in row["sites"]]
    offer_to(cast.contribution(row["thread"]), sites, cast.days.day(row["offered"] + 14), by=cast.actor(who))


def _answer(cast: Cast, row: Row, who: str, *, one: Row) -> None:
    told = {name: one[name] for name in TOLD if name in one}
    answer(_adoption(cast, row, one), one["answer"], by=cast.actor(who), seen=0, **told)


def _use(cast: Cast, row: Row, who: str, *, one: Row) -> None:
    """Whoever adapts it does without one of its core elements."""
    adoption = _adoption(cast, row, one)
    kept = adoption.practice.core[1 if one["answer"] == "adapt" else 0 :]
    take_into_use(adoption, cast.days.day(one["used"]), by=cast.actor(who), kept=kept)


def _measure(cast: Cast, row: Row, who: str, *, one: Row) -> None:
    """At a shop around the day it began; where it was proven (no ``site``) from the day that is told."""
    adoption = _adoption(cast, row, one) if "site" in one else None
    begins = one["used"] - PERIOD if adoption else one["from"]
    place = one.get("site", "")
    country = cast.sites[one["control"]].country
    numbers: Row = cells(row["thread"], place, one["control"], country=country, level=row["level"], lift=row["lift"])
    measure_at(
        cast.contribution(row["thread"]),
        adoption,
        metric=row["metric"],
        unit=row.get("unit", ""),
        more_is_better=not row.get("less", False),
        method=row["method"],
        starts_on=cast.days.day(begins),
        ends_on=cast.days.day(min(begins + 2 * PERIOD, -3)),
        by=cast.actor(who),
        worth=Decimal(one["worth"]) if "worth" in one else None,
        worth_unit=one.get("of", ""),
        **numbers,
    )


def _confirm(cast: Cast, row: Row, who: str, *, one: Row) -> None:
    confirm(Measurement.objects.get(adoption=_adoption(cast, row, one)), by=cast.actor(who))


def _give_up(cast: Cast, row: Row, who: str, *, one: Row) -> None:
    words = {name: one[name] for name in ("what", "kept", "advice")}
    give_up(_adoption(cast, row, one), by=cast.actor(who), **words)


def _adoption(cast: Cast, row: Row, one: Row) -> Adoption:
    return Adoption.objects.get(practice_id=cast.contribution(row["thread"]).pk, site=cast.sites[one["site"]])
