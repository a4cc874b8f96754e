"""The administrator opens the house: name, logo, colour, languages, charter, a test mail."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.people import actions, pictures, rules
from passerelle.people.forms.arriving import FirstRunForm
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation
from passerelle.work.idempotency import outside_transaction


@outside_transaction  # a child process makes the picture anew: nobody else shall wait for the database meanwhile
@login_required
@require_http_methods(["GET", "POST"])
def first_run(request: PersonRequest) -> HttpResponse:
    """One page; sending it opens the house. Later changes are made under Administration, Appearance."""
    rules.may_administer(request.actor).require()
    home = Organisation.home() or Organisation(kind=Organisation.Kind.HOME, slug="home")
    start = {name: getattr(home, name) for name in ("name", "accent", "languages", "charter")}
    form = FirstRunForm(request.POST or None, request.FILES or None, initial=start)
    if not form.is_valid():
        return render(
            request, "people/first_run.html", {"form": form, "home": home}, status=422 if form.errors else 200
        )
    file = form.cleaned_data["logo"]
    stored = pictures.keep(file, "logos") if file else ""
    _open(home, form, stored, request)
    messages.success(request, _("The house is open. Bring people in next."))
    return redirect("home")


@outside_transaction  # the mail server may take its time
@login_required
@require_POST
def test_mail(request: PersonRequest) -> HttpResponse:
    """Send a mail to oneself, and say what the mail server answered."""
    rules.may_administer(request.actor).require()
    to = request.actor.person.email if request.actor.person else None
    if not to:
        messages.warning(request, _("You have no address yourself: add one under Settings."))
        return redirect("first_run")
    try:
        send_mail(_("A mail from Passerelle"), _("Mail works: you are reading it."), settings.DEFAULT_FROM_EMAIL, [to])
    except (SMTPException, OSError) as error:
        messages.error(request, _("The mail could not be sent: %(reason)s") % {"reason": str(error)[:200]})
    else:
        messages.success(request, _("Sent to %(address)s. Look into your mailbox.") % {"address": to})
    return redirect("first_run")


def _open(home: Organisation, form: FirstRunForm, stored: str, request: PersonRequest) -> None:
    by, wanted = request.actor, form.cleaned_data
    if home.pk is None:
        home.name = wanted["name"]
        actions.keep_place(home, by=by)
    home = actions.revise_face(home, name=wanted["name"], accent=wanted["accent"], languages=wanted["languages"], by=by)
    if stored:
        actions.set_logo(home, stored, by=by)
    if wanted["charter"].strip() != home.charter:
        home = actions.set_charter(home, wanted["charter"], ask_again=True, by=by)
    actions.finish_first_run(home, by=by)
