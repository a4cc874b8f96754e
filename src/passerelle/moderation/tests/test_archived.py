"""A held reply does not slip into a community that was archived meanwhile."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.moderation import actions


def test_nothing_held_appears_once_the_community_is_archived(cast, places, no_trace):
    update = bring("News", places.shared, cast.sam)
    places.shared.contributing = "moderated"
    places.shared.save()
    held = contributions.reply(update, text="May I?", by=as_actor(cast.mia))
    places.shared.archived_at = now()
    places.shared.save()
    held = type(held).objects.unscoped("a test").get(pk=held.pk)
    with no_trace(), pytest.raises(Refused):
        actions.approve(held, by=as_actor(cast.sam))
