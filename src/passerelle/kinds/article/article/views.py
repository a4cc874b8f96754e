"""What a move cannot express: who has which part, where it stands, and whether it still holds."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.communities.models import Community
from passerelle.contributions.forms.translating import TranslateForm
from passerelle.contributions.lookup import find_person
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions, reading, rules
from passerelle.kinds.article.article.distilling import DistilForm, find_conversation
from passerelle.kinds.article.article.forms import CheckForm, PeopleForm, UseForm, VersionForm
from passerelle.kinds.article.article.lookup import find_article
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.placing import PlaceForm
from passerelle.kinds.article.article.printing import printed
from passerelle.kinds.article.article.reading.appointing import as_it_is, writing_along
from passerelle.kinds.article.article.reading.translations import VERSIONS
from passerelle.kinds.article.article.reading.uses import own_use
from passerelle.lib.form_pages import form_page
from passerelle.lib.pdf import TooLong
from passerelle.people.middleware import PersonRequest


@login_required
@require_safe
def library(request: PersonRequest) -> HttpResponse:
    """Articles of everywhere one may read."""
    return render(request, "kinds/article/library.html", reading.library(request.actor, request.GET))


@login_required
@require_safe
def community_library(request: PersonRequest, pid: str) -> HttpResponse:
    """Those of one community."""
    community = get_object_or_404(Community.objects.readable_by(request.actor), pid=pid)
    return render(request, "kinds/article/library.html", reading.library(request.actor, request.GET, community))


@login_required
@require_safe
def distil(request: PersonRequest, pid: str) -> HttpResponse:
    """What was said in a conversation; once something is chosen, on to the composer with it."""
    contribution = find_conversation(request.actor, pid)
    form = DistilForm(request.GET if "genre" in request.GET else None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        return redirect(form.leading_on())
    return form_page(request, "kinds/article/distil.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def people(request: PersonRequest, pid: str) -> HttpResponse:
    """Who answers for it, who checks it, who writes it along."""
    contribution = find_article(request.actor, pid)
    if not rules.may_appoint(contribution, request.actor):
        raise Http404
    writing, known = writing_along(contribution), as_it_is(request.actor, contribution)
    form = PeopleForm(request.POST or None, actor=request.actor, writing=writing, initial=known)
    if form.is_valid():
        try:
            actions.appoint(contribution, by=request.actor, **form.values())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved."))
            return redirect(contribution)
    return form_page(request, "kinds/article/people.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def place(request: PersonRequest, pid: str) -> HttpResponse:
    """Where it stands in a handbook."""
    contribution = find_article(request.actor, pid)
    if not rules.may_place(contribution, request.actor):
        raise Http404
    form = PlaceForm(request.POST or None, actor=request.actor, contribution=contribution)
    if form.is_valid():
        try:
            actions.place(contribution, by=request.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Saved."))
            return redirect(contribution)
    return form_page(request, "kinds/article/place.html", {"contribution": contribution, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def translate(request: PersonRequest, pid: str) -> HttpResponse:
    """Begin a version in another language, and go on to write it."""
    contribution = find_article(request.actor, pid)
    if not rules.may_translate(contribution, request.actor):
        raise Http404
    there = VERSIONS.languages(request.actor, contribution, Article.objects.get(pk=contribution.pk))
    form = TranslateForm(request.POST or None, actor=request.actor, contribution=contribution, there=there)
    if form.is_valid():
        try:
            made = actions.translate(contribution, by=request.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(
                request, _("A draft that you alone see. Its text begins as that of the original: write over it.")
            )
            return redirect("contribution_edit", made.pid)
    return form_page(request, "kinds/article/translate.html", {"contribution": contribution, "form": form})


@login_required
@require_safe
def side_by_side(request: PersonRequest, pid: str) -> HttpResponse:
    """A version beside its original."""
    contribution = find_article(request.actor, pid)
    return render(request, "kinds/article/side_by_side.html", reading.side_by_side(request.actor, contribution))


@login_required
@require_safe
def versions(request: PersonRequest, pid: str) -> HttpResponse:
    """All of them, and two compared."""
    contribution = find_article(request.actor, pid)
    told = reading.versions(request.actor, contribution, request.GET)
    return render(request, "kinds/article/versions.html", {"contribution": contribution, **told})


@login_required
@require_POST
def restore(request: PersonRequest, pid: str) -> HttpResponse:
    """Make an earlier version the text again."""
    contribution, form = find_article(request.actor, pid), VersionForm(request.POST)
    changed = actions.restore(contribution, number=form.chosen(), by=request.actor)
    messages.success(request, _("Done. What stood there before stays among the versions."))
    return redirect(changed)


@login_required
@require_http_methods(["GET", "POST"])
def use(request: PersonRequest, pid: str) -> HttpResponse:
    """Where one used it and what it brought."""
    contribution = find_article(request.actor, pid)
    rules.may_report_use(contribution, request.actor).require()
    form = UseForm(request.POST or None, initial=own_use(request.actor, contribution))
    if form.is_valid():
        actions.report_use(contribution, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Thank you. A second person can confirm it on the page."))
        return redirect(contribution)
    return form_page(request, "kinds/article/use.html", {"contribution": contribution, "form": form})


@login_required
@require_POST
def take_use_back(request: PersonRequest, pid: str) -> HttpResponse:
    """Think better of one's own report."""
    contribution = find_article(request.actor, pid)
    actions.take_use_back(contribution, by=request.actor)
    return redirect(contribution)


@login_required
@require_POST
def confirm_use(request: PersonRequest, pid: str, person: str) -> HttpResponse:
    """A second person confirms somebody's report."""
    contribution = find_article(request.actor, pid)
    actions.confirm_use(contribution, find_person(request.actor, person), by=request.actor)
    return redirect(contribution)


@login_required
@require_http_methods(["GET", "POST"])
def check(request: PersonRequest, pid: str) -> HttpResponse:
    """Whether it still holds."""
    contribution = find_article(request.actor, pid)
    rules.may_check(contribution, request.actor).require()
    form = CheckForm(request.POST or None)
    if form.is_valid():
        actions.check(contribution, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Thank you. It stands on the page with your name."))
        return redirect(contribution)
    return form_page(request, "kinds/article/check.html", {"contribution": contribution, "form": form})


@login_required
@require_safe
def pdf(request: PersonRequest, pid: str) -> HttpResponse:
    """The article as a file to print or to take along."""
    contribution = find_article(request.actor, pid)
    address = request.build_absolute_uri(contribution.get_absolute_url())
    try:
        content = printed(request.actor, contribution, Article.objects.get(pk=contribution.pk), address=address)
    except TooLong:
        messages.error(request, _("This is too long for a PDF: print the page itself."))
        return redirect(contribution)
    headers = {"Content-Disposition": f'attachment; filename="{contribution.slug or contribution.pid}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
