"""Whatever people do, in whatever order: what a practice says of its sites holds together."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cast.people import as_actor
from passerelle.contributions.actions import make_move, withdraw
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import answer, appoint, give_up, offer, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.tasks import remind
from passerelle.kinds.innovation.practice.tests.asking import fresh, today
from passerelle.kinds.innovation.practice.tests.holding import broken
from passerelle.lib.clock import as_of, now
from passerelle.people.actions import deactivate, reactivate, remove_place
from passerelle.people.models import Site
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all

SITES, TELLS = st.sampled_from((0, 0, 1)), st.sampled_from(("mia", "mia", "otto", "sam", "ada"))
SAID, CHANGED = st.sampled_from(("adopt", "adapt", "hold", "no")), st.sampled_from(("No chalk", "No chalk", ""))
WHY, WORDS = st.sampled_from(("no_time", "does_not_fit", "")), st.sampled_from(("Queues grew", " "))
STEPS = st.one_of(
    st.tuples(st.just("answer"), TELLS, SITES, SAID, CHANGED, WHY, st.sampled_from((0, 5, 40))),
    st.tuples(st.just("answer"), TELLS, SITES, SAID, CHANGED, WHY, st.sampled_from((0, 5, 40))),
    st.tuples(st.just("use"), TELLS, SITES, st.sampled_from((0, 0, 3, -1))),
    st.tuples(st.just("give_up"), TELLS, SITES, WORDS),
    st.tuples(st.just("move"), st.sampled_from(("ada", "sam")), st.sampled_from(("retire", "revive", "prove", "open"))),
    st.tuples(st.just("stay"), st.sampled_from(("mia", "otto", "sam")), st.booleans()),
    st.tuples(st.just("appoint"), SITES, st.sampled_from(("mia", "otto", "ada"))),
    st.tuples(st.just("offer"), SITES, st.sampled_from((0, 10))),
    st.tuples(st.just("close"), SITES),
    st.tuples(st.just("wait"), st.sampled_from((1, 9, 20))),
    st.tuples(st.just("withdraw")),
)


@pytest.mark.once  # each step has its tests on both
# A function's fixtures serve all examples, each of which takes back what it did; to look for a shorter one would take minutes.
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEPS, min_size=5, max_size=9))
@example(
    [("answer", "mia", 0, "no", "", "", 0), ("stay", "mia", False), ("stay", "otto", False), ("stay", "mia", True)]
)
def test_any_sequence_of_steps_leaves_it_whole(cast, places, practice, sites, asked, steps):
    world = Told(cast, places, practice, sites[:2])
    with transaction.atomic():
        for what, *told in steps:
            world.do(what, *told)
            with as_of(world.moment):
                assert broken(cast.ada) == [], steps
        transaction.set_rollback(True)


class Told:
    """Where the steps of one example are done, and when."""

    def __init__(self, cast, places, practice, sites):
        self.cast, self.places, self.practice, self.sites = cast, places, practice, sites
        self.moment = now()

    def do(self, what, *told):
        """One step, and what follows; a refusal is one as well."""
        with as_of(self.moment):
            try:
                with transaction.atomic():
                    getattr(self, what)(*told)
            except Refused:
                pass
            run_all()

    def wait(self, days):
        self.moment += timedelta(days=days)
        with as_of(self.moment):
            remind()

    def adoption(self, number):
        found = Adoption.objects.filter(site__slug=self.sites[number].slug).first()
        if found is None:
            raise Refused("never asked")
        return found

    def by(self, who):
        return as_actor(getattr(self.cast, who))

    def answer(self, who, site, said, adapted, why, days):
        told = {"adapted": adapted, "why": why, "expects": "Time", "hold_until": today() + timedelta(days=days)}
        found = self.adoption(site)
        answer(found, said, by=self.by(who), seen=found.answers, **told)

    def use(self, who, site, days):
        take_into_use(self.adoption(site), today() - timedelta(days=days), by=self.by(who))

    def give_up(self, who, site, what):
        give_up(self.adoption(site), what=what, kept="", advice="", by=self.by(who))

    def move(self, who, slug):
        end = partial(decide, reason="The tills are replaced.") if slug == "retire" else make_move
        end(fresh(self.practice), slug, by=self.by(who))

    def stay(self, who, stays):
        (reactivate if stays else deactivate)(getattr(self.cast, who), by=as_actor(self.cast.root))

    def appoint(self, site, who):
        if Site.objects.filter(pk=self.sites[site].pk).exists():
            appoint(self.places.open, self.sites[site], person=getattr(self.cast, who), by=self.by("sam"))

    def offer(self, site, days):
        offer(fresh(self.practice), [self.sites[site]], today() + timedelta(days=days), by=self.by("ada"))

    def close(self, site):
        remove_place(Site(pk=self.sites[site].pk, name="Gone"), by=as_actor(self.cast.root))

    def withdraw(self):
        withdraw(fresh(self.practice).body, by=self.by("ada"))
