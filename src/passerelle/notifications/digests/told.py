"""What somebody is told: their notices as bands, those of one conversation together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.notifications.digests.content import Band, Item, Passage, Shown
from passerelle.notifications.digests.passages import Room, opening, plain_texts
from passerelle.notifications.grouping import Member, sentence_of
from passerelle.notifications.lines import TEXTUAL, NoticeLine, lines
from passerelle.notifications.mailing.links import absolute
from passerelle.notifications.mailing.pictures import pictures
from passerelle.notifications.models import Notice, Reason
from passerelle.ui.times import dateformat

MOST_ITEMS = 16  # of all bands together; the inbox has the others
MOST_PASSAGES = 2  # of one conversation
LENGTH = 480
AWAITED = _("Waits for you")
BANDS = (
    (AWAITED, (Reason.INVITATION,)),
    (_("Answers to you"), (Reason.ANSWER, Reason.REPLY, Reason.MENTION)),
    (
        _("What became of yours"),
        (
            Reason.ACCEPTED,
            Reason.MOVED,
            Reason.UPSTREAM,
            Reason.MEMBERSHIP,
            Reason.MODERATION,
            Reason.REPORTED,
        ),
    ),
    (_("What you follow"), (Reason.MESSAGE, Reason.FOLLOWED)),
)


@dataclass(slots=True)
class _Thread:
    """Notices of one conversation that have one reason, newest first."""

    notices: list[Notice] = field(default_factory=list)

    def members(self) -> list[Member]:
        return [Member(notice.pk, notice.actor_id, notice.verb) for notice in self.notices]


def told(actor: Actor, notices: Sequence[Notice], room: Room) -> tuple[list[Band], int]:
    """The bands, and how many notices they stand for. A fixed number of queries."""
    chosen = _chosen(notices)
    shown = [notice for threads in chosen for thread in threads for notice in thread.notices[: MOST_PASSAGES + 1]]
    said = {line.id: line for line in lines(actor, shown)}
    posts = [notice.post for notice in shown if notice.post and notice.reason in TEXTUAL]
    texts, seen = plain_texts(actor, posts), pictures(actor, posts)
    bands = [
        Band(label, [_item(thread, said, texts, seen, room) for thread in threads])
        for (label, _reasons), threads in zip(BANDS, chosen, strict=True)
    ]
    return bands, sum(len(thread.notices) for threads in chosen for thread in threads)


def _chosen(notices: Iterable[Notice]) -> list[list[_Thread]]:
    """For each band its threads, newest first; the first bands before the last ones where there are too many."""
    found: list[dict[object, _Thread]] = [{} for _band in BANDS]
    places = {reason: number for number, (_label, reasons) in enumerate(BANDS) for reason in reasons}
    for notice in notices:
        key = (notice.contribution_id or f"one {notice.pk}", notice.reason)
        found[places[Reason(notice.reason)]].setdefault(key, _Thread()).notices.append(notice)
    chosen, left = [], MOST_ITEMS
    for threads in found:
        chosen.append(list(threads.values())[:left])
        left -= len(chosen[-1])
    return chosen


def _item(
    thread: _Thread, said: Mapping[int, NoticeLine], texts: Mapping[int, str], seen: Mapping[int, Shown], room: Room
) -> Item:
    head = said[thread.notices[0].pk]
    known = [(said[notice.pk], notice) for notice in thread.notices if notice.pk in said]
    several = len(thread.notices) > 1
    sentence = sentence_of(head, thread.members(), [line for line, _notice in known]) if several else head.sentence
    passages = [
        Passage(taken, line.who if several else "")
        for line, notice in known[:MOST_PASSAGES]
        if (taken := room.take(_words(line, notice, texts)))
    ]
    picture = next((shown for _line, notice in known if (shown := seen.get(notice.post_id or 0))), None)
    note = " · ".join(part for part in (head.place, dateformat(head.at, "DATETIME_FORMAT")) if part)
    first = thread.notices[-1].pk  # from where one reads on
    return Item(sentence, absolute(reverse("notice", args=[first])), note, passages, picture)


def _words(line: NoticeLine, notice: Notice, texts: Mapping[int, str]) -> list[str]:
    text = texts.get(notice.post_id or 0)
    return opening(text, LENGTH) if text else [line.words] if line.words else []
