"""The component gallery: every component in every state, for those who build pages."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from passerelle.ui.colours import HUES
from passerelle.ui.forms import GalleryForm
from passerelle.ui.icons import icon_names

TOKENS = (
    "paper surface raised sunken hover ink ink-2 ink-3 line line-strong accent accent-strong accent-line accent-wash fill fill-strong "
    "attention attention-line attention-wash danger danger-line danger-wash success success-line success-wash"
).split()


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components; missing unless this installation is for developers or asked for it."""
    if not (settings.DEBUG or settings.PASSERELLE.gallery):
        raise Http404
    now = timezone.now()
    wrong = GalleryForm({"title": "", "email": "giulia", "kind": "idea"}, prefix="wrong")
    wrong.is_valid()
    context = {
        "form": GalleryForm(),
        "wrong_form": wrong,
        "icons": sorted(icon_names()),
        "tokens": TOKENS,
        "hues": HUES,
        "moments": {
            "minutes": now - timedelta(minutes=4),
            "hours": now - timedelta(hours=3),
            "yesterday": now - timedelta(hours=30),
            "days": now - timedelta(days=4),
            "months": now - timedelta(days=70),
            "years": now - timedelta(days=800),
        },
    }
    return render(request, "ui/gallery/index.html", context)
