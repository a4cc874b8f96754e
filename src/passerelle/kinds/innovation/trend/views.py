"""Put a signal into a trend, confirm that it belongs there, take it out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.kinds.innovation.trend import actions, board, reading
from passerelle.kinds.innovation.trend.forms import ChooseForm, NameForm
from passerelle.kinds.innovation.trend.models import Trend
from passerelle.lib.form_pages import form_page
from passerelle.people.middleware import PersonRequest


@login_required
@require_GET
def rising(request: PersonRequest) -> HttpResponse:
    """What rises, everywhere one may read."""
    return render(request, "kinds/trend/rising.html", board.board(request.actor))


@login_required
@require_http_methods(["GET", "POST"])
def name(request: PersonRequest, pid: str) -> HttpResponse:
    """Give a name to what a signal and those like it say."""
    signal = _signal(request, pid)
    group = board.group_of(request.actor, signal.pk)
    form = NameForm(request.POST if request.method == "POST" else None, actor=request.actor, signal=signal, group=group)
    if form.is_valid():
        return redirect(actions.name(by=request.actor, **form.cleaned_data))
    return form_page(request, "kinds/trend/name.html", {"contribution": signal, "form": form, "group": group})


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: PersonRequest, pid: str) -> HttpResponse:
    """The trends a signal may be put into."""
    signal, trends = _signal(request, pid), reading.trends_to_choose(request.actor)
    form = ChooseForm(request.POST if request.method == "POST" else None, trends=trends)
    if form.is_valid():
        trend = find_contribution(request.actor, form.cleaned_data["trend"])
        actions.gather(trend, signal, by=request.actor)
        return redirect(trend)
    return form_page(request, "kinds/trend/choose.html", {"contribution": signal, "form": form, "trends": trends})


@login_required
@require_http_methods(["GET", "POST"])
def split(request: PersonRequest, pid: str) -> HttpResponse:
    """Make a trend of its own of a part of one: of what Passerelle saw to be apart, or of any signals of it."""
    trend = _trend(request, pid)
    whole, group = reading.whole_of(request.actor, trend), reading.part_of(request.actor, trend)
    sent = request.POST if request.method == "POST" else None
    form = NameForm(sent, actor=request.actor, signal=trend, group=group, whole=whole)
    if form.is_valid():
        return redirect(actions.split(trend, by=request.actor, **form.cleaned_data))
    return form_page(request, "kinds/trend/name.html", {"contribution": trend, "form": form, "group": group})


@login_required
@require_http_methods(["GET", "POST"])
def absorb(request: PersonRequest, pid: str) -> HttpResponse:
    """Make one of two: bring the signals of another trend here."""
    trend = _trend(request, pid)
    if other := request.POST.get("trend", ""):
        actions.absorb(trend, _trend(request, other), by=request.actor)
        return redirect(trend)
    trends = reading.trends_beside(request.actor, trend)
    form = ChooseForm(request.POST if request.method == "POST" else None, trends=trends)
    return form_page(request, "kinds/trend/absorb.html", {"contribution": trend, "form": form, "trends": trends})


@login_required
@require_POST
def keep(request: PersonRequest, pid: str) -> HttpResponse:
    """It is not one with another, or not several: what Passerelle asked is answered."""
    trend, other = _trend(request, pid), request.POST.get("trend", "")
    if other:
        actions.keep(trend, other=_trend(request, other), by=request.actor)
    elif part := reading.part_of(request.actor, trend):
        actions.keep(trend, other=None, signals=[card.id for card in part.signals], by=request.actor)
    return redirect(trend)


@login_required
@require_POST
def confirm(request: PersonRequest, pid: str) -> HttpResponse:
    """It belongs there."""
    trend = _trend(request, pid)
    actions.gather(trend, _signal(request, request.POST.get("signal", "")), by=request.actor)
    return redirect(trend)


@login_required
@require_POST
def take_out(request: PersonRequest, pid: str) -> HttpResponse:
    """It does not."""
    trend = _trend(request, pid)
    actions.take_out(trend, _signal(request, request.POST.get("signal", "")), by=request.actor)
    return redirect(trend)


def _signal(request: PersonRequest, pid: str) -> Contribution:
    found = find_contribution(request.actor, pid)
    if not Signal.objects.filter(pk=found.pk).exists():
        raise Http404
    return found


def _trend(request: PersonRequest, pid: str) -> Contribution:
    found = find_contribution(request.actor, pid)
    if not Trend.objects.filter(pk=found.pk).exists():
        raise Http404
    return found
