"""The cast of the search tests: who they are, where they belong, and how the index catches up."""

from __future__ import annotations

from datetime import timedelta

from passerelle.communities import actions as communities
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.contributions.kinds import all_kinds
from passerelle.journal.actor import Actor, person_actor, system_actor
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person
from passerelle.work.models import Job
from passerelle.work.tasks import find_task


def staff(name: str, **fields: object) -> Actor:
    """Somebody of the home organisation."""
    home, _ = Organisation.objects.get_or_create(kind="home", defaults={"slug": "home", "name": "Home"})
    return person_actor(Person.objects.create(name=name, sort_name=name, organisation=home, **fields))


def guest(name: str) -> Actor:
    """Somebody of a partner organisation."""
    partner, _ = Organisation.objects.get_or_create(slug="partner", defaults={"name": "Partner"})
    until = now().date() + timedelta(days=30)
    return person_actor(
        Person.objects.create(name=name, sort_name=name, organisation=partner, is_guest=True, access_until=until)
    )


def community(name: str, founder: Actor, *members: Actor, **fields: object):
    """A community with its members."""
    made = communities.found(name=name, purpose=f"What {name} is for", by=founder, **fields)
    Membership.objects.bulk_create(Membership(person=member.person, community=made) for member in members)
    return made


def contribution(title: str, text: str, author: Actor, place, **fields: object):
    """A contribution of the first kind there is, as its author."""
    return contributions.contribute(all_kinds()[0].slug, place, title=title, text=text, by=again(author), **fields)


def again(actor: Actor) -> Actor:
    """The same person in a new request: rights are read anew."""
    return person_actor(Person.objects.get(pk=actor.person_id)) if actor.person_id else system_actor()


def catch_up() -> None:
    """Run the index jobs that verbs left behind."""
    for job in Job.objects.filter(task__startswith="search.").order_by("pk"):
        find_task(job.task)(**job.arguments)
        job.delete()
