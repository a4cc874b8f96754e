"""Tables of units, and what they share with those of sites."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passerelle.lib.text import one_line, slugify
from passerelle.people.models import Unit
from passerelle.people.tables.plan import Plan, Step
from passerelle.people.tables.reading import Row, Table

UNIT_COLUMNS = {"code": ("id",), "name": ("nom", "nome"), "parent": ("parent_code", "rattachement")}
LONGEST = 120


def plan_units(table: Table) -> Plan:
    """Units by their code, parents before children or not."""
    plan, known = Plan(), {unit.slug: unit for unit in Unit.objects.select_related("parent")}
    parents: list[tuple[Step, str]] = []
    for row, slug in sound_rows(table, plan):
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


def sound_rows(table: Table, plan: Plan) -> list[tuple[Row, str]]:
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
