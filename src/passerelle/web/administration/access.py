"""Who comes in: for everybody else these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase

from passerelle.people.middleware import PersonRequest

View = Callable[..., HttpResponseBase]


def administrators_only(view: View) -> View:
    """404 for whoever is not an administrator; the anonymous are asked to sign in, as everywhere."""

    @login_required
    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View, guarded)
