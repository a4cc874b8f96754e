"""A practice in another language."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.contributions.reading.labels import labels_in
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.forms import TranslatePracticeForm
from passerelle.kinds.innovation.practice.lookup import find_practice
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def translate(request: PersonRequest, pid: str) -> HttpResponse:
    """Write over the words of the original."""
    contribution = find_practice(request.actor, pid)
    if not rules.may_translate(contribution, request.actor):
        raise Http404
    form = TranslatePracticeForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        try:
            made = actions.translate(contribution, by=request.actor, **form.values())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Done: each of the two says that there is the other."))
            return redirect(made)
    labels = labels_in(request.actor, str(form["text"].value() or ""))
    return form_page(
        request, "kinds/practice/translate.html", {"contribution": contribution, "form": form, "labels": labels}
    )
