"""Pin an answer to an article of questions and answers, or anything to a collection, and put what is pinned in order."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions, rules
from passerelle.kinds.article.article.distilling import find_conversation
from passerelle.kinds.article.article.forms import PinForm
from passerelle.kinds.article.article.lookup import find_article
from passerelle.kinds.article.article.models import Article, Genre
from passerelle.kinds.article.article.reading.faq import in_order
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def pin(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose the article in which the answer to this question is to stand."""
    return _pin(request, find_conversation(request.actor, pid), Genre.FAQ)


@login_required
@require_http_methods(["GET", "POST"])
def collect(request: PersonRequest, pid: str) -> HttpResponse:
    """Choose the collection in which this is to stand."""
    return _pin(request, find_conversation(request.actor, pid), Genre.COLLECTION)


def _pin(request: PersonRequest, contribution: Contribution, genre: Genre) -> HttpResponse:
    form = PinForm(request.POST or None, actor=request.actor, genre=genre)
    if form.is_valid():
        article = form.cleaned_data["article"]
        try:
            actions.pin(article, contribution, by=request.actor)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, _("Pinned: it stands there as it reads where it was written."))
            return redirect("article_faq", article.pid)
    template = "kinds/article/pin.html" if genre == Genre.FAQ else "kinds/article/collect.html"
    return form_page(request, template, {"contribution": contribution, "form": form})


@login_required
@require_safe
def arrange(request: PersonRequest, pid: str) -> HttpResponse:
    """What is pinned, in its order."""
    contribution = find_article(request.actor, pid)
    if not rules.may_pin(contribution, request.actor):
        raise Http404
    details = Article.objects.get(pk=contribution.pk)
    told = {
        "contribution": contribution,
        "lines": in_order(request.actor, details),
        "is_collection": details.genre == Genre.COLLECTION,
    }
    return render(request, "kinds/article/faq.html", told)


@login_required
@require_POST
def rearrange(request: PersonRequest, pid: str) -> HttpResponse:
    """One place up or down."""
    contribution = find_article(request.actor, pid)
    pinned = find_contribution(request.actor, request.POST.get("pinned", ""))
    actions.rearrange(contribution, pinned, up=request.POST.get("way") == "up", by=request.actor)
    return redirect("article_faq", contribution.pid)


@login_required
@require_POST
def unpin(request: PersonRequest, pid: str) -> HttpResponse:
    """Take it off."""
    contribution = find_article(request.actor, pid)
    actions.unpin(contribution, find_contribution(request.actor, request.POST.get("pinned", "")), by=request.actor)
    return redirect("article_faq", contribution.pid)
