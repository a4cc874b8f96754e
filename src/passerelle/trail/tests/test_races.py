"""Fifty hands at once on both databases; each test says which rule of the trail holds however they fall."""

from __future__ import annotations

from functools import partial

import pytest

from cast.people import as_actor
from cast.racing import HANDS, hands, race
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.actions.erase import withdraw_everything_of
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.trail import actions
from passerelle.trail.actions.decide import stamp
from passerelle.trail.models import Decision, Link

pytestmark = pytest.mark.django_db(transaction=True)


def links():
    return Link.objects.unscoped("a test")


def fresh(head):
    return Contribution.objects.unscoped("a test").get(pk=head.pk)


def test_links_that_would_close_a_circle_do_not_all_stand(cast, places):
    """I1: a ring of fifty links, each by a hand of its own; the last to come is refused, whichever that is."""
    ring = [bring(str(number), places.open, cast.ada) for number in range(HANDS)]
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    done = race([partial(actions.link, a, b, "derived_from", by=as_actor(cast.ada)) for a, b in pairs])
    assert sorted(done) == [0] + [1] * (HANDS - 1)
    refused = done.index(0)
    assert {(link.later_id, link.earlier_id) for link in links()} == {
        (ring[one].pk, ring[(one + 1) % HANDS].pk) for one in range(HANDS) if one != refused
    }


def test_of_two_links_in_opposite_directions_one_stands_however_often_it_is_said(cast, places):
    """I1, with twenty-five hands on each: said again it is the same link."""
    first, second = (bring(title, places.open, cast.ada) for title in ("Oven", "Cold"))
    ways = ((first, second), (second, first))
    done = race([partial(actions.link, *way, "derived_from", by=as_actor(cast.ada)) for way in ways])
    assert sorted(done) == [0, HANDS // 2]
    link = links().get()
    assert (link.later, link.earlier) == ways[done.index(HANDS // 2)]
    assert Entry.objects.filter(verb="link.asserted").count() == 1


def test_of_many_who_decide_at_once_one_does(cast, places):
    """I7: one state, one decision, one reason."""
    lost = bring("An umbrella", places.open, cast.ada, "lost", details={"last_seen": "here"})
    seen = stamp(fresh(lost))
    deciders = [as_actor(who) for who in (cast.sam, cast.ada)]
    done = race([partial(actions.decide, lost, "give_up", reason="So.", seen=seen, by=who) for who in deciders])
    assert sorted(done) == [0, 1]
    decision = Decision.objects.unscoped("a test").get()
    assert (decision.decider_id, decision.after) == (deciders[done.index(1)].own_id, fresh(lost).state)


def test_nothing_is_derived_from_what_was_taken_back_before(cast, places):
    """I8: of a text taken back while others link to it, each link was there before, and each that was refused came after."""
    earlier = bring("Cold", places.open, cast.ada)
    later = [bring(f"Oven {number}", places.open, cast.ada) for number in range(HANDS // 2 - 1)]
    ada = as_actor(cast.ada)
    linking = [partial(actions.link, each, earlier, "derived_from", by=ada) for each in later]
    _withdrawn, *linked = race([partial(withdraw, earlier.body, by=ada), *linking])
    gone = Entry.objects.get(verb="contribution.withdrawn")
    assert fresh(earlier).is_tombstone
    assert [link.later for link in links().order_by("later")] == [
        each for each, times in zip(later, linked, strict=True) if times
    ]
    assert not Entry.objects.filter(verb="link.asserted", pk__gt=gone.pk).exists()


def test_nothing_is_derived_from_what_was_erased_before(cast, places):
    """I8, when it is the author who is erased, with all they brought."""
    earlier = [bring(f"Cold {number}", places.open, cast.mia) for number in range(9)]
    later = bring("Oven", places.open, cast.ada)
    linking = [partial(actions.link, later, each, "derived_from", by=as_actor(cast.ada)) for each in earlier]
    erased, *linked = race([partial(withdraw_everything_of, cast.mia, by=system_actor()), *linking])
    assert erased == hands(10)[0]
    assert all(fresh(each).is_tombstone and not fresh(each).title for each in earlier)
    gone = dict(Entry.objects.filter(verb="contribution.withdrawn").values_list("contribution_id", "pk"))
    assert sorted(gone) == [each.pk for each in earlier]
    assert [link.earlier for link in links().order_by("earlier")] == [
        each for each, times in zip(earlier, linked, strict=True) if times
    ]
    said = Entry.objects.filter(verb="link.asserted")
    assert [entry.pk for entry in said if entry.pk > gone[entry.particulars["earlier"]]] == []
