"""How closely somebody follows what, and what they are told then: the table of the guide, tried line by line."""

from __future__ import annotations

import re
from itertools import product

import pytest

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.following import (
    NONE,
    Attention,
    Cause,
    Choice,
    Level,
    attention_of,
    attentions,
    attentions_of,
    effective,
)
from passerelle.contributions.models import Contribution, Follow
from passerelle.kinds.talk.question import actions as questions
from passerelle.notifications.models import Notice
from passerelle.notifications.tests.told import follow_all
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all

SUBJECTS = ("contribution", "community", "topic", "followed")
CAUSES = dict(zip(SUBJECTS, (Cause.CHOSEN, Cause.COMMUNITY, Cause.TOPIC, Cause.PERSON), strict=True))
WIDER = SUBJECTS[1:]
# (subject, level) → what one is told of: something new, a reply, a step, a reply that names one
TOLD = {
    **{(wider, "watch"): ["followed", "followed", "followed", "mention"] for wider in WIDER},
    **{(wider, "follow"): ["followed", "", "followed", "mention"] for wider in WIDER},
    **{(wider, level): ["", "", "", "mention"] for wider in WIDER for level in ("normal", "mute")},
    ("contribution", "watch"): ["", "followed", "followed", "mention"],  # it is there before one can follow it
    ("contribution", "follow"): ["", "", "followed", "mention"],
    ("contribution", "normal"): ["", "", "", "mention"],
    ("contribution", "mute"): ["", "", "", ""],
}


@pytest.mark.django_db
@pytest.mark.parametrize(("subject", "level"), list(product(SUBJECTS, Level.values)))
def test_what_is_told(cast: Cast, places: Places, subject: str, level: str) -> None:
    topic = find_or_create(["Ovens"], "en")[0]
    wider = {"community": places.open, "topic": topic, "followed": cast.ada}
    if subject in wider:
        follow_all(level, [cast.mia], **{subject: wider[subject]})
    made = bring("Why?", places.open, cast.ada, "question", topics=[topic])
    if subject == "contribution":
        follow_all(level, [cast.mia], contribution=made)
    heard = [news(cast)]
    reply = actions.reply(made, text="So.", by=as_actor(cast.otto))
    heard.append(news(cast))
    questions.accept(reply, by=as_actor(cast.ada))
    heard.append(news(cast))
    actions.reply(made, text=f"@{{person:{cast.mia.pid}}}", by=as_actor(cast.otto))
    heard.append(news(cast))
    assert heard == TOLD[subject, level]
    found = attention(cast, made)
    assert found == (
        NONE if level == "normal" and subject in wider else Attention(Level(level), CAUSES[subject], found.subject)
    )


def news(cast: Cast) -> str:
    """Why Mia was told something since the last time; nothing when she was not."""
    run_all()
    told = list(Notice.objects.filter(person=cast.mia).values_list("reason", flat=True))
    Notice.objects.all().delete()
    return ", ".join(told)


def attention(cast: Cast, made: Contribution) -> Attention:
    """Mia's, by all the ways that ask."""
    head = Contribution.objects.unscoped("a test").get(pk=made.pk)
    one = attentions(head, people=[cast.mia.pk]).get(cast.mia.pk, NONE)
    assert attentions_of(cast.mia.pk, [head]) == {head.pk: one}
    assert attention_of(as_actor(cast.mia), head) == one
    return one


SOME = {
    "a choice there holds before a wider mute": (
        [("watch", Cause.CHOSEN, True), ("mute", Cause.COMMUNITY, True)],
        "watch chosen",
    ),
    "a choice there holds before a wider watch": (
        [("normal", Cause.CHOSEN, True), ("watch", Cause.TOPIC, True)],
        "normal chosen",
    ),
    "a wider mute holds before taking part": (
        [("watch", Cause.CHOSEN, False), ("mute", Cause.TOPIC, True)],
        "mute topic",
    ),
    "taking part holds before wider levels": (
        [("watch", Cause.CHOSEN, False), ("watch", Cause.PERSON, True)],
        "watch part",
    ),
    "one mute silences other watches": (
        [("watch", Cause.COMMUNITY, True), ("mute", Cause.PERSON, True)],
        "mute person",
    ),
    "the stronger of two": ([("follow", Cause.COMMUNITY, True), ("watch", Cause.PERSON, True)], "watch person"),
    "of two as strong the community": (
        [("watch", Cause.PERSON, True), ("watch", Cause.COMMUNITY, True)],
        "watch community",
    ),
    "normal is nothing": ([("normal", Cause.COMMUNITY, True)], "normal nothing"),
    "nothing": ([], "normal nothing"),
}


@pytest.mark.parametrize("name", SOME)
def test_which_holds(name: str) -> None:
    choices, expected = SOME[name]
    found = effective(Choice(level, chosen, cause, 1) for level, cause, chosen in choices)
    assert f"{found.level} {found.cause}" == expected


@pytest.mark.django_db
def test_taking_part_is_no_choice_and_a_wider_mute_silences_it(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    actions.reply(made, text="Yes.", by=as_actor(cast.mia))
    assert attention(cast, made) == Attention(Level.WATCH, Cause.PART)
    places.open.memberships.filter(person=cast.mia).update(muted=True)
    assert attention(cast, made) == Attention(Level.MUTE, Cause.COMMUNITY, places.open.pk)
    actions.reply(made, text="More.", by=as_actor(cast.otto))
    assert news(cast) == ""
    actions.follow(made, "watch", by=as_actor(cast.mia))
    assert attention(cast, made) == Attention(Level.WATCH, Cause.CHOSEN)
    actions.reply(made, text="More.", by=as_actor(cast.otto))
    assert news(cast) == "followed"
    actions.unfollow(made, by=as_actor(cast.mia))
    assert attention(cast, made).cause == Cause.COMMUNITY
    places.open.memberships.update(muted=False)
    assert attention(cast, made) == Attention(Level.WATCH, Cause.PART)


@pytest.mark.django_db
def test_without_taking_part_nothing_is_left_of_a_choice_taken_back(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    actions.follow(made, "mute", by=as_actor(cast.mia))
    actions.unfollow(made, by=as_actor(cast.mia))
    assert not Follow.objects.filter(person=cast.mia).exists()


@pytest.mark.django_db
def test_the_page_shows_what_was_chosen_and_says_what_holds(cast: Cast, places: Places, visit) -> None:  # type: ignore[no-untyped-def]  # fixture
    made = bring("Bread", places.open, cast.ada)
    client, at = visit(cast.mia), made.get_absolute_url()

    def shown() -> tuple[list[str], list[str]]:
        page = client.get(at).text
        return re.findall(r'value="(watch|follow|normal|mute)" selected', page), re.findall(r">(You [^<]*)</p>", page)

    client.post(f"/communities/{places.open.pid}/follow/", {"level": "watch"})
    assert shown() == ([], [f"You get everything here because you watch {places.open.name}."])
    client.post(f"/c/{made.pid}/follow/", {"level": "mute"})
    assert shown() == (["mute"], ["You muted this: you hear nothing of it, even when somebody names you."])
    client.post(f"/c/{made.pid}/follow/", {"level": ""})
    assert shown() == ([], [f"You get everything here because you watch {places.open.name}."])


@pytest.mark.django_db
def test_another_place_it_was_shared_to_counts_for_those_who_follow_that(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    actions.share(made, places.closed, by=as_actor(cast.sam))
    run_all()
    Notice.objects.all().delete()
    Follow.objects.create(person=cast.mia, community=places.closed, level=Level.MUTE)
    assert attention(cast, made) == NONE
    Follow.objects.update(level=Level.WATCH)
    assert attention(cast, made) == Attention(Level.WATCH, Cause.COMMUNITY, places.closed.pk)
    actions.reply(made, text="Yes.", by=as_actor(cast.otto))
    assert news(cast) == "followed"


@pytest.mark.django_db
def test_a_place_one_may_no_longer_read_tells_nothing_of_what_lies_there(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    actions.share(made, places.secret, by=as_actor(cast.sam))
    follow_all("watch", [cast.mia], community=places.secret)
    assert attention(cast, made) == Attention(Level.WATCH, Cause.COMMUNITY, places.secret.pk)
    places.secret.memberships.filter(person=cast.mia).delete()
    assert attention(cast, made) == NONE
    actions.reply(made, text="Yes.", by=as_actor(cast.otto))
    assert news(cast) == ""
