"""What one reader is told of: their communities, what their open pages show, their inbox. Always under present rights."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from passerelle.communities.models import Community
from passerelle.communities.reading import joined_ids, readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.tails import Change
from passerelle.people.models import Person

Hint = tuple[str, str]  # type and public id; nothing else ever leaves
INBOX: Hint = ("inbox", "")
MOST_WANTED = 30


@dataclass(frozen=True, slots=True)
class Subjects:
    """Internal ids with the public ids under which changes are told."""

    person_id: int
    communities: dict[int, str]
    contributions: dict[int, str]
    conversations: frozenset[int] = frozenset()  # of these contributions, those whose replies this reader may read

    def hints(self, changes: Iterable[Change]) -> list[Hint]:
        """What of these changes this reader may hear, without repetition."""
        found: dict[Hint, None] = {}
        for change in changes:
            if change.verb == INBOX[0]:
                if change.person_id == self.person_id:
                    found[INBOX] = None
                continue
            if (pid := self.contributions.get(change.contribution_id or 0)) and self._hears(change):
                found["contribution", pid] = None
            if pid := self.communities.get(change.community_id or 0):
                found["community", pid] = None
        return list(found)

    def _hears(self, change: Change) -> bool:
        """Where only the card travelled, what happens in the conversation is not even a hint."""
        about_a_text = change.verb.startswith(("reply.", "post."))
        return not about_a_text or change.contribution_id in self.conversations

    def everything(self) -> list[Hint]:
        """All of it: for somebody who was away too long to be told what."""
        hints = [("community", pid) for pid in self.communities.values()]
        return [*hints, *(("contribution", pid) for pid in self.contributions.values()), INBOX]

    def is_about_rights(self, change: Change) -> bool:
        """Whether a change may have taken something from this reader, or given it."""
        if change.verb != INBOX[0] and change.person_id == self.person_id:
            return True
        if change.verb.startswith("community."):
            return change.community_id in self.communities or bool(self.contributions)
        return change.contribution_id in self.contributions and change.verb.startswith("contribution.")


def subjects_of(actor: Actor, wanted: Collection[str]) -> Subjects:
    """The communities somebody belongs to, and of ``contribution:ID`` and ``community:ID`` what they may read."""
    pids: dict[str, set[str]] = {"community": set(), "contribution": set()}
    for want in list(wanted)[:MOST_WANTED]:
        kind, _, pid = want.partition(":")
        if kind in pids:
            pids[kind].add(pid[:20])
    joined = joined_ids(actor)
    rows = Community.objects.readable_by(actor)
    communities = dict(rows.filter(pk__in=joined).values_list("pk", "pid"))
    if pids["community"]:
        asked = rows.filter(pk__in=readable_ids(actor), pid__in=pids["community"])
        communities |= dict(asked.values_list("pk", "pid"))
    seen = Contribution.objects.visible_to(actor).filter(pid__in=pids["contribution"])
    rows_seen = list(seen.values_list("pk", "pid", "home_id")) if pids["contribution"] else []
    heard = frozenset(pk for pk, _pid, home in rows_seen if home in readable_ids(actor))
    return Subjects(actor.own_id, communities, {pk: pid for pk, pid, _home in rows_seen}, heard)


def subjects_of_session(session_key: str, wanted: Collection[str]) -> Subjects | None:
    """The same, read anew for a stream that is open; None when whoever opened it has signed out or may not come in any more."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    user = get_user(request)
    actor = person_actor(user) if isinstance(user, Person) else None
    return subjects_of(actor, wanted) if actor is not None and actor.is_present else None
