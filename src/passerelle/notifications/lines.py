"""Notices as sentences: who did what, with the names of today; nothing of what the reader may not see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.headings import heading
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.markdown import excerpt, fill_text
from passerelle.lib.prepared import prepared
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings import Telling, find_telling
from passerelle.people.models import Person

RELATED = ("contribution__home", "contribution__body", "post__contribution", "community")
ICONS = {
    Reason.MENTION: "at-sign",
    Reason.ANSWER: "reply",
    Reason.REPLY: "reply",
    Reason.ACCEPTED: "circle-check",
    Reason.INVITATION: "door-open",
    Reason.MEMBERSHIP: "users",
    Reason.MODERATION: "shield",
    Reason.REPORTED: "flag",
    Reason.MOVED: "sparkles",
    Reason.UPSTREAM: "sparkles",
    Reason.MESSAGE: "megaphone",
    Reason.FOLLOWED: "bell",
}
TEXTUAL = {Reason.MENTION, Reason.ANSWER, Reason.REPLY, Reason.FOLLOWED, Reason.MESSAGE}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as its owner reads it."""

    id: int
    reason: Reason
    who: str
    sentence: str
    title: str
    place: str
    words: str
    url: str
    at: datetime
    surfaces_at: datetime
    done_at: datetime | None
    is_read: bool
    contribution: Contribution | None

    @property
    def came_back(self) -> bool:
        """Whether its owner had put it off until it surfaced."""
        return self.surfaces_at > self.at

    @property
    def icon(self) -> str:
        """What stands before it."""
        return ICONS[self.reason]


def lines(actor: Actor, notices: Sequence[Notice]) -> list[NoticeLine]:
    """Notices of ``reading.notices`` as lines, each of them: what is counted is shown. A fixed number of queries.

    What a module told that is gone is said with name and title alone.
    """
    known = list(notices)
    names = dict(_people(actor, {notice.actor_id for notice in known if notice.actor_id}))
    places = dict(_places(actor, _communities(known)))
    entries = Entry.objects.in_bulk([notice.entry_id for notice in known])
    told = _by_verb(known, entries)
    more = {pk: values for telling, some in told for pk, values in telling.known(actor, some).items()}
    said = _words(actor, known, told)
    return [
        _line(notice, entries.get(notice.entry_id), names, places, said.get(notice.pk, ""), more.get(notice.pk, {}))
        for notice in known
    ]


@prepared
def _people(actor: Actor, ids: Collection[int]) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name")


@prepared
def _places(actor: Actor, ids: Collection[int]) -> QuerySet[Community, tuple[int, str]]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name")


def target(notice: Notice) -> str:
    """Where a notice leads."""
    post, contribution = notice.post, notice.contribution
    if about := post or contribution:
        return about.get_absolute_url()
    if notice.reason == Reason.INVITATION:
        return reverse("waiting")
    return notice.community.get_absolute_url() if notice.community else reverse("inbox")


def _communities(notices: Sequence[Notice]) -> set[int]:
    own = {notice.community_id for notice in notices if notice.community_id}
    return own | {notice.contribution.home_id for notice in notices if notice.contribution}


Together = list[tuple[Telling, list[tuple[Notice, Entry]]]]


def _by_verb(notices: Sequence[Notice], entries: Mapping[int, Entry]) -> Together:
    """What is told in one way, so that it is looked up for all at once."""
    found: dict[str, list[tuple[Notice, Entry]]] = {}
    for notice in notices:
        if notice.entry_id in entries:
            found.setdefault(notice.verb, []).append((notice, entries[notice.entry_id]))
    return [(telling, some) for verb, some in found.items() if (telling := find_telling(verb))]


def _words(actor: Actor, notices: Sequence[Notice], together: Together) -> dict[int, str]:
    """The second line: how a text begins, or the reason somebody gave."""
    texts = {
        notice.pk: notice.post.html
        for notice in notices
        if notice.post and notice.reason in TEXTUAL and not notice.post.is_tombstone
    }
    names = names_for(actor, texts.values())
    said = {pk: excerpt(fill_text(html, names)) for pk, html in texts.items()}
    for telling, some in together:
        said.update(telling.details(some))
    return said


def _line(
    notice: Notice,
    entry: Entry | None,
    names: Mapping[int, str],
    places: Mapping[int, str],
    said: str,
    more: Mapping[str, str],
) -> NoticeLine:
    telling = find_telling(notice.verb)
    reason, contribution = Reason(notice.reason), notice.contribution
    home = places.get(contribution.home_id, "") if contribution else ""
    community = places.get(notice.community_id or 0, "") or (
        notice.community.name if notice.community and reason == Reason.INVITATION else ""
    )
    values = {
        "who": names.get(notice.actor_id or 0) or _("Somebody"),
        "what": _title(notice),
        "where": community or home or _("a community"),
        **(telling.values(notice, entry) if telling else {}),
        **more,
    }
    sentence = ""
    if telling:
        sentence = telling.instead(notice, entry) or telling.words.get(reason, "%(who)s: “%(what)s”")
    return NoticeLine(
        id=notice.pk,
        reason=reason,
        who=names.get(notice.actor_id or 0, ""),
        sentence=_(sentence) % values,
        title=values["what"],
        place=home if contribution else "",
        words=said,
        url=target(notice),
        at=notice.at,
        surfaces_at=notice.surfaces_at,
        done_at=notice.done_at,
        is_read=notice.read_at is not None,
        contribution=contribution,
    )


def _title(notice: Notice) -> str:
    """What the sentence quotes: the title of the conversation, else how its text begins."""
    post, contribution = notice.post, notice.contribution
    head = post.contribution if post else contribution
    if head is None:
        return ""
    return heading(head.title, contribution.body.excerpt if contribution and contribution.body else "")
