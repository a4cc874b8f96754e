"""Point at sentences: hang a passage on a link, with what it is evidence of, or with something made of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.actions import contribute
from passerelle.contributions.actions.passage import keep_passage
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Passage, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.sentences import Stretch
from passerelle.trail import rules
from passerelle.trail.actions.link import link
from passerelle.trail.models import COUNTED, Link, Relation

MOST = 20  # passages of one link
GROUNDS = (Relation.OBSERVED_IN, Relation.DERIVED_FROM, Relation.INSPIRED_BY)
"""How what is made of a sentence goes back to it."""
EVIDENCE = (Relation.OBSERVED_IN, Relation.SUPPORTED_BY)
"""How what is there already rests on it: no cause, so that it may be said later and takes nobody's credit."""


@transaction.atomic
def quote(later: Contribution, post: Post, wanted: Stretch, *, by: Actor) -> Link:
    """Say that a passage of a text is evidence of a contribution: the link is made if it is not there, and the passage hung on it.

    What goes back to the same text by another link has it there. Said twice it hangs there once. Raises Refused where they cannot be
    linked, and for words that do not stand in the text.
    """
    return _hang(link(later, post.contribution, _as_evidence(later, post.contribution), by=by), post, wanted, by)


@transaction.atomic
def derive(
    post: Post, wanted: Stretch, kind_slug: str, community: Community, *, by: Actor, **values: Any
) -> Contribution:
    """Make something of a passage, which stays linked to it. Raises Refused where the actor may not contribute."""
    made = contribute(kind_slug, community, by=by, **values)
    _hang(link(made, post.contribution, _first_of(GROUNDS, made), by=by), post, wanted, by)
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


def evidence_of(later: Contribution) -> Relation:
    """How one of its kind rests on what somebody said. Raises Refused where it cannot."""
    return _first_of(EVIDENCE, later)


def _as_evidence(later: Contribution, earlier: Contribution) -> str:
    known = Link.objects.unscoped("what it rests on already").filter(later=later, earlier=earlier, relation__in=GROUNDS)
    return known.filter(status__in=COUNTED).values_list("relation", flat=True).first() or evidence_of(later)


def _first_of(choice: tuple[Relation, ...], later: Contribution) -> Relation:
    relations = get_kind(later.kind_slug).relations
    found = next((one for one in choice if one in relations), None)
    if found is None:
        raise Refused(_("These two cannot be linked in this way: choose another."))
    return found


def _hang(made: Link, post: Post, wanted: Stretch, by: Actor) -> Link:
    locked = Post.objects.locked(post.pk)
    passage = keep_passage(locked, wanted, by=by)
    if made.passages.filter(pk=passage.pk).exists():
        return made
    if made.passages.count() >= MOST:
        raise Refused(_("%(num)s sentences hang there already: that is enough.") % {"num": MOST})
    made.passages.add(passage)
    record(
        by,
        "link.quoted",
        made,
        contribution_id=made.later_id,
        community_id=made.later.home_id,
        passage=passage.pk,
        post=locked.pk,
    )
    return made
