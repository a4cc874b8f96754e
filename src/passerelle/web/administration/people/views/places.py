"""Units, sites, organisations: three lists that work alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people import actions
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Site, Unit
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.people.forms import OrganisationForm, SiteForm, UnitForm

MOST = 500


@dataclass(frozen=True, slots=True)
class Sort:
    """One of the three."""

    slug: str
    model: Any
    form: type[ModelForm[Any]]
    here: str
    heading: Any
    lead: Any
    new: Any
    beside: tuple[str, ...] = ()


SORTS = {
    "units": Sort(
        "units", Unit, UnitForm, "admin_units", gettext_lazy("Units"),
        gettext_lazy("The parts of the organisation, as a tree. People are found by them, and memberships may follow them."),
        gettext_lazy("New unit"), ("parent",),
    ),
    "sites": Sort(
        "sites", Site, SiteForm, "admin_sites", gettext_lazy("Sites"),
        gettext_lazy("Where people work: shops, offices, workshops."), gettext_lazy("New site"),
        ("organisation",),
    ),
    "organisations": Sort(
        "organisations", Organisation, OrganisationForm, "admin_organisations", gettext_lazy("Organisations"),
        gettext_lazy("Your own, and the partners whose people come as guests."), gettext_lazy("New partner"),
    ),
}  # fmt: skip


@administrators_only
@require_GET
def directory(request: PersonRequest, sort: str) -> HttpResponse:
    """All of them, with how many people belong there."""
    kind, words = SORTS[sort], request.GET.get("q", "").strip()[:80]
    rows = kind.model.objects.annotate(count=Count("people", filter=Q(people__is_active=True)))
    rows = rows.select_related(*kind.beside)
    rows = rows.filter(Q(name__icontains=words) | Q(slug__icontains=words)).order_by("name")[:MOST]
    return render(request, "web/administration/people/places.html", {"sort": kind, "rows": rows, "words": words})


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, sort: str, pid: str = "") -> HttpResponse:
    """One of them, or a new one."""
    kind = SORTS[sort]
    place = get_object_or_404(kind.model, pid=pid) if pid else kind.model()
    form = kind.form(request.POST or None, instance=place)
    if form.is_valid():
        place.slug = form.cleaned_data["slug"]
        actions.keep_place(place, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect(kind.here)
    context = {"sort": kind, "form": form, "place": place if pid else None}
    return form_page(request, "web/administration/people/place.html", context)


@administrators_only
@require_POST
def remove(request: PersonRequest, sort: str, pid: str) -> HttpResponse:
    """Take it away, while nobody belongs there."""
    kind = SORTS[sort]
    actions.remove_place(get_object_or_404(kind.model, pid=pid), by=request.actor)
    return redirect(kind.here)
