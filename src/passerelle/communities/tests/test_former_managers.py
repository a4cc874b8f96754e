"""A colleague who became a partner's guest manages nothing any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast.people import as_actor
from passerelle.communities import actions, rules
from passerelle.communities.reading import stewarded_ids
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.people.models import Person


@pytest.fixture
def turned(cast, places):
    """Sam left for the partner and came back as a guest; his memberships stand as they were."""
    Person.objects.filter(pk=cast.sam.pk).update(
        is_guest=True, organisation=cast.gwen.organisation, access_until=now().date() + timedelta(days=9)
    )
    return as_actor(cast.sam)


def test_the_role_is_not_theirs_any_more(places, turned):
    assert stewarded_ids(turned) == frozenset()
    assert rules.is_member(places.shared, turned)
    assert not rules.may_steward(places.shared, turned)
    assert not rules.may_invite(places.shared, turned)


def test_they_are_no_manager_to_count_on(cast, places, turned):
    places.shared.memberships.filter(person=cast.ada).update(role="steward")
    with pytest.raises(Refused):
        actions.leave(places.shared, by=as_actor(cast.ada))
    assert actions.appoint(places.open, cast.mia, by=as_actor(cast.root)).role == "steward"
