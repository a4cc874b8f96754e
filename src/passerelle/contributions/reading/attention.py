"""How closely a reader follows something, in words: the level, and the choice it comes from by its present name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from passerelle.communities.models import Community
from passerelle.contributions.following import NONE, Attention, Cause, Level, attention_of
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.topics.models import Topic, name_for_reader

WIDER = {
    Level.WATCH: words("Watch: everything, each reply too"),
    Level.FOLLOW: words("Follow: what is new and what becomes of it"),
    Level.NORMAL: words("Normal: only what concerns me"),
    Level.MUTE: words("Mute: nothing, unless somebody names or answers me"),
}
_HERE = {
    (Level.WATCH, Cause.CHOSEN): words("You get everything here: you chose to watch this."),
    (Level.WATCH, Cause.PART): words("You get everything here because you take part."),
    (Level.FOLLOW, Cause.CHOSEN): words("You hear what becomes of this, not each reply: you chose to follow it."),
    (Level.NORMAL, Cause.CHOSEN): words("You hear only what concerns you here: you chose so."),
    (Level.NORMAL, Cause.NOTHING): words("You hear only what concerns you here: who names or answers you."),
    (Level.MUTE, Cause.CHOSEN): words("You muted this: you hear nothing of it, even when somebody names you."),
}
_BECAUSE = {
    Level.WATCH: words("You get everything here because you watch %(what)s."),
    Level.FOLLOW: words("You hear what becomes of this, not each reply, because you follow %(what)s."),
    Level.MUTE: words("You hear only who names or answers you here, because you muted %(what)s."),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a level comes from, as its reader may know it, and where it is changed."""

    name: str
    change_url: str


Subjects = Mapping[tuple[Cause, int], Subject]


def wider_levels() -> list[tuple[str, str]]:
    """The levels of a community, a topic and a person, as a choice shows them."""
    return [(level.value, _(label)) for level, label in WIDER.items()]


def follow_context(actor: Actor, contribution: Contribution) -> dict[str, object]:
    """What the control on a contribution's page shows."""
    mine = attention_of(actor, contribution)
    known = subjects(actor, [mine])
    if mine.subject and not known:
        mine = NONE  # who wrote it is not named to this reader
    return {
        "follow_chosen": mine.level.value if mine.cause == Cause.CHOSEN else "",
        "follow_told": told(mine, known),
        "follow_levels": Level.choices,
    }


def told(attention: Attention, known: Subjects) -> str:
    """One sentence: what is heard, and why."""
    if (sentence := _HERE.get((attention.level, attention.cause))) is not None:
        return _(sentence)
    return _(_BECAUSE[attention.level]) % {"what": known[attention.cause, attention.subject].name}


def subjects(actor: Actor, found: Iterable[Attention]) -> Subjects:
    """The names of what these levels come from; of what the actor may not see there is none. One query for each sort there is."""
    asked: dict[Cause, set[int]] = {}
    for attention in found:
        if attention.subject:
            asked.setdefault(attention.cause, set()).add(attention.subject)
    rows: list[tuple[Cause, int, str, str]] = []
    if ids := asked.get(Cause.COMMUNITY):
        places = Community.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name", "pid")
        rows += [(Cause.COMMUNITY, pk, name, reverse("community_follow", args=[pid])) for pk, name, pid in places]
    if ids := asked.get(Cause.TOPIC):
        topics = Topic.objects.filter(pk__in=ids).annotate(shown=name_for_reader()).values_list("pk", "shown", "pid")
        rows += [(Cause.TOPIC, pk, name, reverse("topic_follow", args=[pid])) for pk, name, pid in topics]
    if ids := asked.get(Cause.PERSON):
        people = Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name", "pid")
        rows += [(Cause.PERSON, pk, name, reverse("person_follow", args=[pid])) for pk, name, pid in people]
    return {(cause, pk): Subject(name, url) for cause, pk, name, url in rows}
