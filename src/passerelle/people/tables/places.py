"""Tables of units and sites."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _

from passerelle.lib.text import one_line, slugify
from passerelle.people.models import Site, Unit
from passerelle.people.tables.plan import Plan, Step
from passerelle.people.tables.reading import Row, Table

UNIT_COLUMNS = {"code": ("id",), "name": ("nom", "nome"), "parent": ("parent_code", "rattachement")}
SITE_COLUMNS = {
    "code": ("id",),
    "name": ("nom", "nome"),
    "city": ("ville", "citta"),
    "country": ("pays", "paese"),
    "time_zone": ("fuseau_horaire", "fuso_orario", "timezone"),
}
LONGEST = 120


def plan_units(table: Table) -> Plan:
    """Units by their code, parents before children or not."""
    plan, known = Plan(), {unit.slug: unit for unit in Unit.objects.select_related("parent")}
    parents: list[tuple[Step, str]] = []
    for row, slug in _sound(table, plan):
        unit = known.get(slug) or Unit(slug=slug)
        known[slug] = unit
        step = plan.add(row.line, f"{row['name']} ({slug})", unit, {"name": one_line(row["name"])})
        parents.append(
            (step, slugify(row["parent"], 80) if "parent" in table.columns else unit.parent.slug if unit.parent else "")
        )
    for step, code in parents:
        _hang(plan, step, known.get(code), code)
    _refuse_circles(plan)
    return plan


def plan_sites(table: Table) -> Plan:
    """Sites by their code."""
    plan, known, zones = Plan(), {site.slug: site for site in Site.objects.all()}, available_timezones()
    for row, slug in _sound(table, plan):
        wanted: dict[str, Any] = {"name": one_line(row["name"])}
        country, zone = row["country"].upper(), row["time_zone"] or settings.TIME_ZONE
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            plan.refuse(row.line, _("“%(text)s” is not a country code of two letters.") % {"text": country[:20]})
        elif zone not in zones:
            plan.refuse(
                row.line, _("The time zone “%(text)s” is unknown; it looks like Europe/Paris.") % {"text": zone[:40]}
            )
        elif len(row["city"]) > 80:
            plan.refuse(row.line, _("The name of the city is too long."))
        else:
            told = {"city": one_line(row["city"]), "country": country, "time_zone": zone}
            wanted |= {name: value for name, value in told.items() if name in table.columns}
            plan.add(row.line, f"{row['name']} ({slug})", known.get(slug) or Site(slug=slug), wanted)
    return plan


def _sound(table: Table, plan: Plan) -> list[tuple[Row, str]]:
    """The rows with a code of their own and a name; the others are noted."""
    first: dict[str, int] = {}
    sound = []
    for row in table.rows:
        slug = slugify(row["code"], 80)
        if row.is_ragged:
            plan.refuse(row.line, _("There are more cells than columns: quote a cell that holds the separator."))
        elif not slug:
            plan.refuse(row.line, _("The code is missing."))
        elif slug in first:
            plan.refuse(
                row.line,
                _("The code “%(code)s” stands in line %(line)s already.") % {"code": slug, "line": first[slug]},
            )
        elif not 0 < len(one_line(row["name"])) <= LONGEST:
            plan.refuse(row.line, _("A name of at most %(limit)s letters is needed.") % {"limit": LONGEST})
        else:
            first[slug] = row.line
            sound.append((row, slug))
    return sound


def _hang(plan: Plan, step: Step, parent: Unit | None, code: str) -> None:
    unit: Unit = step.row
    if code and parent is None:
        plan.refuse(step.line, _("The unit “%(code)s” above it is unknown.") % {"code": code})
    elif (unit.parent.slug if unit.parent else "") != code:
        unit.parent = parent
        step.fields.append("parent")


def _refuse_circles(plan: Plan) -> None:
    for step in plan.steps:
        seen, above = {step.row.slug}, step.row.parent
        while above is not None:
            if above.slug in seen:
                plan.refuse(step.line, _("This unit would stand below itself."))
                break
            seen.add(above.slug)
            above = above.parent
