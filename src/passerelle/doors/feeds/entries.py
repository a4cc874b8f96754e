"""What an Atom feed holds: a page of contributions with their texts, as its owner may read them now."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.communities.reading import heard_ids, readable_ids
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.contributions.reading.feed import PAGE, Filters, feed
from passerelle.contributions.reading.names import names_for
from passerelle.doors.feeds.changes import changed_at
from passerelle.doors.feeds.subjects import Subject
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import Named, Picture, fill
from passerelle.lib.prepared import prepared
from passerelle.notifications.mailing.links import absolute
from passerelle.people.models import Person
from passerelle.topics.models import Topic

_OWN_ADDRESS = re.compile(
    r'(<a\b[^>]* href=")(?=([/#]))'
)  # the sanitizer writes nothing else, and escapes "<" in what people typed


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution: its card, its text with whole addresses, and when that was written."""

    card: Card
    html: str
    changed_at: datetime


def entries(actor: Actor, subject: Subject, before: str) -> tuple[list[Entry], str]:
    """The entries of a page, newest first, and where the next page starts; a fixed number of queries."""
    shown, following = _page(actor, subject.row, before)
    ids = [card.id for card in shown]
    texts, changes = _texts(actor, ids), changed_at(actor, ids)
    return [Entry(card, _whole(texts.get(card.id, ""), card), changes[card.id]) for card in shown], following


def _page(actor: Actor, about: Community | Topic | Person | None, before: str) -> tuple[Sequence[Card], str]:
    if isinstance(about, Person):
        return _given(actor, about, before)
    places = [about.pk] if isinstance(about, Community) else heard_ids(actor) if about is None else readable_ids(actor)
    filters = Filters(topic=about.pid) if isinstance(about, Topic) else Filters()
    page = feed(actor, places, filters=filters, cursor=before)
    return page.cards, page.next_cursor


def _given(actor: Actor, person: Person, before: str) -> tuple[Sequence[Card], str]:
    theirs = Contribution.objects.visible_to(actor).filter(author=person, standing=Standing.PUBLISHED)
    if start := parse_cursor(before):
        theirs = theirs.filter(Q(created_at__lt=start[0]) | Q(created_at=start[0], pk__lt=start[1]))
    rows = list(theirs.order_by("-created_at", "-pk").values_list("pk", "created_at")[: PAGE + 1])
    following = make_cursor(rows[PAGE - 1][1], rows[PAGE - 1][0]) if len(rows) > PAGE else ""
    return cards(actor, [pk for pk, _at in rows[:PAGE]], pictures=False), following


def _texts(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    htmls = dict(_bodies(actor, ids)) if ids else {}
    names = {ref: _outside(target) for ref, target in names_for(actor, htmls.values()).items()}
    return {pk: str(fill(html, names)) for pk, html in htmls.items()}


@prepared
def _bodies(actor: Actor, ids: Collection[int]) -> QuerySet[Post, tuple[int, str]]:
    bodies = Post.objects.visible_to(actor).filter(contribution_id__in=ids, is_body=True)
    return bodies.values_list("contribution_id", "html")


def _outside(target: Named | Picture | None) -> Named | None:
    """What a text points at, from outside. A picture becomes a link: it is shown to who signs in, and no program that reads feeds does."""
    if isinstance(target, Picture):
        return Named(_("Picture"), absolute(target.full))
    return target and Named(target.label, absolute(target.url))


def _whole(html: str, card: Card) -> str:
    """The links an author wrote without a host lead to this one."""
    return _OWN_ADDRESS.sub(lambda match: match[1] + absolute("" if match[2] == "/" else card.url), html)
