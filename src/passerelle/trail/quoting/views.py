"""Choose a sentence of a text; make something of it, or say what it is evidence of."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.contributions import rules
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Passage
from passerelle.contributions.reading import composer
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest
from passerelle.trail import actions
from passerelle.trail.models import Link, Status
from passerelle.trail.quoting import choosing
from passerelle.trail.quoting.forms import CommentForm, DeriveForm, EvidenceForm


@login_required
@require_safe
def choose(request: PersonRequest, pid: str) -> HttpResponse:
    """The sentences of a text; once some are chosen, on to what shall become of them."""
    post, choice = choosing.find_text(request.actor, pid)
    goals, row = choosing.goals(), choosing.row_of(choice, request.GET)
    comments = choosing.may_comment(request.actor, post)
    goal, own = request.GET.get("to", ""), {choosing.EVIDENCE, *([choosing.COMMENT] if comments else [])}
    if row and goal in own | {kind.slug for kind in goals}:
        return redirect(choosing.leading_on(post, choice, row, goal))
    marked = range(row[0], row[1] + 1) if row else ()
    context = {
        "post": post,
        "choice": choice,
        "goals": goals,
        "marked": marked,
        "comments": comments,
        "asked": bool(goal),
    }
    return render(request, "trail/passages.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def derive(request: PersonRequest, pid: str, kind: str) -> HttpResponse:
    """The form of a kind with the sentence in it."""
    said = choosing.chosen(request.actor, pid, request.GET)
    choice = choosing.place(request.actor, said.post, kind, request.GET.get("community", ""))
    if request.method == "GET" and said.stretch is None:
        return redirect("passages", said.post.pid)
    if choice is None:
        return render(request, "trail/derive_where.html", {"said": said, **composer.offer(request.actor, kind)})
    form = DeriveForm(request.POST or None, said=said, choice=choice, actor=request.actor)
    if form.is_valid() and said.stretch:
        made = actions.derive(said.post, said.stretch, kind, choice.community, by=request.actor, **form.values())
        messages.success(request, _("Done. It stays linked to the sentence it comes from."))
        return redirect(made)
    return form_page(request, "trail/derive.html", {**composer.context(request.actor, choice, form), "said": said})


@login_required
@require_http_methods(["GET", "POST"])
def evidence(request: PersonRequest, pid: str) -> HttpResponse:
    """Say what the sentence is evidence of."""
    said = choosing.chosen(request.actor, pid, request.GET)
    if request.method == "GET" and said.stretch is None:
        return redirect("passages", said.post.pid)
    ends = {"actor": request.actor, "contribution": said.post.contribution}
    form = EvidenceForm(request.POST or None, is_current=said.stretch is not None, **ends)
    if form.is_valid() and (made := form.attach(said)):
        messages.success(request, _told(made))
        return redirect("trail", form.cleaned_data["found"].pid)
    return form_page(request, "trail/evidence.html", {"form": form, "said": said})


@login_required
@require_http_methods(["GET", "POST"])
def comment(request: PersonRequest, pid: str) -> HttpResponse:
    """Say something about the sentence, in the conversation below its text."""
    said = choosing.chosen(request.actor, pid, request.GET)
    if not choosing.takes_comments(said.post):
        raise Http404
    rules.may_comment_on_passages(said.post.contribution, request.actor).require()
    if request.method == "GET" and said.stretch is None:
        return redirect("passages", said.post.pid)
    form = CommentForm(request.POST or None, said=said, actor=request.actor)
    if form.is_valid() and (made := form.comment()):
        return redirect(made)
    return form_page(request, "trail/comment.html", {"form": form, "said": said, "labels": form.labels()})


@login_required
@require_POST
def unquote(request: PersonRequest, pid: str, number: int, passage: int) -> HttpResponse:
    """Take a passage off a link of this contribution."""
    contribution = find_contribution(request.actor, pid)
    ends = Link.objects.visible_to(request.actor).standing().filter(later=contribution).select_related("later__home")
    link = get_object_or_404(ends, pk=number)
    actions.unquote(link, get_object_or_404(Passage.objects.filter(links=link), pk=passage), by=request.actor)
    return redirect("trail", contribution.pid)


def _told(made: Link) -> str:
    if made.status == Status.CONFIRMED:
        return _("The sentence is attached.")
    return _("The sentence is attached to a proposal: whoever answers for it confirms it.")
