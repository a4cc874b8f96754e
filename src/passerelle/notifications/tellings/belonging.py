"""Tellings of belonging: who is asked into a community, and what was decided about a membership."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext_noop as words

from passerelle.communities.models import JoinRequest, Role
from passerelle.journal.models import Entry
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings.registry import Telling, Told


def _person(reason: Reason) -> Callable[[Entry], Told]:
    def whom(entry: Entry) -> Told:
        told = Told(entry.actor_id)
        told.add(reason, entry.particulars.get("person"))
        told.spare(entry.actor_id)
        return told

    return whom


def _reasons(notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, str]:
    """What the community manager wrote when declining."""
    by_request = {entry.subject_id: notice.pk for notice, entry in notices}
    rows = JoinRequest.objects.filter(pk__in=by_request).values_list("pk", "reason")
    return {by_request[request]: reason for request, reason in rows}


def _role(notice: Notice, entry: Entry | None) -> dict[str, str]:
    role = entry.particulars.get("after", "") if entry else ""
    return {"role": str(Role(role).label) if role in Role.values else ""}


BELONGING = {
    "membership.invited": Telling(
        _person(Reason.INVITATION), {Reason.INVITATION: words("%(who)s invites you into %(where)s")}
    ),
    "membership.accepted": Telling(
        _person(Reason.MEMBERSHIP), {Reason.MEMBERSHIP: words("%(who)s welcomes you in %(where)s")}
    ),
    "membership.declined": Telling(
        _person(Reason.MEMBERSHIP),
        {Reason.MEMBERSHIP: words("%(who)s did not accept your request to join %(where)s")},
        details=_reasons,
    ),
    "membership.role_set": Telling(
        _person(Reason.MEMBERSHIP),
        {Reason.MEMBERSHIP: words("%(who)s changed your role in %(where)s: %(role)s")},
        values=_role,
    ),
    "membership.removed": Telling(
        _person(Reason.MEMBERSHIP), {Reason.MEMBERSHIP: words("%(who)s ended your membership in %(where)s")}
    ),
}
