"""Bring units, sites and people in with a table: look first, then decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from passerelle.people.actions.table import apply_people, apply_places
from passerelle.people.middleware import PersonRequest
from passerelle.people.tables import LARGEST, Unreadable
from passerelle.people.tables.samples import TABLES, TableSort
from passerelle.web.administration.access import administrators_only

SHOWN = 200


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest) -> HttpResponse:
    """Without a table the form; with one what it would do; with the word to go ahead, it is done."""
    sort = TABLES.get(request.POST.get("sort", ""))
    if request.method == "GET":
        return _page(request)
    if sort is None:
        return _page(request, unreadable=_("Say first whether it holds units, sites or people."))
    try:
        table = sort.read(_content(request))
    except Unreadable as error:
        return _page(request, sort=sort, unreadable=str(error))
    plan = sort.plan(table)
    if "apply" in request.POST and plan.is_sound:
        (apply_people if sort.slug == "people" else apply_places)(plan, by=request.actor)
        counts = {"new": plan.counts["create"], "changed": plan.counts["change"]}
        messages.success(request, _("Read in: %(new)s new, %(changed)s changed.") % counts)
        return redirect(f"admin_{sort.slug}")
    return _page(request, sort=sort, table=table, plan=plan)


@administrators_only
@require_GET
def sample(request: PersonRequest, sort: str) -> HttpResponse:
    """A table to start from."""
    if sort not in TABLES:
        raise Http404
    answer = HttpResponse("\ufeff" + TABLES[sort].sample, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{sort}.csv"'
    return answer


def _content(request: PersonRequest) -> bytes:
    file = request.FILES.get("table")
    if file is None:
        return request.POST.get("text", "").encode()
    if (file.size or 0) > LARGEST:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    return bytes(file.read())


def _page(request: PersonRequest, sort: TableSort | None = None, **found: Any) -> HttpResponse:
    context = {"sort": sort, "table": None, "plan": None, "unreadable": "", "sorts": TABLES, "most": SHOWN, **found}
    status = 422 if context["unreadable"] else 200
    return render(request, "web/administration/people/tables.html", context, status=status)
