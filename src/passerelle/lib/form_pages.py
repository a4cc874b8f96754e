"""The page of a form, as it is opened and as it comes back with what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Like ``render``, with the form as ``form``: a form that was sent and is shown again had mistakes, which is a 422."""
    return render(request, template, dict(context), status=422 if context["form"].is_bound else 200)
