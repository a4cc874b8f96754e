"""What happened to a contribution, as the margin timeline tells it: read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.people.models import Person

_SAID = {
    "contribution.published": gettext_noop("Published by %(who)s"),
    "contribution.rehomed": gettext_noop("%(who)s moved it here"),
    "contribution.split": gettext_noop("%(who)s made it a conversation of its own"),
    "contribution.locked": gettext_noop("%(who)s closed the conversation"),
    "contribution.unlocked": gettext_noop("%(who)s opened the conversation again"),
}
TOLD = ("contribution.moved", *_SAID)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    verb: str
    at: datetime
    who: str
    before: StrOrPromise
    after: StrOrPromise

    @property
    def words(self) -> str:
        """The step as a sentence; a name only when this reader may know it."""
        who = self.who or _("A former colleague")
        if self.verb == "contribution.moved":
            return _("%(who)s: %(before)s → %(after)s") % {"who": who, "before": self.before, "after": self.after}
        return _(_SAID[self.verb]) % {"who": who}


def history(actor: Actor, contribution: Contribution) -> list[Step]:
    """The steps of a contribution, oldest first, with names this reader may see."""
    entries = list(Entry.objects.filter(contribution_id=contribution.pk, verb__in=TOLD).order_by("id")[:50])
    people = {e.actor_id for e in entries if e.actor_id}
    names = dict(Person.objects.visible_to(actor).filter(pk__in=people).values_list("pk", "name")) if people else {}
    kind = get_kind(contribution.kind_slug)
    return [
        Step(
            entry.verb,
            entry.at,
            names.get(entry.actor_id or 0, ""),
            kind.state_label(entry.particulars.get("before", "")) if entry.verb == "contribution.moved" else "",
            kind.state_label(entry.particulars.get("after", "")) if entry.verb == "contribution.moved" else "",
        )
        for entry in entries
    ]
