"""Lines of one conversation that reached somebody for one reason: said in one sentence, with the latest of them to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.journal.actor import Actor
from passerelle.lib.prepared import prepared
from passerelle.notifications.boxes import BOXES, Box
from passerelle.notifications.causes import Why, causes
from passerelle.notifications.lines import RELATED, NoticeLine, lines
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.reading import notices

OPENED = 10  # as many of a group are shown one by one; the conversation has the others
MOST = 2000
REPLIED = "reply.published"


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the page: a single one, or several in one sentence."""

    head: NoticeLine
    sentence: str
    why: Why
    first: int  # the earliest of them, which one reads on from
    count: int = 1
    latest: list[NoticeLine] = field(default_factory=list)

    @property
    def further(self) -> int:
        """How many are not shown one by one."""
        return self.count - len(self.latest)


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a group, as far as its sentence needs it."""

    pk: int
    actor_id: int | None
    verb: str


def groups(actor: Actor, heads: Sequence[Notice], box: Box, moment: datetime) -> list[Group]:
    """The heads of ``box.heads`` with what stands behind each. A fixed number of queries."""
    behind = _members(actor, heads, box, moment)
    several = {member.pk for found in behind.values() if len(found) > 1 for member in found[:OPENED]}
    several -= {head.pk for head in heads}
    opened = _opened(actor, several) if several else []
    shown = {line.id: line for line in lines(actor, [*heads, *opened])}
    why = causes(actor, [shown[head.pk] for head in heads])
    return [_group(shown[head.pk], why[head.pk], behind[head.pk], shown) for head in heads]


def members(actor: Actor, heads: Sequence[Notice], box: Box, moment: datetime) -> list[int]:
    """The keys of all lines that stand behind these heads; what came after a head is not behind it."""
    return [member.pk for found in _members(actor, heads, box, moment).values() for member in found]


def _members(actor: Actor, heads: Sequence[Notice], box: Box, moment: datetime) -> Mapping[int, Sequence[Member]]:
    of_heads = {head.contribution_id for head in heads if head.contribution_id}
    found: dict[Hashable, list[tuple[datetime, Member]]] = defaultdict(list)
    for pk, contribution, reason, shared, who, verb, at in _rows(actor, moment, of_heads, box=box.slug):
        found[contribution, reason, shared].append((at, Member(pk, who, verb)))
    return {head.pk: _behind(head, found[_key(head, box)]) for head in heads}


@prepared
def _rows(actor: Actor, moment: datetime, contributions: Collection[int], *, box: str) -> QuerySet[Notice, Any]:
    columns = ("pk", "contribution_id", "reason", BOXES[box].together, "actor_id", "verb", "surfaces_at")
    found = BOXES[box].lines(actor, moment).filter(contribution_id__in=contributions)
    return found.order_by("-surfaces_at", "-pk").values_list(*columns)[:MOST]


@prepared
def _opened(actor: Actor, ids: Collection[int]) -> QuerySet[Notice]:
    return notices(actor).filter(pk__in=ids).select_related(*RELATED)


def _key(head: Notice, box: Box) -> Hashable:
    return head.contribution_id, head.reason, getattr(head, box.together)


def _behind(head: Notice, found: Sequence[tuple[datetime, Member]]) -> Sequence[Member]:
    newest = (head.surfaces_at, head.pk)
    return [member for at, member in found if (at, member.pk) <= newest] or [Member(head.pk, head.actor_id, head.verb)]


def _group(head: NoticeLine, why: Why, behind: Sequence[Member], shown: Mapping[int, NoticeLine]) -> Group:
    if len(behind) == 1:
        return Group(head, head.sentence, why, head.id)
    latest = [shown[member.pk] for member in behind[:OPENED] if member.pk in shown]
    return Group(head, sentence_of(head, behind, latest), why, behind[-1].pk, len(behind), latest)


def sentence_of(head: NoticeLine, behind: Sequence[Member], latest: Sequence[NoticeLine]) -> str:
    """What several lines of one conversation say together."""
    num = len(behind)
    if head.reason == Reason.MENTION:
        words = ngettext(
            "Named %(num)s time by %(who)s in “%(what)s”", "Named %(num)s times by %(who)s in “%(what)s”", num
        )
    elif all(member.verb == REPLIED for member in behind):
        words = ngettext("%(num)s reply from %(who)s in “%(what)s”", "%(num)s replies from %(who)s in “%(what)s”", num)
    else:
        words = ngettext(
            "%(num)s thing happened in “%(what)s”: %(who)s", "%(num)s things happened in “%(what)s”: %(who)s", num
        )
    return words % {"num": num, "who": _who(behind, latest), "what": head.title}


def _who(behind: Sequence[Member], latest: Sequence[NoticeLine]) -> str:
    """Two names, the latest first, and how many others; who may not be named is among the others."""
    names = list(dict.fromkeys(line.who for line in latest if line.who))[:2]
    others = len({member.actor_id for member in behind}) - len(names)
    if others <= 0:
        return (
            _("%(first)s and %(second)s") % dict(zip(("first", "second"), names, strict=True))
            if len(names) > 1
            else names[0]
        )
    count = {"num": others}
    if not names:
        return ngettext("%(num)s person", "%(num)s people", others) % count
    if len(names) == 1:
        return ngettext("%(first)s and %(num)s other", "%(first)s and %(num)s others", others) % {
            "first": names[0],
            **count,
        }
    told = {"first": names[0], "second": names[1], **count}
    return (
        ngettext("%(first)s, %(second)s and %(num)s other", "%(first)s, %(second)s and %(num)s others", others) % told
    )
