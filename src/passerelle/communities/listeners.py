"""What follows for communities when people come and go."""

from __future__ import annotations

from passerelle.communities.actions.join import admit
from passerelle.communities.models import Community, JoinRequest, Role
from passerelle.communities.reading import roles
from passerelle.journal.actor import Via, person_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.people.models import Person
from passerelle.work.tasks import task


@listen("invitation.accepted")
@task("communities.welcome_invited")
def welcome_invited(*, entry_id: int) -> None:
    """Bring somebody into the communities their invitation named, as far as who invited them may still do so."""
    entry = Entry.objects.get(pk=entry_id)
    person = Person.objects.get(pk=entry.particulars["person"])
    inviter = person_actor(Person.objects.get(pk=entry.particulars["inviter"]), Via.SYSTEM)
    named = Community.objects.visible_to(inviter).filter(pk__in=entry.particulars["communities"], archived_at=None)
    for community in named.filter(open_to_partners=True) if person.is_guest else named:
        if inviter.is_administrator or roles(inviter).get(community.pk) == Role.STEWARD:
            admit(community, person, by=person_actor(person, Via.SYSTEM))


@listen("person.erased")
@task("communities.forget_words_of_erased")
def forget_words_of_erased(*, entry_id: int) -> None:
    """What somebody wrote when they asked to join is theirs too."""
    JoinRequest.objects.filter(person_id=Entry.objects.get(pk=entry_id).subject_id).update(note="")
