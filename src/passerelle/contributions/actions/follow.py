"""How closely somebody follows a contribution, a topic, a person or a community."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Follow, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused

TARGETS = {"contribution": "contribution", "topic": "topic", "community": "community", "person": "followed"}


@transaction.atomic
def follow(subject: models.Model, level: str, *, by: Actor) -> Follow:
    """Set the level for a subject the actor may see; muting is private, so nothing is journalled.

    Raises Refused for an unknown level and for a subject that cannot be followed.
    """
    target = TARGETS.get(subject._meta.model_name or "")
    if target is None or level not in Follow.Level.values or by.person_id is None:
        raise Refused(_("Choose how closely you follow it, from those shown."))
    kept, _created = Follow.objects.update_or_create(
        person_id=by.person_id, **{f"{target}_id": subject.pk}, defaults={"level": level, "chosen": True}
    )
    return kept


@transaction.atomic
def unfollow(contribution: Contribution, *, by: Actor) -> None:
    """Take one's choice about a conversation back: taking part and what it lies under decide again."""
    mine = Follow.objects.filter(person_id=by.own_id, contribution=contribution)
    texts = Post.objects.unscoped("whether one takes part").filter(contribution=contribution, author_id=by.own_id)
    if texts.exists():
        mine.update(level=Follow.Level.WATCH, chosen=False)
    else:
        mine.delete()
