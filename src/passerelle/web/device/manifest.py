"""What a device needs to know to keep Passerelle among its apps."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from passerelle.contributions.kinds import all_kinds
from passerelle.ui.colours import PAPER_BY_DAY, PAPER_BY_NIGHT

ICONS = (("icon-192", "192x192", "any"), ("icon-512", "512x512", "any"), ("maskable-512", "512x512", "maskable"))
SHORT = 12  # letters that fit below an icon


def describe(name: str, *, by_night: bool) -> dict[str, Any]:
    """The manifest of an installation called ``name``, in the language of the moment."""
    paper = PAPER_BY_NIGHT if by_night else PAPER_BY_DAY
    return {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[0][:SHORT],
        "description": _("Where people with something in common meet across the organisation."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": paper,
        "background_color": paper,
        "icons": [_icon(*icon) for icon in ICONS],
        "shortcuts": [
            *(
                {"name": str(kind.verb), "url": f"{reverse('capture')}?kind={kind.slug}"}
                for kind in all_kinds()
                if kind.is_quick
            ),
            {"name": _("Contribute"), "url": reverse("contribute")},
            {"name": _("Inbox"), "url": reverse("inbox")},
            {"name": _("Search"), "url": reverse("search")},
        ],
        "share_target": {
            "action": reverse("device_share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "files", "accept": ["image/*"]}],
            },
        },
    }


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(f"ui/app/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
