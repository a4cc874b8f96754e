"""What came of it, as it is read."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import number_format

from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person
from passerelle.trail.models import Grade, Outcome

_SHOWN = ("metric", "unit", "baseline", "value", "method", "grade", "starts_on", "ends_on", "site__name")


def outcomes(actor: Actor, ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Contribution → its outcomes in the order they were written down; partners read none of sites of others. One statement."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in _outcomes(actor, ids):
        numbers = {"before": number(row["baseline"]), "after": number(row["value"])}
        who = row["who"] if actor.is_staff or row["site__name"] else None  # a name would say of which site it is
        told = row | numbers | {"sure": Grade(row["grade"]).label, "site": row["site__name"], "who": who}
        found.setdefault(row["contribution_id"], []).append(told)
    return found


def number(value: Decimal | None) -> str | None:
    """As people write it: no zeros behind that say nothing."""
    return None if value is None else number_format(f"{value.normalize():f}", force_grouping=True)


@prepared
def _outcomes(actor: Actor, ids: Collection[int]) -> QuerySet[Any, Any]:
    known = Person.objects.visible_to(actor).filter(pk=OuterRef("measured_by_id")).order_by().values("name")
    found: QuerySet[Any, Any] = Outcome.objects.visible_to(actor).filter(contribution_id__in=ids).order_by("id")
    if not actor.is_staff:
        theirs = Person.objects.filter(pk=actor.own_id).order_by().values("organisation_id")
        found = found.filter(Q(site=None) | Q(site__organisation__in=theirs))
    told: QuerySet[Any, Any] = found.annotate(who=Subquery(known)).values("contribution_id", *_SHOWN, "who")
    return told
