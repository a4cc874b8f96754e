"""Who works on an idea: join, leave, let go, become a co-author. Everybody's part is an Involvement of the spine."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from passerelle.contributions import rules as spine
from passerelle.contributions.models import Contribution, Deadline, Follow, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.models import Idea
from passerelle.kinds.innovation.idea.models.promise import DECIDE
from passerelle.kinds.innovation.idea.models.weighing import SCORE
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert_unless_there
from passerelle.people.models import Person

PARTS = (Involvement.Part.TEAM, Involvement.Part.CO_AUTHOR)
JUDGING = (Involvement.Part.REVIEWER, Involvement.Part.OWNER)


@transaction.atomic
def join(contribution: Contribution, *, by: Actor) -> None:
    """Take a place in the team; twice is once. Raises Refused when the idea is settled, looks for nobody, or all places are taken."""
    head = Contribution.objects.locked(contribution.pk)
    rules.takes_part(head, by).require()
    if head.author_id == by.person_id:
        raise Refused(_("You brought this idea: you are in it already."))
    running = _running(head)
    if running.filter(person_id=by.own_id).exists():
        return
    places = Idea.objects.values_list("team_places", flat=True).get(pk=head.pk) or 0
    if not places:
        raise Refused(_("This idea looks for nobody right now. Reply to it, and say what you could do."))
    if running.filter(part=Involvement.Part.TEAM).count() >= places:
        raise Refused(_("All places in this team are taken. Reply to it, and say what you could do."))
    Involvement.objects.create(contribution=head, person_id=by.own_id, part=Involvement.Part.TEAM)
    follow_by_taking_part(head, by)
    _record(by, "idea.joined", head, by.own_id)


@transaction.atomic
def leave(contribution: Contribution, *, by: Actor) -> None:
    """Give one's place back, and one's part as co-author; who has none leaves nothing. It is never too late."""
    head = Contribution.objects.locked(contribution.pk)
    if _running(head).filter(person_id=by.own_id).update(ended_at=now()):
        _record(by, "idea.left", head, by.own_id)


@transaction.atomic
def let_go(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """The author or a community manager gives somebody's place free. Raises Refused for others."""
    head = Contribution.objects.locked(contribution.pk)
    spine.is_alive(head).require()
    spine.author_or_steward(head, by).require()
    if _running(head).filter(person=person).update(ended_at=now()):
        _record(by, "idea.let_go", head, person.pk)


@transaction.atomic
def name_co_author(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """The author lets somebody of the team change the text as well. Raises Refused for others, and for who is not in the team."""
    head = Contribution.objects.locked(contribution.pk)
    spine.is_alive(head).require()
    spine.author(head, by).require()
    if not _running(head).filter(person=person, part=Involvement.Part.TEAM).exists():
        raise Refused(_("Only somebody of the team can become a co-author."))
    if make_co_author(head, person.pk):
        _record(by, "idea.co_author_named", head, person.pk)


def make_co_author(head: Contribution, person: int) -> bool:
    """Bind somebody as co-author, unless they are; inside the transaction of a verb that holds the idea.

    Nobody judges their own: from now on they neither weigh it nor decide about it.
    """
    _part, created = Involvement.objects.get_or_create(
        contribution=head, person_id=person, part=Involvement.Part.CO_AUTHOR, ended_at=None
    )
    Involvement.objects.filter(contribution=head, person_id=person, part__in=JUDGING, ended_at=None).update(
        ended_at=now()
    )
    Deadline.objects.filter(contribution=head, person_id=person, purpose__in=(SCORE, DECIDE), met_at=None).delete()
    return created


def follow_by_taking_part(head: Contribution, by: Actor) -> None:
    """Who takes part hears what becomes of it, unless they chose otherwise."""
    insert_unless_there(Follow(person_id=by.own_id, contribution=head, level=Follow.Level.WATCH, chosen=False))


def _running(head: Contribution) -> QuerySet[Involvement]:
    return Involvement.objects.filter(contribution=head, part__in=PARTS, ended_at=None)


def _record(by: Actor, verb: str, head: Contribution, person: int) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, person=person)
