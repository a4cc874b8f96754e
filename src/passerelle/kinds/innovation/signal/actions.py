"""What a move cannot express: to whom a signal goes, that nobody heard it in time, and who listens in a community."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Deadline, Involvement, Standing
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.signal import routing
from passerelle.kinds.innovation.signal.models import HEAR, Listening, Promise, Signal
from passerelle.kinds.innovation.signal.promising import promised
from passerelle.kinds.innovation.signal.routing import listeners, promised_days, stewards
from passerelle.lib.clock import now
from passerelle.people.models import Person, Unit
from passerelle.topics.models import Topic

MOST_ASKED = 200  # people of one unit or community, each of whom is asked
PART = Involvement.Part.FOCAL_PERSON


@transaction.atomic
def route(contribution: Contribution, *, by: Actor) -> None:
    """Bring a signal to those who hear it, with the day it was promised for; what is gone or heard is due from nobody. Idempotent."""
    locked = Contribution.objects.locked(contribution.pk)
    details = Signal.objects.select_related("site").filter(contribution=locked).first()
    if details is None or locked.standing != Standing.PUBLISHED or details.heard_at is not None:
        Deadline.objects.filter(contribution=locked, purpose=HEAR, met_at=None).delete()
        return
    due_at = _promised(locked, details)
    if due_at != details.promised_for:
        details.promised_for = due_at
        details.save(update_fields=["promised_for"])
    bound = listeners(locked)
    _bind(locked, bound)
    due = bound or stewards(locked)
    due |= stewards(locked) if details.escalated_at else set()
    if told := _expect(locked, due, due_at):
        _record(by, "signal.routed", locked, told)


@transaction.atomic
def escalate(contribution: Contribution, *, by: Actor) -> None:
    """Nobody heard it in time: it waits for the community managers as well. Once."""
    locked = Contribution.objects.locked(contribution.pk)
    details = Signal.objects.filter(contribution=locked, heard_at=None, escalated_at=None).first()
    if details is None or details.promised_for is None or locked.standing != Standing.PUBLISHED:
        return
    details.escalated_at = now()
    details.save(update_fields=["escalated_at"])
    waiting = set(
        Deadline.objects.filter(contribution=locked, purpose=HEAR, met_at=None).values_list("person_id", flat=True)
    )
    _expect(locked, waiting | stewards(locked), details.promised_for)
    _record(by, "signal.unheard", locked, sorted(stewards(locked)))


@transaction.atomic
def arrange(
    community: Community,
    *,
    working_days: int,
    by: Actor,
    person: Person | None = None,
    unit: Unit | None = None,
    group: Community | None = None,
    topics: Collection[Topic] = (),
    drop: Iterable[Listening] = (),
) -> None:
    """Say how soon signals are heard here, who else hears them, to some topics or all, and who no longer.

    It holds for those that come from now on. Raises Refused for others than the community managers, for a listener who cannot
    read here, and for a unit or community (``group``) of so many that nobody would feel asked.
    """
    community_rules.may_steward(community, by).require()
    if person is not None and community.pk not in readable_ids(person_actor(person)):
        raise Refused(_("%(name)s cannot read this community.") % {"name": person.name})
    for one in (unit, group):
        if one is not None and routing.team(unit, group).count() > MOST_ASKED:
            raise Refused(
                _("%(name)s has more than %(num)s people: nobody would feel asked. Choose fewer.")
                % {"name": one.name, "num": MOST_ASKED}
            )
    Promise.objects.update_or_create(community=community, defaults={"working_days": working_days})
    Listening.objects.filter(community=community, pk__in=[one.pk for one in drop]).delete()
    for topic in (*topics,) or (None,):
        for who in ({"person": person}, {"unit": unit}, {"group": group}):
            if None not in who.values():
                Listening.objects.get_or_create(community=community, topic=topic, **who)
    record(
        by,
        "signal.arranged",
        community,
        community_id=community.pk,
        days=working_days,
        person=person.pk if person else None,
        unit=unit.pk if unit else None,
        group=group.pk if group else None,
        topics=[topic.pk for topic in topics],
    )


def _promised(contribution: Contribution, details: Signal) -> datetime:
    """Counted from when it came, and kept; what is said to be urgent today only later is counted from then."""
    country, days = details.site.country if details.site else "", promised_days(contribution.home)
    if details.promised_for is None:
        return promised(contribution.created_at, days, details.urgency, country)
    if details.urgency == Signal.Urgency.TODAY:
        return min(details.promised_for, promised(now(), days, details.urgency, country))
    return details.promised_for


def _bind(contribution: Contribution, people: set[int]) -> None:
    """They may say what becomes of it; others it went to before no longer."""
    parts = Involvement.objects.filter(contribution=contribution, part=PART, ended_at=None)
    parts.exclude(person_id__in=people).update(ended_at=now())
    known = set(parts.values_list("person_id", flat=True))
    Involvement.objects.bulk_create(
        Involvement(contribution=contribution, person_id=pk, part=PART) for pk in sorted(people - known)
    )


def _expect(contribution: Contribution, people: Iterable[int], by: datetime) -> list[int]:
    """It is due from exactly these; answers with those it was not due from before."""
    wanted = set(people)
    open_ones = Deadline.objects.filter(contribution=contribution, purpose=HEAR, met_at=None)
    open_ones.exclude(person_id__in=wanted).delete()
    open_ones.filter(due_at__gt=by).update(due_at=by)
    missing = sorted(wanted - set(open_ones.values_list("person_id", flat=True)))
    Deadline.objects.bulk_create(
        Deadline(contribution=contribution, person_id=pk, purpose=HEAR, due_at=by) for pk in missing
    )
    return missing


def _record(by: Actor, verb: str, contribution: Contribution, people: list[int]) -> None:
    record(by, verb, contribution, contribution_id=contribution.pk, community_id=contribution.home_id, people=people)
