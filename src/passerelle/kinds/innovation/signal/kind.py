"""What a customer said, or somebody saw, in the field; it is heard, and whoever brought it learns what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import Kind, Move, move, register
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.signal import reading
from passerelle.kinds.innovation.signal.forms import SignalForm
from passerelle.kinds.innovation.signal.models import HEAR
from passerelle.kinds.innovation.signal.models import Signal as SignalDetails
from passerelle.kinds.innovation.signal.rules import gathered_by_itself, listener, listener_who_answered
from passerelle.lib.clock import now

OPEN = ("raised", "heard", "gathered")
ENDED = ("answered", "acted", "closed")


def _with(**values: str) -> Q:
    """Signals with these values in their own columns."""
    return Q(pk__in=SignalDetails.objects.filter(**values).values("contribution_id"))


@register
class Signal(Kind):
    """Pass on what was said in the field; whoever listens says what becomes of it."""

    slug = "signal"
    label = _("Signal")
    plural = _("Signals")
    verb = pgettext_lazy("composer", "Pass on")
    purpose = _("A customer said something, or you saw it: thirty seconds, in their words.")
    text_label = _("What was said or seen?")
    title_hint = _("Leave empty: the first sentence will do.")
    title_required = False
    icon = "quote"
    hue = "amber"
    is_quick = True
    looks_for_similar = solves = True
    solved = ("answered", "acted")
    credited_as = "observed"
    details = SignalDetails
    form = SignalForm
    states: ClassVar = {
        "raised": pgettext_lazy("signal", "Raised"),
        "heard": pgettext_lazy("signal", "Heard"),
        "gathered": pgettext_lazy("signal", "In a trend"),
        "answered": pgettext_lazy("signal", "Answered"),
        "acted": pgettext_lazy("signal", "Acted on"),
        "closed": pgettext_lazy("signal", "Closed"),
    }
    shown_states = ("raised", "heard", "gathered", "answered", "acted", "closed")
    tones: ClassVar = {
        "raised": "open",
        "heard": "active",
        "gathered": "active",
        "answered": "done",
        "acted": "done",
        "closed": "stopped",
    }
    moves = (
        move("hear", "raised", "heard", by=listener, label=_("I heard this")),
        move("gather", ("raised", "heard"), "gathered", by=gathered_by_itself, label=_("It is in a trend")),
        move("answer", OPEN, "answered", by=listener_who_answered, label=_("It is answered")),
        move("act", OPEN, "acted", by=listener_who_answered, label=_("We acted on it")),
        move("close", OPEN, "closed", by=listener, label=_("Close without acting"), decides=True),
        move("release", "gathered", "heard", by=gathered_by_itself, label=_("It is in no trend")),
        move("reopen", ENDED, "heard", by=listener, label=_("Take it up again")),
    )
    news: ClassVar = {
        "heard": words("%(who)s heard “%(what)s”"),
        "gathered": words("“%(what)s” is part of a trend now"),
        "answered": words("%(who)s answered “%(what)s”"),
        "acted": words("%(who)s acted on “%(what)s”"),
        "closed": words("%(who)s closed “%(what)s” and says why"),
    }
    filters: ClassVar = {
        "unheard": (_("Not heard yet"), Q(state="raised")),
        "awaiting": (_("Heard, nothing came of it yet"), Q(state__in=("heard", "gathered"))),
        "today": (pgettext_lazy("urgency", "Urgent today"), _with(urgency="today")),
        **{value: (label, _with(sort=value)) for value, label in SignalDetails.Sort.choices},
    }
    entries: ClassVar = {
        "signal.arranged": _("decided who hears signals in"),
        "signal.routed": _("brought to those who hear it:"),
        "signal.unheard": _("reminded the community managers of"),
    }
    steps: ClassVar = {"signal.unheard": _("Nobody had heard it in time: the community managers were reminded")}
    sample: ClassVar = {
        "title": "The lamp is lovely, but where does the cable go?",
        "text": "Third time this week: “It is beautiful, only I see nothing but the cable.” She left without it.",
        "details": {"sort": "objection", "customer": "private", "urgency": "week"},
    }

    def fit(self, form: forms.ModelForm[Any], actor: Actor) -> None:
        """Where one works is where one heard it; partners are offered no list of sites."""
        if not actor.is_staff:
            del form.fields["site"]
        elif actor.person is not None and not form.instance.pk:
            form.initial.setdefault("site", actor.person.site_id)

    def moved(self, step: Move, details: Any) -> None:
        """The first move is when somebody heard it: it is due from nobody any more."""
        if details.heard_at is None:
            details.heard_at = now()
            due = Deadline.objects.filter(contribution_id=details.contribution_id, purpose=HEAR, met_at=None)
            due.update(met_at=details.heard_at)

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """What it is, from whom, and how urgent."""
        if details is None:
            return {}
        return {"sort": details.sort, "customer": details.customer, "urgency": details.urgency}

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """Its voice notes; and for who reads there, that there are others beside it."""
        return {
            "sounds": reading.sounds(actor, contribution),
            "has_list": contribution.home_id in readable_ids(actor),
        }

    def told(self, facts: dict[str, Any]) -> list[StrOrPromise]:
        """On a card: what it is, from whom, and the hurry if there is one."""
        urgency = facts.get("urgency")
        return [
            *_label(SignalDetails.Sort, facts.get("sort")),
            *_label(SignalDetails.Customer, facts.get("customer")),
            *_label(SignalDetails.Urgency, "" if urgency == SignalDetails.Urgency.CALM else urgency),
        ]


def _label(choices: Any, value: str | None) -> list[StrOrPromise]:
    return [choices(value).label] if value in choices.values else []
