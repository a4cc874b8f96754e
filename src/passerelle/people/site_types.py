"""What sort of place a site is: in the reader's language where the house wrote one of the common words, else as it wrote it."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

COMMON: dict[str, StrOrPromise] = {
    "depot": pgettext_lazy("site", "Depot"),
    "factory": pgettext_lazy("site", "Factory"),
    "franchise": pgettext_lazy("site", "Franchise"),
    "laboratory": pgettext_lazy("site", "Laboratory"),
    "office": pgettext_lazy("site", "Office"),
    "plant": pgettext_lazy("site", "Plant"),
    "shop": pgettext_lazy("site", "Shop"),
    "store": pgettext_lazy("site", "Store"),
    "warehouse": pgettext_lazy("site", "Warehouse"),
}


def type_in_words(written: str) -> StrOrPromise:
    """How a type is shown; what is chosen and kept is what the house wrote."""
    return COMMON.get(written.casefold(), written)
