"""What search says on the page of a contribution, where one merges it, and on the settings of a community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from passerelle.communities.reading import stewarded_ids
from passerelle.contributions.models import Attachment, Contribution, Reach, Standing
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.lib.documents import Problem
from passerelle.lib.markdown.plain import to_plain
from passerelle.lib.prepared import prepared
from passerelle.search.reading.similar import similar
from passerelle.search.sought.reading import may_read

MOST = 5
Filled = Mapping[int, tuple[str, Mapping[str, Any]]]


@panel("contribution.aside")
def unread_files(actor: Actor, ids: Sequence[int]) -> Filled:
    """Which files cannot be searched, and why; for whoever may open them. One statement."""
    files: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for head, name, problem in _unreadable(actor, ids):
        files[head].append((name, told(problem)))
    return {head: ("search/unread_files.html", {"files": found}) for head, found in files.items()}


@panel("contribution.merging")
def like_it(actor: Actor, ids: Sequence[int]) -> Filled:
    """What resembles it in the communities one manages, for whoever looks for its double."""
    heads = Contribution.objects.visible_to(actor).select_related("body")
    return {
        head.pk: ("search/merging.html", {"similar": found})
        for head in heads.filter(pk__in=ids)
        if (found := _similar(actor, head))
    }


def _similar(actor: Actor, head: Contribution) -> list[Contribution]:
    text = f"{head.title}\n{to_plain(head.body.html) if head.body else ''}"
    near = [pk for pk, _score in similar(actor, text, passing_over=[head.pk])]
    mine = Contribution.objects.visible_to(actor).filter(pk__in=near, home_id__in=stewarded_ids(actor))
    merged = mine.filter(reach=Reach.PLACEMENTS, standing=Standing.PUBLISHED).select_related("home", "body")
    return sorted(merged, key=lambda one: near.index(one.pk))[:MOST]


@panel("community.settings")
def what_is_sought(actor: Actor, ids: Sequence[int]) -> Filled:
    """The way to what people look for and do not find, for whoever may read that."""
    return {pk: ("search/sought_link.html", {}) for pk in ids} if may_read(actor) else {}


@prepared
def _unreadable(actor: Actor, ids: Sequence[int]) -> QuerySet[Attachment, tuple[Any, ...]]:
    hanging = Attachment.objects.visible_to(actor).filter(post__contribution_id__in=ids, reading__problem__gt="")
    return hanging.order_by("pk").values_list("post__contribution_id", "name", "reading__problem")


def told(problem: str) -> str:
    """The reason in words."""
    return {
        Problem.ENCRYPTED: _("could not be read: it is protected by a password."),
        Problem.DAMAGED: _("could not be read: it is damaged, or not what its name says."),
        Problem.UNSAFE: _("could not be read: it contains instructions no office program writes."),
        Problem.TOO_LARGE: _("could not be read: unpacked, it would be far larger than it looks."),
        Problem.TOO_LONG: _("could not be read: it takes too long."),
        Problem.WORDLESS: _("could not be read: it holds no text, perhaps only pictures of pages."),
    }[Problem(problem)]
