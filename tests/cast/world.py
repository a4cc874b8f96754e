"""A small life in the communities, lived through the real verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cast.people import Cast, Places, as_actor
from passerelle.communities import actions as communities
from passerelle.communities.models import CommunityInvitation, JoinRequest
from passerelle.contributions import actions
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Placement, Post, Reach
from passerelle.lib.clock import now
from passerelle.moderation import actions as moderation
from passerelle.moderation.models import Report
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic


@dataclass(frozen=True, slots=True)
class World:
    """One of each: an update with a conversation, a question, something held, refused, scheduled, closed, withdrawn."""

    update: Contribution
    question: Contribution
    held: Contribution
    refused: Contribution
    scheduled: Contribution
    inside: Contribution
    withdrawn: Contribution
    reply: Post
    answer: Post
    nested: Post
    edited: Post
    topic: Topic
    request: JoinRequest
    invitation: CommunityInvitation
    report: Report


def bring(title: str, place: object, who: object, kind: str = "update", **more: object) -> Contribution:
    """A contribution with a title; the text is made of it."""
    return actions.contribute(kind, place, title=title, text=f"About {title}.", by=as_actor(who), **more)  # type: ignore[arg-type]


def for_all(made: Contribution) -> Contribution:
    """The same as everybody sees it, where its kind begins with those involved alone."""
    kind = get_kind(made.kind_slug)
    if made.state in kind.private:
        made.state, made.reach = kind.appears, Reach.PLACEMENTS
        made.save(update_fields=["state", "reach"])
        Placement.objects.filter(contribution=made).update(listed=True)
    return made


def live(cast: Cast, places: Places) -> World:
    """Ada brings things, Mia answers, Sam steers, Otto asks to come in."""
    ada, mia, sam, otto = (as_actor(who) for who in (cast.ada, cast.mia, cast.sam, cast.otto))
    places.closed.joining = "request"
    places.closed.save(update_fields=["joining"])
    topic = find_or_create(["Ovens"], "en")[0]
    update = bring("A better oven", places.open, cast.ada, topics=[topic])
    question = bring("Which oven?", places.open, cast.ada, "question", details={"needed_by": now().date()})
    inside = bring("Only for us", places.closed, cast.ada)
    scheduled = bring("Tomorrow", places.open, cast.ada, scheduled_for=now() + timedelta(days=1))
    withdrawn = bring("Never mind", places.open, cast.ada)
    actions.withdraw(withdrawn.body, by=ada)  # type: ignore[arg-type]
    places.shared.contributing = "moderated"
    places.shared.save(update_fields=["contributing"])
    held, refused = (bring(title, places.shared, cast.mia) for title in ("Please read", "Too loud"))
    moderation.refuse(refused.body, reason="Say it more quietly.", by=sam)  # type: ignore[arg-type]
    reply = actions.reply(update, text="How **hot**?", by=mia)
    nested = actions.reply(update, text=f"As @{{person:{cast.mia.pid}}} likes it.", parent=reply, by=ada)
    answer = actions.reply(question, text="The blue one.", by=mia)
    edited = actions.edit_reply(actions.reply(update, text="Mroe", by=sam), text="More", by=sam)
    actions.react(update.body, "thanks", by=mia)  # type: ignore[arg-type]
    actions.bookmark(reply, by=ada)
    actions.share(update, places.closed, by=ada)
    actions.pin(update, places.open, by=sam)
    actions.save_draft(f"reply:{question.pid}", {"text": "Half a thought"}, by=ada)
    actions.save_draft(f"new:update:{places.open.pid}", {"title": "New", "text": "thing"}, by=ada)
    request = communities.request_to_join(places.closed, note="I weld.", by=otto)
    invitation = communities.invite(places.open, cast.otto, by=ada)
    report = moderation.report(reply, reason="other", note="Look", by=as_actor(cast.otto))
    communities.set_objectives(
        places.open, [{"text": "Better bread", "key_results": [{"text": "Ten ovens", "progress": 40}]}], by=sam
    )
    return World(
        update=update,
        question=question,
        held=held,
        refused=refused,
        scheduled=scheduled,
        inside=inside,
        withdrawn=withdrawn,
        reply=reply,
        answer=answer,
        nested=nested,
        edited=edited,
        topic=topic,
        request=request,
        invitation=invitation,
        report=report,
    )
