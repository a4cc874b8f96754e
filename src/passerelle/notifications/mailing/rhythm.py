"""Who gets mail, of what, and when.

"At once" is for what concerns the person: who names or answers them, invites them, decides about them or their text. What they only
follow waits for the daily mail, whatever their rhythm.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from passerelle.lib.clock import now
from passerelle.notifications.models import Notice, Reason
from passerelle.people.actions import refusing_address
from passerelle.people.models import Person

AT_ONCE = [reason for reason in Reason if reason != Reason.FOLLOWED]
GIVEN_UP = timedelta(hours=1)  # a mail that should have gone at once and did not is in the next daily one
FORGOTTEN = timedelta(days=7)


def mailed_at_once(notices: QuerySet[Notice]) -> list[int]:
    """Those that go out now, by the wishes of their owners."""
    wanted = notices.filter(reason__in=AT_ONCE, person__mail_rhythm=Person.MailRhythm.AT_ONCE)
    return list(wanted.exclude(person__email=None).exclude(person__email="").values_list("pk", flat=True))


def mailed_daily() -> QuerySet[Notice]:
    """Unread ones that belong in the next daily mail of their owners."""
    waiting = Notice.objects.unread(now()).filter(mailed_at=None, at__gt=now() - FORGOTTEN)
    rhythm = Q(person__mail_rhythm=Person.MailRhythm.DAILY) | Q(person__mail_rhythm=Person.MailRhythm.AT_ONCE) & (
        Q(reason=Reason.FOLLOWED) | Q(at__lt=now() - GIVEN_UP)
    )
    return waiting.filter(rhythm)


def may_get_mail(person: Person) -> bool:
    """Somebody who is here, wants mail and has an address that takes it."""
    here = person.is_active and not person.has_ended and not person.is_imported
    wanted = bool(person.email) and person.mail_rhythm != Person.MailRhythm.NEVER
    return here and wanted and refusing_address(person) is None
