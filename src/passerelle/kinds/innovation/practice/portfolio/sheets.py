"""What the portfolio shows, as rows for other tools: how each practice stands at each site, and what it brought there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from statistics import fmean
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passerelle.contributions.kinds import get_kind
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Measurement, Practice
from passerelle.kinds.innovation.practice.naming import may_read_numbers
from passerelle.kinds.innovation.practice.portfolio.cells import NEVER, WORDS
from passerelle.kinds.innovation.practice.portfolio.matrix import Line, Matrix
from passerelle.kinds.innovation.practice.reading.cannot_tell import WORDS as WHY_NOT
from passerelle.lib.reversing import address
from passerelle.lib.sheets import Cell
from passerelle.science.lift import Lift, compared_lift

Rows = Iterator[Sequence[Cell]]


def matrix_rows(found: Matrix) -> Rows:
    """A row for each practice, a column for each site, a word where they meet."""
    words = {code: str(said) for code, said in WORDS.items()}
    states = {state: str(said) for state, said in get_kind("practice").states.items()}
    head = [_("Practice"), _("Address"), _("State"), pgettext("figure", "Grade"), _("In use"), _("Sites asked")]
    yield [*head, *(one.label for one in found.columns)]
    for line in found.lines:
        cells = [words[line.cells.get(place, NEVER)] for place in range(len(found.columns))]
        yield [line.name, _page(line), states.get(line.state, line.state), line.grade, line.used, line.asked, *cells]


def outcome_rows(actor: Actor, found: Matrix) -> Rows:
    """A row for each measurement of these practices at these sites and where they were proven; the change with its interval, or why not.

    Partners are not told where that was, what was counted there, nor what it is worth there.
    """
    lines = {line.pk: line for line in found.lines}
    sites = {column.pk: column for column in found.columns}
    yield [
        *(
            _("Practice"),
            _("Address"),
            _("Site"),
            _("Country"),
            _("What was measured"),
            _("Unit"),
            _("Before"),
            _("After"),
        ),
        *(
            _("At a place without it, before"),
            _("At a place without it, after"),
            _("Numbers before"),
            _("Numbers after"),
        ),
        *(_("From"), _("Until"), _("How it was measured"), pgettext("figure", "Grade")),
        *(_("Change in %"), _("At least, in %"), _("At most, in %"), _("Why it cannot be told yet")),
        *(_("Worth a year"), _("Unit of worth"), _("Confirmed on")),
    ]
    here = Q(adoption=None) | Q(adoption__site_id__in=list(sites))
    known = Measurement.objects.filter(here, practice_id__in=list(lines)).select_related("outcome", "adoption")
    tried = Practice.objects.filter(pk__in=list(lines) if actor.is_staff else [])
    countries = dict(tried.values_list("pk", "site__country"))
    for one in known:
        outcome, column = one.outcome, sites.get(one.adoption.site_id or 0) if one.adoption else None
        yield [
            *(lines[one.practice_id].name, _page(lines[one.practice_id])),
            *(
                (column.name, column.country)
                if column
                else (_("Where it was proven"), countries.get(one.practice_id) or "")
            ),
            *(
                outcome.metric,
                outcome.unit,
                *_counted(actor, one, has_site=bool(column)),
                outcome.starts_on,
                outcome.ends_on,
            ),
            *(outcome.method, outcome.grade, *_change(one)),
            *(_worth(one) if column or actor.is_staff else (None, "", None)),
        ]


def _page(line: Line) -> str:
    return urljoin(settings.PASSERELLE.base_url, address("contribution_short", line.pid))


def _worth(one: Measurement) -> tuple[Cell, ...]:
    return one.worth, one.worth_unit, timezone.localdate(one.confirmed_at) if one.confirmed_at else None


def _counted(actor: Actor, one: Measurement, *, has_site: bool) -> list[Cell]:
    """The four means and how many numbers they are of: with them anybody works out the change."""
    if not (has_site or may_read_numbers(actor, one, ())):
        return [None] * 6
    beside = [round(fmean(numbers), 4) if numbers else None for numbers in (one.control_pre, one.control_post)]
    return [one.outcome.baseline, one.outcome.value, *beside, len(one.pre), len(one.post)]


def _percent(y: float) -> float:
    return round(100 * (exp(y) - 1), 1)


def _change(one: Measurement) -> list[Cell]:
    lift = compared_lift(*one.cells)
    if isinstance(lift, Lift):
        low, high = lift.interval
        return [_percent(lift.y), _percent(low), _percent(high), ""]
    return [None, None, None, str(WHY_NOT[lift])]
