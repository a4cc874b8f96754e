"""One's own settings."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from passerelle.lib.form_pages import form_page
from passerelle.people import actions, pictures
from passerelle.people.forms.settings import PreferencesForm, ProfileForm, TopicsForm
from passerelle.people.middleware import PersonRequest
from passerelle.people.models import Person, StaffCard
from passerelle.work.idempotency import outside_transaction

YEAR = 365 * 24 * 60 * 60


def own(request: PersonRequest) -> Person:
    """The signed-in person as the database has them, so that a form that fails changes nothing shown elsewhere."""
    return Person.objects.select_related("unit", "site", "organisation", "manager").get(pk=request.actor.own_id)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """What others read about me."""
    form = ProfileForm(request.POST or None, instance=own(request))
    if form.is_valid():
        actions.revise_profile(own(request), by=request.actor, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("settings")
    return _page(request, "profile", form, me=own(request))


@login_required
@require_http_methods(["GET", "POST"])
def topics(request: PersonRequest) -> HttpResponse:
    """What I know."""
    me = own(request)
    form = TopicsForm(request.POST or None, person=me)
    if form.is_valid():
        actions.set_topics(me, form.topics(), by=request.actor)
        messages.success(request, _("Your topics are saved."))
        return redirect("settings_topics")
    return _page(request, "topics", form)


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    """How I like it. The cookie follows the choice, because it speaks before the database does."""
    form = PreferencesForm(request.POST or None, instance=own(request))
    if not form.is_valid():
        return _page(request, "preferences", form)
    me = actions.prefer(own(request), by=request.actor, **form.cleaned_data)
    with override(me.language or request.LANGUAGE_CODE):
        messages.success(request, _("Your preferences are saved."))
    answer = redirect("settings_preferences")
    answer.set_cookie("theme", me.theme, max_age=YEAR, samesite="Lax")
    return answer


@login_required
@require_GET
def account(request: PersonRequest) -> HttpResponse:
    """How I sign in, and where I am signed in."""
    me = own(request)
    waiting = EmailAddress.objects.filter(user=me, verified=False).first()
    card = StaffCard.objects.filter(person=me).first()
    refusing = actions.refusing_address(me)
    context = {"me": me, "waiting": waiting, "card": card, "refusing": refusing}
    return render(request, "people/settings/account.html", context)


@login_required
@require_POST
def write_again(request: PersonRequest) -> HttpResponse:
    """My address works again."""
    actions.write_again(own(request), by=request.actor)
    messages.success(request, _("Mail is sent to you again."))
    return redirect("settings_account")


@outside_transaction  # a child process makes the picture anew: nobody else shall wait for the database meanwhile
@login_required
@require_POST
def photo(request: PersonRequest) -> HttpResponse:
    """Take a new photo, or take it away when no file comes."""
    stored = pictures.keep(request.FILES.get("photo"), "photos")
    actions.set_photo(own(request), stored, by=request.actor)
    messages.success(request, _("Your photo is saved.") if stored else _("Your photo is gone."))
    return redirect("settings")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Another language, for those who have not signed in yet; it lives in a cookie."""
    after = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(after if safe else "/")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.POST["language"], max_age=YEAR, samesite="Lax")
    return answer


def _page(request: HttpRequest, name: str, form: BaseForm, **context: Any) -> HttpResponse:
    return form_page(request, f"people/settings/{name}.html", {"form": form, **context})
