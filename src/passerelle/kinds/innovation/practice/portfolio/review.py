"""What a management meeting asks of a quarter: what moved, what to push where, what waits, what was given up, what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import IN_TURN, Adoption, Measurement, Practice
from passerelle.kinds.innovation.practice.portfolio.chances import chances
from passerelle.kinds.innovation.practice.portfolio.matrix import names_overdue, practices_of, sites_for
from passerelle.kinds.innovation.practice.portfolio.pushing import Pushing, pushing
from passerelle.kinds.innovation.practice.portfolio.quarter import Quarter
from passerelle.kinds.innovation.practice.reading.worth import confirmed_worth
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.clock import now

MOVED, LEFT = 12, 15  # of each at most: a sheet is read in a meeting


@dataclass(frozen=True, slots=True)
class Review:
    """All of it for one reader; ``overdue`` is None for who is not told."""

    quarter: Quarter
    counts: Mapping[str, int]
    moved: list[tuple[str, int, int]]  # practice, sites that took it up, sites that gave it up
    pushing: Pushing
    overdue: tuple[int, int, date | None] | None  # answers, sites, since when
    left: list[tuple[str, str, str]]  # practice, site, why
    reasons: list[tuple[str, int]]
    worth: list[tuple[str, str, int]]  # of what, how much, sites
    unconfirmed: int


def review(actor: Actor, community: Community, quarter: Quarter) -> Review:
    """In a fixed number of statements."""
    heads = practices_of(actor, community).order_by("title", "pk")
    rows = list(heads.values_list("pk", "title", "body__excerpt", "state"))
    names = {pk: heading(title, beginning or "") for pk, title, beginning, _state in rows}
    offered = [pk for pk, _title, _beginning, state in rows if state in OFFERED]
    sites = dict(sites_for(actor, community).values_list("pk", "name"))
    known = list(Adoption.objects.filter(practice_id__in=list(names), site_id__in=list(sites)))
    answered = [one for one in known if one.answered_at and timezone.localdate(one.answered_at) in quarter]
    dropped = [one for one in known if one.dropped_on in quarter]
    declined = Counter(one.get_why_display() for one in answered if one.stage == Adoption.Stage.DECLINED and one.why)
    worth, unconfirmed = _worth(list(names), list(sites), quarter)
    return Review(
        quarter=quarter,
        counts={
            "offered": sum(one.offered_on in quarter for one in known),
            "answered": len(answered),
            "taken_up": sum(one.in_use_on in quarter for one in known),
            "given_up": len(dropped),
            "proven": sum(day in quarter for day in _proven(list(names))),
        },
        moved=_moved(names, known, quarter),
        pushing=pushing(actor, community, chances(actor, community)),
        overdue=_overdue(known, set(offered)) if names_overdue(actor, community) else None,
        left=[(names[one.practice_id], sites[one.site_id or 0], one.exit_what) for one in dropped[:LEFT]],
        reasons=declined.most_common(),
        worth=worth,
        unconfirmed=unconfirmed,
    )


def _proven(practices: Sequence[int]) -> list[date | None]:
    return list(Practice.objects.filter(pk__in=practices).values_list("proven_on", flat=True))


def _moved(names: Mapping[int, str], known: Sequence[Adoption], quarter: Quarter) -> list[tuple[str, int, int]]:
    up = Counter(one.practice_id for one in known if one.in_use_on in quarter)
    down = Counter(one.practice_id for one in known if one.dropped_on in quarter)
    moved = sorted(up.keys() | down.keys(), key=lambda pk: (-up[pk] - down[pk], names[pk]))
    return [(names[pk], up[pk], down[pk]) for pk in moved[:MOVED]]


def _overdue(known: Sequence[Adoption], offered: set[int]) -> tuple[int, int, date | None]:
    late = [one for one in known if one.is_open and one.due_at < now() and one.practice_id in offered]
    since = min((timezone.localdate(one.due_at) for one in late), default=None)
    return len(late), len({one.site_id for one in late}), since


def _worth(practices: Sequence[int], sites: Sequence[int], quarter: Quarter) -> tuple[list[tuple[str, str, int]], int]:
    """What sites confirmed in these months, each unit by itself, and how many numbers nobody confirmed yet."""
    known = Measurement.objects.filter(practice_id__in=practices, adoption__site_id__in=sites, worth__isnull=False)
    found = list(known.select_related("adoption").order_by(*IN_TURN))
    these = [one for one in found if one.confirmed_at and timezone.localdate(one.confirmed_at) in quarter]
    return confirmed_worth(these), sum(one.confirmed_at is None for one in found)
