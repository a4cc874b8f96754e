"""Somebody else than whoever brought a practice is asked about it, until they leave."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.communities.actions import leave
from passerelle.contributions.models import Involvement
from passerelle.journal.actor import system_actor
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import ask, leave_contact, let_contact_go, name_contact
from passerelle.kinds.innovation.practice.contact import contact_of
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.tests.asking import open_practice, page
from passerelle.notifications.models import Notice
from passerelle.people.actions import deactivate
from passerelle.work.worker import run_all

SENT = {"title": "Why the ruler?", "text": "We have none."}


def told(verb):
    run_all()
    return set(Notice.objects.filter(verb=verb).values_list("person_id", flat=True))


def test_who_is_named_is_shown_with_their_hours_told_of_questions_and_may_leave(cast, practice, visit):
    ada, otto = visit(cast.ada), visit(cast.otto)
    assert visit(cast.mia).get(page(practice, "contact")).status_code == 404
    assert ada.post(page(practice, "contact"), {"person": "Nobody"}).status_code == 422
    ada.post(page(practice, "contact"), {"person": cast.otto.pid, "reached": "Thursdays by phone"})
    assert (contact_of(practice), told("practice.contact_named")) == (cast.otto.pk, {cast.otto.pk})
    shown = visit(cast.mia).get(practice.get_absolute_url()).text
    assert (reverse("person", args=[cast.otto.pid]) in shown, "Thursdays by phone" in shown) == (True, True)
    assert "Mornings by phone" not in shown
    ask(practice, **SENT, by=as_actor(cast.mia))
    assert told("practice.asked") == {cast.otto.pk}
    otto.post(page(practice, "contact"), {"reached": "Fridays"})
    assert Practice.objects.get().contact_reached == "Fridays"
    otto.post(page(practice, "contact"), {"leave": "on"})
    assert (contact_of(practice), told("practice.contact_left")) == (None, {cast.ada.pk})
    assert (otto.get(page(practice, "contact")).status_code, Practice.objects.get().contact_reached) == (404, "")
    assert "Mornings by phone" in otto.get(practice.get_absolute_url()).text


def test_one_at_a_time_and_whoever_brought_it_is_none(cast, practice):
    for who in (cast.mia, cast.otto, cast.otto):
        name_contact(practice, who, reached="Always", by=as_actor(cast.sam))
    running = Involvement.objects.filter(contribution=practice, part="contact", ended_at=None)
    assert list(running.values_list("person_id", flat=True)) == [cast.otto.pk]
    name_contact(practice, cast.ada, reached="Always", by=as_actor(cast.ada))
    assert (contact_of(practice), Practice.objects.get().contact_reached) == (None, "")


def test_only_who_reads_it_and_only_by_those_who_answer_for_it(cast, places, practice, no_trace):
    closed = open_practice(places.secret, cast.ada)
    with no_trace(), pytest.raises(Refused, match="cannot read this community"):
        name_contact(closed, cast.otto, by=as_actor(cast.ada))
    for verb in (
        lambda who: name_contact(practice, who, by=as_actor(who)),
        lambda who: leave_contact(practice, by=as_actor(who)),
    ):
        with no_trace(), pytest.raises(Refused):
            verb(cast.mia)


@pytest.mark.parametrize("how", ["left", "deactivated"])
def test_it_falls_back_when_they_leave(cast, places, how):
    practice = open_practice(places.secret, cast.ada)
    name_contact(practice, cast.mia, reached="Always", by=as_actor(cast.ada))
    let_contact_go(practice, by=system_actor())  # she is there: nothing happens
    assert contact_of(practice) == cast.mia.pk
    if how == "left":
        leave(places.secret, by=as_actor(cast.mia))
    else:
        deactivate(cast.mia, by=as_actor(cast.root))
    assert told("practice.contact_left") == {cast.ada.pk}
    assert (contact_of(practice), Practice.objects.get().contact_reached) == (None, "")
