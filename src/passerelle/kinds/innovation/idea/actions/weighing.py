"""Weigh an idea: by what, who is asked, and what each says. Everybody's part is an Involvement, what is due a Deadline of the spine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.kinds.innovation.idea import rules
from passerelle.kinds.innovation.idea.actions.team import follow_by_taking_part
from passerelle.kinds.innovation.idea.deciders import decider
from passerelle.kinds.innovation.idea.models import Criterion, Mark
from passerelle.kinds.innovation.idea.models.weighing import HEAVIEST, LONGEST_NOTE, SCALE, SCORE
from passerelle.kinds.innovation.idea.weighing import criteria_of, still_to_answer, writes
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Person

PART = Involvement.Part.REVIEWER
Said = tuple[int | None, str]  # a value, or that one cannot tell; and a note


@transaction.atomic
def set_criteria(community: Community, rows: Mapping[int, tuple[str, int]], *, by: Actor) -> None:
    """By what ideas are weighed here: place → sentence and weight. A place that is not named any more is taken away."""
    community_rules.may_steward(community, by).require()
    locked = Community.objects.locked(community.pk)
    there = {one.place: one for one in criteria_of(locked.pk)}
    for place, gone in there.items():
        if place not in rows:
            gone.ended_at = now()
            gone.save(update_fields=["ended_at"])
    for place, (label, weight) in rows.items():
        one = there.get(place) or Criterion(community=locked, place=place)
        one.label, one.weight = one_line(label, 80), weight
        if not one.label or not 1 <= weight <= HEAVIEST:
            raise Refused(_("A criterion has words, and a weight between 1 and 9."))
        one.save()
    now_there = criteria_of(locked.pk)
    record(by, "idea.criteria_set", locked, community_id=locked.pk, weights={one.pk: one.weight for one in now_there})


@transaction.atomic
def name_reviewer(contribution: Contribution, person: Person, *, due_on: date, by: Actor) -> None:
    """Ask somebody to weigh an idea by a day; a second time changes the day.

    Raises Refused unless the actor decides about it, for whoever brought it, and for somebody who cannot read it.
    """
    head = _open(contribution)
    decider(head, by).require()
    _require_fit(head, person)
    if due_on < timezone.localdate(now()):
        raise Refused(_("This day lies in the past: choose a later one."))
    if not criteria_of(head.home_id):
        raise Refused(_("Say first by what ideas are weighed in this community."))
    _part, is_new = Involvement.objects.get_or_create(contribution=head, person=person, part=PART, ended_at=None)
    if person.pk in still_to_answer(head):
        due_at = timezone.make_aware(datetime.combine(due_on, time(23, 59)))
        Deadline.objects.update_or_create(
            contribution=head, person=person, purpose=SCORE, met_at=None, defaults={"due_at": due_at}
        )
    if is_new:
        _record(by, "idea.reviewer_named", head, person=person.pk)


@transaction.atomic
def remove_reviewer(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """Ask them no longer; what they said counts no more, and is there again when they are asked again. Idempotent."""
    head = _open(contribution)
    decider(head, by).require()
    Deadline.objects.filter(contribution=head, person=person, purpose=SCORE, met_at=None).delete()
    running = Involvement.objects.filter(contribution=head, person=person, part=PART, ended_at=None)
    if running.update(ended_at=now()):
        _record(by, "idea.reviewer_removed", head, person=person.pk)


@transaction.atomic
def score(contribution: Contribution, said: Mapping[int, Said], *, by: Actor) -> None:
    """Say how far each criterion (by id) holds, with a note for those who decide. Again is a change, which the journal knows of.

    Raises Refused unless the actor was asked, and when the criteria are others by now.
    """
    head = _open(contribution)
    rules.weighs(head, by).require()
    if set(said) != {one.pk for one in criteria_of(head.home_id)}:
        raise Refused(_("What ideas are weighed by was changed meanwhile: look at it again."))
    first = by.own_id in still_to_answer(head)
    changed = [pk for pk in sorted(said) if _mark(head, by.own_id, pk, *said[pk])]
    Deadline.objects.filter(contribution=head, person_id=by.own_id, purpose=SCORE, met_at=None).update(met_at=now())
    follow_by_taking_part(head, by)
    if first:
        _record(by, "idea.scored", head, left=len(still_to_answer(head)))
    elif changed:
        _record(by, "idea.score_changed", head, criteria=changed)


def _mark(head: Contribution, person: int, criterion: int, value: int | None, note: str) -> bool:
    """Keep one mark; whether it is new or differs from the one before."""
    if value is not None and value not in SCALE:
        raise Refused(_("A mark lies between 1 and 5."))
    key: dict[str, Any] = {"idea_id": head.pk, "person_id": person, "criterion_id": criterion}
    said: dict[str, Any] = {"value": value, "note": short(note, LONGEST_NOTE)}
    if Mark.objects.filter(**key, **said).exists():
        return False
    Mark.objects.update_or_create(**key, defaults={**said, "at": now()})
    return True


def _open(contribution: Contribution) -> Contribution:
    head = Contribution.objects.locked(contribution.pk)
    rules.is_open(head).require()
    return head


def _require_fit(head: Contribution, person: Person) -> None:
    """Who brought it does not weigh it; who cannot read it cannot."""
    if writes(head, person.pk):
        raise Refused(_("%(name)s brought this idea: somebody else weighs it.") % {"name": person.name})
    if head.home_id not in readable_ids(person_actor(person)):
        raise Refused(_("%(name)s cannot read this community.") % {"name": person.name})


def _record(by: Actor, verb: str, head: Contribution, **told: Any) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, **told)
