"""Who is told of what, in which words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community, Role
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.models import Entry
from passerelle.kinds.talk.question import actions as questions
from passerelle.lib.clock import as_of, zone
from passerelle.moderation import actions as moderation
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tests.told import follow_all, sentences, told
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def name(person: Person) -> str:
    return f"@{{person:{person.pid}}}"


def answer(to: Contribution, who: Person, text: str = "An answer.", parent: Post | None = None) -> Post:
    return actions.reply(to, text=text, parent=parent, by=as_actor(who))


def test_a_mention_reaches_only_those_who_may_read(cast: Cast, places: Places) -> None:
    text = " ".join(name(person) for person in (cast.mia, cast.otto, cast.gwen, cast.fred, cast.iris))
    actions.contribute("update", places.closed, title="Plans", text=text, by=as_actor(cast.ada))
    assert sentences(cast.mia) == ["Ada Orsel names you in “Plans”"]
    assert [sentences(person) for person in (cast.otto, cast.gwen, cast.fred)] == [[], [], []]
    assert Notice.objects.count() == 1


def test_an_edit_tells_only_who_is_named_anew(cast: Cast, places: Places) -> None:
    made = actions.contribute("update", places.open, title="Plans", text=name(cast.mia), by=as_actor(cast.ada))
    text = f"{name(cast.mia)} and {name(cast.otto)}"
    actions.edit(made, title="Plans", text=text, by=as_actor(cast.ada))
    assert len(sentences(cast.mia)) == 1
    assert sentences(cast.otto) == ["Ada Orsel names you in “Plans”"]


def test_an_answer_tells_author_parent_and_followers_once_each(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    first = answer(made, cast.mia)
    run_all()
    answer(made, cast.sam, text=f"{name(cast.ada)} look", parent=first)
    assert sentences(cast.ada) == ["Sam Orsel names you in “Bread”", "Mia Orsel answers you: “Bread”"]
    assert sentences(cast.mia) == ["Sam Orsel answers your reply in “Bread”"]
    assert sentences(cast.sam) == []
    answer(made, cast.otto)
    assert sentences(cast.mia)[0] == "Otto Orsel replies in “Bread”"


def test_watching_and_following_a_place_tell_what_is_new(cast: Cast, places: Places) -> None:
    follow_all("watch", [cast.otto, cast.gwen], community=places.open)
    follow_all("follow", [cast.mia], community=places.open)
    follow_all("watch", [cast.fred], followed=cast.ada)
    bring("Bread", places.open, cast.ada)
    assert sentences(cast.otto) == sentences(cast.fred) == sentences(cast.mia) == ["Ada Orsel brought “Bread”"]
    assert sentences(cast.gwen) == []


def test_a_muted_conversation_is_silent_even_for_mentions(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    follow_all("mute", [cast.mia], contribution=made)
    answer(made, cast.otto, text=name(cast.mia))
    assert sentences(cast.mia) == []


def test_a_muted_community_is_silent_except_for_what_is_addressed_to_one(cast: Cast, places: Places) -> None:
    follow_all("watch", [cast.mia], community=places.open)
    communities.mute(places.open, by=as_actor(cast.mia))
    bring("Bread", places.open, cast.ada)
    actions.contribute("update", places.open, title="Plans", text=name(cast.mia), by=as_actor(cast.ada))
    assert sentences(cast.mia) == ["Ada Orsel names you in “Plans”"]


def test_what_becomes_of_a_question_is_told(cast: Cast, places: Places) -> None:
    made = bring("Why?", places.open, cast.ada, kind="question")
    reply = answer(made, cast.mia)
    follow_all("follow", [cast.otto], contribution=made)
    questions.accept(reply, by=as_actor(cast.sam))
    questions.not_yet(made, by=as_actor(cast.ada))
    assert sentences(cast.mia) == [
        "Ada Orsel still looks for an answer to “Why?”",
        "Sam Orsel: your reply answers “Why?”",
    ]
    assert sentences(cast.ada)[0] == "Sam Orsel found an answer to “Why?”"
    assert sentences(cast.otto)[1] == "Sam Orsel found an answer to “Why?”"


def test_sharing_tells_author_and_watchers_of_the_other_place(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    follow_all("watch", [cast.gwen], community=places.shared)
    actions.share(made, places.shared, by=as_actor(cast.sam))
    assert sentences(cast.ada) == sentences(cast.gwen) == ["Sam Orsel shared “Bread” to another community"]


def test_decisions_about_a_text_reach_its_author_with_the_reason(cast: Cast, places: Places) -> None:
    Community.objects.unscoped("test").filter(pk=places.open.pk).update(contributing="moderated")
    place = Community.objects.unscoped("test").get(pk=places.open.pk)
    kept, refused = bring("Bread", place, cast.ada), bring("Cake", place, cast.ada)
    moderation.approve(kept.body, by=as_actor(cast.sam))
    moderation.refuse(refused.body, reason="Too sweet.", by=as_actor(cast.sam))
    moderation.remove(kept.body, reason="wrong_place", by=as_actor(cast.sam))
    assert [(line.sentence, line.words) for line in told(cast.ada)] == [
        ("Sam Orsel removed a text of yours", "Reason: It does not belong here"),
        ("Sam Orsel did not publish “Cake”", "Too sweet."),
        ("Sam Orsel published your text: “Untitled”", ""),
    ]


def test_belonging(cast: Cast, places: Places) -> None:
    places.closed.joining = "request"
    places.closed.save()
    first = communities.request_to_join(places.closed, note="", by=as_actor(cast.otto))
    communities.decide_request(first, accept=False, reason="Full.", by=as_actor(cast.sam))
    second = communities.request_to_join(places.closed, note="", by=as_actor(cast.fred))
    communities.decide_request(second, accept=True, by=as_actor(cast.sam))
    communities.set_role(places.closed, cast.fred, Role.STEWARD, by=as_actor(cast.sam))
    communities.invite(places.secret, cast.otto, by=as_actor(cast.sam))
    assert [(line.sentence, line.words) for line in told(cast.otto)] == [
        ("Sam Orsel invites you into Secret vault", ""),
        ("Sam Orsel did not accept your request to join Closed workshop", "Full."),
    ]
    assert sentences(cast.fred) == [
        "Sam Orsel changed your role in Closed workshop: Community manager",
        "Sam Orsel welcomes you in Closed workshop",
    ]


def test_an_answered_invitation_no_longer_names_a_secret_community(cast: Cast, places: Places) -> None:
    asked = communities.invite(places.secret, cast.otto, by=as_actor(cast.sam))
    communities.answer_invitation(asked, accept=False, by=as_actor(cast.otto))
    assert sentences(cast.otto) == []


def test_a_message_reaches_every_member_once(cast: Cast, places: Places) -> None:
    follow_all("watch", [cast.mia], community=places.open)
    actions.broadcast(places.open, title="News", text=f"{name(cast.ada)} and all", by=as_actor(cast.sam))
    assert sentences(cast.mia) == ["Sam Orsel writes to all members of Open kitchen: “News”"]
    assert sentences(cast.ada) == ["Sam Orsel names you in “News”"]
    assert sentences(cast.sam) == []


def test_an_import_tells_nobody(cast: Cast, places: Places) -> None:
    bring("Bread", places.open, cast.ada)
    follow_all("watch", [cast.mia], community=places.open)
    Entry.objects.update(via="import")
    assert sentences(cast.mia) == []


def test_guests_read_no_name_they_may_not_know(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.shared, cast.gwen)
    answer(made, cast.ada)
    communities.remove_member(places.shared, cast.ada, by=as_actor(cast.sam))
    assert sentences(cast.gwen) == ["Somebody answers you: “Bread”"]


def test_a_text_without_title_is_quoted_up_to_the_end_of_a_word(cast: Cast, places: Places) -> None:
    text = "We moved the oven to the window because the light is better there and nobody burns their hands any more."
    made = actions.contribute("update", places.open, title="", text=text, by=as_actor(cast.ada))
    actions.reply(made, text="Yes.", by=as_actor(cast.mia))
    begins = "We moved the oven to the window because the light is better there and nobody…"
    assert sentences(cast.ada) == [f"Mia Orsel answers you: “{begins}”"]


def test_messages_beyond_those_of_a_week_disturb_nobody(cast: Cast, places: Places) -> None:
    """A week begins on Monday, where the installation is; the change of the year and of clocks makes no difference."""
    communities.revise(places.open, by=as_actor(cast.sam), weekly_messages=2)
    here, monday = zone(""), datetime(2025, 3, 31, tzinfo=zone(""))
    moments = [monday - timedelta(minutes=each) for each in (3, 2, 1)] + [monday, monday + timedelta(days=6, hours=23)]
    moments.append(datetime(2025, 4, 6, 23, 59, tzinfo=here))
    for number, moment in enumerate(moments):
        with as_of(moment):
            actions.broadcast(places.open, title=f"News {number}", text="All", by=as_actor(cast.sam))
    entries = Entry.objects.filter(verb="community.messaged").order_by("pk")
    assert [entry.particulars["at_once"] for entry in entries] == [True, True, False, True, True, False]


def test_a_message_beyond_the_cap_stands_in_the_inbox_and_is_not_mailed_at_once(cast: Cast, places: Places) -> None:
    communities.revise(places.open, by=as_actor(cast.sam), weekly_messages=1)
    for title in ("First", "Second"):
        actions.broadcast(places.open, title=title, text="All", by=as_actor(cast.sam))
    run_all()
    notices = Notice.objects.filter(person=cast.mia, reason=Reason.MESSAGE).order_by("pk")
    assert [(each.contribution.title, each.mailed_at is not None) for each in notices] == [
        ("First", True),
        ("Second", False),
    ]
