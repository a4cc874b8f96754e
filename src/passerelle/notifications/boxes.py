"""Where lines stand: in the inbox, unread there, put off until later, or done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.journal.actor import Actor
from passerelle.notifications.models import Notice, NoticeQuerySet
from passerelle.notifications.reading import notices


@dataclass(frozen=True, slots=True)
class Box:
    """One of the four: its lines, their order, and the moment by which lines of a conversation belong together.

    Lines that reached somebody for one reason from one conversation are one line while they are unread, and stay one when they
    were read, put off or done together.
    """

    slug: str
    label: StrOrPromise
    order: tuple[str, str]
    together: str  # the column whose value the lines of a group share
    stands: Callable[[NoticeQuerySet, datetime], NoticeQuerySet]

    def lines(self, actor: Actor, moment: datetime) -> NoticeQuerySet:
        """The actor's lines here, one by one."""
        return self.stands(notices(actor), moment)

    def heads(self, actor: Actor, moment: datetime) -> QuerySet[Notice]:
        """The newest line of each group; what stands alone is its own.

        Asked as: no newer one of the same group is there. So pages of groups follow each other like pages of lines, and a group stands
        where its newest line does.
        """
        newer = self.lines(actor, moment).filter(
            Q(surfaces_at__gt=OuterRef("surfaces_at")) | Q(surfaces_at=OuterRef("surfaces_at"), pk__gt=OuterRef("pk")),
            contribution=OuterRef("contribution"),
            reason=OuterRef("reason"),
        )
        unset, shared = Q(**{self.together: None}), {self.together: OuterRef(self.together)}
        alone = Q(~Exists(newer.filter(**shared)))
        if self.together == "read_at":
            alone = (unset & ~Exists(newer.filter(unset))) | (~unset & ~Exists(newer.filter(**shared)))
        return self.lines(actor, moment).filter(alone)


def _later(lines: NoticeQuerySet, moment: datetime) -> NoticeQuerySet:
    return lines.filter(done_at=None, surfaces_at__gt=moment)


def _done(lines: NoticeQuerySet, moment: datetime) -> NoticeQuerySet:
    return lines.filter(done_at__isnull=False)


_NEWEST = ("-surfaces_at", "-pk")
INBOX = Box("", pgettext_lazy("lines", "Everything"), _NEWEST, "read_at", NoticeQuerySet.here)
UNREAD = Box("unread", pgettext_lazy("lines", "Unread"), _NEWEST, "read_at", NoticeQuerySet.unread)
LATER = Box("later", pgettext_lazy("lines", "Put off"), ("surfaces_at", "pk"), "surfaces_at", _later)
DONE = Box("done", pgettext_lazy("lines", "Done"), ("-done_at", "-pk"), "done_at", _done)
BOXES = {box.slug: box for box in (INBOX, UNREAD, LATER, DONE)}


def box_of(slug: str) -> Box:
    """The box of a name; the inbox for any other."""
    return BOXES.get(slug, INBOX)
