"""What happened to a contribution, as the margin timeline tells it: read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import all_kinds, get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor, Via
from passerelle.journal.models import Entry
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person

_SAID = {
    "contribution.published": gettext_noop("Published by %(who)s"),
    "contribution.rehomed": gettext_noop("%(who)s moved it here"),
    "contribution.split": gettext_noop("%(who)s made it a conversation of its own"),
    "contribution.suggestion_accepted": gettext_noop("%(who)s took up an improvement"),
    "contribution.locked": gettext_noop("%(who)s closed the conversation"),
    "contribution.unlocked": gettext_noop("%(who)s opened the conversation again"),
}
TOLD = ("contribution.moved", *_SAID)
MOST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    verb: str
    at: datetime
    who: str
    before: StrOrPromise
    after: StrOrPromise
    said: StrOrPromise = ""  # the kind's own sentence
    by_itself: bool = False  # it followed from something else; nobody did it
    label: StrOrPromise = ""  # of the move

    @property
    def words(self) -> str:
        """The step as a sentence; a name only when this reader may know it."""
        if self.by_itself and self.verb == "contribution.moved":
            return f"{self.before} → {self.after}"
        who = self.who or _("A former colleague")
        if self.verb == "contribution.moved" and self.before == self.after and self.label:
            return _("%(who)s: %(words)s") % {"who": who, "words": self.label}
        if self.verb == "contribution.moved":
            return _("%(who)s: %(before)s → %(after)s") % {"who": who, "before": self.before, "after": self.after}
        return (_(_SAID[self.verb]) if self.verb in _SAID else str(self.said)) % {"who": who}


def history(actor: Actor, contribution: Contribution, author: str) -> list[Step]:
    """The steps of a contribution, oldest first, with names this reader may see.

    ``author`` is whom they see as its author: an import or the clock published it in their name. What a move opened to all, whoever made
    it published.
    """
    kind = get_kind(contribution.kind_slug)
    return [
        Step(
            verb,
            at,
            author if verb == "contribution.published" and "move" not in told else who or "",
            kind.state_label(told.get("before", "")),
            kind.state_label(told.get("after", "")),
            kind.steps.get(verb, ""),
            via == Via.SYSTEM,
            made.label if (made := kind.find_move(told.get("move", ""))) else "",
        )
        for verb, at, who, via, told in _steps(actor, contribution.pk)
    ]


@prepared
def _steps(actor: Actor, contribution: int) -> QuerySet[Entry, tuple[Any, ...]]:
    known = Person.objects.visible_to(actor).filter(pk=OuterRef("actor_id")).order_by().values("name")
    kept = {verb for kind in all_kinds() for verb in kind.internal_steps} if not actor.is_staff else ()
    told = [*TOLD, *(verb for kind in all_kinds() for verb in kind.steps if verb not in kept)]
    entries = Entry.objects.filter(contribution_id=contribution, verb__in=told).annotate(who=Subquery(known))
    return entries.order_by("id").values_list("verb", "at", "who", "via", "particulars")[:MOST]
