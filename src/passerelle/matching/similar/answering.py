"""What somebody answers to what is similar: mine is different, because."""

from __future__ import annotations

from contextlib import suppress

from django.utils.translation import gettext as _

from passerelle.contributions.beside import Typed
from passerelle.contributions.models import TOMBSTONES, Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.matching.similar.reading import MOST
from passerelle.trail.actions import link
from passerelle.trail.models import Relation

FIELD = "differs-"
LONGEST = 300


def reasons(actor: Actor, typed: Typed) -> list[tuple[Contribution, str]]:
    """What the actor sees and says to be different, with why. No query where nothing is said."""
    said = {
        name.removeprefix(FIELD): value
        for name, value in typed.items()
        if name.startswith(FIELD) and isinstance(value, str) and value.strip()
    }
    pids = [pid for pid in said if pid.isascii() and pid.isalnum()][:MOST]
    if not pids:
        return []
    seen = Contribution.objects.visible_to(actor).filter(pid__in=pids).exclude(standing__in=TOMBSTONES)
    return [(one, said[one.pid]) for one in seen.order_by("pk")]


def paragraphs(actor: Actor, typed: Typed) -> str:
    """The same as the text tells it: each is named by its id, so that its title is read only by those who may."""
    return "\n\n".join(
        _("Different from %(what)s, because: %(reason)s")
        % {"what": f"#{{contribution:{other.pid}}}", "reason": short(reason, LONGEST)}
        for other, reason in reasons(actor, typed)
    )


def tie(made: Contribution, typed: Typed, by: Actor) -> None:
    """Tell the trail that they are related. What went away meanwhile stays in the text alone."""
    for other, _reason in reasons(by, typed):
        with suppress(Refused):
            link(made, other, Relation.RELATED_TO, by=by)
