"""One of each: what a route can be asked for, and who it is there for by the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.tokens import token_of
from visibility import facts
from visibility.oracle import Oracle
from visibility.readers import RULES

if TYPE_CHECKING:
    from visibility.world import World

# The name of a table → the records of it and the question that decides whether one exists for somebody.
JUDGED = {
    "thing": ("things", "sees"),
    "text": ("texts", "reads_text"),
    "place": ("places", "knows_of"),
    "file": ("files", "opens"),
    "person": ("people", "meets"),
}
MISSING = "zzzzzzzzzzzz"  # the public id of nothing


@dataclass(frozen=True, slots=True)
class Specimen:
    """Something with a public id or a number, and the record of it where there is a rule about it."""

    noun: str
    id: str
    record: Any = None
    is_there: bool = True  # for the one who asks

    def exists_for(self, oracle: Oracle) -> bool:
        """Whether somebody may know that it is there."""
        return bool(getattr(oracle, JUDGED[self.noun][1])(self.record))

    def may_be_named_to(self, oracle: Oracle) -> bool:
        """Whether its id may stand in an answer: administrators know communities and people by name, contents never."""
        rule = {"place": "community told", "person": "person"}.get(self.noun)
        return RULES[rule](oracle, self.record.id) if rule else self.exists_for(oracle)


def all_of(noun: str, known: facts.Facts) -> list[Specimen]:
    """Every record of a noun."""
    return [Specimen(noun, record.pid, record) for record in getattr(known, JUDGED[noun][0]).values()]


def telling(noun: str, world: World) -> list[Specimen]:
    """One for each way of being there for some and not for others; together they stand for all."""
    if noun not in world.telling:
        found: dict[Any, Specimen] = {}
        for each in all_of(noun, world.facts):
            seers = frozenset(name for name, oracle in world.oracles.items() if each.exists_for(oracle))
            found.setdefault((seers, *state(each.record)), each)
        world.telling[noun] = list(found.values())
    return world.telling[noun]


def state(record: Any) -> Sequence[Any]:
    """What a record is, beside for whom it is there."""
    names = ("standing", "reach", "is_body", "is_archived", "visibility", "is_active", "until", "is_guest")
    return [getattr(record, name, None) for name in names]


def numbers(table: str, where: str = "1 = 1", params: Iterable[Any] = ()) -> list[str]:
    """Primary keys of a table as they stand in addresses."""
    return [str(row[0]) for row in facts.rows(f"{table} WHERE {where}", "id, id")]


def pids(table: str) -> dict[str, int]:
    """Public ids of a table, each with the key of its row."""
    return {pid: pk for pk, pid in facts.rows(table, "id, pid")}


def feeds(world: World, actor: str) -> Mapping[str, list[Specimen]]:
    """The secret addresses somebody has: their calendar, and of feeds one for each way their subject may be there for them."""
    owner = world.person(actor)
    own = list(Feed.objects.filter(owner=owner)) if owner else []
    known = world.facts

    def specimen(feed: Feed) -> Specimen:
        record = known.places.get(feed.community_id) or known.people.get(feed.person_id) or feed.topic_id
        return Specimen(f"feed of {feed.about}", token_of(feed), record)

    calendars = [specimen(feed) for feed in own if feed.about == "calendar"]
    return {"calendar": calendars, "feed": [specimen(feed) for feed in own if feed.about != "calendar"]}


def others(world: World) -> Mapping[str, Iterable[str]]:
    """What has no rule of its own in the oracle: named by numbers, tokens or words."""
    return {
        "topic": pids("topics_topic"),
        "unit": pids("people_unit"),
        "site": pids("people_site"),
        "organisation": pids("people_organisation"),
        "invitation": pids("people_invitation"),
        "request": numbers("communities_joinrequest"),
        "asked": numbers("communities_communityinvitation"),
        "report": numbers("moderation_report")[:2],
        "claim": numbers("trail_credit")[:2],
        "tie": numbers("trail_link")[:2],
        "address": list(pids("feeds_feed"))[:2],
        "saved search": list(pids("saved_searches_savedsearch"))[:2],
        "draft": numbers("contributions_draft")[:2],
        "notice": numbers("notifications_notice")[:2],
        "device": numbers("notifications_pushsubscription")[:2],
        "job": numbers("work_job"),
        "editor": numbers("topics_topiceditor"),
    }
