"""The life of an idea: its states, what they mean for votes, and the ways between them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import move
from passerelle.kinds.innovation.idea.deciders import decider
from passerelle.kinds.innovation.idea.measuring import steward_with_an_outcome

STATES: dict[str, StrOrPromise] = {
    "submitted": _("Submitted"),
    "screened": pgettext_lazy("idea", "Looked at"),
    "exploring": _("Being explored"),
    "pilot": _("Being tried"),
    "implemented": _("Implemented"),
    "measured": _("Measured"),
    "parked": _("Parked"),
    "closed": pgettext_lazy("idea", "Closed"),
}
OPEN = ("submitted", "screened", "exploring", "pilot")  # it may still become something, or not: people weigh it
ENDED = tuple(state for state in STATES if state not in OPEN)
TONES = {
    "submitted": "open",
    "screened": "active",
    "exploring": "active",
    "pilot": "active",
    "implemented": "done",
    "measured": "done",
    "parked": "stopped",
    "closed": "stopped",
}
MOVES = (
    move("screen", "submitted", "screened", by=decider, label=_("Take a look at it")),
    move("explore", "screened", "exploring", by=decider, label=_("Explore it")),
    move("pilot", "exploring", "pilot", by=decider, label=_("Try it out"), decides=True),
    move("implement", ("exploring", "pilot"), "implemented", by=decider, label=_("It is implemented"), decides=True),
    move("measure", "implemented", "measured", by=steward_with_an_outcome, label=_("Its effect is measured")),
    move("park", OPEN, "parked", by=decider, label=_("Park it"), decides=True),
    move("close", (*OPEN, "parked"), "closed", by=decider, label=_("Close it"), decides=True),
    move("reopen", ("parked", "closed"), "screened", by=decider, label=_("Look at it again")),
)
