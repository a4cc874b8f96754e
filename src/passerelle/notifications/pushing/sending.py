"""Tells a device, after reading rights again. A message is claimed before and marked after; no transaction is open meanwhile."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F, QuerySet

from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.lib.clock import now
from passerelle.lib.outbound import Forbidden, post
from passerelle.notifications.lines import RELATED, NoticeLine, lines
from passerelle.notifications.mailing.letters import speaking_to
from passerelle.notifications.models import Notice
from passerelle.notifications.pushing import messages
from passerelle.notifications.pushing.devices import devices
from passerelle.notifications.pushing.keys import is_possible, proof
from passerelle.notifications.pushing.models import Push, PushSubscription
from passerelle.notifications.pushing.sealing import seal
from passerelle.notifications.reading import notices, unread_count
from passerelle.notifications.wishes.choices import PUSH, due

log = logging.getLogger("passerelle.push")
MOST_CLAIMS = 2  # the first try, and one more when a crash left it unknown whether it went out
KEPT = 24 * 60 * 60  # seconds a push service keeps it for a device that is off
TAKEN = {200, 201, 202, 204}
GONE = {404, 410}
NEVER = datetime.max.replace(tzinfo=UTC)


class NotTold(Exception):
    """A push service did not take a message now; the job is tried again."""


def pushed_at_once(rows: QuerySet[Notice]) -> dict[int, datetime]:
    """Those whose owners have a device that is to be told, each with the moment from which they may be disturbed."""
    if not is_possible():
        return {}
    told = PushSubscription.objects.filter(session__expire_date__gt=now()).values("person_id")
    return due(list(rows.filter(person_id__in=told)), PUSH)


def line_to_tell(actor: Actor, notice: Notice) -> NoticeLine | None:
    """A notice as its owner may see it now; None when they read it, or may not see it any more."""
    mine = notices(actor).unread(now()).filter(pk=notice.pk).select_related(*RELATED)
    return next(iter(lines(actor, list(mine))), None)


def push_notice(notice: Notice) -> int:
    """Tell each device of its owner once; returns how many were told now.

    Nothing of what is read or may no longer be seen, is not wished any more, or would disturb somebody who is away.

    Raises NotTold when one of them could not be: those that were are not told again.
    """
    if due([notice], PUSH).get(notice.pk, NEVER) > now():
        return 0
    person, told, failed = notice.person, 0, 0
    actor = person_actor(person, Via.SYSTEM)
    with speaking_to(person):
        line = line_to_tell(actor, notice)
        if line is None:
            return 0
        for device in list(devices(actor)):
            try:
                told += _tell_once(notice, line, device, actor)
            except Exception as error:  # one device must not keep the others waiting, whatever is wrong with it
                log.warning("device %s was not told: %s", device.pk, type(error).__name__)
                failed += 1
    if failed:
        raise NotTold(f"{failed} devices were not told")
    return told


def push_trial(device: PushSubscription) -> None:
    """Send the message of the test button."""
    actor = person_actor(device.person, Via.SYSTEM)
    with speaking_to(device.person):
        if devices(actor).filter(pk=device.pk).exists():
            _send(device, messages.trial(unread_count(actor)))


def _tell_once(notice: Notice, line: NoticeLine, device: PushSubscription, actor: Actor) -> bool:
    Push.objects.get_or_create(subscription=device, notice=notice)
    own = Push.objects.filter(subscription=device, notice=notice, sent_at=None)
    if not own.filter(claims__lt=MOST_CLAIMS).update(claims=F("claims") + 1):
        return False
    try:
        is_told = _send(device, messages.about(line, device, unread_count(actor)))
    except Exception:
        own.update(claims=F("claims") - 1)  # it certainly was not taken: this try does not count
        raise
    own.update(sent_at=now())
    return is_told


def _send(device: PushSubscription, message: bytes) -> bool:
    """Hand a message to the device's push service; a device that is gone, or is none, is forgotten. Raises NotTold."""
    headers = {
        "Authorization": proof(device.endpoint, now().timestamp()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Urgency": "normal",
    }
    body = seal(message, device.p256dh, device.auth)
    try:
        status = post(device.endpoint, body, headers, named=settings.PASSERELLE.named_hosts).status
    except Forbidden as why:
        log.warning("device %s asked for an address that is not called: %s", device.pk, why)
        status = 410
    if status in GONE:
        PushSubscription.objects.filter(pk=device.pk).delete()
        return False
    if status not in TAKEN:
        raise NotTold(f"the push service answered {status}")
    return True
