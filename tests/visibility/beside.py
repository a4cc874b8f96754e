"""A second life beside somebody's own: whatever they may not see is doubled, moved, counted up and talked about.

What that somebody may see stays, row by row, as it is. So each of their pages must stay as it is, byte by byte: ``twins`` looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from django.db.models import F

from passerelle.communities.models import Community, CommunityInvitation, JoinRequest, Membership, Objective
from passerelle.contributions.models import (
    Bookmark,
    Change,
    Contribution,
    Deadline,
    Draft,
    Follow,
    Placement,
    Post,
)
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.moderation.models import Report
from passerelle.people.models import Person, PersonTopic, Unit
from passerelle.search.indexing import index_communities, index_contributions, index_people
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic
from passerelle.work.models import Job
from visibility.doubling import double, every
from visibility.oracle import Oracle
from visibility.world import World

SOMETHING = "kettle pitcher told objective house orsel meet"  # all that the walk asks the search for


@dataclass(frozen=True, slots=True)
class Apart:
    """Where somebody's world ends: what is not there for them, as rows, and who else is about."""

    own: int  # their key, 0 for nobody
    others: list[Person]
    unread: list[Community]  # they may know the name, but do not read in it
    unknown: list[Community]
    unmanaged: list[Community]
    things: list[Contribution]  # here and below of those that stand for all others
    texts: list[Post]
    undecided: list[Post]  # others wrote them, and others decide about them
    listed: list[Contribution]  # seen by them, and in a feed
    unheard: list[Contribution]  # seen by them, but not what is said below


def live_beside(world: World, actor: str) -> None:
    """Change all that this actor may not see and nothing else, where it will be taken back."""
    oracle = world.oracles[actor]
    apart = _apart(world, oracle)
    found = _open_another_place(apart)
    heads = double(apart.things, apart.texts)
    _carry_away(apart)
    _go_on_talking(apart)
    _belong(apart)
    _keep_for_oneself(apart, heads)
    _record(apart, heads)
    _ask_and_report(apart)
    _name(apart, heads)
    strangers = [] if oracle.is_colleague else _hire(apart)
    index_contributions([head.pk for head in (*heads, *apart.things, *apart.listed, *apart.unheard)])
    index_people(strangers)
    index_communities([place.pk for place in (found, *apart.unread)])


def _apart(world: World, oracle: Oracle) -> Apart:
    known, own = world.facts, oracle.who.id if oracle.who else 0
    shown = {head.pk for head in world.shown}
    heads = [head for head in every(Contribution) if head.pk in shown]
    texts = [text for text in every(Post) if text.contribution_id in shown]
    listed = {thing for things in known.listed.values() for thing in things}
    seen = {head.pk for head in heads if oracle.sees(known.things[head.pk])}
    heard = {head.pk for head in heads if oracle.hears_the_conversation(known.things[head.pk])}

    def places(question: Callable[[Any], bool]) -> list[Community]:
        return [place for place in every(Community) if not question(known.places[place.pk])]

    unmanaged = places(oracle.manages)
    elsewhere = {head.pk for head in heads} & {
        pk for pk, thing in known.things.items() if thing.home in {place.pk for place in unmanaged}
    }
    return Apart(
        own=own,
        others=[person for person in every(Person) if person.pk != own],
        unread=places(oracle.reads),
        unknown=places(oracle.knows_of),
        unmanaged=unmanaged,
        things=[head for head in heads if head.pk not in seen],
        texts=[text for text in texts if not oracle.reads_text(known.texts[text.pk])],
        undecided=[text for text in texts if text.contribution_id in elsewhere and text.author_id != own],
        listed=[head for head in heads if head.pk in seen & listed],
        unheard=[head for head in heads if head.pk in seen - heard],
    )


def _open_another_place(apart: Apart) -> Community:
    """A secret community below one that is known, with everybody else in it; what others say of the ones that are not read."""
    parent = next((place for place in every(Community) if place not in apart.unread), None)
    found = Community.objects.create(
        slug="other", name="Other house", purpose=SOMETHING, visibility="secret", open_to_partners=True, parent=parent
    )
    for place in (found, *apart.unread):
        Objective.objects.create(community=place, text=SOMETHING)
    unread = Community.objects.unscoped("the other life").filter(pk__in=[place.pk for place in apart.unread])
    unread.update(guidelines=SOMETHING, welcome=SOMETHING, last_activity_at=now())
    apart.unread.append(found)
    apart.unknown.append(found)
    return found


def _carry_away(apart: Apart) -> None:
    """Others share what is seen here to places that are not."""
    held = {(row.contribution_id, row.community_id) for row in every(Placement)}
    Placement.objects.bulk_create(
        Placement(contribution=head, community=place, is_home=False, placed_at=now(), pinned_at=now())
        for head in apart.listed
        for place in apart.unread
        if (head.pk, place.pk) not in held
    )
    _turn(apart.listed)


def _go_on_talking(apart: Apart) -> None:
    """Replies below what is seen, where this one does not hear them."""
    Post.objects.bulk_create(
        Post(contribution=head, author=apart.others[0], source=SOMETHING, html=SOMETHING, excerpt=SOMETHING)
        for head in apart.unheard
    )
    _turn(apart.unheard, replies_count=F("replies_count") + 1, last_activity_at=now())
    unread = Post.objects.unscoped("the other life").filter(pk__in=[text.pk for text in apart.texts])
    unread.update(reactions_count={"thanks": 7, "idea": 3}, edited_at=now())


def _turn(heads: list[Contribution], **changes: Any) -> None:
    """As every verb does that changes what a card shows to some."""
    rows = Contribution.objects.unscoped("the other life").filter(pk__in=[head.pk for head in heads])
    rows.update(version=F("version") + 1, **changes)


def _belong(apart: Apart) -> None:
    """Others join what is not known here, read on everywhere, and set their own house in order."""
    held = {(row.person_id, row.community_id) for row in every(Membership)}
    Membership.objects.bulk_create(
        Membership(person=person, community=place)
        for place in apart.unknown
        for person in apart.others
        if (person.pk, place.pk) not in held
    )
    Membership.objects.exclude(person_id=apart.own).update(seen_at=now(), muted=True)
    Person.objects.exclude(pk=apart.own).update(theme="dark", mail_rhythm="never", consents_coffee=True)


def _keep_for_oneself(apart: Apart, heads: list[Contribution]) -> None:
    """Bookmarks, drafts and follows of others; and of this one, towards what is gone from their sight."""
    bodies = [text.pk for text in apart.texts if text.is_body] + [head.body_id for head in (*heads, *apart.listed)]
    held = {(row.person_id, row.post_id) for row in every(Bookmark)}
    Bookmark.objects.bulk_create(
        Bookmark(person=who, post_id=pk) for who in apart.others for pk in bodies if pk and (who.pk, pk) not in held
    )
    Follow.objects.bulk_create(
        Follow(person=who, contribution=head, level="watch") for who in apart.others for head in apart.listed
    )
    Draft.objects.bulk_create(Draft(person=who, place="new:update:", fields={"text": "…"}) for who in apart.others)
    if apart.own:
        Follow.objects.bulk_create(Follow(person_id=apart.own, contribution=head) for head in heads)
        Follow.objects.bulk_create(Follow(person_id=apart.own, community=place) for place in apart.unknown)
        Deadline.objects.bulk_create(
            Deadline(person_id=apart.own, contribution=head, purpose="look", due_at=now()) for head in heads
        )


def _record(apart: Apart, heads: list[Contribution]) -> None:
    """What was done out of sight, also to what is seen."""
    Entry.objects.bulk_create(
        Entry(
            at=now(),
            actor=apart.others[0],
            via="web",
            verb=verb,
            subject_type="contribution",
            subject_id=head.pk,
            contribution_id=head.pk,
            community_id=place.pk,
        )
        for verb, done in (
            ("contribution.shared", [*heads, *apart.listed]),
            ("reply.published", [*heads, *apart.unheard]),
            ("reply.held", [*heads, *apart.listed]),
            ("contribution.moved", heads),
        )
        for head, place in zip(done, cycle(apart.unread))
    )
    Job.objects.bulk_create(Job(task="search.renew_people") for _number in range(3))


def _ask_and_report(apart: Apart) -> None:
    """People ask into communities, report texts and change their own, where this one decides nothing."""
    asked = {(row.person_id, row.community_id) for row in every(JoinRequest)}
    invited = {(row.person_id, row.community_id) for row in every(CommunityInvitation)}
    pairs = [(who, place) for who in apart.others for place in apart.unmanaged]
    JoinRequest.objects.bulk_create(
        JoinRequest(person=who, community=place) for who, place in pairs if (who.pk, place.pk) not in asked
    )
    CommunityInvitation.objects.bulk_create(
        CommunityInvitation(person=who, community=place, inviter=apart.others[0])
        for who, place in pairs
        if (who.pk, place.pk) not in invited
    )
    changed = {row.post_id for row in every(Change)}
    Change.objects.bulk_create(
        Change(post=text, source=SOMETHING) for text in apart.undecided if text.pk not in changed
    )
    Report.objects.bulk_create(Report(post=text, reporter=apart.others[-1], reason="false") for text in apart.undecided)


def _name(apart: Apart, heads: list[Contribution]) -> None:
    """Topics of what is not seen: those in use, and one nobody here has heard of; and what others know in silence."""
    find_or_create(["Unheard of"], "en")
    topics = every(Topic)
    through = Contribution.topics.through
    held = {(row.contribution_id, row.topic_id) for row in every(through)}
    through._default_manager.bulk_create(
        through(contribution_id=head.pk, topic_id=topic.pk)
        for head in (*apart.things, *heads)
        for topic in topics
        if (head.pk, topic.pk) not in held
    )
    known = {(row.person_id, row.topic_id) for row in every(PersonTopic)}
    PersonTopic.objects.bulk_create(
        PersonTopic(person=who, topic=topic)
        for who in apart.others
        for topic in topics
        if (who.pk, topic.pk) not in known
    )
    Follow.objects.bulk_create(Follow(person=who, topic=topic) for who in apart.others for topic in topics)


def _hire(apart: Apart) -> list[int]:
    """Colleagues and a unit, for those who do not meet all of them."""
    unit = Unit.objects.create(slug="elsewhere", name="House elsewhere")
    people = Person.objects.bulk_create(
        Person(name=f"Orsel {number}", sort_name="a", bio=SOMETHING, unit=unit, email=f"{number}@orsel.example")
        for number in range(3)
    )
    return [person.pk for person in people]
