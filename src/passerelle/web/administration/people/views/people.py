"""People as administrators see them: found, entered, moved, let go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people import actions
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Person
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.people import reading
from passerelle.web.administration.people.forms import PersonForm
from passerelle.work.idempotency import outside_transaction


@administrators_only
@require_GET
def directory(request: PersonRequest) -> HttpResponse:
    """Everybody, by name."""
    return render(request, "web/administration/people/directory.html", reading.people(request.GET))


@administrators_only
@require_http_methods(["GET", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    """Enter somebody by hand."""
    form = PersonForm(request.POST or None, instance=Person(organisation=Organisation.home()), actor=request.actor)
    if form.is_valid():
        person = actions.add_person(by=request.actor, **form.cleaned_data)
        messages.success(request, _("%(name)s is entered. Now open them a way in.") % {"name": person.name})
        return redirect("admin_person", person.pid)
    return form_page(request, "web/administration/people/person.html", {"form": form, "person": None})


@administrators_only
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """One person: who they are for the organisation, and the ways in and out."""
    person = get_object_or_404(Person.objects.select_related("organisation", "manager", "sponsor"), pid=pid)
    form = PersonForm(request.POST or None, instance=person, actor=request.actor)
    if form.is_valid():
        actions.place_person(person, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("admin_person", pid)
    return form_page(request, "web/administration/people/person.html", {**reading.person(person.pk), "form": form})


@administrators_only
@require_POST
def activity(request: PersonRequest, pid: str) -> HttpResponse:
    """Let somebody go, or have them back."""
    verb = actions.reactivate if request.POST.get("active") == "yes" else actions.deactivate
    verb(get_object_or_404(Person, pid=pid), by=request.actor)
    return redirect("admin_person", pid)


@administrators_only
@require_POST
def administration(request: PersonRequest, pid: str) -> HttpResponse:
    """Make somebody administrator, or no longer."""
    person, wanted = get_object_or_404(Person, pid=pid), request.POST.get("administrator") == "yes"
    actions.set_administrator(person, wanted, by=request.actor)
    # Whoever gave it up themselves has no more business here.
    return redirect("home") if person.pk == request.actor.person_id else redirect("admin_person", pid)


@administrators_only
@require_POST
def erase(request: PersonRequest, pid: str) -> HttpResponse:
    """Empty somebody's row; asked for with the name typed out, because nothing brings it back."""
    person = get_object_or_404(Person, pid=pid)
    if request.POST.get("name", "").strip() != person.name:
        messages.error(request, _("Nothing was erased: type the name exactly as it stands."))
    else:
        actions.erase(person, by=request.actor)
        messages.success(request, _("Erased. Their texts follow within a minute."))
    return redirect("admin_person", pid)


@outside_transaction  # codes are hashed before the transaction, and no receipt may keep them
@administrators_only
@require_POST
@never_cache
def cards(request: PersonRequest) -> HttpResponse:
    """A sheet of cards; the codes are on this page and nowhere else."""
    people = Person.objects.present().filter(pid__in=request.POST.getlist("person")).select_related("unit", "site")
    if not people:
        messages.warning(request, _("Tick the people who get a card first."))
        return redirect("admin_people")
    printed = actions.print_cards(list(people), by=request.actor)
    return render(request, "web/administration/people/cards.html", {"cards": printed})
