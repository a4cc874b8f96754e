"""What the page of the portfolio holds for one reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.portfolio.asked import ALL, ORDERS, asked
from passerelle.kinds.innovation.practice.portfolio.cells import NEVER, OVERDUE, WORDS, row
from passerelle.kinds.innovation.practice.portfolio.matrix import (
    Matrix,
    by_country,
    matrix,
    names_overdue,
    practices_of,
)
from passerelle.kinds.innovation.practice.portfolio.quarter import latest
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.locales import country_name
from passerelle.lib.reversing import address

AUDIENCE = {
    "country": "countries",
    "type": "types",
    "unit": "unit",
}  # what narrows sites, and its name where they are offered to
WIDE = 60  # sites at once: what a phone lays out and scrolls without a pause, measured


def portfolio(actor: Actor, community: Community, query: Mapping[str, str]) -> dict[str, Any]:
    """The matrix with its ways of narrowing; as many statements for ten practices as for three hundred."""
    manages = names_overdue(actor, community)
    wanted = asked(actor, practices_of(actor, community), query, names_overdue=manages)
    found = matrix(actor, community, wanted)
    return {
        "community": community,
        "asked": wanted,
        "labels": ALL,
        "orders": ORDERS,
        "found": found,
        "legend": [(code, words) for code, words in WORDS.items() if code != OVERDUE or manages],
        "never": NEVER,
        "states": get_kind("practice").states,
        "may_offer": manages and actor.is_staff and not wanted.by_country,
        "offered": OFFERED,
        "quarters": latest(2) if actor.is_staff else [],
        "audience": [(AUDIENCE[name], wanted[name]) for name in AUDIENCE if wanted[name]],
        **(_countries(found) if wanted.by_country else _sites(found, wanted.page, whole=wanted.whole)),
    }


def narrowed(actor: Actor, community: Community, query: Mapping[str, str]) -> Matrix:
    """The practices and sites of the page, all sites at once."""
    manages = names_overdue(actor, community)
    return matrix(actor, community, asked(actor, practices_of(actor, community), query, names_overdue=manages))


def _sites(found: Matrix, page: int, *, whole: bool) -> dict[str, Any]:
    pages = 1 if whole else max(1, -(-len(found.columns) // WIDE))
    page = min(max(1, page), pages)
    begin = (page - 1) * WIDE
    columns = found.columns if whole else found.columns[begin : begin + WIDE]
    width = len(columns)
    rows = [(line, row(line.cells, width, _address(line.pid), begin)) for line in found.lines]
    return {
        "columns": columns,
        "rows": rows,
        "at": page,
        "pages": pages,
        "first": begin + 1,
        "last": begin + width,
    }


def _countries(found: Matrix) -> dict[str, Any]:
    countries, used = by_country(found)
    rows = [
        (line, Markup("".join(_share(line.pid, used[line.pk][code], sites) for code, sites in countries)))  # noqa: S704  numbers and an address of ours
        for line in found.lines
    ]
    return {
        "columns": [],
        "countries": [(code, country_name(code) if code else "") for code, _sites in countries],
        "rows": rows,
        "at": 1,
        "pages": 1,
        "first": 1,
        "last": 1,
    }


def _share(pid: str, used: int, sites: int) -> str:
    return f"<td><a href={_address(pid)}>{used}/{sites}</a>" if used else f"<td>0/{sites}"


def _address(pid: str) -> str:
    return address("contribution_short", pid)
