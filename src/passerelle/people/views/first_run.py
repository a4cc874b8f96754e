"""The administrator opens the house: name, logo, colour, languages, charter, a test mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people import actions, pictures, rules
from passerelle.people.forms.arriving import FirstRunForm
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Organisation
from passerelle.people.trial_mail import send_trial_mail
from passerelle.work.idempotency import outside_transaction


@outside_transaction  # a child process makes the picture anew: nobody else shall wait for the database meanwhile
@login_required
@require_http_methods(["GET", "POST"])
def first_run(request: PersonRequest) -> HttpResponse:
    """One page; sending it opens the house. Later changes are made under Administration, Appearance."""
    rules.may_administer(request.actor).require()
    form = FirstRunForm(request.POST or None, request.FILES or None, home=Organisation.home())
    if not form.is_valid():
        return form_page(request, "people/first_run.html", {"form": form})
    logo = pictures.keep(form.cleaned_data.pop("logo"), "logos")
    actions.open_house(**form.cleaned_data, logo=logo, by=request.actor)
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
    elif refusal := send_trial_mail(to):
        messages.error(request, _("The mail could not be sent: %(reason)s") % {"reason": refusal})
    else:
        messages.success(request, _("Sent to %(address)s. Look into your mailbox.") % {"address": to})
    return redirect("first_run")
