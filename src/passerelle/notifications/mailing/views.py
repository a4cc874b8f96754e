"""The link at the foot of every mail, and the pictures in it. Opening it does nothing, because machines open links; the button does."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from passerelle.contributions.reading import files
from passerelle.notifications.mailing.links import person_of
from passerelle.notifications.mailing.pictures import SIZE, picture_behind
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


@require_GET
def picture(request: HttpRequest, token: str) -> HttpResponseBase:
    """A small picture of a mail, for whom the address was made, while they may see it. Needs no sign-in and tells nobody."""
    attachment = picture_behind(token)
    if attachment is None:
        raise Http404
    answer = files.response(attachment, SIZE, request.headers)
    answer["Content-Disposition"] = "inline"  # the name of the file is not told to whoever holds the address
    return answer
