"""How closely somebody follows a contribution, and why: their choice there, what they take part in, or what it lies under.

The one place that knows, for whoever is told, for the page and for the inbox. What was chosen at the conversation itself holds before
everything else. Then a mute of its community, a topic of it or who acts; then what one takes part in; then the strongest level of
community, topics and author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import memberships
from passerelle.contributions.models import Contribution, Follow, Placement
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared

Level = Follow.Level
RANK = (Level.WATCH, Level.FOLLOW)


class Cause(StrEnum):
    """What a level comes from."""

    CHOSEN = "chosen"
    PART = "part"  # they brought it or replied
    COMMUNITY = "community"
    TOPIC = "topic"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Attention:
    """How closely, why, and the key of the community, topic or person it comes from."""

    level: Level = Level.NORMAL
    cause: Cause = Cause.NOTHING
    subject: int = 0

    @property
    def is_deaf(self) -> bool:
        """Whether nothing at all is told, even when somebody names them."""
        return self.level == Level.MUTE and self.cause == Cause.CHOSEN

    @property
    def hears_steps(self) -> bool:
        """Whether what is new and what becomes of it is told."""
        return self.level in RANK

    @property
    def hears_replies(self) -> bool:
        """Whether each reply is told as well."""
        return self.level == Level.WATCH


NONE = Attention()


class Choice(NamedTuple):
    """One row of somebody about something: a level, and what it is about."""

    level: str
    chosen: bool
    cause: Cause
    subject: int


def effective(choices: Iterable[Choice]) -> Attention:
    """What follows from everything one person chose about one contribution and what it lies under."""
    known = list(choices)
    own = next((choice for choice in known if choice.cause == Cause.CHOSEN), None)
    if own is not None and own.chosen:
        return Attention(Level(own.level), Cause.CHOSEN)
    wider = sorted((choice for choice in known if choice.cause != Cause.CHOSEN), key=_order)
    muted = next((choice for choice in wider if choice.level == Level.MUTE), None)
    if muted is not None:
        return Attention(Level.MUTE, muted.cause, muted.subject)
    if own is not None:
        return Attention(Level(own.level), Cause.PART)
    for level in RANK:
        for choice in wider:
            if choice.level == level:
                return Attention(level, choice.cause, choice.subject)
    return NONE


def _order(choice: Choice) -> tuple[int, int]:
    """Of two that are as strong the community is named, then a topic, then the author."""
    return list(Cause).index(choice.cause), choice.subject


def attentions(
    contribution: Contribution, *, people: Sequence[int] | None = None, place: int = 0, acting: int = 0
) -> dict[int, Attention]:
    """Person → how they follow this one, of those who chose anything about it.

    ``people`` narrows, and counts what they muted as members too; ``place`` is where something happens, its home when nobody says;
    ``acting`` is who does it.
    """
    here = _Here(contribution.author_id or 0, place or contribution.home_id)
    if people is None:
        return here.found(_everybody(contribution.pk, [here.author, acting]))
    if not people:
        return {}
    return here.found(_these(contribution.pk, [here.author, acting], people), _silenced(here.place, people))


def attention_of(actor: Actor, contribution: Contribution) -> Attention:
    """How one reader follows one contribution: the same answer, in one query."""
    here = _Here(contribution.author_id or 0, contribution.home_id)
    membership = memberships(actor).get(here.place)
    silenced = [actor.own_id] if membership is not None and membership.muted else []
    rows = _these(contribution.pk, [here.author], [actor.own_id])
    return here.found(rows, silenced).get(actor.own_id, NONE)


class _Here(NamedTuple):
    """Whose it is and where it happens: what of somebody's choices counts."""

    author: int
    place: int

    def found(self, rows: Iterable[Any], silenced: Iterable[int] = ()) -> dict[int, Attention]:
        """What follows for each person from rows about the contribution, and from having muted the place as a member."""
        chosen: dict[int, list[Choice]] = defaultdict(list)
        for person in silenced:
            chosen[person].append(Choice(Level.MUTE, True, Cause.COMMUNITY, self.place))
        for person, *row in rows:
            if choice := self.choice(*row):
                chosen[person].append(choice)
        return {person: effective(choices) for person, choices in chosen.items()}

    def choice(
        self, level: str, chosen: bool, own: int | None, community: int | None, topic: int | None, person: int | None
    ) -> Choice | None:
        """A row as a choice; another place it was shared to may be muted, and only the author's things are followed."""
        if own is not None:
            return Choice(level, chosen, Cause.CHOSEN, own)
        if community is not None:
            counts = level != Level.MUTE or community == self.place
            return Choice(level, chosen, Cause.COMMUNITY, community) if counts else None
        if topic is not None:
            return Choice(level, chosen, Cause.TOPIC, topic)
        counts = level == Level.MUTE or person == self.author
        return Choice(level, chosen, Cause.PERSON, person or 0) if counts else None


def attentions_of(person: int, contributions: Sequence[Contribution]) -> dict[int, Attention]:
    """Contribution → how one person follows it, for many at once: what ``attentions`` answers for each. A fixed number of queries."""
    ids = [contribution.pk for contribution in contributions]
    rows, silenced = _mine(person, ids), set(_muted_places(person))
    under = {("community", *pair) for pair in _placed(ids)} | {("topic", *pair) for pair in _linked(ids)}
    return {head.pk: effective(_choices(head, rows, under, silenced)) for head in contributions}


def _choices(
    head: Contribution, rows: Sequence[Any], under: set[tuple[str, int, int]], silenced: set[int]
) -> Iterable[Choice]:
    here = _Here(head.author_id or 0, head.home_id)
    if head.home_id in silenced:
        yield Choice(Level.MUTE, True, Cause.COMMUNITY, head.home_id)
    for row in rows:
        choice = here.choice(*row)
        if choice is None:
            continue
        concerns = {
            Cause.CHOSEN: choice.subject == head.pk,
            Cause.PERSON: choice.subject == head.author_id,
        }.get(choice.cause, (choice.cause.value, head.pk, choice.subject) in under)
        if concerns:
            yield choice


_COLUMNS = ("person_id", "level", "chosen", "contribution_id", "community_id", "topic_id", "followed_id")


@prepared
def _everybody(contribution: int, persons: Sequence[int]) -> QuerySet[Follow, tuple[Any, ...]]:
    return _rows(contribution, persons)


@prepared
def _these(contribution: int, persons: Sequence[int], people: Sequence[int]) -> QuerySet[Follow, tuple[Any, ...]]:
    return _rows(contribution, persons).filter(person_id__in=people)


@prepared
def _mine(person: int, contributions: Sequence[int]) -> QuerySet[Follow, tuple[Any, ...]]:
    mine = Follow.objects.filter(Q(contribution_id=None) | Q(contribution_id__in=contributions), person_id=person)
    return _known(mine).values_list(*_COLUMNS[1:])


@prepared
def _muted_places(person: int) -> QuerySet[Membership, int]:
    return Membership.objects.filter(person_id=person, muted=True).values_list("community_id", flat=True)


@prepared
def _placed(contributions: Sequence[int]) -> QuerySet[Placement, tuple[int, int]]:
    placed = Placement.objects.filter(contribution_id__in=contributions, listed=True)
    return placed.values_list("contribution_id", "community_id")


@prepared
def _linked(contributions: Sequence[int]) -> QuerySet[Any, tuple[int, int]]:
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=contributions)
    return links.values_list("contribution_id", "topic_id")


@prepared
def _silenced(community: int, people: Sequence[int]) -> QuerySet[Membership, int]:
    muted = Membership.objects.filter(person_id__in=people, community_id=community, muted=True)
    return muted.values_list("person_id", flat=True)


def _rows(contribution: int, persons: Sequence[int]) -> QuerySet[Follow, tuple[Any, ...]]:
    topics = Contribution.topics.through._default_manager.filter(contribution_id=contribution).values("topic_id")
    places = Placement.objects.filter(contribution_id=contribution, listed=True).values("community_id")
    about = Q(contribution_id=contribution) | Q(community_id__in=places) | Q(topic_id__in=topics)
    return _known(Follow.objects.filter(about | Q(followed_id__in=persons))).values_list(*_COLUMNS)


def _known(rows: QuerySet[Follow]) -> QuerySet[Follow]:
    """Without communities that whoever chose them may no longer read: what follows from one would tell what lies there."""
    member = Exists(Membership.objects.filter(person_id=OuterRef("person_id"), community_id=OuterRef("community_id")))
    staff = Q(person__is_guest=False) & (Q(community__visibility=Community.Visibility.OPEN) | Q(member))
    guests = Q(member, person__is_guest=True, community__open_to_partners=True)
    return rows.filter(Q(community=None) | staff | guests)
