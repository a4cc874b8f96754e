"""Ask to come in; a community manager answers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities import rules
from passerelle.communities.actions.join import admit
from passerelle.communities.models import Community, JoinRequest
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.lib.clock import now


@transaction.atomic
def request_to_join(community: Community, *, note: str, by: Actor) -> JoinRequest:
    """Ask; an open request stands. Raises Refused where none are taken."""
    rules.may_request(community, by).require()
    request, created = JoinRequest.objects.get_or_create(
        person_id=by.own_id, community=community, decided_at=None, defaults={"note": short(note, 500)}
    )
    if created:
        record(by, "membership.requested", request, community_id=community.pk, person=by.own_id)
    return request


@transaction.atomic
def decide_request(request: JoinRequest, *, accept: bool, reason: str = "", by: Actor) -> JoinRequest:
    """Let somebody in, or not and say why; raises Refused unless the actor decides for the community."""
    rules.may_decide(request.community, request.person_id, by).require()
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if locked.decided_at is not None:
        return locked
    if not accept and not reason.strip():
        raise Refused(_("Say why, in a sentence: they asked because it matters to them."))
    locked.decided_at, locked.accepted, locked.reason = now(), accept, short(reason, 500)
    locked.decided_by_id = by.person_id
    locked.save(update_fields=["decided_at", "accepted", "reason", "decided_by"])
    if accept:
        admit(locked.community, locked.person, by=by)
    verb = "membership.accepted" if accept else "membership.declined"
    record(by, verb, locked, community_id=locked.community_id, person=locked.person_id)
    return locked
