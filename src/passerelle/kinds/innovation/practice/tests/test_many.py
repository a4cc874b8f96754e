"""Many sites at once: none of them keeps another from being asked, and a hundred cost no more statements than three."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast.people import as_actor
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.practice import tasks
from passerelle.kinds.innovation.practice.actions import appoint, expect, offer
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, today, waits
from passerelle.lib.clock import now
from passerelle.people.models import Site


@pytest.fixture
def many(cast, places):
    """Forty sites, of which Mia answers for all and Otto stands in."""
    made = Site.objects.bulk_create(Site(slug=f"s{number}", name=f"S{number}", country="IT") for number in range(40))
    for site in made:
        appoint(places.open, site, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    return made


def statements(step):
    with CaptureQueriesContext(connection) as asked:
        step()
    return len(asked)


def test_offering_to_many_and_what_follows_an_edit_cost_as_many_statements_as_for_three(cast, places, many):
    offers, edits = [], []
    for sites in (many[:3], many):
        made = open_practice(places.open, cast.ada)
        offers.append(
            statements(lambda made=made, sites=sites: offer(made, sites, today() + SOON, by=as_actor(cast.ada)))
        )
        edits.append(statements(lambda made=made: expect(made, by=system_actor())))
    assert (len(set(offers)), len(set(edits)), max(offers) < 60, max(edits) < 20) == (1, 1, True, True), (offers, edits)
    assert (Adoption.objects.count(), waits()) == (43, {cast.mia})


def test_answers_that_are_due_from_nobody_keep_no_other_site_waiting(cast, places, many, monkeypatch):
    monkeypatch.setattr(tasks, "MOST", 3)
    retired, alone, live = (open_practice(places.open, cast.ada) for _number in range(3))
    for practice, sites in ((retired, many[:3]), (alone, many[3:6]), (live, many[6:7])):
        offer(practice, sites, today() + SOON, by=as_actor(cast.ada))
    Adoption.objects.update(due_at=now() - timedelta(days=6))
    Adoption.objects.filter(practice_id=live.pk).update(due_at=now() - timedelta(hours=1))
    Contribution.objects.filter(pk=retired.pk).update(state="retired")
    expect(retired, by=system_actor())
    tasks.remind()
    tasks.remind()
    told = Entry.objects.filter(verb="practice.unanswered").order_by("id")
    assert [entry.contribution_id for entry in told] == [alone.pk] * 3 + [live.pk]
    assert all(entry.particulars["people"] for entry in told)
