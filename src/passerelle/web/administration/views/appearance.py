"""Name, colour, languages, logo, charter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.people import pictures
from passerelle.people.actions import face
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation, Person
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.forms import CharterForm, FaceForm, LogoForm
from passerelle.web.administration.lookup import find_home
from passerelle.work.idempotency import outside_transaction

Form = FaceForm | LogoForm | CharterForm


@administrators_only
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """Three forms, each with its own button."""
    return _page(request, find_home())


@administrators_only
@require_POST
def set_face(request: PersonRequest) -> HttpResponse:
    """Take name, colour and languages."""
    home, form = find_home(), FaceForm(request.POST)
    if not form.is_valid():
        return _page(request, home, face_form=form)
    face.revise_face(home, by=request.actor, **form.cleaned_data)
    return _saved(request)


@outside_transaction
@administrators_only
@require_POST
def set_logo(request: PersonRequest) -> HttpResponse:
    """Take another logo; the picture is made before anything waits for the database."""
    home, form = find_home(), LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, home, logo_form=form)
    face.set_logo(home, pictures.keep(form.cleaned_data["logo"], "logos"), by=request.actor)
    return _saved(request)


@administrators_only
@require_POST
def set_charter(request: PersonRequest) -> HttpResponse:
    """Take another charter, and ask everybody again where that was wanted."""
    home, form = find_home(), CharterForm(request.POST)
    if not form.is_valid():
        return _page(request, home, charter_form=form)
    face.set_charter(home, form.cleaned_data["charter"], ask_again=form.cleaned_data["ask_again"], by=request.actor)
    return _saved(request)


def _saved(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("admin_appearance")


def _page(request: PersonRequest, home: Organisation, **bound: Form) -> HttpResponse:
    chosen = {"name": home.name, "accent": home.accent, "languages": home.languages}
    forms = {
        "face_form": FaceForm(initial=chosen),
        "logo_form": LogoForm(),
        "charter_form": CharterForm(initial={"charter": home.charter}),
    }
    asked = Person.objects.present().filter(is_imported=False)
    context = {
        "home": home,
        "accepted": asked.filter(charter_version__gte=home.charter_version).count() if home.charter_version else 0,
        "asked": asked.count(),
        **forms,
        **bound,
    }
    return render(request, "web/administration/appearance.html", context, status=422 if bound else 200)
