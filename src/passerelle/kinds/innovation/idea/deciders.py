"""Who decides about an idea: the community managers of its home, and whoever they named for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from passerelle.communities.reading import active_stewards, readable_ids
from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.actor import Actor, of_actor, person_actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.lib.id_set import IdSet
from passerelle.people.models import Person


@of_actor
def owned_ids(actor: Actor) -> IdSet:
    """Ids of the contributions the actor was named for; one statement for a whole board."""
    parts = Involvement.objects.filter(person_id=actor.own_id, part=Involvement.Part.OWNER, ended_at=None)
    return IdSet(parts.values_list("contribution_id", flat=True) if actor.is_present else ())


def decider(contribution: Contribution, actor: Actor) -> Decision:
    """The community managers, and who was named to decide as long as they read the conversation."""
    if rules.steward(contribution, actor):
        return ALLOWED
    if contribution.pk in owned_ids(actor) and contribution.home_id in readable_ids(actor):
        return ALLOWED
    return refused(_("Only the community managers and whoever decides about this idea can do this."))


def owner_of(contribution: Contribution) -> int | None:
    """Who was named, if they can still sign in and read the conversation."""
    parts = Involvement.objects.filter(contribution=contribution, part=Involvement.Part.OWNER, ended_at=None)
    for person in Person.objects.present().filter(pk__in=parts.values("person_id")):
        if contribution.home_id in readable_ids(person_actor(person)):
            return person.pk
    return None


def managers_of(contribution: Contribution) -> set[int]:
    """The community managers of its home, but for who brought it where there is another."""
    managers = active_stewards().filter(community_id=contribution.home_id)
    found = set(managers.values_list("person_id", flat=True))
    return found - {contribution.author_id} or found


def deciders_of(contribution: Contribution) -> set[int]:
    """Who is told when it can be decided: whoever was named, else the community managers."""
    owner = owner_of(contribution)
    return {owner} if owner else managers_of(contribution)
