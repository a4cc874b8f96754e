"""All practices of a community beside all sites, to read and to take along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice.portfolio.letters import letters
from passerelle.kinds.innovation.practice.portfolio.page import narrowed, portfolio
from passerelle.kinds.innovation.practice.portfolio.printed import printed
from passerelle.kinds.innovation.practice.portfolio.quarter import quarter
from passerelle.kinds.innovation.practice.portfolio.review import review
from passerelle.kinds.innovation.practice.portfolio.sheets import Rows, matrix_rows, outcome_rows
from passerelle.kinds.innovation.practice.portfolio.waiting import waiting
from passerelle.lib.sheets import CSV, XLSX, csv_lines, xlsx
from passerelle.people.middleware import PersonRequest


@login_required
@require_safe
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """How each practice stands at each site; ``as=cells`` are its places alone, in letters."""
    community = _find(request, pid)
    if request.GET.get("as") == "cells":
        return JsonResponse(letters(request.actor, community, request.GET))
    return render(request, "kinds/practice/portfolio.html", portfolio(request.actor, community, request.GET))


@login_required
@require_safe
def waits(request: PersonRequest, pid: str) -> HttpResponse:
    """What is to be offered, asked for, and looked at."""
    return render(request, "kinds/practice/waiting.html", waiting(request.actor, _find(request, pid)))


@login_required
@require_safe
def matrix_sheet(request: PersonRequest, pid: str) -> HttpResponse:
    """The same as a sheet, narrowed like the page."""
    found = narrowed(request.actor, _find(request, pid), request.GET)
    return _sheet(request, "practices-and-sites", _("Practices and sites"), matrix_rows(found))


@login_required
@require_safe
def outcome_sheet(request: PersonRequest, pid: str) -> HttpResponse:
    """What these practices brought at these sites, measurement by measurement."""
    found = narrowed(request.actor, _find(request, pid), request.GET)
    return _sheet(request, "what-practices-brought", _("What they brought"), outcome_rows(request.actor, found))


@login_required
@require_safe
def review_sheet(request: PersonRequest, pid: str) -> HttpResponse:
    """A quarter as a PDF for a meeting, for people of the organisation; the present one unless ``quarter`` says another."""
    community, told = _find(request, pid), quarter(request.GET.get("quarter", ""))
    if not request.actor.is_staff or told.begins > quarter("").ends:
        raise Http404
    content = printed(community, review(request.actor, community, told))
    headers = {"Content-Disposition": f'attachment; filename="practices-{told.year}-{told.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _find(request: PersonRequest, pid: str) -> Community:
    return get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)


def _sheet(request: PersonRequest, name: str, title: str, rows: Rows) -> HttpResponse:
    if request.GET.get("as") == "xlsx":
        content, kind, ending = xlsx(title, rows), XLSX, "xlsx"
    else:
        content, kind, ending = ("\ufeff" + "".join(csv_lines(rows))).encode(), CSV, "csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
