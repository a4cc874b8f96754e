"""Where a write leads back to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from passerelle.contributions.models import Post
from passerelle.people.middleware import PersonRequest


def post_url(post: Post) -> str:
    """The place of a text on its contribution's page."""
    base = post.contribution.get_absolute_url()
    return base if post.is_body else f"{base}?reply={post.pid}#r-{post.pid}"


def back_to(request: PersonRequest, default: str) -> HttpResponse:
    """The page the form named as ``next``, if it is ours; else the default."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if wanted and safe else default)
