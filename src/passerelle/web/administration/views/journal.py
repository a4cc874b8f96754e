"""The journal to read, and as a sheet."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from passerelle.lib.htmx import asks_for_more, vary
from passerelle.people.middleware import PersonRequest
from passerelle.web.administration.access import administrators_only
from passerelle.web.administration.forms import JournalForm
from passerelle.web.administration.reading import journal, sheet


@administrators_only
@require_GET
def show(request: PersonRequest) -> HttpResponse:
    """Entries newest first; with ``cursor`` those that follow."""
    form = _form(request)
    context = journal.context(form, request.actor, request.GET)
    template = "journal_lines.html" if asks_for_more(request) else "journal.html"
    status = 200 if form.is_valid() else 422
    return vary(render(request, f"web/administration/{template}", context, status=status))


@administrators_only
@require_GET
def download(request: PersonRequest) -> HttpResponse | StreamingHttpResponse:
    """The same entries, all of them, as a sheet."""
    form = _form(request)
    if not form.is_valid():
        return show(request)  # type: ignore[return-value]  # the page that says what is wrong
    found = journal.every_line(journal.narrowed(form.cleaned_data), request.actor)
    headers = {"Content-Disposition": 'attachment; filename="journal.csv"', "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(sheet.rows(found), content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: PersonRequest) -> JournalForm:
    return JournalForm(request.GET, actor=request.actor, verbs=journal.known_verbs())
