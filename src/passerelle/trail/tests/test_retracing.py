"""Passerelle asks what something new may come from: those who answer for it, about what they can read, once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions as contributions
from passerelle.journal.models import Entry
from passerelle.notifications.listeners import tell
from passerelle.notifications.models import Notice
from passerelle.trail import actions, graph
from passerelle.trail.listeners import retrace
from passerelle.trail.models import Link
from passerelle.trail.reading.near import ties
from passerelle.trail.reading.page import trail_page
from passerelle.trail.upstream import upstream

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(cast, places):
    """``heard("text")``: what Mia wrote down, in the open community unless another is named."""
    details = {"sort": "need"}

    def one(text, place=places.open, who=cast.mia):
        return contributions.contribute("signal", place, title="", text=text, details=details, by=as_actor(who))

    return one


@pytest.fixture
def idea(cast, places, heard):
    """Ada's, of hems and curtains; what else was heard is of other things."""
    for text in ("The bread is gone by ten", "A customer wants a digital invoice", "Nobody answers the phone"):
        heard(text)
    title = "Hem curtains while the customer waits"
    return lambda place=places.open, who=cast.ada: bring(title, place, who, "idea")


def published(contribution):
    retrace(entry_id=Entry.objects.get(verb="contribution.published", contribution_id=contribution.pk).pk)


def guessed():
    links = Link.objects.unscoped("a test").filter(source="system").order_by("pk")
    return list(links.values_list("later_id", "earlier_id", "relation", "status"))


def asked(person, contribution):
    return [(one.tie.node.id, one.words) for one in trail_page(as_actor(person), contribution)["guesses"]]


def test_what_is_most_like_it_is_asked_about_once(cast, idea, heard):
    cause = heard("A customer asked who would hem these curtains")
    made = idea()
    published(made)
    published(made)
    assert guessed() == [(made.pk, cause.pk, "derived_from", "proposed")]
    heard("Another customer waits for curtains to hem")
    published(made)
    assert len(guessed()) == 1


def test_only_who_answers_for_it_is_asked_and_told_why(cast, idea, heard, visit):
    cause, made = heard("Who would hem these curtains"), idea()
    published(made)
    words = ("hem", "curtains")
    told = {name: asked(getattr(cast, name), made) for name in NAMES if name not in ("gwen", "gil", "eve", "iris")}
    assert told == {
        "ada": [(cause.pk, words)],
        "sam": [(cause.pk, words)],
        "mia": [],
        "otto": [],
        "fred": [],
        "root": [],
    }
    page, question = made.get_absolute_url(), "Does it come from one of these?"
    assert [question in visit(who).get(page).text for who in (cast.ada, cast.sam, cast.mia)] == [True, True, False]
    assert "Both say: hem, curtains" in visit(cast.ada).get(page).text
    assert (ties(as_actor(cast.mia), [cause.pk]), trail_page(as_actor(cast.ada), cause)["ties"]) == ({}, [])


def test_until_somebody_says_yes_it_counts_nowhere(cast, idea, heard, visit):
    cause, made = heard("Who would hem these curtains"), idea()
    published(made)
    for entry in Entry.objects.filter(verb="link.asserted"):
        tell(entry_id=entry.pk)
    assert (graph.upwards(made.pk), upstream(made), Notice.objects.count()) == ([], set(), 0)
    assert trail_page(as_actor(cast.ada), made)["thanks"] == []
    address = reverse("trail_steer", args=[made.pid, Link.objects.unscoped("a test").get().pk])
    said = visit(cast.ada).post(address, {"verb": "confirm", "from": "page"})
    assert (said.status_code, said["Location"]) == (302, made.get_absolute_url())
    tell(entry_id=Entry.objects.get(verb="link.confirmed").pk)
    assert list(Notice.objects.values_list("person_id", "contribution_id")) == [(cast.mia.pk, made.pk)]
    assert (asked(cast.ada, made), [edge.earlier for edge in graph.upwards(made.pk)]) == ([], [cause.pk])


def test_a_no_is_remembered(cast, idea, heard):
    cause, made = heard("Who would hem these curtains"), idea()
    published(made)
    actions.unlink(Link.objects.unscoped("a test").get(), by=as_actor(cast.ada))
    published(made)
    assert guessed() == [(made.pk, cause.pk, "derived_from", "tombstoned")]
    assert asked(cast.ada, made) == []


def test_what_one_of_those_who_answer_cannot_read_is_never_proposed(cast, places, idea, heard):
    """Sam answers for what is in the open community and reads the others; Otto, who brought it, does not."""
    inside = heard("Who would hem these curtains", places.closed, cast.ada)
    heard("Who would hem these curtains", places.secret, cast.sam)
    communities.join(places.open, by=as_actor(cast.otto))
    published(idea(places.open, cast.otto))
    assert guessed() == []
    made = idea(places.closed)
    published(made)
    assert inside.pk in {earlier for _later, earlier, _relation, _status in guessed()}


def test_at_most_three_and_nothing_that_is_on_its_trail_already(cast, idea, heard, tied):
    known, *others = (
        heard(f"Hem these curtains, said customer {number}") for number in ("one", "two", "three", "four", "five")
    )
    made = idea()
    tied(made, known)
    published(made)
    causes = [earlier for _later, earlier, _relation, _status in guessed()]
    assert len(causes) == 3
    assert set(causes) < {other.pk for other in others}


def test_what_is_gone_asks_nothing_and_is_not_asked_about(cast, idea, heard):
    cause, made = heard("Who would hem these curtains"), idea()
    published(made)
    contributions.withdraw(cause.body, by=as_actor(cast.mia))
    assert asked(cast.ada, made) == []
    gone = idea()
    contributions.withdraw(gone.body, by=as_actor(cast.ada))
    published(gone)
    assert len(guessed()) == 1


def test_one_common_word_is_not_enough(cast, places, idea, heard):
    heard("Curtains")
    published(idea())
    update = bring("Hem curtains while the customer waits", places.open, cast.ada)
    published(update)
    assert guessed() == []
