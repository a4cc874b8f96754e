"""The material of a practice: the files its text leads to, to be found in one place."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.contributions.models import Attachment, Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.file_types import FILMS
from passerelle.lib.markdown import refs_in

# By the first of these words that the media type holds.
SORTS: tuple[tuple[str, StrOrPromise], ...] = (
    ("pdf", "PDF"),
    ("presentation", pgettext_lazy("file", "Slides")),
    ("powerpoint", pgettext_lazy("file", "Slides")),
    ("sheet", pgettext_lazy("file", "Table")),
    ("excel", pgettext_lazy("file", "Table")),
    ("csv", pgettext_lazy("file", "Table")),
    ("word", pgettext_lazy("file", "Document")),
    ("opendocument", pgettext_lazy("file", "Document")),
    ("rtf", pgettext_lazy("file", "Document")),
    ("calendar", pgettext_lazy("file", "Dates")),
    ("text/", pgettext_lazy("file", "Text")),
    ("audio/", pgettext_lazy("file", "Sound")),
    ("video/", pgettext_lazy("file", "Film")),
    ("image/", pgettext_lazy("file", "Picture")),
    ("zip", pgettext_lazy("file", "Archive")),
    ("7z", pgettext_lazy("file", "Archive")),
    ("rar", pgettext_lazy("file", "Archive")),
)


@dataclass(frozen=True, slots=True)
class Material:
    """A file to take along."""

    name: str
    url: str
    sort: StrOrPromise
    size: str


def material(actor: Actor, contribution: Contribution) -> list[Material]:
    """What this reader may open, in the order it came; pictures and films stand in the text itself.

    An adaptation leads to files of what it was made from: only to those whose own text its reader sees.
    """
    told = refs_in(contribution.body.html) if contribution.body else ()
    pids = [ref.id for ref in told if ref.type == "attachment"]
    if not pids:
        return []
    files = Attachment.objects.visible_to(actor).filter(pid__in=pids, is_image=False).exclude(mime__in=FILMS)
    return [
        Material(one.name, reverse("attachment", args=[one.pid]), _sort(one.mime), filesizeformat(one.size))
        for one in files.order_by("pk")
    ]


def _sort(mime: str) -> StrOrPromise:
    return next((words for part, words in SORTS if part in mime), _("File"))
