"""The names of today for everything the texts of one page point at; four queries at most, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.file_types import FILMS
from passerelle.lib.markdown import Named, Picture, Ref, refs_in
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.people.models import Person, Unit

Names = Mapping[Ref, Named | Picture | None]


def names_for(actor: Actor, htmls: Iterable[str]) -> Names:
    """Everything these texts point at that the actor may see; what is missing is not named."""
    wanted: dict[str, set[str]] = {}
    for html in htmls:
        for ref in refs_in(html):
            wanted.setdefault(ref.type, set()).add(ref.id)
    found: dict[Ref, Named | Picture | None] = {}
    for kind, load in _LOADERS.items():
        if wanted.get(kind):
            found.update(load(actor, wanted[kind]))
    return found


@prepared
def _people_at(actor: Actor, pids: Collection[str]) -> QuerySet[Person, tuple[str, str]]:
    return Person.objects.visible_to(actor).filter(pid__in=pids).values_list("pid", "name")


def _people(actor: Actor, pids: set[str]) -> Names:
    rows = _people_at(actor, pids)
    return {Ref("person", pid): Named(name, address("person", pid)) for pid, name in rows}


def _units(actor: Actor, pids: set[str]) -> Names:
    if not actor.is_staff:
        return {}
    rows = Unit.objects.filter(pid__in=pids).values_list("pid", "name")
    return {Ref("unit", pid): Named(name, f"{address('people')}?unit={pid}") for pid, name in rows}


@prepared
def _communities_at(actor: Actor, pids: Collection[str]) -> QuerySet[Community]:
    return Community.objects.visible_to(actor).filter(pid__in=pids)


def _communities(actor: Actor, pids: set[str]) -> Names:
    rows = _communities_at(actor, pids)
    return {Ref("community", row.pid): Named(row.name, row.get_absolute_url()) for row in rows}


@prepared
def _contributions_at(actor: Actor, pids: Collection[str]) -> QuerySet[Contribution]:
    return Contribution.objects.visible_to(actor).filter(pid__in=pids).select_related("body")


def _contributions(actor: Actor, pids: set[str]) -> Names:
    rows = _contributions_at(actor, pids)
    return {
        Ref("contribution", row.pid): Named(row.name, row.get_absolute_url()) for row in rows if not row.is_tombstone
    }


@prepared
def _replies_at(actor: Actor, pids: Collection[str]) -> QuerySet[Post]:
    return Post.objects.visible_to(actor).filter(pid__in=pids).select_related("contribution")


def _replies(actor: Actor, pids: set[str]) -> Names:
    rows = _replies_at(actor, pids)
    return {
        Ref("reply", row.pid): Named(
            heading(row.contribution.title, row.excerpt),
            f"{row.contribution.get_absolute_url()}?reply={row.pid}#r-{row.pid}",
        )
        for row in rows
        if not row.is_tombstone
    }


@prepared
def _attachments_at(actor: Actor, pids: Collection[str]) -> QuerySet[Attachment]:
    return Attachment.objects.visible_to(actor).filter(pid__in=pids)


def _attachments(actor: Actor, pids: set[str]) -> Names:
    rows = _attachments_at(actor, pids)
    return {Ref("attachment", row.pid): shown(row) for row in rows}


def shown(attachment: Attachment) -> Named | Picture:
    """How a file stands in a text: an image with its sizes, or a link with its name."""
    original = address("attachment", attachment.pid)
    if not attachment.is_image:
        return Named(attachment.name, original, is_film=attachment.mime in FILMS)
    sizes = [
        (address("attachment_size", attachment.pid, letter), width)
        for letter, width in attachment.renditions.get("widths", {}).items()
    ]
    return Picture(
        src=sizes[-1][0] if sizes else original,
        width=attachment.width,
        height=attachment.height,
        srcset=", ".join(f"{url} {width}w" for url, width in sizes),
        full=sizes[-1][0] if sizes else original,
    )


_LOADERS = {
    "person": _people,
    "unit": _units,
    "community": _communities,
    "contribution": _contributions,
    "reply": _replies,
    "attachment": _attachments,
}
