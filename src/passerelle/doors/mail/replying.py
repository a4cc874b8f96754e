"""A reply by mail: the same verb as on the page, under the rights of this moment, with the files that came along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from passerelle.contributions import actions, rules
from passerelle.contributions.models import Contribution, Post
from passerelle.doors.mail.bringing import Answered, Brought, forget, gather, keep
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.reading.letter import Letter
from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.people.models import Person

MOST_AN_HOUR = 6  # in one conversation: two programs that answer each other stop here, if nothing else stopped them
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a mail brought to a conversation."""

    person: Person
    ids: Sequence[int]
    brought: Brought

    def carry_out(self) -> Answered:
        """Reply, in the transaction of the caller; a reply that may not be is kept as a draft of the page it belongs to."""
        actor = person_actor(self.person, Via.MAIL)
        found = find(actor, self.ids)
        if found is None:
            return Answered(Verdict.MISSING)
        contribution, parent = found
        place, fields, reason = f"reply:{contribution.pid}", {"text": self.brought.text}, self.brought.reason
        verdict = _stands_in_the_way(self, contribution)
        if verdict == Verdict.TAKEN:
            try:
                made = actions.reply(contribution, text=self.brought.text, parent=parent, by=actor)
            except Refused as refusal:
                verdict, reason = Verdict.REFUSED, f"{refusal.reason}\n{reason}".strip()
            else:
                forget(place, fields, actor)
                return Answered(Verdict.TAKEN, reason, contribution.pk, made.pk)
        if verdict != Verdict.SAME:
            keep(place, fields, actor)
        return Answered(verdict, reason, contribution.pk)


def prepare(letter: Letter, person: Person, ids: Sequence[int]) -> Reply:
    """Read the words, and take the files through the gate every upload passes."""
    actor = person_actor(person, Via.MAIL)
    found = find(actor, ids)
    may_write = found is not None and bool(rules.may_reply(found[0], actor))
    return Reply(person, ids, gather(letter, actor, may_write=may_write))


def find(actor: Actor, ids: Sequence[int]) -> tuple[Contribution, Post | None] | None:
    """The conversation a mail answers and the reply in it, as far as the actor may read both; it may have moved since."""
    _person, contribution_id, post_id = ids
    visible = Contribution.objects.visible_to(actor).select_related("home")
    if not post_id:
        contribution = visible.filter(pk=contribution_id).first()
        return (contribution, None) if contribution else None
    post = Post.objects.visible_to(actor).filter(pk=post_id).select_related("parent").first()
    contribution = visible.filter(pk=post.contribution_id).first() if post else None
    return (contribution, post) if contribution else None


def _stands_in_the_way(reply: Reply, contribution: Contribution) -> Verdict:
    """What a mail says of itself, and whether its author said the same a moment ago: programs repeat themselves, people do not."""
    if reply.brought.verdict != Verdict.TAKEN:
        return reply.brought.verdict
    own = Post.objects.unscoped("what this very person wrote").filter(contribution=contribution, author=reply.person)
    if own.filter(source=reply.brought.text, created_at__gt=now() - A_DAY).exists():
        return Verdict.SAME
    mails = Received.objects.filter(person=reply.person, contribution=contribution, verdict=Verdict.TAKEN)
    return Verdict.OFTEN if mails.filter(at__gt=now() - AN_HOUR).count() >= MOST_AN_HOUR else Verdict.TAKEN
