"""What follows for a practice: it says itself what it comes from, and what is due from sites follows what becomes of it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.innovation.practice import actions
from passerelle.kinds.innovation.practice.appointments import appointments_about, appointments_of
from passerelle.kinds.innovation.practice.checking import unchecked
from passerelle.kinds.innovation.practice.contact import can_be_asked, contacts_by
from passerelle.kinds.innovation.practice.focal import asked_of, offered_in, open_in
from passerelle.kinds.innovation.practice.models import Adoption, Appointment, Practice
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.steps import became
from passerelle.notifications.tellings.texts import head
from passerelle.people.models import Person
from passerelle.trail.actions import trace
from passerelle.trail.models import Relation
from passerelle.work.tasks import task


@listen("contribution.published")
@task("practice.trace", together=True)
def say_origin(*, entry_id: int) -> None:
    """Of one that was made from something else."""
    entry = Entry.objects.get(pk=entry_id)
    made = Practice.objects.filter(pk=entry.contribution_id or 0).exclude(origin=None)
    for details in made.select_related("contribution__author", "origin"):
        trace(details.contribution, details.origin, Relation.DERIVED_FROM)


@listen(*(f"contribution.{verb}" for verb in ("published", "moved", "edited", "withdrawn", "removed", "merged")))
@task("practice.follow", together=True)
def follow(*, entry_id: int) -> None:
    """A translation stands where its original does: one that appears, and all of one that goes on, or goes."""
    number = Entry.objects.get(pk=entry_id).contribution_id or 0
    told = Practice.objects.filter(Q(pk=number) | Q(translation_of=number)).exclude(translation_of=None)
    for details in told.select_related("contribution"):
        actions.follow(details.contribution, by=system_actor())


def _asked(entry: Entry) -> Told:
    """Those it newly waits for."""
    contribution = head(entry)
    told = Told(contribution.author_id, contribution.body_id)
    told.add(Reason.FOLLOWED, *entry.particulars["people"])
    return told


def _addressed(entry: Entry) -> Told:
    """The same, where the sentence is about whoever did it, not about whoever brought it."""
    told = _asked(entry)
    told.actor_id = entry.actor_id
    return told


def _told(sentence: str) -> Telling:
    return Telling(became, {Reason.MOVED: sentence, Reason.FOLLOWED: sentence})


tells(
    "practice.offered",
    Telling(_asked, {Reason.FOLLOWED: words("Does “%(what)s” fit your site? You answer for it")}),
)
tells(
    "practice.unanswered",
    Telling(_asked, {Reason.FOLLOWED: words("“%(what)s” waits for the answer of a site")}),
)
tells("practice.asked", Telling(_addressed, {Reason.FOLLOWED: words("%(who)s asks about “%(what)s”")}))
tells(
    "practice.contact_named",
    Telling(_addressed, {Reason.FOLLOWED: words("%(who)s named you as contact of “%(what)s”")}),
)
tells(
    "practice.contact_left",
    Telling(_asked, {Reason.FOLLOWED: words("You are asked about “%(what)s” again: it has no other contact")}),
)
tells("practice.answered", _told(words("%(who)s answered for a site about “%(what)s”")))
tells("practice.taken_up", _told(words("A site uses “%(what)s”")))
tells("practice.given_up", _told(words("A site gave up “%(what)s” and says why")))

_TAKEN = words("%(who)s chose a time to talk: “%(what)s”")
_NEITHER = words("None of the times you proposed suits %(who)s: “%(what)s”")
_ENDED = words("The appointment is called off: “%(what)s”")


def _when(notice: Notice, entry: Entry | None) -> str:
    """Whether a time was chosen; where the journal has forgotten it, that somebody answered."""
    return _NEITHER if entry is not None and entry.particulars["said"] == Appointment.Said.NEITHER else ""


tells("practice.appointment_answered", Telling(_addressed, {Reason.FOLLOWED: _TAKEN}, instead=_when))
tells("practice.appointment_ended", Telling(_addressed, {Reason.FOLLOWED: _ENDED}))

ENDS = ("moved", "withdrawn", "removed", "merged", "rehomed", "edited")


@listen(*(f"contribution.{verb}" for verb in ENDS))
@task("practice.expect", together=True)
def expect(*, entry_id: int) -> None:
    """Of what is gone or retired no answer is due; of what moved elsewhere it is due from those who answer there."""
    number = Entry.objects.get(pk=entry_id).contribution_id or 0
    due = Deadline.objects.filter(contribution_id=number, purpose__startswith="answer-", met_at=None)
    if Adoption.objects.filter(practice_id=number).exists() or due.exists():
        actions.expect(Contribution.objects.unscoped("the practice of this entry").get(pk=number), by=system_actor())


@listen("contribution.published", *(f"contribution.{verb}" for verb in ENDS))
@task("practice.await_check", together=True)
def await_check(*, entry_id: int) -> None:
    """What is proposed waits for those who can check it."""
    number = Entry.objects.get(pk=entry_id).contribution_id or 0
    heads = Contribution.objects.unscoped("the practice of this entry").filter(pk=number, kind_slug="practice")
    for practice in heads:  # what other kinds await is theirs
        actions.await_check(practice, by=system_actor())


@listen("site.removed")
@task("practice.leave_site")
def leave_site(*, entry_id: int) -> None:
    """A site is gone: nobody answers for it."""
    actions.leave_site(Entry.objects.get(pk=entry_id).subject_id or 0, by=system_actor())


LEAVES = ("person.deactivated", "person.erased", "person.reactivated", "membership.left", "membership.removed")


@listen(*LEAVES, "membership.role_set")
@task("practice.hand_on")
def hand_on(*, entry_id: int) -> None:
    """Somebody left, came back or manages no more: what they were asked is asked of whose turn it is by now."""
    entry = Entry.objects.get(pk=entry_id)
    for adoption in asked_of(entry.particulars.get("person") or entry.subject_id or 0):
        actions.remind(adoption, by=system_actor())


@listen(*LEAVES, "membership.role_set", "community.archived", "community.reopened")
@task("practice.hand_on_checks")
def hand_on_checks(*, entry_id: int) -> None:
    """Others manage from now on, or nobody can: what is to be checked waits for those who do."""
    entry = Entry.objects.get(pk=entry_id)
    for practice in unchecked(entry.community_id or 0, entry.particulars.get("person") or entry.subject_id or 0):
        actions.await_check(practice, by=system_actor())


@listen(*LEAVES)
@task("practice.let_contact_go")
def let_contact_go(*, entry_id: int) -> None:
    """Somebody left who was named as contact: what is asked is asked of whoever brought it."""
    entry = Entry.objects.get(pk=entry_id)
    for practice in contacts_by(entry.particulars.get("person") or entry.subject_id or 0):
        actions.let_contact_go(practice, by=system_actor())


@listen("contribution.withdrawn", "contribution.removed", "contribution.merged")
@task("practice.end_appointments")
def end_appointments(*, entry_id: int) -> None:
    """A question or a practice is gone: nobody talks about it."""
    for one in appointments_about(Entry.objects.get(pk=entry_id).contribution_id or 0):
        actions.let_go(one, by=system_actor())


@listen(*LEAVES)
@task("practice.leave_appointments")
def leave_appointments(*, entry_id: int) -> None:
    """Somebody left who asked for an appointment or took a time: the other side need not wait for them."""
    entry = Entry.objects.get(pk=entry_id)
    number = entry.particulars.get("person") or entry.subject_id or 0
    for one in appointments_of(number):
        if not can_be_asked(one.question, Person.objects.get(pk=number)):
            actions.let_go(one, leaving=number, by=system_actor())


@listen("contribution.rehomed")
@task("practice.move_contact")
def move_contact(*, entry_id: int) -> None:
    """Where it lives now, the contact may not read."""
    found = Practice.objects.filter(pk=Entry.objects.get(pk=entry_id).contribution_id or 0).select_related(
        "contribution"
    )
    for details in found:
        actions.let_contact_go(details.contribution, by=system_actor())


@listen("practice.appointed")
@task("practice.ask_appointed")
def ask_appointed(*, entry_id: int) -> None:
    """Others answer for sites from now on: what is open is due from them."""
    for adoption in open_in(Entry.objects.get(pk=entry_id).community_id or 0):
        actions.remind(adoption, by=system_actor())


@listen("community.archived", "community.reopened")
@task("practice.close_home")
def close_home(*, entry_id: int) -> None:
    """In an archived community nobody can answer, so nothing is due; once it is open again, all of it is."""
    for practice in offered_in(Entry.objects.get(pk=entry_id).community_id or 0):
        actions.expect(practice, by=system_actor())
