"""Tables of sites."""

from __future__ import annotations

from math import isfinite
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _

from passerelle.lib.text import one_line, slugify
from passerelle.people.models import Organisation, Site
from passerelle.people.names import folded
from passerelle.people.tables.places import sound_rows
from passerelle.people.tables.plan import Plan
from passerelle.people.tables.reading import Row, Table

SITE_COLUMNS = {
    "code": ("id",),
    "name": ("nom", "nome"),
    "type": ("genre", "tipo"),
    "partner": ("partenaire", "organisation", "organization"),
    "city": ("ville", "citta"),
    "country": ("pays", "paese"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng"),
    "time_zone": ("fuseau_horaire", "fuso_orario", "timezone"),
}
FIELDS = {"partner": "organisation"}
DEGREES = {"latitude": 90, "longitude": 180}


class _Wrong(ValueError):
    """A cell cannot be taken; the message is a sentence."""


def plan_sites(table: Table) -> Plan:
    """Sites by their code."""
    plan, known = Plan(), {site.slug: site for site in Site.objects.select_related("organisation")}
    partners, types = _partners(), {folded(name): name for name in Site.types()}
    for row, slug in sound_rows(table, plan):
        try:
            told = _told(row, partners, types)
        except _Wrong as wrong:
            plan.refuse(row.line, str(wrong))
            continue
        wanted = {FIELDS.get(name, name): value for name, value in told.items() if name in table.columns}
        plan.add(row.line, f"{row['name']} ({slug})", known.get(slug) or Site(slug=slug), wanted)
    return plan


def _told(row: Row, partners: dict[str, Organisation], types: dict[str, str]) -> dict[str, Any]:
    """What its cells say; raises _Wrong for the first that says nothing one can take."""
    country, zone, kind = row["country"].upper(), row["time_zone"] or settings.TIME_ZONE, one_line(row["type"])
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise _Wrong(_("“%(text)s” is not a country code of two letters.") % {"text": country[:20]})
    if zone not in available_timezones():
        raise _Wrong(_("The time zone “%(text)s” is unknown; it looks like Europe/Paris.") % {"text": zone[:40]})
    if len(row["city"]) > 80:
        raise _Wrong(_("The name of the city is too long."))
    if len(kind) > 40:
        raise _Wrong(_("The type has at most %(limit)s letters.") % {"limit": 40})
    place = {name: _degrees(row[name], most) for name, most in DEGREES.items()}
    if (place["latitude"] is None) != (place["longitude"] is None):
        raise _Wrong(_("Latitude and longitude belong together."))
    return {
        "name": one_line(row["name"]),
        "type": types.setdefault(folded(kind), kind) if kind else "",
        "partner": _partner(row["partner"], partners),
        "city": one_line(row["city"]),
        "country": country,
        **place,
        "time_zone": zone,
    }


def _partners() -> dict[str, Organisation]:
    """By code, and by name where that is not another one's code."""
    rows = list(Organisation.objects.filter(kind=Organisation.Kind.PARTNER))
    return {folded(row.name): row for row in rows} | {row.slug: row for row in rows}


def _partner(written: str, partners: dict[str, Organisation]) -> Organisation | None:
    found = partners.get(slugify(written, 80)) or partners.get(folded(written)) if written else None
    if written and found is None:
        raise _Wrong(_("The partner “%(text)s” is unknown.") % {"text": written[:80]})
    return found


def _degrees(written: str, most: int) -> float | None:
    """A number of degrees, with a point or a comma before decimals."""
    if not written:
        return None
    try:
        number = float(written.replace(",", ".").replace("−", "-"))
    except ValueError:
        number = float("nan")
    if not isfinite(number) or abs(number) > most:
        raise _Wrong(
            _("“%(text)s” is no number of degrees between −%(most)s and %(most)s.")
            % {"text": written[:20], "most": most}
        )
    return number
