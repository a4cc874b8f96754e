"""What a site answers, and how far it gets. The site stands in the query: ``?site=``."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.kinds.innovation.practice import actions, rules
from passerelle.kinds.innovation.practice.forms import AnswerForm, GiveUpForm, UseForm
from passerelle.kinds.innovation.practice.lookup import find_adoption, find_practice
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest

Answer = Adoption.Answer


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose one of four answers, say what belongs to it, send it."""
    contribution = find_practice(request.actor, pid)
    adoption = find_adoption(request.actor, contribution, request.GET.get("site", ""))
    rules.may_answer(contribution, adoption, request.actor).require()
    said = request.GET.get("answer", "")
    said = said if said in Answer.values else Answer.ADOPT
    form = AnswerForm(request.POST or None, said=said, initial={"seen": adoption.answers})
    if form.is_valid():
        actions.answer(adoption, said, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Thank you: your answer stands on the page of the practice."))
        return redirect(f"{contribution.get_absolute_url()}#spread")
    answers = [(value, label, value == said) for value, label in Answer.choices]
    context = {"contribution": contribution, "adoption": adoption, "form": form, "answers": answers, "said": said}
    context["said_label"] = Answer(said).label
    return form_page(request, "kinds/practice/answer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def use(request: PersonRequest, pid: str) -> HttpResponse:
    """Since when a site uses it."""
    contribution = find_practice(request.actor, pid)
    adoption = find_adoption(request.actor, contribution, request.GET.get("site", ""))
    rules.may_take_up(contribution, adoption, request.actor).require()
    core = adoption.practice.core
    kept = [str(number) for number, one in enumerate(core) if one in adoption.kept]
    begun = {"since": adoption.in_use_on, "kept": kept}
    form = UseForm(request.POST or None, core=core, offered_on=adoption.offered_on, initial=begun)
    if form.is_valid():
        actions.take_into_use(adoption, form.cleaned_data["since"], by=request.actor, kept=form.keeps)
        return redirect(f"{contribution.get_absolute_url()}#spread")
    return form_page(
        request, "kinds/practice/use.html", {"contribution": contribution, "adoption": adoption, "form": form}
    )


@login_required
@require_http_methods(["GET", "POST"])
def give_up(request: PersonRequest, pid: str) -> HttpResponse:
    """Give it up, and say what others can learn."""
    contribution = find_practice(request.actor, pid)
    adoption = find_adoption(request.actor, contribution, request.GET.get("site", ""))
    rules.may_progress(contribution, adoption, request.actor).require()
    form = GiveUpForm(request.POST or None)
    if form.is_valid():
        actions.give_up(adoption, by=request.actor, **form.cleaned_data)
        return redirect(f"{contribution.get_absolute_url()}#spread")
    return form_page(
        request, "kinds/practice/give_up.html", {"contribution": contribution, "adoption": adoption, "form": form}
    )
