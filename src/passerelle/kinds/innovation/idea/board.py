"""The ideas of a community side by side: in columns by what became of them, as a table, along time, or in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.contributions import rules
from passerelle.contributions.kinds import Move, get_kind
from passerelle.contributions.models import Contribution, Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea import purses
from passerelle.kinds.innovation.idea.figures import figures
from passerelle.kinds.innovation.idea.lives import lives
from passerelle.kinds.innovation.idea.models import Effort, Idea
from passerelle.kinds.innovation.idea.silence import answer_days
from passerelle.kinds.innovation.idea.states import OPEN, STATES, TONES
from passerelle.kinds.innovation.idea.timeline import Timeline, timeline

TABLE, FIGURES, TIMELINE = "table", "figures", "timeline"
MOST = 300  # those with the latest activity; the page says so when there are more


@dataclass(frozen=True, slots=True)
class Shown:
    """An idea on the board, and the steps this reader may take with it."""

    card: Card
    votes: int
    effort: StrOrPromise
    steps: Sequence[Move]
    mine: bool  # one's own vote is with it


@dataclass(frozen=True, slots=True)
class Column:
    """One state: how many ideas there are in it, and those that are shown, most wanted first."""

    state: str
    label: StrOrPromise
    tone: str
    total: int
    shown: Sequence[Shown]
    is_open: bool


def board(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the page shows; a fixed number of queries."""
    there = _ideas(actor, community)
    totals = Counter(there.values_list("state", flat=True))
    heads = {head.pk: head for head in there.select_related("home").order_by("-last_activity_at", "-pk")[:MOST]}
    way = query.get("as", "")
    found = [] if way == FIGURES else cards(actor, list(heads), pictures=False)
    mine = purses.votes_of(actor.own_id, heads) if found else frozenset()
    shown = [_shown(card, heads[card.id], actor, mine) for card in found]
    return {
        "community": community,
        "columns": [_column(state, totals, shown) for state in STATES],
        "fare": _figures(actor, community) if way == FIGURES else None,
        "timeline": _timeline(found, heads) if way == TIMELINE else None,
        "total": totals.total(),
        "most": MOST,
        "way": way if way in (TABLE, FIGURES, TIMELINE) else "",
        "can": {
            "contribute": community_rules.may_contribute(community, actor),
            "steer": community_rules.may_steward(community, actor),
        },
        "days": answer_days(community.pk),
        "budget": purses.budget(community.pk),
        "left": max(0, purses.budget(community.pk) - purses.spent(actor.own_id, community.pk)),
    }


def _figures(actor: Actor, community: Community) -> dict[str, Any]:
    """Also of what was merged into another: that is an end."""
    ever = _ideas(actor, community, Standing.PUBLISHED, Standing.MERGED)
    return figures(dict(ever.values_list("pk", "created_at")))


def _timeline(found: Sequence[Card], heads: Mapping[int, Contribution]) -> Timeline:
    return timeline(found, lives({card.id: heads[card.id].created_at for card in found}))


def _ideas(actor: Actor, community: Community, *standings: Standing) -> QuerySet[Contribution]:
    """Those that live here and are public, or of another standing, under the reader's eyes."""
    ideas, standing = Idea.objects.values("pk"), standings or (Standing.PUBLISHED,)
    return Contribution.objects.visible_to(actor).filter(pk__in=ideas, home=community, standing__in=standing)


def _shown(card: Card, head: Contribution, actor: Actor, mine: Collection[int]) -> Shown:
    facts = card.facts
    votes = facts.get("votes", 0) + facts.get("opening_votes", 0)
    known = dict(Effort.choices)
    steps = get_kind(head.kind_slug).moves_for(head, actor) if rules.is_alive(head) else []
    return Shown(card, votes, known.get(facts.get("effort", ""), _("Hard to say yet")), steps, head.pk in mine)


def _column(state: str, totals: Mapping[str, int], shown: Sequence[Shown]) -> Column:
    here = sorted((one for one in shown if one.card.state == state), key=lambda one: -one.votes)
    return Column(state, STATES[state], TONES[state], totals.get(state, 0), here, state in OPEN)
