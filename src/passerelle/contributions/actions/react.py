"""Give a text a sign, or take it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Post, Reaction
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record


@transaction.atomic
def react(post: Post, sign: str, *, by: Actor) -> bool:
    """Toggle one sign of the fixed set; returns whether it stands now. Raises Refused for an unknown sign."""
    rules.may_react(post.contribution, by).require()
    if sign not in Reaction.Sign.values or post.is_tombstone:
        raise Refused(_("There is nothing to react to."))
    locked = Post.objects.locked(post.pk)
    mark, created = Reaction.objects.get_or_create(post=locked, person_id=by.own_id, sign=sign)
    if not created:
        mark.delete()
    counts = dict(locked.reactions_count)
    counts[sign] = Reaction.objects.filter(post=locked, sign=sign).count()
    locked.reactions_count = {key: count for key, count in counts.items() if count}
    locked.save(update_fields=["reactions_count"])
    if locked.is_body:
        Contribution.objects.unscoped("its head").filter(pk=locked.contribution_id).update(version=F("version") + 1)
    record(
        by,
        "post.reacted" if created else "post.reaction_withdrawn",
        locked,
        contribution_id=locked.contribution_id,
        community_id=locked.contribution.home_id,
        sign=sign,
        author=locked.author_id,
    )
    return created
