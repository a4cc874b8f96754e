"""Bring units, sites and people in with a table: look first, then decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from passerelle.people.actions.table import apply_table
from passerelle.people.middleware import PersonRequest
from passerelle.people.tables.samples import TABLES
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.people.tables import Preview

SHOWN = 200


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest) -> HttpResponse:
    """Without a table the form; with one what it would do; with the word to go ahead, it is done."""
    if request.method == "GET":
        return _page(request, Preview())
    seen = Preview.of(request.POST.get("sort", ""), request.FILES.get("table") or request.POST.get("text", ""))
    if seen.sort is None or seen.plan is None or not seen.plan.is_sound or "apply" not in request.POST:
        return _page(request, seen)
    counts = {"new": seen.plan.counts["create"], "changed": seen.plan.counts["change"]}  # once applied, nothing is new
    apply_table(seen.sort.slug, seen.plan, by=request.actor)
    messages.success(request, _("Read in: %(new)s new, %(changed)s changed.") % counts)
    return redirect(f"admin_{seen.sort.slug}")


@administrators_only
@require_GET
def sample(request: PersonRequest, sort: str) -> HttpResponse:
    """A table to start from."""
    if sort not in TABLES:
        raise Http404
    answer = HttpResponse("\ufeff" + TABLES[sort].sample, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{sort}.csv"'
    return answer


def _page(request: PersonRequest, seen: Preview) -> HttpResponse:
    context = {"seen": seen, "sorts": TABLES, "most": SHOWN}
    status = 422 if seen.unreadable else 200
    return render(request, "web/administration/people/tables.html", context, status=status)
