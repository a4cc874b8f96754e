"""What stands behind secret addresses: of people who are here what they may read, of all others nothing."""

from __future__ import annotations

from visibility import readers
from visibility.facts import Place, Someone
from visibility.lists import (
    LISTS,
    PID,
    THERE,
    List,
    community_feed,
    home_feed,
    is_present,
    own_deadlines,
    topic_feed,
)
from visibility.oracle import Oracle
from visibility.walking import Step
from visibility.world import World


def followed(oracle: Oracle, subject: object) -> bool:
    """What is behind the secret address of somebody who is here: their own, or what is there for them."""
    if isinstance(subject, Place):
        return oracle.reads(subject)
    if isinstance(subject, Someone):
        return oracle.meets(subject) and is_present(subject)
    return oracle.is_here and (subject is None or readers.RULES["topic"](oracle, subject))


def feed_entries(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What the page of the subject lists, and of a person everything."""
    subject = step.asked[0].record
    if not followed(oracle, subject):
        return set()
    if isinstance(subject, Someone):
        theirs = (t for t in world.facts.things.values() if t.author == subject.id and t.standing == "published")
        return {thing.pid for thing in theirs if oracle.sees(thing)}
    of_subject = home_feed if subject is None else community_feed if isinstance(subject, Place) else topic_feed
    return of_subject(world, oracle, step)


def own_dates(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is due from one, as long as it is published."""
    published = {thing.pid for thing in world.facts.things.values() if thing.standing == "published"}
    return own_deadlines(world, oracle, step) & published


THERE |= dict.fromkeys(("feed_calendar", "feed_atom"), followed)
LISTS |= {
    "feed": List("feed_atom", rf"<id>tag:[^<]+:c/{PID}</id>", feed_entries),
    "dates": List("feed_calendar", rf"UID:{PID}-due-", own_dates),
}
