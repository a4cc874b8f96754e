"""The demo as it is found after it was told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db.models import F

from passerelle.communities.models import Community, CommunityInvitation, JoinRequest, Membership, Role
from passerelle.contributions.models import (
    Attachment,
    Bookmark,
    Contribution,
    Draft,
    Mention,
    Placement,
    Post,
    Reaction,
    Standing,
)
from passerelle.exchange.demo import telling
from passerelle.exchange.demo.names import pid_of
from passerelle.journal.actor import person_actor
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea.models import Mark
from passerelle.kinds.innovation.idea.weighing import still_to_answer
from passerelle.kinds.talk.question.models import Helped, Question
from passerelle.lib.clock import now
from passerelle.moderation.models import Report
from passerelle.notifications.models import Notice
from passerelle.people.models import Organisation, Person, PersonTopic, Site
from passerelle.search.models import Document
from passerelle.trail.models import Decision, Outcome
from passerelle.trail.reading.page import trail_page
from passerelle.trail.reading.walking import walk
from passerelle.work.models import Job

# The verbs a telling is made of have their tests on both databases.
pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
CONTRIBUTIONS = Contribution.objects.unscoped("the test counts")
POSTS = Post.objects.unscoped("the test counts")
COMMUNITIES = Community.objects.unscoped("the test counts")


def test_the_counts(told):
    assert Person.objects.count() == 240
    assert Person.objects.filter(is_guest=True).count() == 6
    assert CONTRIBUTIONS.count() == 124
    assert POSTS.filter(is_body=False).count() == 214
    assert COMMUNITIES.count() == 14
    assert Organisation.objects.filter(kind=Organisation.Kind.PARTNER).count() == 2
    assert Site.objects.count() == 24 + 4 + 1
    assert telling.is_told()
    assert not telling.is_empty()


def test_everything_lies_in_the_past_and_in_order(told):
    moment = now()
    assert not Entry.objects.filter(at__gt=moment).exists()
    assert not POSTS.filter(created_at__gt=moment).exists()
    entries = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert entries == sorted(entries)
    assert moment - entries[0] > timedelta(days=530)
    early = POSTS.filter(is_body=False, created_at__lte=F("contribution__created_at"))
    assert list(early) == []


def test_a_text_stands_at_its_authors_hour(told):
    post = POSTS.select_related("author__site").get(pid=pid_of("post", "gestes-de-boutique/01-la-file-de-lyon#0"))
    local = post.created_at.astimezone(ZoneInfo(post.author.site.time_zone))
    assert (local.hour, local.minute, post.author.site.city) == (20, 25, "Lyon")


def test_whoever_wrote_was_a_member_by_then(told):
    joined = {
        (person, community): at
        for person, community, at in Membership.objects.values_list("person_id", "community_id", "joined_at")
    }
    rows = POSTS.values_list("pid", "author_id", "contribution__home_id", "created_at")
    assert [pid for pid, author, home, at in rows if joined[author, home] >= at] == []


def test_what_came_of_it_is_there(told):
    assert Reaction.objects.count() > 800
    assert Question.objects.exclude(accepted=None).count() > 10
    assert Helped.objects.count() > 20
    assert Mention.objects.count() > 20
    assert PersonTopic.objects.filter(discoverable=True).count() > 40
    assert Placement.objects.filter(is_home=False).count() == 7
    assert Placement.objects.exclude(pinned_at=None).count() == 8
    managed = Membership.objects.filter(role=Role.STEWARD).values("community_id").distinct()
    assert managed.count() == 14
    assert "{" not in "".join(POSTS.values_list("excerpt", flat=True))
    rules = Membership.objects.filter(by_rule=True).values_list("community__name", flat=True)
    assert set(rules) == {"Negozi Italia", "US Stores"}


def test_what_a_seller_said_can_be_followed_to_what_is_sold(told):
    """A remark in Milan, fourteen months ago; nineteen shops, and three ideas that were closed with a reason."""
    key = "etabli/10-tende-orlo"
    signal = told.contribution(key)
    assert (signal.author, signal.state) == (told.people["emanuela-tarantola"], "acted")
    assert now() - signal.created_at > timedelta(days=420)
    trail = walk(person_actor(signal.author), signal)
    onward = {CONTRIBUTIONS.get(pk=pk).pid for pk in trail.on.nodes}
    assert trail_page(person_actor(signal.author), signal)["whole_time"] == "14 months"
    names = [
        "15-tendance-ourlet",
        "16-ourlet-a-la-caisse",
        "17-ruban-offert",
        "18-trois-longueurs",
        "19-louer-la-machine",
    ]
    expected = {pid_of("contribution", f"etabli/{name}") for name in [*names, "20-ourlet-vingt-quatre-heures"]}
    assert onward - {signal.pid} == expected
    states = {name: told.contribution(f"etabli/{name}").state for name in [*names, "20-ourlet-vingt-quatre-heures"]}
    assert list(states.values()) == ["taken_up", "measured", "closed", "closed", "closed", "measured"]
    decisions = Decision.objects.unscoped("the test counts").filter(after="closed")
    assert decisions.count() == 3
    assert all(len(decision.reason) > 200 for decision in decisions)
    project = told.contribution("etabli/20-ourlet-vingt-quatre-heures")
    outcomes = Outcome.objects.unscoped("the test counts").filter(contribution=project)
    assert list(outcomes.values_list("value", "grade")) == [(Decimal("2.8000"), "B"), (Decimal("19.0000"), "D")]


def test_an_idea_is_being_weighed_and_a_store_manager_is_still_waited_for(told):
    idea = told.contribution("etabli/21-mesures-gardees")
    assert (idea.state, still_to_answer(idea)) == ("exploring", {told.people["karim-belhadj"].pk})
    assert sorted(Mark.objects.filter(idea_id=idea.pk).values_list("value", flat=True)) == [2, 3, 4, 4, 4, 5]


def test_every_text_is_heard_in_the_language_it_is_written_in(told):
    heard = dict(POSTS.values_list("pk", "language"))
    written = {told.post_ids[text.key]: text.language for thread in told.story.threads for text in thread.texts()}
    assert {pk: heard[pk] for pk in written} == written


def test_every_persona_finds_something_open(told):
    personas = {persona: told.people[handle] for persona, handle in told.story.personas.items()}
    manager = Membership.objects.filter(person=personas["community-manager"], role=Role.STEWARD).values("community_id")
    assert JoinRequest.objects.filter(decided_at=None, community_id__in=manager).count() == 2
    assert CONTRIBUTIONS.filter(standing=Standing.HELD, home_id__in=manager).count() == 1
    assert Report.objects.filter(closed_at=None, post__contribution__home_id__in=manager).count() == 1
    for persona in ("member", "partner-guest"):
        assert CommunityInvitation.objects.filter(person=personas[persona], answered_at=None).count() == 1
    assert Draft.objects.filter(person=personas["member"]).count() == 1
    assert Bookmark.objects.filter(person=personas["member"]).count() == 3
    for persona in ("member", "store-manager", "community-manager"):
        assert Notice.objects.filter(person=personas[persona], read_at=None).exists()
        lines = Membership.objects.filter(person=personas[persona]).values_list("seen_at", flat=True)
        assert all(line < now() - timedelta(hours=6) for line in lines)
    assert personas["administrator"].is_administrator


def test_nobody_is_told_by_mail_and_nothing_is_left_to_do(told):
    assert mail.outbox == []
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert not Notice.objects.filter(read_at=None, at__lt=now() - timedelta(days=12)).exists()
    assert not Job.objects.exists()


def test_nobody_can_sign_in_with_a_password(told):
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_everything_can_be_found(told):
    assert Document.objects.filter(subject="person").count() == 240
    assert Document.objects.filter(subject="community").count() == 14
    assert Document.objects.filter(subject__in=("contribution", "reply")).count() >= 283


def test_a_second_telling_has_the_same_addresses(told):
    assert told.people["ines-caradec"].pid == pid_of("person", "ines-caradec")
    assert set(CONTRIBUTIONS.values_list("pid", flat=True)) == {
        pid_of("contribution", one.key) for one in told.story.threads
    } | {
        pid_of("contribution", step["title"])
        for one in told.story.threads
        for step in one.steps
        if step["do"] == "talk"
    }
    assert set(Attachment.objects.unscoped("the test counts").values_list("pid", flat=True)) == {
        pid_of("attachment", f"{text.key}/{shown.name}")
        for thread in told.story.threads
        for text in thread.texts()
        for shown in text.shown
    }


def test_what_people_show_hangs_on_their_texts_and_is_described(told):
    shown = Attachment.objects.unscoped("the test counts").select_related("post")
    assert [one.name for one in shown if one.post is None or one.post.author_id != one.owner_id] == []
    assert sorted(one.name for one in shown if not one.is_image) == [
        "liste-des-trous.csv",
        "pesee-huit-boutiques.csv",
    ]
    assert len([one for one in shown if one.is_image and one.alt]) == 11
    assert COMMUNITIES.exclude(cover="").count() == 12
