"""Where signals without a trend seem to belong. Passerelle proposes; nothing is put anywhere, moved or named by it.

The same signals in the same order always give the same: by the day they tell of, then by id. How rare words are is counted once a week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.journal.actor import system_actor
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.trend.models import Placing, Trend
from passerelle.lib.clock import now
from passerelle.science.clustering import Placing as Found
from passerelle.science.clustering import lead, place
from passerelle.science.texts import Rarity, Vector, vector_of
from passerelle.search.telling import telling
from passerelle.trail import actions as trail
from passerelle.trail.models import COUNTED, Link, Relation, Status

LOOKED_AT = 2_000  # signals, the newest
FEWEST = 3  # signals that make a group worth a name


@dataclass(frozen=True, slots=True)
class Remark:
    """A signal as words. ``spelled`` gives back how a stem is written here; ``scope`` is 0 where all staff read, else its community."""

    id: int
    at: datetime
    scope: int
    stems: tuple[str, ...]
    spelled: Mapping[str, str]


def propose() -> int:
    """Propose signals to trends and group those that fit none; returns how many links were proposed. Running twice changes nothing."""
    remarks = {remark.id: remark for remark in remarks_now()}
    vectors = vectors_of(remarks.values())
    trends, standing, parted = living()
    proposed, left = 0, {}
    for remark in remarks.values():
        if remark.id in standing:
            continue
        groups = {
            pk: [member for member in members if member in vectors]
            for pk, (scope, members) in trends.items()
            if (pk, remark.id) not in parted and (remark.scope in (0, scope))
        }
        found = place(remark.id, vectors, groups)
        if found.group is None:
            left[remark.id] = remark
        else:
            proposed += _propose(remark, found.group, found)
    _keep_groups(left, vectors)
    return proposed


def remarks_now() -> list[Remark]:
    """The newest signals that live, oldest first; those for a few people only are left out."""
    alive = Contribution.objects.unscoped("what is grouped; shown to those who may read it").filter(
        pk__in=Signal.objects.values("pk"), standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS
    )
    dated = alive.annotate(at=Coalesce("happened_at", "created_at")).order_by("-at", "-id")
    columns = ("id", "at", "home_id", "home__visibility", "title", "body__excerpt", "language")
    return [_remark(*row) for row in reversed(dated.values_list(*columns)[:LOOKED_AT])]


def _remark(pk: int, at: datetime, home: int, visibility: str, title: str, text: str, language: str) -> Remark:
    scope = 0 if visibility == Community.Visibility.OPEN else home
    return Remark(pk, at, scope, *telling(f"{title} {text or ''}", language))


def vectors_of(remarks: Iterable[Remark]) -> dict[int, Vector]:
    """Rare is what was rare until last Monday, so that nothing drifts within a week."""
    today = now()
    monday = (today - timedelta(days=today.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    known = list(remarks)
    rarity = Rarity.of(remark.stems for remark in [each for each in known if each.at < monday] or known)
    return {remark.id: vector_of(remark.stems, rarity) for remark in known}


def living() -> tuple[dict[int, tuple[int, list[int]]], set[int], set[tuple[int, int]]]:
    """Living trends with the scope and the signals of each; signals that stand in one or are asked about; pairs people parted."""
    alive = Contribution.objects.unscoped("what is grouped").filter(
        pk__in=Trend.objects.values("pk"), standing=Standing.PUBLISHED, state__in=("watched", "taken_up")
    )
    found: dict[int, tuple[int, list[int]]] = {
        pk: (home, []) for pk, home in alive.order_by("id").values_list("id", "home_id")
    }
    links = Link.objects.unscoped("what is grouped").filter(relation=Relation.OBSERVED_IN).order_by("id")
    standing, parted = set(), set()
    for later, earlier, status in links.values_list("later_id", "earlier_id", "status"):
        if status == Status.TOMBSTONED:
            parted.add((later, earlier))
        else:
            standing.add(earlier)
            if status in COUNTED and later in found:
                found[later][1].append(earlier)
    return found, standing, parted


@transaction.atomic
def _propose(remark: Remark, trend: int, found: Found[int, int]) -> int:
    heads = Contribution.objects.unscoped("the ends of a proposal").select_related("home").in_bulk([trend, remark.id])
    link = trail.link(heads[trend], heads[remark.id], Relation.OBSERVED_IN, by=system_actor())
    Placing.objects.update_or_create(
        signal_id=remark.id,
        defaults={"link": link, "group": None, "nearest": list(found.nearest), "words": _spell(remark, found)},
    )
    return 1


@transaction.atomic
def _keep_groups(left: Mapping[int, Remark], vectors: Mapping[int, Vector]) -> None:
    """Those that fit no trend, grouped among those who read the same; a group too small for a name is not kept."""
    scopes: dict[int, dict[int, Vector]] = defaultdict(dict)
    for pk, remark in left.items():
        scopes[remark.scope][pk] = vectors[pk]
    kept: list[Placing] = []
    for known in scopes.values():
        groups: dict[int, list[Placing]] = defaultdict(list)
        for pk, found in lead(known).items():
            group = found.group or pk
            groups[group].append(
                Placing(signal_id=pk, group=group, nearest=list(found.nearest), words=_spell(left[pk], found))
            )
        kept += [placing for members in groups.values() if len(members) >= FEWEST for placing in members]
    Placing.objects.exclude(group=None).delete()
    Placing.objects.bulk_create(kept)


def _spell(remark: Remark, found: Found[int, int]) -> list[str]:
    return [remark.spelled[stem] for stem in found.words]
