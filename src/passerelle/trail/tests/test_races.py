"""At the same moment: what must not be true afterwards, whoever was first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import withdraw
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.trail import actions
from passerelle.trail.actions.decide import stamp
from passerelle.trail.models import Decision, Link

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Each in a transaction of its own, which stays open for a moment after the verb; how it ended."""
    start = threading.Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> str:
        try:
            start.wait(5)
            with transaction.atomic():
                verb()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(run, verbs))


def test_links_that_would_close_a_circle_do_not_all_stand(cast, places):
    """I1: a ring of ten links, each in its own thread; the last to come is refused, whichever that is."""
    ring = [bring(str(number), places.open, cast.ada) for number in range(10)]
    ada = as_actor(cast.ada)
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    ends = at_once(*(lambda a=a, b=b: actions.link(a, b, "derived_from", by=ada) for a, b in pairs))
    assert ends == ["done"] * 9 + ["refused"]
    assert Link.objects.unscoped("a test").count() == 9


def test_of_many_who_decide_at_once_one_does(cast, places):
    """I7: one state, one decision, one reason."""
    lost = bring("An umbrella", places.open, cast.ada, "lost", details={"last_seen": "here"})
    seen = stamp(Contribution.objects.unscoped("a test").get(pk=lost.pk))
    deciders = [as_actor(cast.sam if number % 2 else cast.ada) for number in range(8)]
    ends = at_once(
        *(lambda who=who: actions.decide(lost, "give_up", reason="So.", seen=seen, by=who) for who in deciders)
    )
    assert ends == ["done"] + ["refused"] * 7
    assert Decision.objects.unscoped("a test").count() == 1


def test_what_is_taken_back_and_linked_at_once_is_one_or_the_other_first(cast, places):
    """I8: the link holds on to a place that is still there, or is refused; never to nothing."""
    later, earlier = (bring(title, places.open, cast.ada) for title in ("Oven", "Cold"))
    ada = as_actor(cast.ada)
    at_once(lambda: withdraw(earlier.body, by=ada), lambda: actions.link(later, earlier, "derived_from", by=ada))
    assert Contribution.objects.unscoped("a test").get(pk=earlier.pk).standing == "withdrawn"
    assert all(link.earlier_id == earlier.pk for link in Link.objects.unscoped("a test"))
