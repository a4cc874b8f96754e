"""Take away every text of somebody who was erased; the conversations around them stay."""

from __future__ import annotations

from passerelle.contributions.actions.withdraw import erase_text
from passerelle.contributions.models import Attachment, Bookmark, Draft, Post, Revision, Suggestion
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
    Suggestion.objects.filter(person=person).delete()  # what was taken up is the text of another
    Bookmark.objects.filter(person=person).delete()
    # Also those of texts a moderator had removed: their texts were gone already, the files were not.
    Attachment.objects.unscoped("every file of somebody erased").filter(owner=person).update(post=None, owner=None)
    return count
