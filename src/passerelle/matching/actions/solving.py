"""Say that something solved the problem one was about to write down: a report of reuse and a thank-you in one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions import forget_draft
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.matching import rules
from passerelle.matching.models import Solved


@transaction.atomic
def report_solved(contribution: Contribution, *, words: str, draft: str = "", by: Actor) -> Solved:
    """Keep what it solved and have those who helped told; then forget the draft of that place. Said again it replaces the first.

    Raises Refused for what one brought oneself, for what is gone, and without words.
    """
    locked = Contribution.objects.locked(contribution.pk)
    rules.may_report_solved(locked, by).require()
    if not (said := short(words, 300)):
        raise Refused(_("Say in a few words what it solved."))
    given = {"words": said, "at": now()}
    made, _new = Solved.objects.update_or_create(contribution=locked, person_id=by.own_id, defaults=given)
    record(
        by,
        "reuse.reported",
        made,
        contribution_id=locked.pk,
        community_id=locked.home_id,
        thanked=_whom(by, locked),
    )
    if draft:
        forget_draft(draft, by=by)
    return made


@transaction.atomic
def take_solved_back(contribution: Contribution, *, by: Actor) -> None:
    """Think better of one's own report; without one nothing happens."""
    locked = Contribution.objects.locked(contribution.pk)
    for mine in Solved.objects.filter(contribution=locked, person_id=by.own_id):
        record(by, "reuse.withdrawn", mine, contribution_id=locked.pk, community_id=locked.home_id)
        mine.delete()


def _whom(by: Actor, contribution: Contribution) -> list[int]:
    """Who brought it, and whoever wrote what the actor reads there as its solution."""
    solution = get_kind(contribution.kind_slug).solutions(by, [contribution.pk]).get(contribution.pk)
    people = {contribution.author_id, solution.by if solution else None}
    return sorted(person for person in people if person is not None and person != by.person_id)
