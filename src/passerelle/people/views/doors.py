"""What our own doors share with allauth's: how often they are tried, and how somebody comes in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

from passerelle.people.models import Person

View = TypeVar("View", bound=Callable[..., HttpResponse])


def limited(action: str) -> Callable[[View], View]:
    """Send a form as often as ``ACCOUNT_RATE_LIMITS`` has it for this action; looking is free."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return ratelimit.consume_or_429(request, action=action) or view(request, *args, **kwargs)

        return cast(View, limited_view)

    return decorate


def sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Through allauth, which keeps the list of sessions; the address needs no proof, because something else gave it."""
    login = Login(user=person, email_verification=EmailVerificationMethod.NONE, redirect_url="/")
    return cast(HttpResponse, perform_login(request, login))
