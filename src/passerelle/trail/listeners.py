"""When something moves, everybody it goes back to is told once, in a sentence that says what their part was."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline, Post
from passerelle.journal.actor import Actor, system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.lib.clock import now
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.readers import readers
from passerelle.notifications.tellings import Telling, Told, join
from passerelle.notifications.tellings.steps import became
from passerelle.notifications.tellings.texts import head
from passerelle.trail import graph
from passerelle.trail.actions import name_as_improver, take_in
from passerelle.trail.holding import PURPOSE
from passerelle.trail.models import ACYCLIC, Decision, Outcome, Relation, Source, Status
from passerelle.trail.reading.walking import ends, nodes
from passerelle.trail.retracing import propose
from passerelle.trail.upstream import people_of, upstream
from passerelle.work.tasks import task

Notices = Sequence[tuple[Notice, Entry]]
LONGEST = 300


def _moved(entry: Entry) -> Told:
    """Everybody whose part it goes back to."""
    contribution = head(entry)
    told = Told(entry.actor_id, contribution.body_id)
    told.add(Reason.UPSTREAM, *upstream(contribution))
    return told


def _measured(entry: Entry) -> Told:
    """Its author, who follows it, and everybody it goes back to."""
    told = became(entry)
    told.add(Reason.UPSTREAM, *upstream(head(entry)))
    told.spare(entry.actor_id)
    return told


def _linked(entry: Entry) -> Told:
    """Of a link that stands, those it goes back to by it. Of one that a person proposes, who brought the later: they confirm it."""
    later, told = head(entry), Told(entry.actor_id)
    told.post_id = later.body_id
    link = entry.particulars
    if link.get("status") == Status.CONFIRMED and link.get("relation", "") in ACYCLIC - {Relation.TAKES_IN}:
        told.add(Reason.UPSTREAM, *upstream(later, by_way_of=[link["earlier"]]))
    elif link.get("status") == Status.PROPOSED and link.get("source") == Source.HUMAN and later.author_id:
        earlier = (
            Contribution.objects.unscoped("whether they may read it").select_related("home").get(pk=link["earlier"])
        )
        told.add(Reason.MOVED, *readers(earlier).filter(pk=later.author_id).values_list("pk", flat=True))
    told.spare(entry.actor_id)
    return told


def _state(notice: Notice, entry: Entry | None) -> dict[str, str]:
    """What every sentence about something upstream has, also when the journal or the way is gone."""
    contribution = notice.contribution
    state = entry.particulars.get("after", "") if entry else ""
    label = get_kind(contribution.kind_slug).state_label(state) if contribution and state else ""
    return {"state": str(label), "part": _("which you had a part in")}


def _parts(actor: Actor, notices: Notices) -> Mapping[int, Mapping[str, str]]:
    """What their part was: of theirs what is nearest, by a way they see. A fixed number of statements for all."""
    about = {
        notice.pk: notice.contribution_id
        for notice, _entry in notices
        if notice.reason == Reason.UPSTREAM and notice.contribution_id
    }
    if not about:
        return {}
    edges = graph.upwards(*sorted(set(about.values())))
    seen = dict(nodes(actor, ends(edges)))
    own = {thing for thing, people in people_of(seen).items() if actor.own_id in people}
    before: dict[int, list[int]] = {}
    for edge in edges:
        before.setdefault(edge.later, []).append(edge.earlier)
    nearest = {thing: _nearest(thing, before, set(seen), own) for thing in set(about.values())}
    return {
        pk: {"part": _("which goes back to your “%(mine)s”") % {"mine": seen[mine].name}}
        for pk, thing in about.items()
        if (mine := nearest[thing])
    }


def _nearest(start: int, before: Mapping[int, list[int]], seen: set[int], own: set[int]) -> int | None:
    met, waiting = {start}, deque([start])
    while waiting:
        for there in before.get(waiting.popleft(), ()):
            if there in seen and there not in met:
                if there in own:
                    return there
                met.add(there)
                waiting.append(there)
    return None


def _reasons(notices: Notices) -> Mapping[int, str]:
    """Why it was decided so, under the line that tells it."""
    decisions = {entry.particulars["decision"] for _notice, entry in notices if "decision" in entry.particulars}
    if not decisions:
        return {}
    found = Decision.objects.unscoped("of what the line names and its reader sees").filter(pk__in=decisions)
    reasons = dict(found.filter(contribution__standing="published").values_list("pk", "reason"))
    told = {notice.pk: reasons.get(entry.particulars.get("decision", 0), "") for notice, entry in notices}
    return {pk: reason if len(reason) <= LONGEST else f"{reason[:LONGEST]}…" for pk, reason in told.items() if reason}


_UPSTREAM = words("“%(what)s”, %(part)s, is now: %(state)s")
_TIED = words("%(who)s linked “%(what)s”, %(part)s")
_CAME = words("%(who)s wrote down what came of “%(what)s”")
_CAME_OF_YOURS = words("%(who)s wrote down what came of “%(what)s”, %(part)s")
_PROPOSED = words("%(who)s says where “%(what)s” comes from: look at its trail and confirm it")

join(
    "contribution.moved",
    Telling(_moved, {Reason.UPSTREAM: _UPSTREAM}, values=_state, known=_parts, details=_reasons),
)
tells(
    "outcome.measured",
    Telling(
        _measured,
        {Reason.MOVED: _CAME, Reason.FOLLOWED: _CAME, Reason.UPSTREAM: _CAME_OF_YOURS},
        values=_state,
        known=_parts,
    ),
)


def _quoted(entry: Entry) -> Told:
    """Whoever said it, where they may read what it is used in."""
    told = Told(entry.actor_id, head(entry).body_id)
    said = Post.objects.unscoped("whose sentence it is").filter(pk=entry.particulars["post"]).exclude(author=None)
    told.add(Reason.UPSTREAM, *readers(head(entry)).filter(pk__in=said.values("author")).values_list("pk", flat=True))
    told.spare(entry.actor_id)
    return told


tells("link.quoted", Telling(_quoted, {Reason.UPSTREAM: words("%(who)s uses a sentence of yours in “%(what)s”")}))


def _asked(entry: Entry) -> Told:
    """Who brought it and answers."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.MOVED, head(entry).author_id)
    told.spare(entry.actor_id)
    return told


def _answered(entry: Entry) -> Told:
    """Who asked; and, of a yes, whoever it is about."""
    told = Told(entry.actor_id, head(entry).body_id)
    yes = entry.particulars.get("accepted")
    told.add(Reason.UPSTREAM, entry.particulars.get("asked_by"), entry.particulars.get("person") if yes else None)
    told.spare(entry.actor_id)
    return told


def _said(_notice: Notice, entry: Entry | None) -> dict[str, str]:
    yes = entry is not None and entry.particulars.get("accepted")
    return {"answer": _("yes, they had a part") if yes else _("no, as they see it")}


tells(
    "credit.asked",
    Telling(_asked, {Reason.MOVED: words("%(who)s says that somebody is missing on the trail of “%(what)s”")}),
)
tells(
    "credit.answered",
    Telling(
        _answered, {Reason.UPSTREAM: words("%(who)s answers who had a part in “%(what)s”: %(answer)s")}, values=_said
    ),
)
_LINKED = Telling(_linked, {Reason.UPSTREAM: _TIED, Reason.MOVED: _PROPOSED}, values=_state, known=_parts)
tells("link.asserted", _LINKED)
tells("link.confirmed", _LINKED)


@listen("contribution.merged")
@task("trail.take_in")
@transaction.atomic
def follow_merge(*, entry_id: int) -> None:
    """What was merged becomes a cause of what it lives on in."""
    entry = Entry.objects.get(pk=entry_id)
    heads = Contribution.objects.unscoped("what was merged, and into what")
    source = heads.filter(pk=entry.contribution_id or 0).exclude(merged_into=None).select_related("merged_into").first()
    if source is not None and source.merged_into is not None:
        take_in(source.merged_into, source, merged_by=entry.actor_id, by=system_actor())


def _called(entry: Entry) -> Told:
    """Those it waits for."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.FOLLOWED, *entry.particulars["people"])
    return told


tells(
    "decision.due",
    Telling(_called, {Reason.FOLLOWED: words("The day to look again at what was decided on “%(what)s” has come")}),
)


@listen(*(f"contribution.{verb}" for verb in ("moved", "withdrawn", "removed", "merged")))
@task("trail.wait_no_longer", together=True)
def wait_no_longer(*, entry_id: int) -> None:
    """What moved on was looked at again; what is gone need not be. A day that came after the move stays due."""
    entry = Entry.objects.get(pk=entry_id)
    due = Deadline.objects.filter(contribution_id=entry.contribution_id or 0, due_at__lte=entry.at, met_at=None)
    due.filter(purpose__startswith=PURPOSE).update(met_at=now())


@listen("contribution.suggestion_accepted")
@task("trail.credit_improver", together=True)
def credit_improver(*, entry_id: int) -> None:
    """Whoever's words were taken up is thanked for what comes of it."""
    entry = Entry.objects.get(pk=entry_id)
    heads = Contribution.objects.unscoped("what was improved").filter(pk=entry.contribution_id or 0)
    if improved := heads.first():
        name_as_improver(improved, entry.particulars["person"], asked_by=entry.actor_id)


@listen("contribution.published")
@task("trail.retrace")
def retrace(*, entry_id: int) -> None:
    """Ask where something new comes from."""
    made = Contribution.objects.unscoped("what was published").select_related("body", "home")
    if later := made.filter(pk=Entry.objects.get(pk=entry_id).contribution_id or 0).first():
        propose(later)


@listen("person.erased")
@task("trail.forget_words_of_erased")
def forget_words_of_erased(*, entry_id: int) -> None:
    """Empty what somebody who was erased wrote about decisions and outcomes; that it was decided, and the number, stay."""
    person = Entry.objects.get(pk=entry_id).subject_id
    theirs = Decision.objects.unscoped("words of somebody erased").filter(decider_id=person)
    theirs.update(decider=None, reason="", options="", evidence="", dissent="")
    measured = Outcome.objects.unscoped("words of somebody erased").filter(measured_by_id=person)
    measured.update(measured_by=None, method="")
