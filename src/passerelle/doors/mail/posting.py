"""A mail to a community begins something there: its subject is the title, its words are the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions import actions
from passerelle.contributions.kinds import Kind, kinds_for
from passerelle.contributions.models import Post
from passerelle.doors.mail.bringing import Answered, Brought, forget, gather, keep
from passerelle.doors.mail.models import CommunityAddress, Received, Verdict
from passerelle.doors.mail.reading.letter import Letter
from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.lib.markdown import excerpt
from passerelle.people.models import Person

MOST_AN_HOUR = 3
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
_AGAIN = re.compile(r"(?:\s*(?:re|fw|fwd|tr|rép|aw|wg|rif|rv)\s?:)+\s*", re.IGNORECASE)
LONGEST_HEADING = 80  # characters of the text, where something needs a title and the mail has none


def kind_by_mail(community: Community) -> Kind | None:
    """The first kind brought to a community that asks for nothing but title and text."""
    return next((kind for kind in kinds_for(community.kinds) if kind.form is None), None)


def find_community(actor: Actor, name: str) -> Community | None:
    """The community that takes mail under this name, as far as the actor may read it."""
    addresses = CommunityAddress.objects.filter(name=name)
    return Community.objects.readable_by(actor).filter(pk__in=addresses.values("community_id")).first()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a mail brought to a community."""

    person: Person
    name: str
    subject: str
    brought: Brought

    def carry_out(self) -> Answered:
        """Contribute, in the transaction of the caller; what may not be is kept as a draft of the composer."""
        actor = person_actor(self.person, Via.MAIL)
        community = find_community(actor, self.name)
        kind = kind_by_mail(community) if community else None
        if community is None or kind is None:
            return Answered(Verdict.UNADDRESSED)
        fields = {"title": self._title(kind), "text": self.brought.text}
        place, reason = f"new:{kind.slug}:{community.pid}", self.brought.reason
        verdict = self._stands_in_the_way(community)
        if verdict == Verdict.TAKEN:
            try:
                made = actions.contribute(kind.slug, community, title=fields["title"], text=fields["text"], by=actor)
            except Refused as refusal:
                verdict, reason = Verdict.REFUSED, f"{refusal.reason}\n{reason}".strip()
            else:
                forget(place, fields, actor)
                return Answered(Verdict.TAKEN, reason, made.pk, made.body_id, community.pk)
        if verdict != Verdict.SAME:
            keep(place, fields, actor)
        return Answered(verdict, reason, community_id=community.pk)

    def _title(self, kind: Kind) -> str:
        title = _AGAIN.sub("", self.subject, count=1) if _AGAIN.match(self.subject) else self.subject
        return title or (excerpt(self.brought.text, LONGEST_HEADING) if kind.title_required else "")

    def _stands_in_the_way(self, community: Community) -> Verdict:
        if self.brought.verdict != Verdict.TAKEN:
            return self.brought.verdict
        own = Post.objects.unscoped("what this very person wrote").filter(author=self.person, is_body=True)
        here = own.filter(contribution__home=community, source=self.brought.text, created_at__gt=now() - A_DAY)
        if here.exists():
            return Verdict.SAME
        mails = Received.objects.filter(person=self.person, community=community, verdict=Verdict.TAKEN)
        return Verdict.OFTEN if mails.filter(at__gt=now() - AN_HOUR).count() >= MOST_AN_HOUR else Verdict.TAKEN


def begin(letter: Letter, person: Person, name: str) -> Beginning:
    """Read the words, and take the files of who may contribute there."""
    actor = person_actor(person, Via.MAIL)
    community = find_community(actor, name)
    may_write = community is not None and bool(community_rules.may_contribute(community, actor))
    return Beginning(person, name, letter.subject, gather(letter, actor, may_write=may_write))
