"""What a gesture is answered with: what was done, and a way back from it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.contributions.views.answers import back_to
from passerelle.lib.htmx import is_htmx
from passerelle.notifications.actions import Sort
from passerelle.notifications.models import Gesture
from passerelle.people.middleware import PersonRequest

UNDO = "undo"


def answer(request: PersonRequest, sort: Sort | None, made: Gesture, until: datetime | None = None) -> HttpResponse:
    """A toast with *Undo*: on the page one goes back to, or alone when a script asked; ``sort`` is None for silence."""
    said = _said(sort, len(made.before["lines"]), until)
    if is_htmx(request):
        return render(request, "notifications/undo.html", {"said": said, "token": made.token})
    messages.success(request, said, extra_tags=f"{UNDO}:{made.token}")
    return back_to(request, reverse("inbox"))


def _said(sort: Sort | None, num: int, until: datetime | None) -> str:
    if sort == Sort.READ:
        return ngettext("%(num)s line is read", "%(num)s lines are read", num) % {"num": num}
    if sort == Sort.UNREAD:
        return ngettext("%(num)s line is unread again", "%(num)s lines are unread again", num) % {"num": num}
    if sort == Sort.DONE:
        return ngettext("%(num)s line is done", "%(num)s lines are done", num) % {"num": num}
    if sort == Sort.BACK:
        return ngettext("%(num)s line is back in the inbox", "%(num)s lines are back in the inbox", num) % {"num": num}
    if until is not None:
        when = date_format(localtime(until), "DATETIME_FORMAT")
        words = ngettext("%(num)s line comes back: %(when)s", "%(num)s lines come back: %(when)s", num)
        return words % {"num": num, "when": when}
    return _("You hear nothing more of this conversation")
