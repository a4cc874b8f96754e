"""What follows for an idea: people are told what concerns them, and whoever is erased leaves no words behind."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Contribution, Deadline, Involvement, Standing
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.idea.deciders import deciders_of
from passerelle.kinds.innovation.idea.models import Idea, Mark
from passerelle.kinds.innovation.idea.models.promise import DECIDE
from passerelle.kinds.innovation.idea.models.weighing import SCORE
from passerelle.kinds.innovation.idea.purses import return_to_those_outside
from passerelle.lib.clock import now
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.texts import head
from passerelle.work.tasks import task


def _authors(entry: Entry) -> Told:
    """Who brought it, and who writes with them."""
    contribution = head(entry)
    running = Involvement.objects.filter(contribution=contribution, part=Involvement.Part.CO_AUTHOR, ended_at=None)
    told = Told(entry.actor_id, contribution.body_id)
    told.add(Reason.MOVED, contribution.author_id, *running.values_list("person_id", flat=True))
    told.spare(entry.actor_id)
    return told


def _whom_it_concerns(entry: Entry) -> Told:
    """The one person the entry names."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.FOLLOWED, entry.particulars.get("person"))
    told.spare(entry.actor_id)
    return told


def _deciders(entry: Entry) -> Told:
    """Who decides, once nobody is left to weigh it."""
    contribution = head(entry)
    told = Told(entry.actor_id, contribution.body_id)
    if entry.particulars.get("left") == 0:
        told.add(Reason.FOLLOWED, *deciders_of(contribution))
    told.spare(entry.actor_id)
    return told


def _waits(entry: Entry) -> Told:
    """Those from whom it is due, and nobody else."""
    told = Told(head(entry).author_id, head(entry).body_id)
    told.add(Reason.FOLLOWED, *entry.particulars["people"])
    return told


_TOLD: dict[str, tuple[Callable[[Entry], Told], Reason, str]] = {
    "idea.joined": (_authors, Reason.MOVED, words("%(who)s joined the team of “%(what)s”")),
    "idea.reviewer_named": (_whom_it_concerns, Reason.FOLLOWED, words("%(who)s asks you to weigh “%(what)s”")),
    "idea.owner_named": (_whom_it_concerns, Reason.FOLLOWED, words("%(who)s named you to decide about “%(what)s”")),
    "idea.scored": (_deciders, Reason.FOLLOWED, words("Everybody who was asked has weighed “%(what)s”")),
    "idea.unanswered": (_waits, Reason.FOLLOWED, words("“%(what)s” waits for its next step longer than promised")),
    "idea.co_author_named": (_whom_it_concerns, Reason.FOLLOWED, words("%(who)s made you a co-author of “%(what)s”")),
    "idea.let_go": (
        _whom_it_concerns,
        Reason.FOLLOWED,
        words("%(who)s gave your place in the team of “%(what)s” free"),
    ),
}
for _verb, (_whom, _reason, _said) in _TOLD.items():
    tells(_verb, Telling(_whom, {_reason: _said}))


@listen("person.erased")
@task("idea.forget_reviewer")
def forget_reviewer(*, entry_id: int) -> None:
    """Delete the notes of somebody who was erased; what they marked stands, and nobody waits for what they had not."""
    person = Entry.objects.get(pk=entry_id).subject_id
    marks = Mark.objects.filter(person_id=person)
    marks.update(note="")
    bound = Involvement.objects.filter(person_id=person, contribution__in=Idea.objects.values("pk"), ended_at=None)
    bound.filter(part=Involvement.Part.OWNER).update(ended_at=now())
    asked = bound.filter(part=Involvement.Part.REVIEWER)
    asked.exclude(contribution__in=marks.values("idea_id")).update(ended_at=now())
    Deadline.objects.filter(person_id=person, purpose__in=(DECIDE, SCORE), met_at=None).delete()


@listen(*(f"contribution.{verb}" for verb in ("withdrawn", "removed", "merged")))
@task("idea.wait_no_longer", together=True)
def wait_no_longer(*, entry_id: int) -> None:
    """What is gone is due from nobody."""
    due = Deadline.objects.filter(contribution_id=Entry.objects.get(pk=entry_id).contribution_id or 0, met_at=None)
    due.filter(purpose__in=(DECIDE, SCORE)).exclude(contribution__standing=Standing.PUBLISHED).delete()


@listen("contribution.rehomed")
@task("idea.return_votes", together=True)
def return_votes(*, entry_id: int) -> None:
    """Where an idea moved to a community that some cannot read, their votes come back."""
    with transaction.atomic():
        moved = Idea.objects.filter(pk=Entry.objects.get(pk=entry_id).contribution_id or 0)
        for idea in moved.exclude(votes=None):
            return_to_those_outside(Contribution.objects.locked(idea.pk))
