"""A specimen of every mail: one made-up letter for each thing it can say, written as the real one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from passerelle.ui.letters.writing import Letter

Write = Callable[[], Letter]


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the gallery calls it, and how it is written in the language that holds now."""

    slug: str
    label: StrOrPromise
    write: Write

    def __str__(self) -> str:
        """The label in the reader's language."""
        return _(str(self.label))


_known: dict[str, Specimen] = {}


def specimen(slug: str, label: StrOrPromise) -> Callable[[Write], Write]:
    """Show what a function writes in the gallery of mail. Found in an app's ``specimens.py``."""

    def add(write: Write) -> Write:
        _known[slug] = Specimen(slug, label, write)
        return write

    return add


def specimens() -> list[Specimen]:
    """All of them, in the order of their names; their modules are loaded when somebody asks."""
    autodiscover_modules("specimens")
    return sorted(_known.values(), key=lambda each: each.slug)


def find_specimen(slug: str) -> Specimen | None:
    """The one of this name; None for any other."""
    return next((each for each in specimens() if each.slug == slug), None)
