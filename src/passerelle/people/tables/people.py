"""Tables of people: known by e-mail or staff number, placed by codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from passerelle.lib.text import one_line, slugify
from passerelle.people.addresses import normal_address
from passerelle.people.models import Organisation, Person, Site, Unit
from passerelle.people.names import LENGTH, folded, sort_key
from passerelle.people.tables.plan import Plan, Step
from passerelle.people.tables.reading import Row, Table

COLUMNS = {
    "email": ("mail", "e-mail", "courriel", "adresse"),
    "staff_number": ("number", "matricule", "matricola"),
    "name": ("nom", "nome"),
    "unit": ("unite", "unita"),
    "site": ("sito", "magasin"),
    "manager": ("responsable", "responsabile"),
    "job_title": ("title", "fonction", "poste", "ruolo"),
    "level": ("niveau", "livello"),
    "languages": ("langues", "lingue"),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class _Wrong(ValueError):
    """A cell cannot be taken; the message is a sentence."""


@dataclass(slots=True)
class _Known:
    """What rows refer to."""

    units: dict[str, Unit]
    sites: dict[str, Site]
    home: Organisation | None
    by_email: dict[str, Person] = field(default_factory=dict)
    by_number: dict[str, Person] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def find(self, written: str) -> Person | None:
        """Somebody by e-mail or staff number."""
        return self.by_email.get(written.lower()) or self.by_number.get(written)

    def remember(self, person: Person) -> None:
        """Let later rows, and managers, refer to them."""
        if person.email:
            self.by_email[person.email] = person
        if person.staff_number:
            self.by_number[person.staff_number] = person


def plan_people(table: Table) -> Plan:
    """People as the table has them. Nobody is taken away: leaving is a decision of its own."""
    plan, known = Plan(), _known()
    managers: list[tuple[Step, str]] = []
    for row in table.rows:
        try:
            step = _step(plan, row, table, known)
        except _Wrong as wrong:
            plan.refuse(row.line, str(wrong))
        else:
            if "manager" in table.columns:
                managers.append((step, row["manager"]))
    for step, written in managers:
        _hang(plan, step, written, known)
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _known() -> _Known:
    known = _Known(_by_code(Unit.objects.all()), _by_code(Site.objects.all()), Organisation.home())
    people = Person.objects.exclude(email=None, staff_number=None).select_related("unit", "site", "manager")
    for person in people.order_by("pk"):
        known.remember(person)
    return known


def _by_code(places: Iterable[Any]) -> dict[str, Any]:
    """By code, and by name where that is not another one's code."""
    rows = list(places)
    return {folded(row.name): row for row in rows} | {row.slug: row for row in rows}


def _step(plan: Plan, row: Row, table: Table, known: _Known) -> Step:
    if row.is_ragged:
        raise _Wrong(_("There are more cells than columns: quote a cell that holds the separator."))
    email, number = _email(row["email"]), one_line(row["staff_number"])
    person = _person(row, email, number, known)
    wanted = {"name": _name(row["name"]), **_optional(row, table, known)}
    wanted |= {name: value for name, value in (("email", email), ("staff_number", number)) if value}
    step = plan.add(row.line, wanted["name"], person, wanted)
    if "name" in step.fields:
        person.sort_name = sort_key(person.name)
    known.remember(person)
    return step


def _person(row: Row, email: str | None, number: str, known: _Known) -> Person:
    """The person of this row, new or known; each is named by one row only."""
    if not email and not number:
        raise _Wrong(_("An e-mail or a staff number is needed."))
    if len(number) > 40:
        raise _Wrong(_("The staff number is too long."))
    for key in filter(None, (email, number)):
        if key in known.lines:
            raise _Wrong(_("“%(key)s” stands in line %(line)s already.") % {"key": key, "line": known.lines[key]})
    by_email, by_number = known.by_email.get(email or ""), known.by_number.get(number)
    if by_email and by_number and by_email is not by_number:
        raise _Wrong(_("The e-mail belongs to one person and the staff number to another."))
    person = by_email or by_number
    if person is not None and person.is_former:
        raise _Wrong(_("This person was deactivated: reactivate them first."))
    if person is not None and person.is_guest:
        raise _Wrong(_("This person is a guest: they are not part of the organisation."))
    known.lines |= dict.fromkeys(filter(None, (email, number)), row.line)
    return person or Person(organisation=known.home, password=make_password(None))


def _email(written: str) -> str | None:
    if not written:
        return None
    try:
        return normal_address(written)
    except ValueError as error:
        raise _Wrong(_("“%(text)s” is not an address mail can be sent to.") % {"text": written[:80]}) from error


def _name(written: str) -> str:
    name = one_line(written)
    if not 0 < len(name) <= LENGTH:
        raise _Wrong(_("A name of at most %(limit)s letters is needed.") % {"limit": LENGTH})
    return name


def _optional(row: Row, table: Table, known: _Known) -> dict[str, Any]:
    """The columns the table has; an empty cell empties the field."""
    wanted: dict[str, Any] = {}
    if "unit" in table.columns:
        wanted["unit"] = _place(row["unit"], known.units, _("The unit “%(text)s” is unknown."))
    if "site" in table.columns:
        wanted["site"] = _place(row["site"], known.sites, _("The site “%(text)s” is unknown."))
    if "job_title" in table.columns:
        wanted["job_title"] = one_line(row["job_title"])
        if len(wanted["job_title"]) > LENGTH:
            raise _Wrong(_("The job title is too long."))
    if "level" in table.columns:
        wanted["level"] = _level(row["level"])
    if "languages" in table.columns:
        wanted["languages"] = _languages(row["languages"])
    return wanted


def _place(written: str, places: dict[str, Any], unknown: str) -> Any:
    found = places.get(slugify(written, 80)) or places.get(folded(written)) if written else None
    if written and found is None:
        raise _Wrong(unknown % {"text": written[:80]})
    return found


def _level(written: str) -> int | None:
    if written and not (written.isascii() and written.isdecimal() and len(written) <= 2):
        raise _Wrong(_("The level “%(text)s” is not a small number.") % {"text": written[:20]})
    return int(written) if written else None


def _languages(written: str) -> list[str]:
    codes = [code for code in re.split(r"[\s,;/]+", written.lower()) if code]
    if wrong := next((code for code in codes if not _LANGUAGE.fullmatch(code)), None):
        raise _Wrong(_("“%(text)s” is not a language code such as fr or en.") % {"text": wrong[:20]})
    return list(dict.fromkeys(codes))


def _hang(plan: Plan, step: Step, written: str, known: _Known) -> None:
    person, manager = step.row, known.find(written) if written else None
    if written and manager is None:
        plan.refuse(step.line, _("The manager “%(text)s” is neither here nor in this table.") % {"text": written[:80]})
    elif manager is person:
        plan.refuse(step.line, _("Nobody is their own manager."))
    elif person.manager is not manager and (
        person.manager_id is None or manager is None or person.manager_id != manager.pk
    ):
        person.manager = manager
        step.fields.append("manager")
