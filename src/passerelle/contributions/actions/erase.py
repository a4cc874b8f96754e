"""Take away every text of somebody who was erased; the conversations around them stay."""

from __future__ import annotations

from passerelle.contributions.actions.withdraw import erase_text
from passerelle.contributions.models import Attachment, Bookmark, Draft, Post, Revision
from passerelle.journal.actor import Actor
from passerelle.people.models import Person


def withdraw_everything_of(person: Person, *, by: Actor) -> int:
    """Withdraw each text, forget versions, drafts and notes; returns how many texts there were. Can be run again."""
    texts = Post.objects.unscoped("every text of somebody erased").filter(author=person).exclude(source="")
    count = 0
    for post in texts.select_related("contribution").order_by("pk"):
        erase_text(post, by=by)
        count += 1
    Revision.objects.filter(written_by=person).delete()
    Draft.objects.filter(person=person).delete()
    Bookmark.objects.filter(person=person).delete()
    Attachment.objects.unscoped("files nobody hung on a text").filter(owner=person, post=None).update(owner=None)
    return count
