"""How the communities began and who came in when, each through the door the community has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from passerelle.communities import actions
from passerelle.communities.models import Community, Membership, MembershipRule, Role
from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.names import chance, pid_of
from passerelle.exchange.demo.showing import keep_cover
from passerelle.exchange.demo.timeline import Timeline
from passerelle.journal.actor import Actor
from passerelle.kinds.blueprints import find_blueprint
from passerelle.people.models import Organisation

Row = Mapping[str, Any]
SETTLED = -25  # by then everybody who joined by hand had come


def gather(timeline: Timeline, cast: Cast) -> None:
    """Put the beginning of every community on the timeline, and everybody's way in."""
    first = _first_deeds(cast)
    for row in cast.story.communities:
        founder, *stewards = row["stewards"]
        began = cast.days.moment(f"{row['created']} 09:10", founder)
        timeline.at(began, _found, cast, row)
        for number, handle in enumerate([*stewards, row["sponsor"]], start=1):
            role = Role.STEWARD if handle in stewards else Role.SPONSOR
            timeline.at(began + timedelta(minutes=7 * number), _bring_in, cast, row, handle, role)
        for handle in row["members"]:
            if handle not in {founder, *stewards, row["sponsor"]}:
                moment = _arrival(cast, row, handle, first.get((row["slug"], handle)))
                timeline.at(max(moment, began + timedelta(hours=2)), _come_in, cast, row, handle)


def _first_deeds(cast: Cast) -> dict[tuple[str, str], datetime]:
    """When somebody first wrote, reacted or did something in a community: they had come in before."""
    found: dict[tuple[str, str], datetime] = {}
    for thread in cast.story.threads:
        for step in thread.steps:
            moment = cast.days.moment(step["at"], step["by"])
            key = thread.community, step["by"]
            found[key] = min(moment, found.get(key, moment))
        for text in thread.texts():
            moment = cast.days.moment(text.at, text.author)
            for handle in (text.author, *text.helped, *(one for many in text.reactions.values() for one in many)):
                found[thread.community, handle] = min(moment, found.get((thread.community, handle), moment))
    return found


def _arrival(cast: Cast, row: Row, handle: str, first: datetime | None) -> datetime:
    began = row["created"] + 1
    until = min((first.date() - cast.days.last).days - 1 if first else SETTLED, SETTLED)
    number = began + int(max(0, until - began) * chance("arrival", row["slug"], handle) ** 2)
    return cast.days.working_hour(number, handle, row["slug"])


def _found(cast: Cast, row: Row) -> None:
    founder = cast.actor(row["stewards"][0])
    blueprint = find_blueprint(row["blueprint"])
    community = actions.found(
        name=row["name"],
        purpose=row["purpose"],
        by=founder,
        topics=[cast.topics[slug] for slug in row["topics"]],
        guidelines=row["guidelines"].strip(),
        welcome=row["welcome"].strip(),
        languages=row["languages"],
        parent=cast.community(row["parent"]) if "parent" in row else None,
        visibility=row["visibility"],
        joining=row["joining"],
        contributing=row["contributing"],
        open_to_partners=row["open_to_partners"],
        blueprint=row["blueprint"],
        kinds=list(blueprint.kinds) if blueprint else [],
    )
    community.pid = pid_of("community", row["slug"])
    community.cover = keep_cover(row["slug"], row["sky"]) if "sky" in row else ""
    community.save(update_fields=["pid", "cover"])
    cast.community_ids[row["slug"]] = community.pk
    actions.set_objectives(community, [_objective(one) for one in row["objective"]], by=founder)
    if "rule" in row:
        actions.set_rules(community, [_rule(cast, row["rule"])], by=founder)


def _objective(row: Row) -> dict[str, Any]:
    return {"text": row["title"], "key_results": [_key_result(one) for one in row["key_results"]]}


def _key_result(row: Row) -> dict[str, Any]:
    way = row["target"] - row["start"]
    done = (row["now"] - row["start"]) / way if way else 1.0
    text = f"{row['title']} : {row['now']:g} → {row['target']:g} {row['unit']}"
    return {"text": text, "progress": round(100 * min(1.0, max(0.0, done)))}


def _rule(cast: Cast, row: Mapping[str, str]) -> MembershipRule:
    home = next(one for one in cast.organisations.values() if one.kind == Organisation.Kind.HOME)
    unit = cast.units[row["unit"]] if "unit" in row else None
    return MembershipRule(organisation=home, unit=unit, country=row.get("country", ""))


def _bring_in(cast: Cast, row: Row, handle: str, role: Role) -> None:
    """The founder asks somebody in to lead with them, or to hold a hand over it."""
    founder = cast.actor(row["stewards"][0])
    community = cast.community(row["slug"])
    if not _is_in(community, cast, handle):
        ask_in(cast, community, handle, by=founder)
    if handle != row["stewards"][0]:
        actions.set_role(community, cast.people[handle], role, by=founder)


def _come_in(cast: Cast, row: Row, handle: str) -> None:
    community, person = cast.community(row["slug"]), cast.people[handle]
    if _is_in(community, cast, handle):  # by rule
        return
    steward, actor = cast.actor(row["stewards"][0]), cast.actor(handle)
    if person.is_guest or community.joining == Community.Joining.INVITATION:
        ask_in(cast, community, handle, by=steward)
    elif community.joining == Community.Joining.REQUEST:
        actions.decide_request(actions.request_to_join(community, note="", by=actor), accept=True, by=steward)
    else:
        actions.join(community, by=actor)


def ask_in(cast: Cast, community: Community, handle: str, *, by: Actor) -> None:
    """Invite somebody, who says yes."""
    invitation = actions.invite(community, cast.people[handle], by=by)
    actions.answer_invitation(invitation, accept=True, by=cast.actor(handle))


def _is_in(community: Community, cast: Cast, handle: str) -> bool:
    return Membership.objects.filter(community=community, person=cast.people[handle]).exists()
