"""An idea: somebody sees a problem and proposes something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.communities.reading import readable_ids
from passerelle.contributions.kinds import Kind, Move, register
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.contributions.reading.suggestions import waiting
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.innovation.idea import purses, reading, rules, scorecard, team
from passerelle.kinds.innovation.idea.actions.team import make_co_author
from passerelle.kinds.innovation.idea.forms import IdeaForm
from passerelle.kinds.innovation.idea.models import Effort
from passerelle.kinds.innovation.idea.models import Idea as IdeaDetails
from passerelle.kinds.innovation.idea.models.promise import DECIDE
from passerelle.kinds.innovation.idea.models.weighing import SCORE
from passerelle.kinds.innovation.idea.states import MOVES, OPEN, STATES, TONES
from passerelle.lib.clock import now
from passerelle.science.expertise import Form


@register
class Idea(Kind):
    """Propose; colleagues weigh and improve it; the community managers say what becomes of it."""

    slug = "idea"
    label = _("Idea")
    plural = _("Ideas")
    verb = pgettext_lazy("composer", "Propose")
    purpose = _("You see a problem and know something better.")
    title_hint = _("Your idea in one sentence")
    text_label = _("What do you propose?")
    icon = "lightbulb"
    hue = "leaf"
    details = IdeaDetails
    form = IdeaForm
    shows_knowledge = Form.ROLE
    looks_for_similar = solves = True
    solved = ("implemented", "measured")
    states = STATES
    retraced_to = ("signal", "trend", "idea", "practice")
    written_by = (Involvement.Part.CO_AUTHOR,)
    shown_states = tuple(STATES)
    tones = TONES
    moves = MOVES
    filters: ClassVar = {
        "open": (pgettext_lazy("ideas", "Open"), Q(state__in=OPEN)),
        "implemented": (_("Implemented"), Q(state__in=("implemented", "measured"))),
    }
    entries: ClassVar = {
        "idea.budget_set": _("decided how many votes each person has in"),
        "idea.joined": _("joined the team of"),
        "idea.left": _("left the team of"),
        "idea.let_go": _("let somebody go from the team of"),
        "idea.co_author_named": _("named a co-author of"),
        "idea.answer_promised": _("promised how soon ideas get their next step in"),
        "idea.criteria_set": _("decided by what ideas are weighed in"),
        "idea.owner_named": _("named who decides about"),
        "idea.reviewer_named": _("asked somebody to weigh"),
        "idea.reviewer_removed": _("asks somebody no longer to weigh"),
        "idea.scored": _("weighed"),
        "idea.score_changed": _("weighed anew"),
        "idea.unanswered": _("said that nobody has answered"),
    }
    steps: ClassVar = {
        "idea.joined": _("%(who)s joined the team"),
        "idea.left": _("%(who)s left the team"),
        "idea.co_author_named": _("%(who)s named a co-author"),
    }
    sample: ClassVar = {
        "title": "Hang the return slips beside the till",
        "text": "A block of slips on a hook, with the four reasons printed on it. One tears one off and ticks.",
        "details": {
            "problem": "We look for paper while the customer waits, and half of the reasons are never written down.",
            "for_whom": "Everybody at the till",
            "effect": "Two minutes less for each return",
            "effort": "some_days",
        },
    }

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """How much work it would be, and how many want it: here, and where it came from."""
        if details is None:
            return {}
        votes = purses.count(details.pk, contribution.state)
        return {"effort": details.effort, "votes": votes, "opening_votes": details.opening_votes}

    def told(self, facts: dict[str, Any]) -> list[StrOrPromise]:
        """On a card: how much work, where one can say."""
        effort = facts.get("effort")
        return [Effort(effort).label] if effort in Effort.values and effort != Effort.UNKNOWN else []

    def counts(self, facts: Mapping[str, Any]) -> list[str]:
        """How many want it, together."""
        votes = facts.get("votes", 0) + facts.get("opening_votes", 0)
        return [ngettext("%(num)s vote", "%(num)s votes", votes) % {"num": votes}] if votes else []

    def moved(self, step: Move, details: Any) -> None:
        """What is settled returns its votes and is due from no reviewer; what is looked at again begins without any.

        Each step is the answer somebody waited for.
        """
        details.owner_told_at = details.managers_told_at = None
        waited = Deadline.objects.filter(contribution_id=details.pk, purpose=DECIDE, met_at=None)
        waited.update(met_at=now())
        if step.target not in OPEN:
            purses.give_back(details.pk)
            Deadline.objects.filter(contribution_id=details.pk, purpose=SCORE, met_at=None).delete()

    def merged(self, source: Contribution, target: Contribution) -> None:
        """Votes live on with the idea it became part of."""
        purses.carry_over(source, target)

    def takes_suggestions(self, contribution: Contribution) -> Decision:
        """As long as it may still become something."""
        return rules.is_open(contribution)

    def improved(self, contribution: Contribution, person: int) -> None:
        """They become a co-author."""
        make_co_author(contribution, person)

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """Votes, team, scorecard and suggested improvements, for those who read the conversation of its home."""
        if contribution.home_id not in readable_ids(actor):
            return {}
        return {
            "votes": reading.tally(actor, contribution, details),
            "team": team.team(actor, contribution, details),
            "weighing": scorecard.scorecard(actor, contribution),
            "improving": waiting(actor, contribution),
        }
