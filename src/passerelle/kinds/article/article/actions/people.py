"""Who answers for an article, who checks it, who writes it along; and who takes over from somebody who left."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.due import CHECK, REVIEW, ask_for_check
from passerelle.kinds.article.article.parts import Part, end, give, heir_of, holding, owner_of, reads
from passerelle.people.models import Person


@transaction.atomic
def appoint(
    contribution: Contribution,
    *,
    owner: Person,
    reviewer: Person | None,
    co_author: Person | None = None,
    drop: Collection[Person] = (),
    by: Actor,
) -> None:
    """Say who has which part; without a reviewer the community managers check it.

    Raises Refused unless the actor answers for it, for people who cannot read where it lives, and for a reviewer who writes it.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_appoint(head, by).require()
    for one in filter(None, (owner, reviewer, co_author)):
        if not reads(head, one):
            raise Refused(_("%(name)s cannot read this community.") % {"name": one.name})
    writing = {head.author_id, owner.pk, *holding(head, Part.CO_AUTHOR), *([co_author.pk] if co_author else [])}
    if reviewer is not None and reviewer.pk in writing - {one.pk for one in drop}:
        raise Refused(_("Somebody else checks it: not who writes it."))
    new = {owner.pk} if owner.pk != owner_of(head) else set()
    _hand_over(head, owner.pk)
    new |= _set_reviewer(head, reviewer)
    if head.state == "review":
        ask_for_check(head)
    end(head, Part.CO_AUTHOR, *(one.pk for one in drop))
    if co_author is not None and give(head, Part.CO_AUTHOR, co_author.pk):
        new.add(co_author.pk)
    _record(by, "article.appointed", head, sorted(new))


@transaction.atomic
def inherit(contribution: Contribution, *, by: Actor) -> None:
    """Whoever answered for it has left: it goes to their manager, up the tree, else to a community manager. Idempotent."""
    head = Contribution.objects.locked(contribution.pk)
    former = Person.objects.filter(pk=owner_of(head) or 0).select_related("manager").first()
    if former is None or reads(head, former):
        return
    heir = heir_of(head, former)
    if heir is None:
        return
    _hand_over(head, heir)
    _record(by, "article.inherited", head, [heir])


def _hand_over(head: Contribution, person: int) -> None:
    """One answers for it at a time, and takes over what was due."""
    before = holding(head, Part.OWNER)
    if before == [person] or (not before and person == head.author_id):
        return
    end(head, Part.OWNER, *before)
    give(head, Part.OWNER, person)
    due = Deadline.objects.filter(contribution=head, purpose=REVIEW, met_at=None)
    first = due.order_by("due_at", "pk").values_list("pk", flat=True).first()
    due.exclude(pk=first or 0).delete()
    due.update(person_id=person)


def _set_reviewer(head: Contribution, reviewer: Person | None) -> set[int]:
    before = holding(head, Part.REVIEWER)
    wanted = [] if reviewer is None else [reviewer.pk]
    gone = [pk for pk in before if pk not in wanted]
    end(head, Part.REVIEWER, *gone)
    Deadline.objects.filter(contribution=head, person_id__in=gone, purpose=CHECK, met_at=None).delete()
    return {pk for pk in wanted if give(head, Part.REVIEWER, pk)}


def _record(by: Actor, verb: str, head: Contribution, people: list[int]) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, people=people)
