"""The galleries: every component in every state and every mail in every language, for those who build them."""

from __future__ import annotations

from datetime import timedelta

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from passerelle.ui.colours import HUES
from passerelle.ui.forms import GalleryForm
from passerelle.ui.icons import icon_names
from passerelle.ui.letters.specimens import Specimen, find_specimen, specimens
from passerelle.ui.letters.writing import Letter

TOKENS = (
    "paper surface raised sunken hover ink ink-2 ink-3 line line-strong accent accent-strong accent-line accent-wash fill fill-strong "
    "attention attention-line attention-wash danger danger-line danger-wash success success-line success-wash"
).split()

LETTERS_POLICY = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": [""],
}


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components; missing unless this installation is for developers or asked for it."""
    _only_for_developers()
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


@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """Name every mail there is a specimen of."""
    _only_for_developers()
    return render(request, "ui/gallery/mails.html", {"specimens": specimens()})


@require_GET
def mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one mail in each language: how it looks, and its plain text beside it."""
    _only_for_developers()
    specimen = _specimen_or_404(slug)
    letters = {code: _written(specimen, code) for code, _name in settings.LANGUAGES}
    return render(request, "ui/gallery/mail.html", {"specimen": specimen, "letters": letters})


@require_GET
@xframe_options_sameorigin
@csp(LETTERS_POLICY)  # type: ignore[arg-type]  # its types know no view with arguments
def mail_letter(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The HTML of a mail by itself: it may be drawn and nothing else, as in a mail program."""
    _only_for_developers()
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return HttpResponse(str(_written(_specimen_or_404(slug), language).alternatives[0][0]))


def _only_for_developers() -> None:
    if not (settings.DEBUG or settings.PASSERELLE.gallery):
        raise Http404


def _specimen_or_404(slug: str) -> Specimen:
    found = find_specimen(slug)
    if found is None:
        raise Http404
    return found


def _written(specimen: Specimen, language: str) -> Letter:
    with translation.override(language):
        return specimen.write()
