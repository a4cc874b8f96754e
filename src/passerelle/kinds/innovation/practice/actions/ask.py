"""Ask about a practice: a question of its own, tied to it, which those who know hear of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions import contribute
from passerelle.contributions.models import Contribution, Deadline, Standing
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.appointments import TALK
from passerelle.kinds.innovation.practice.contact import contact_of
from passerelle.kinds.innovation.practice.focal import answering_for
from passerelle.kinds.innovation.practice.models import Adoption, Appointment
from passerelle.people.models import Site
from passerelle.trail.actions import link
from passerelle.trail.models import Relation


@transaction.atomic
def ask(
    contribution: Contribution,
    *,
    title: str,
    text: str,
    by: Actor,
    at: Site | None = None,
    times: Sequence[datetime] = (),
) -> Contribution:
    """Bring a question where the practice is; its contact hears of it, else whoever brought it, or who answers for the site ``at``.

    Of one or two ``times`` to talk, those who are asked take one.

    Raises Refused where the actor may not bring one, and for a site that was not asked for it.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_ask(head, by).require()
    if at is not None and not Adoption.objects.filter(practice_id=head.pk, site=at).exists():
        raise Refused(_("This site knows nothing of it."))
    kind = rules.asking_kind(head)
    if kind is None:
        raise Refused(_("This community takes no questions: ask in a reply."))
    made = contribute(kind.slug, head.home, title=title, text=text, by=by)
    link(made, head, Relation.RELATED_TO, by=by)
    known = answering_for(head, at) if at is not None else {contact_of(head) or head.author_id}
    people = sorted(pk for pk in known if pk is not None and pk != by.person_id)
    told = people if made.standing == Standing.PUBLISHED else []
    if times:
        _propose(made, head, at, times, told)
    record(
        by,
        "practice.asked",
        head,
        contribution_id=head.pk,
        community_id=head.home_id,
        question=made.pk,
        people=told,
    )
    return made


def _propose(
    made: Contribution, head: Contribution, at: Site | None, times: Sequence[datetime], people: list[int]
) -> None:
    """The times stand on the question, and an answer is due from those who are told."""
    first, *further = sorted(times)
    second = further[0] if further else None
    Appointment.objects.create(question=made, practice=head, site=at, first_at=first, second_at=second)
    Deadline.objects.bulk_create(Deadline(contribution=made, person_id=pk, purpose=TALK, due_at=first) for pk in people)
