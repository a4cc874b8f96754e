"""Offer a practice to sites, and see to it that somebody there answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import ahead, rules
from passerelle.kinds.innovation.practice.focal import lateness, turns
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.lib.clock import now
from passerelle.people.models import Site

MOST = 400  # sites at once
PART = Involvement.Part.FOCAL_PERSON


@transaction.atomic
def offer(contribution: Contribution, sites: Collection[Site], due_on: date, *, by: Actor) -> int:
    """Ask these sites for their answer by the end of a day; those that were asked stay as they are. How many are new.

    Raises Refused when it is not offered, without a site, for one of a partner where partners take no part, and for a day that is over.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_offer(head, by).require()
    if not sites or len(sites) > MOST:
        raise Refused(_("Choose between one and %(num)s sites.") % {"num": MOST})
    if said := ahead.why_not(due_on):
        raise Refused(said)
    if not head.home.open_to_partners and any(site.organisation_id for site in sites):
        raise Refused(_("Partners take no part in this community: it cannot be offered to their sites."))
    known = set(Adoption.objects.filter(practice_id=head.pk).values_list("site_id", flat=True))
    due_at = end_of(due_on)
    details = Practice.objects.get(pk=head.pk)
    held = Site.objects.select_for_update(no_key=True)  # none of them goes away meanwhile
    new = Adoption.objects.bulk_create(
        Adoption(practice=details, site=site, offered_on=timezone.localdate(now()), due_at=due_at)
        for site in held.filter(pk__in={site.pk for site in sites} - known).order_by("pk")
    )
    people = sorted(_expect(head, new))
    _bind(head)
    if new:
        _record(by, "practice.offered", head, people=people, sites=[adoption.site_id for adoption in new])
    return len(new)


@transaction.atomic
def offer_several(planned: Mapping[Contribution, Collection[Site]], due_on: date, *, by: Actor) -> int:
    """Offer each practice to its sites, all or none: one entry for each that is new somewhere. How many offers are new.

    Raises Refused like ``offer``, and for more at once than anybody waits for.
    """
    if sum(map(len, planned.values())) > MOST:
        raise Refused(_("Choose fewer: at most %(num)s offers at once.") % {"num": MOST})
    heads = sorted(planned, key=lambda head: head.pk)  # held in one order, whoever offers what
    return sum(offer(head, planned[head], due_on, by=by) for head in heads)


@transaction.atomic
def remind(adoption: Adoption, *, by: Actor) -> bool:
    """Whose turn it is by now is asked: who left is replaced, who lets it wait gets help; whether that was anybody new. Idempotent."""
    head = Contribution.objects.locked(adoption.practice_id)
    locked = Adoption.objects.select_for_update().filter(pk=adoption.pk, stage=Adoption.Stage.CONSIDERING).first()
    if locked is None:
        return False
    told = _expect(head, [locked])
    _bind(head)
    turn = lateness(locked)
    if turn > locked.reminded:
        locked.reminded = turn
        locked.save(update_fields=["reminded"])
    if told:
        _record(by, "practice.unanswered", head, people=sorted(told), sites=[locked.site_id])
    return bool(told)


@transaction.atomic
def expect(contribution: Contribution, *, by: Actor) -> None:
    """What is due of a practice follows what became of it: of one that is gone or retired, nothing. Idempotent."""
    head = Contribution.objects.locked(contribution.pk)
    if not rules.is_offered(head):  # what was withdrawn has no adoptions any more
        Deadline.objects.filter(contribution=head, purpose__startswith="answer-", met_at=None).delete()
    _expect(head, list(Adoption.objects.select_for_update().filter(practice_id=head.pk)))
    _bind(head)


@transaction.atomic
def leave_site(number: int, *, by: Actor) -> None:
    """A site is gone: what was due from it is due from nobody, and what it did not answer it was never asked."""
    due = Deadline.objects.filter(purpose=f"answer-{number}", met_at=None)
    open_ones = Adoption.objects.filter(site=None, stage=Adoption.Stage.CONSIDERING)  # of other sites as well
    heads = {*due.values_list("contribution_id", flat=True), *open_ones.values_list("practice_id", flat=True)}
    due.delete()
    open_ones.delete()
    for pk in sorted(heads):
        _bind(Contribution.objects.locked(pk))


def end_of(day: date) -> datetime:
    """The last minute of a day, by the calendar of the house."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def _expect(head: Contribution, adoptions: Collection[Adoption]) -> set[int]:
    """Each is due from exactly those whose turn it is; answers with those some is newly due from. As many statements for one as for all."""
    waiting = [one for one in adoptions if rules.is_offered(head) and one.is_open and one.site_id is not None]
    turn = turns(head) if waiting else None
    wanted = {(one.purpose, pk): one.due_at for one in waiting if turn for pk in turn.due_from(one)}
    purposes = {one.purpose for one in adoptions}
    open_ones = Deadline.objects.filter(contribution=head, purpose__in=purposes, met_at=None)
    known = {(row.purpose, row.person_id or 0): row for row in open_ones}
    over = [row.pk for key, row in known.items() if key not in wanted]
    moved = [known[key] for key, due_at in wanted.items() if key in known and known[key].due_at != due_at]
    for row in moved:
        row.due_at = wanted[row.purpose, row.person_id or 0]
    missing = sorted(wanted.keys() - known.keys())
    if over:
        Deadline.objects.filter(pk__in=over).delete()
    Deadline.objects.bulk_update(moved, ["due_at"])
    Deadline.objects.bulk_create(
        Deadline(contribution=head, person_id=pk, purpose=purpose, due_at=wanted[purpose, pk])
        for purpose, pk in missing
    )
    return {pk for _purpose, pk in missing}


def _bind(head: Contribution) -> None:
    """Those from whom an answer is due are its focal persons as long as it is."""
    due = Deadline.objects.filter(contribution=head, purpose__startswith="answer-", met_at=None)
    people = set(due.values_list("person_id", flat=True))
    parts = Involvement.objects.filter(contribution=head, part=PART, ended_at=None)
    parts.exclude(person_id__in=people).update(ended_at=now())
    known = set(parts.values_list("person_id", flat=True))
    Involvement.objects.bulk_create(
        Involvement(contribution=head, person_id=pk, part=PART) for pk in sorted(people - known)
    )


def met(head: Contribution, adoption: Adoption) -> None:
    """An answer came, of whomever: it is due from nobody."""
    due = Deadline.objects.filter(contribution=head, purpose=adoption.purpose, met_at=None)
    due.update(met_at=now())
    _bind(head)


def renew(head: Contribution, adoption: Adoption) -> None:
    """It is asked again later: of those whose turn it is then."""
    met(head, adoption)
    _expect(head, [adoption])
    _bind(head)


def _record(by: Actor, verb: str, head: Contribution, **told: Any) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, **told)
