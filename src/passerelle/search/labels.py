"""The labels on documents and in questions: who may open it (tokens), what it is (marks)."""

from __future__ import annotations

from django.db.models import QuerySet

from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import joined_ids
from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.search.words import fold

STAFF = "o"


def community_tokens(community_id: int, visibility: str, *, to_partners: bool) -> set[str]:
    """Who reads in a community: all staff when it is open, else its members; partners only ever as members."""
    is_open = visibility == Community.Visibility.OPEN
    return ({STAFF} if is_open else set()) | ({f"c{community_id}"} if to_partners or not is_open else set())


def reader_tokens(actor: Actor) -> frozenset[str]:
    """What this actor may open: nothing at all for the anonymous and for Passerelle itself.

    What is in an open community is open to staff by that, so they are asked for no membership of it: each token is looked up.
    """
    if not actor.is_present:
        return frozenset()
    joined = joined_ids(actor).intersection(_behind_doors(actor)) if actor.is_staff else joined_ids(actor)
    own = {f"c{community}" for community in joined} | {f"i{actor.person_id}"}
    return frozenset(own | {STAFF} if actor.is_staff else own)


@prepared
def _behind_doors(actor: Actor) -> QuerySet[Membership, int]:
    """The communities the actor joined that are not open to all staff."""
    joined = Membership.objects.filter(person_id=actor.own_id)
    return joined.exclude(community__visibility=Community.Visibility.OPEN).values_list("community_id", flat=True)


def mark(name: str, value: object) -> str:
    """A mark such as ``in12`` or ``statewaitingforparts``: letters and digits only, so engines take it bare."""
    return name + "".join(letter for letter in fold(str(value)) if letter.isascii() and letter.isalnum())[:60]
