"""The search page, what is suggested while one types, and topics for what one writes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from passerelle.contributions.kinds import all_kinds
from passerelle.lib.htmx import is_htmx, vary
from passerelle.people.middleware import PersonRequest
from passerelle.science.expertise import Form
from passerelle.search.reading import search, suggest
from passerelle.search.reading.topics import topics_for, written
from passerelle.search.sought import reading
from passerelle.search.sought.counting import count
from passerelle.topics.finding import MAX_TOPICS, split_names
from passerelle.work.idempotency import writes_nothing


@login_required
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """The page, or only its next results for endless scroll."""
    number = request.GET.get("page", "")
    place = int(number) if number.isdecimal() and len(number) < 4 else 1
    page = search(request.actor, request.GET.get("q", ""), place, insist="exact" in request.GET)
    is_more = is_htmx(request) and bool(number)
    if not number:
        count(request.actor, page.typed, found=bool(page.total) and not page.instead)
    template = "search/results.html" if is_more else "search/page.html"
    told = {"found": page, "search_text": page.typed.text, "may_read_sought": reading.may_read(request.actor)}
    return vary(render(request, template, told))


@login_required
@require_GET
def sought(request: PersonRequest) -> HttpResponse:
    """What people look for and do not find, for community managers."""
    if not reading.may_read(request.actor):
        raise Http404
    covered, gaps = reading.gaps(request.actor)
    told = {"words": reading.looked_for(), "rates": reading.in_vain(), "covered": covered, "gaps": gaps}
    told["acts"] = [kind for kind in all_kinds() if kind.seeking or kind.shows_knowledge is Form.ARTICLE]
    return render(request, "search/sought.html", told)


@login_required
@require_GET
def suggestions(request: PersonRequest) -> HttpResponse:
    """Options for the palette and the search field: a piece of HTML."""
    return render(request, "search/suggestions.html", {"suggestions": suggest(request.actor, request.GET.get("q", ""))})


@login_required
@require_POST
@writes_nothing
def topic_proposals(request: PersonRequest) -> HttpResponse:
    """Topics for what is being written: buttons beside the form, or without scripts a page that leads back to it."""
    text = f"{request.POST.get('title', '')}\n{request.POST.get('text', '')}"
    topics = topics_for(request.actor, text, split_names(request.POST.get("topics", ""))[:MAX_TOPICS])
    page = request.POST.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        return render(request, "search/proposed.html", {"topics": topics})
    return render(request, "search/proposals.html", {"topics": topics, "back": page, "typed": written(request.POST)})
