"""Point at sentences: hang a passage on a link, with what it is evidence of, or with something made of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.actions import contribute
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Passage, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.markdown import pointing_text
from passerelle.trail import rules
from passerelle.trail.actions.link import link
from passerelle.trail.models import Link, Relation
from passerelle.trail.quoting.sentences import Stretch, find

MOST = 20  # passages of one link
GROUNDS = (Relation.OBSERVED_IN, Relation.DERIVED_FROM, Relation.INSPIRED_BY)


@transaction.atomic
def quote(later: Contribution, post: Post, wanted: Stretch, *, by: Actor) -> Link:
    """Say that a contribution goes back to a passage of a text: the link is made if it is not there, and the passage hung on it.

    Said twice it hangs there once. Raises Refused where they cannot be linked, and for words that do not stand in the text.
    """
    made = link(later, post.contribution, grounds_of(later), by=by)
    locked = Post.objects.locked(post.pk)
    if locked.is_tombstone or find(pointing_text(locked.html), wanted) is None:
        raise Refused(_("The text was changed meanwhile: choose the sentence again."))
    known = {"quote": wanted.quote, "before": wanted.before, "after": wanted.after}
    started = {"revision": locked.revisions.count(), "marked_by_id": by.person_id}
    passage = Passage.objects.filter(post=locked, **known).first() or Passage.objects.create(
        post=locked, **known, **started
    )
    if made.passages.filter(pk=passage.pk).exists():
        return made
    if made.passages.count() >= MOST:
        raise Refused(_("%(num)s sentences hang there already: that is enough.") % {"num": MOST})
    made.passages.add(passage)
    record(
        by,
        "link.quoted",
        made,
        contribution_id=later.pk,
        community_id=later.home_id,
        passage=passage.pk,
        post=locked.pk,
    )
    return made


@transaction.atomic
def derive(
    post: Post, wanted: Stretch, kind_slug: str, community: Community, *, by: Actor, **values: Any
) -> Contribution:
    """Make something of a passage, which stays linked to it. Raises Refused where the actor may not contribute."""
    made = contribute(kind_slug, community, by=by, **values)
    quote(made, post, wanted, by=by)
    return made


@transaction.atomic
def unquote(link: Link, passage: Passage, *, by: Actor) -> None:
    """Take a passage off a link, which stays. Who answers for the later; idempotent."""
    rules.may_confirm(link, by).require()
    if link.passages.filter(pk=passage.pk).exists():
        link.passages.remove(passage)
        record(
            by,
            "link.unquoted",
            link,
            contribution_id=link.later_id,
            community_id=link.later.home_id,
            passage=passage.pk,
        )


def grounds_of(later: Contribution) -> Relation:
    """How one of its kind rests on what somebody said. Raises Refused where it cannot."""
    relations = get_kind(later.kind_slug).relations
    found = next((one for one in GROUNDS if one in relations), None)
    if found is None:
        raise Refused(_("These two cannot be linked in this way: choose another."))
    return found
