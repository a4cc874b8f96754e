"""What a management meeting asks of a quarter: what moved, what to push where, what waits, what was given up, what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import IN_TURN, Adoption, Measurement, Practice
from passerelle.kinds.innovation.practice.portfolio.chances import Chance, chances
from passerelle.kinds.innovation.practice.portfolio.effects import Brought, brought
from passerelle.kinds.innovation.practice.portfolio.matrix import names_overdue, practices_of, sites_for
from passerelle.kinds.innovation.practice.portfolio.quarter import Quarter
from passerelle.kinds.innovation.practice.reading.effects import signed
from passerelle.kinds.innovation.practice.reading.worth import confirmed_worth
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.clock import now
from passerelle.science.pooling import Pooled

PUSHED, MOVED, LEFT = 3, 12, 15  # of each at most: a sheet is read in a meeting


@dataclass(frozen=True, slots=True)
class Push:
    """A practice that helped for sure, what one may expect of it, and where it was never offered."""

    name: str
    words: str
    where: list[str]  # where its topics came up come first
    met: int  # so many of them


@dataclass(frozen=True, slots=True)
class Review:
    """All of it for one reader; ``overdue`` is None for who is not told."""

    quarter: Quarter
    counts: Mapping[str, int]
    moved: list[tuple[str, int, int]]  # practice, sites that took it up, sites that gave it up
    pushes: list[Push]
    untold: int  # practices on offer whose effect elsewhere cannot be told
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
    places = list(sites_for(actor, community).values_list("pk", "name", "type"))
    sites, types = {pk: name for pk, name, _type in places}, {pk: type for pk, _name, type in places}
    known = list(Adoption.objects.filter(practice_id__in=list(names), site_id__in=list(sites)))
    effects = brought(offered)
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
        pushes=_pushes(names, offered, effects, sites, types, known, chances(actor, community)),
        untold=sum(not isinstance(effects[pk].found, Pooled) for pk in offered),
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


def _pushes(
    names: Mapping[int, str],
    offered: Sequence[int],
    effects: Mapping[int, Brought],
    sites: Mapping[int, str],
    types: Mapping[int, str],
    known: Sequence[Adoption],
    waiting: Sequence[Chance],
) -> list[Push]:
    """Only what surely helped elsewhere, to sites of a type that knows it; the one whose least effect is best comes first."""
    done: dict[int, set[int]] = {pk: set() for pk in names}
    for pk, site in Practice.objects.filter(pk__in=offered, site__isnull=False).values_list("pk", "site_id"):
        done[pk].add(site)
    for one in known:
        done[one.practice_id].add(one.site_id or 0)
    met = {chance.pk: [place.pk for place in chance.places if place.signals] for chance in waiting}
    ranked = sorted(offered, key=lambda pk: -effects[pk].least)
    found = []
    for pk in ranked:
        alike = {types.get(site) for site in done[pk]}
        free = [site for site in sites if site not in done[pk] and types[site] in alike]
        first = [site for site in met.get(pk, []) if site in free]
        where = first + [site for site in free if site not in first]
        if effects[pk].least > 0 and where:
            found.append(Push(names[pk], _expected(effects[pk]), [sites[site] for site in where], len(first)))
    return found[:PUSHED]


def _expected(effect: Brought) -> str:
    found = effect.found
    if not isinstance(found, Pooled):
        return effect.words
    told = {"words": effect.words, "sites": found.sites}
    first = _("%(words)s, as %(sites)s sites measured it after the one it comes from.") % told
    if not isinstance(found.prediction, tuple):
        return f"{first} " + _("What the next site may expect cannot be told yet.")
    low, high = map(signed, found.prediction)
    return f"{first} " + _("The next site may expect between %(low)s and %(high)s.") % {"low": low, "high": high}


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
