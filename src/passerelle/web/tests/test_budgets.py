"""What each page asks of the database: the same number of queries for a few rows and for many."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community, JoinRequest, Membership
from passerelle.contributions import actions
from passerelle.moderation import actions as moderation
from passerelle.people.models import Person, Unit
from passerelle.topics.finding import find_or_create

# page → queries; session, person and the shell around the page are among them
BUDGETS = {
    "home": 14,
    "open community": 27,
    "closed community of others": 15,
    "members": 12,
    "about": 12,
    "directory": 11,
    "update": 32,
    "question": 41,
    "replies alone": 17,
    "history": 11,
    "topic": 27,
    "topics": 11,
    "bookmarks": 20,
    "drafts": 11,
    "waiting": 15,
    "share": 12,
    "compose": 13,
}


@pytest.fixture
def life(cast, places):
    """A life that can grow: ``life.grow(n)`` adds n of everything a list shows."""
    ada, sam, mia = (as_actor(who) for who in (cast.ada, cast.sam, cast.mia))
    update, question = bring("An oven", places.open, cast.ada), bring("Which?", places.open, cast.ada, "question")
    edited = actions.reply(update, text="0", by=mia)
    unit = Unit.objects.first()
    places.closed.joining = "request"
    places.closed.save()
    counted = iter(range(10_000))

    def grow(times):
        for number in (next(counted) for _ in range(times)):
            people = [
                Person(
                    name=f"Person {number}", sort_name=f"person {number}", unit=unit, organisation=cast.ada.organisation
                )
            ]
            Person.objects.bulk_create(people)
            Membership.objects.create(person=people[0], community=places.open)
            JoinRequest.objects.create(person=people[0], community=places.closed)
            topics = find_or_create([f"Topic {number}", "Ovens"], "en")
            actor = as_actor(people[0])
            kind = ("update", "question")[number % 2]
            made = bring(f"Thing {number}", places.open, people[0], kind, topics=topics)
            actions.share(made, places.closed, by=sam)
            actions.pin(made, places.open, by=sam)
            for head in (update, question):
                named = f"Well, @{{person:{people[0].pid}}}, see #{{contribution:{made.pid}}}"
                reply = actions.reply(head, text=named, by=actor)
                actions.reply(head, text=f"To @{{person:{people[0].pid}}}", parent=reply, by=ada)
                actions.react(reply, "thanks", by=mia)
                actions.bookmark(reply, by=sam)
                moderation.report(reply, reason="other", note="", by=mia)
            actions.edit_reply(edited, text=f"Version {number}, @{{person:{people[0].pid}}}", by=mia)
            actions.save_draft(f"reply:{made.pid}", {"text": "Half"}, by=sam)
            place = Community.objects.create(slug="x", name=f"Place {number}", purpose="Meet.")
            place.topics.set(topics)
            Membership.objects.create(person=cast.sam, community=place, role="steward")
            places.shared.contributing = "moderated"
            bring(f"Held {number}", places.shared, cast.mia)
            communities.set_objectives(
                places.open,
                [
                    {"text": f"Aim {each}", "key_results": [{"text": "Step", "progress": 5}]}
                    for each in range(number + 1)
                ],
                by=sam,
            )

    return SimpleNamespace(
        grow=grow, update=update, question=question, edited=edited, topic=find_or_create(["Ovens"], "en")[0]
    )


def addresses(life, places):
    return {
        "home": reverse("home"),
        "open community": places.open.get_absolute_url(),
        "closed community of others": places.elsewhere.get_absolute_url(),
        "members": reverse("community_members", args=[places.open.pid]),
        "about": reverse("community_about", args=[places.open.pid]),
        "directory": reverse("community_list"),
        "update": life.update.get_absolute_url(),
        "question": life.question.get_absolute_url(),
        "replies alone": reverse("replies", args=[life.update.pid]),
        "history": reverse("history", args=[life.edited.pid]),
        "topic": reverse("topic", args=[life.topic.pid]),
        "topics": reverse("topics"),
        "bookmarks": reverse("bookmarks"),
        "drafts": reverse("drafts"),
        "waiting": reverse("waiting"),
        "share": reverse("share", args=[life.update.pid]),
        "compose": f"{reverse('contribute')}?kind=question&community={places.open.pid}",
    }


def counted(browser, pages):
    found = {}
    for page, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        found[page] = len(queries)
    return found


def test_many_rows_cost_as_many_queries_as_few(cast, places, life, visit):
    Membership.objects.filter(person=cast.sam, community=places.elsewhere).delete()
    pages, browser = addresses(life, places), visit(cast.sam)
    life.grow(3)
    few = counted(browser, pages)
    life.grow(9)
    many = counted(browser, pages)
    assert many == few
    assert many == BUDGETS
