"""The link at the foot of every mail. Opening it does nothing, because machines open links; the button does."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from passerelle.notifications.mailing.links import person_of
from passerelle.notifications.wishes.actions import set_mail_rhythm
from passerelle.people.models import Person


@csrf_exempt  # mail programs send the one-click form without ever opening the page (RFC 8058); the token is the right to do it
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the question; POST: no more mail, or once a day. Needs no sign-in."""
    person = person_of(token)
    if person is None:
        raise Http404
    chosen = None
    if request.method == "POST":
        daily = request.POST.get("rhythm") == Person.MailRhythm.DAILY
        chosen = Person.MailRhythm.DAILY if daily else Person.MailRhythm.NEVER
        set_mail_rhythm(person, chosen)
    return render(request, "notifications/stop.html", {"chosen": chosen})
