"""Replies, and what hangs on any text: reactions, bookmarks, history."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.contributions import actions, rules
from passerelle.contributions.forms import ReplyForm
from passerelle.contributions.lookup import find_contribution, find_post
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading import page, replying, revisions
from passerelle.contributions.views.answers import back_to, say_when_held
from passerelle.lib.form_pages import form_page
from passerelle.lib.htmx import is_htmx
from passerelle.people.middleware import PersonRequest


@login_required
@require_http_methods(["GET", "POST"])
def replies(request: PersonRequest, pid: str) -> HttpResponse:
    """GET: the next replies, or those that are new; POST: write one."""
    contribution = find_contribution(request.actor, pid)
    if request.method == "POST":
        return _write(request, contribution)
    return render(request, "contributions/replies.html", page.replies_context(request.actor, contribution, request.GET))


@login_required
@require_GET
def show(request: PersonRequest, pid: str) -> HttpResponse:
    """The permanent address of a text."""
    return redirect(find_post(request.actor, pid))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pid: str) -> HttpResponse:
    """Mend a reply."""
    post = find_post(request.actor, pid)
    if post.is_body or not rules.may_edit_reply(post, request.actor):
        raise Http404
    form = ReplyForm(request.POST or None, initial={"text": replying.wording(post)})
    if form.is_valid():
        changed = actions.edit_reply(post, text=form.cleaned_data["text"], by=request.actor)
        say_when_held(request, changed.pk)
        return redirect(changed)
    return form_page(request, "contributions/edit_reply.html", replying.edit_reply_context(request.actor, post, form))


@login_required
@require_POST
def withdraw(request: PersonRequest, pid: str) -> HttpResponse:
    """The author takes a reply back."""
    post = actions.withdraw(find_post(request.actor, pid), by=request.actor)
    return redirect(post)


@login_required
@require_POST
def react(request: PersonRequest, pid: str) -> HttpResponse:
    """Give or take back a sign."""
    post = find_post(request.actor, pid)
    actions.react(post, request.POST.get("reaction", ""), by=request.actor)
    if is_htmx(request):
        return render(request, "contributions/partials/reactions.html", page.reactions_context(request.actor, post))
    return redirect(post)


@login_required
@require_POST
def bookmark(request: PersonRequest, pid: str) -> HttpResponse:
    """Keep a text, or let it go."""
    post = find_post(request.actor, pid)
    actions.bookmark(post, by=request.actor)
    if is_htmx(request):
        return render(request, "contributions/partials/bookmark.html", {"text": page.single(request.actor, post)})
    return back_to(request, post.get_absolute_url())


@login_required
@require_GET
def source(request: PersonRequest, pid: str) -> HttpResponse:
    """The text as a quotation, for the composer's quote button."""
    return JsonResponse(replying.quotation(request.actor, find_post(request.actor, pid)))


@login_required
@require_GET
def history(request: PersonRequest, pid: str) -> HttpResponse:
    """What was changed, version by version."""
    return render(
        request, "contributions/history.html", revisions.context(request.actor, find_post(request.actor, pid))
    )


def _write(request: PersonRequest, contribution: Contribution) -> HttpResponse:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        context = page.context(request.actor, contribution, form=form)
        return render(request, page.template(contribution), context, status=422)
    parent = find_post(request.actor, form.cleaned_data["parent"]) if form.cleaned_data["parent"] else None
    made = actions.reply(contribution, text=form.cleaned_data["text"], parent=parent, by=request.actor)
    actions.forget_draft(f"reply:{contribution.pid}", by=request.actor)
    return back_to(request, made.get_absolute_url())
