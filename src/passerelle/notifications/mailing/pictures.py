"""Pictures in mail: small ones, at addresses of our own that open for who got the mail, as long as they may see the picture.

A mail program has no session. The address says for whom it was made and is signed; rights are read when the picture is fetched, as
everywhere. Nobody counts who fetched one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from passerelle.contributions.models import Attachment, Post
from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.lib.prepared import prepared
from passerelle.notifications.digests.content import Shown
from passerelle.notifications.mailing.links import absolute
from passerelle.people.models import Person

SIZE = "s"  # the smallest we keep
MOST = 3  # in one mail
AGE = timedelta(days=60)
_SALT = "passerelle.mail.picture"


def pictures(actor: Actor, posts: Sequence[Post]) -> dict[int, Shown]:
    """Post → its first picture; few in all. One query."""
    ids = [post.pk for post in posts if not post.is_tombstone]
    if not ids:
        return {}
    first = {file.post_id: file for file in _files(actor, ids) if file.post_id is not None}
    wanted = [pk for pk in dict.fromkeys(ids) if pk in first][:MOST]
    return {pk: _shown(actor, first[pk]) for pk in wanted}


@prepared
def _files(actor: Actor, posts: Collection[int]) -> QuerySet[Attachment]:
    return Attachment.objects.visible_to(actor).filter(post_id__in=posts, is_image=True).order_by("-pk")


def picture_behind(token: str) -> Attachment | None:
    """The picture of an address, for whom it was made; None when it is not there for them any more."""
    try:
        pk, pid = signing.loads(token, salt=_SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=pk).first()
    files = Attachment.objects.visible_to(person_actor(person, Via.FEED)) if person else Attachment.objects.none()
    return files.filter(pid=pid, is_image=True).first()


def picture_token(person_id: int, attachment: Attachment) -> str:
    """What stands in the address."""
    return signing.dumps([person_id, attachment.pid], salt=_SALT)


def _shown(actor: Actor, file: Attachment) -> Shown:
    url = absolute(reverse("mail_picture", args=[picture_token(actor.own_id, file)]))
    return Shown(url, file.renditions["widths"][SIZE], file.alt)
