"""Tellings of texts: what was published, answered or changed, and whom it names."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.communities.models import Membership
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.models import Entry
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings.following import awaiting, followers
from passerelle.notifications.tellings.registry import Telling, Told

MESSAGED = "community.messaged"


def head(entry: Entry) -> Contribution:
    """The contribution an entry is about."""
    return Contribution.objects.unscoped("who may be told is worked out from it").get(pk=entry.contribution_id or 0)


def _published(entry: Entry) -> Told:
    contribution = head(entry)
    told = Told(contribution.author_id, contribution.body_id)
    told.add(Reason.FOLLOWED, *awaiting(contribution))
    if Entry.objects.filter(contribution_id=entry.contribution_id, verb=MESSAGED).exists():
        told.spare(*_members(entry))  # the message itself reaches them
    told.add(Reason.MENTION, *entry.particulars.get("mentions", ()))
    told.spare(contribution.author_id, entry.actor_id)
    _add_approved(told, entry)
    return told


def _replied(entry: Entry) -> Told:
    contribution = head(entry)
    author = entry.particulars.get("author")
    told = Told(author, entry.subject_id)
    told.add(Reason.FOLLOWED, *followers(contribution, each_reply=True))
    told.add(Reason.ANSWER, contribution.author_id)
    told.add(Reason.REPLY, _author_of(entry.particulars.get("parent")))
    told.add(Reason.MENTION, *entry.particulars.get("mentions", ()))
    told.spare(author, entry.actor_id)
    _add_approved(told, entry)
    return told


def _edited(entry: Entry) -> Told:
    """Only those whom the new version names for the first time, and its author when somebody else let it appear."""
    author = entry.particulars.get("author", entry.actor_id)
    told = Told(author, entry.particulars.get("post", entry.subject_id))
    told.add(Reason.MENTION, *entry.particulars.get("mentions", ()))
    told.spare(author, entry.actor_id)
    _add_approved(told, entry)
    return told


def _messaged(entry: Entry) -> Told:
    contribution = head(entry)
    told = Told(entry.actor_id, contribution.body_id, at_once=entry.particulars.get("at_once", True))
    told.add(Reason.MESSAGE, *_members(entry))
    named = Post.objects.unscoped("its body").filter(pk=contribution.body_id or 0).values("mentions__person_id")
    told.spare(entry.actor_id, *named.values_list("mentions__person_id", flat=True))
    return told


def _members(entry: Entry) -> list[int]:
    return list(Membership.objects.filter(community_id=entry.community_id or 0).values_list("person_id", flat=True))


def _author_of(post_id: int | None) -> int | None:
    if post_id is None:
        return None
    posts = Post.objects.unscoped("whom a reply answers").filter(pk=post_id)
    return posts.values_list("author_id", flat=True).first()


def _add_approved(told: Told, entry: Entry) -> None:
    """Who waited for a community manager hears that the text appeared."""
    if entry.actor_id is not None and entry.actor_id != told.actor_id:
        told.add(Reason.MODERATION, told.actor_id)


_APPROVED = words("%(who)s published your text: “%(what)s”")
_CHANGED = words("%(who)s published what you changed in “%(what)s”")
_NAMED = words("%(who)s names you in “%(what)s”")

TEXTS = {
    "contribution.published": Telling(
        _published,
        {
            Reason.MENTION: _NAMED,
            Reason.FOLLOWED: words("%(who)s brought “%(what)s”"),
            Reason.MODERATION: _APPROVED,
        },
    ),
    "contribution.edited": Telling(_edited, {Reason.MENTION: _NAMED, Reason.MODERATION: _CHANGED}),
    "reply.edited": Telling(_edited, {Reason.MENTION: _NAMED, Reason.MODERATION: _CHANGED}),
    "reply.published": Telling(
        _replied,
        {
            Reason.MENTION: _NAMED,
            Reason.ANSWER: words("%(who)s answers you: “%(what)s”"),
            Reason.REPLY: words("%(who)s answers your reply in “%(what)s”"),
            Reason.FOLLOWED: words("%(who)s replies in “%(what)s”"),
            Reason.MODERATION: words("%(who)s published your reply in “%(what)s”"),
        },
    ),
    MESSAGED: Telling(_messaged, {Reason.MESSAGE: words("%(who)s writes to all members of %(where)s: “%(what)s”")}),
}
