"""Say whether an article still holds."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.due import SOON, ask_whether_it_holds
from passerelle.kinds.article.article.models import Check
from passerelle.kinds.article.article.parts import owner_of
from passerelle.kinds.article.article.reading.record import where_it_is_said
from passerelle.lib.clock import now

LONGEST = 300


@transaction.atomic
def check(contribution: Contribution, *, holds: bool, why: str, by: Actor) -> Check:
    """Say that it holds, or that it is outdated and why; then it waits for whoever answers for it. Of a translation its original is told.

    Raises Refused unless it is published and the actor may reply to it, and for an outdated one without a word.
    """
    head = Contribution.objects.locked(where_it_is_said(contribution, by).pk)
    rules.may_check(head, by).require()
    said = short(why, LONGEST)
    if not holds and not said:
        raise Refused(_("Say what changed, so that somebody can put it right."))
    body = Post.objects.unscoped("the text that was checked").get(contribution=head, is_body=True)
    made = Check.objects.create(
        article_id=head.pk, person_id=by.person_id, holds=holds, why=said, version=body.revisions.count() + 1
    )
    if not holds:
        ask_whether_it_holds(head, owner_of(head), now() + SOON)
    refresh_facts(head)
    verb = "article.checked" if holds else "article.outdated"
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, person=owner_of(head))
    return made
