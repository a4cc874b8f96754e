"""What stands open when the demo is opened, so that every persona finds something to read, answer or decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F

from passerelle.communities import actions as community_actions
from passerelle.communities.models import Membership, Role
from passerelle.contributions import actions
from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.gatherings import ask_in
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.timeline import Timeline
from passerelle.moderation.actions import report
from passerelle.notifications.models import Notice, Reason
from passerelle.people.models import Person

Row = Mapping[str, Any]
READ_WITHIN = timedelta(hours=5)
READ_BY_NOW = -10  # days: notices older than this were read by everybody


def leave_open(timeline: Timeline, cast: Cast) -> None:
    """Put what is open on the timeline, in the moments somebody left it so."""
    doing = {
        "steward": _name_steward,
        "request": _request,
        "report": _report,
        "invitation": _invite,
        "draft": _draft,
        "bookmark": _keep,
        "follow": _follow,
    }
    for what, deed in doing.items():
        for row in cast.story.pending[what]:
            moment = cast.days.moment(row["at"], row.get("by", row["handle"])) if "at" in row else cast.days.end
            timeline.at(moment, deed, cast, row)


def settle_attention(cast: Cast) -> None:
    """Draw the unread lines, read the old notices, and let nobody be told by mail what is history."""
    Notice.objects.update(mailed_at=F("at"))
    old = Notice.objects.filter(at__lt=cast.days.end + timedelta(days=READ_BY_NOW))
    old.update(read_at=F("at") + READ_WITHIN)
    followed = Notice.objects.filter(reason=Reason.INVITATION, community__memberships__person_id=F("person_id"))
    Notice.objects.filter(pk__in=followed.values("pk")).update(read_at=F("at") + READ_WITHIN)
    for handle, at in cast.story.pending["seen"].items():
        person, moment = cast.people[handle], cast.days.moment(at, handle)
        Membership.objects.filter(person=person, seen_at__lt=moment).update(seen_at=moment)
    personas = [cast.people[handle].pk for handle in cast.story.personas.values()]
    Person.objects.filter(pk__in=personas).update(mail_rhythm=Person.MailRhythm.AT_ONCE)


def _name_steward(cast: Cast, row: Row) -> None:
    community, by = cast.community(row["community"]), cast.actor(row["by"])
    person = cast.people[row["handle"]]
    if not Membership.objects.filter(community=community, person=person).exists():
        ask_in(cast, community, row["handle"], by=by)
    community_actions.set_role(community, person, Role.STEWARD, by=by)


def _request(cast: Cast, row: Row) -> None:
    community_actions.request_to_join(cast.community(row["community"]), note=row["note"], by=cast.actor(row["handle"]))


def _report(cast: Cast, row: Row) -> None:
    report(cast.post(row["text"]), reason=row["reason"], note=row["note"], by=cast.actor(row["handle"]))


def _invite(cast: Cast, row: Row) -> None:
    community_actions.invite(cast.community(row["community"]), cast.people[row["handle"]], by=cast.actor(row["by"]))


def _draft(cast: Cast, row: Row) -> None:
    pids = {slug: pid_of("community", slug) for slug in cast.community_ids}
    fields = {"title": row["title"], "text": row["text"].strip()}
    actions.save_draft(row["place"].format_map(pids), fields, by=cast.actor(row["handle"]))


def _keep(cast: Cast, row: Row) -> None:
    texts: Iterable[str] = row["texts"]
    for key in texts:
        actions.bookmark(cast.post(key), by=cast.actor(row["handle"]))


def _follow(cast: Cast, row: Row) -> None:
    subject: models.Model
    if "topic" in row:
        subject = cast.topics[row["topic"]]
    elif "person" in row:
        subject = cast.people[row["person"]]
    else:
        subject = cast.community(row["community"])
    actions.follow(subject, row["level"], by=cast.actor(row["handle"]))
