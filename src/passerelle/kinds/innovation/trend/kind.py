"""What several signals say together: a person names it and answers for it, Passerelle only proposes what belongs to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from django.utils.translation import pgettext_lazy

from passerelle.contributions.kinds import Kind, move, register
from passerelle.contributions.models import Contribution
from passerelle.contributions.rules import author_or_steward
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.trend import reading
from passerelle.kinds.innovation.trend.forms import TrendForm
from passerelle.kinds.innovation.trend.models import Trend as TrendDetails
from passerelle.trail.models import Relation


@register
class Trend(Kind):
    """Give a name to what several people heard."""

    slug = "trend"
    label = _("Trend")
    plural = _("Trends")
    verb = pgettext_lazy("composer", "Name a trend")
    purpose = _("Several people hear the same: give it a name, and gather who says it and how often.")
    title_hint = _("What is heard, in a few plain words")
    icon = "layers"
    hue = "jade"
    credited_as = "framed"
    details = TrendDetails
    form = TrendForm
    relations = (Relation.OBSERVED_IN, Relation.INSPIRED_BY, Relation.RELATED_TO)
    states: ClassVar = {
        "watched": pgettext_lazy("trend", "Watched"),
        "taken_up": pgettext_lazy("trend", "Taken up"),
        "over": pgettext_lazy("trend", "Over"),
    }
    shown_states = ("watched", "taken_up", "over")
    tones: ClassVar = {"watched": "open", "taken_up": "active", "over": "done"}
    moves = (
        move("take_up", "watched", "taken_up", by=author_or_steward, label=_("We take it up")),
        move("end", ("watched", "taken_up"), "over", by=author_or_steward, label=_("It is over")),
        move("watch", ("taken_up", "over"), "watched", by=author_or_steward, label=_("Watch it again")),
    )
    news: ClassVar = {
        "taken_up": words("%(who)s takes up “%(what)s”"),
        "over": words("“%(what)s” is over"),
    }
    entries: ClassVar = {"trend.kept": _("said that a trend is what it is in")}
    filters: ClassVar = {"watched": (_("Watched or taken up"), Q(state__in=reading.LIVE))}
    sample: ClassVar = {
        "title": "People ask where the cable goes",
        "text": "In four shops somebody left without the lamp because nobody could show where its cable would run.",
        "details": {"meaning": "A picture of the cable belongs beside every lamp."},
    }

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """Its signals, as far as this reader may see them, and how they come in."""
        return reading.page(actor, contribution)
