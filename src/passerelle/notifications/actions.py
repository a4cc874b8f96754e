"""What somebody does with their notices. Nobody else's business, so the journal has no entry of it."""

from __future__ import annotations

from django.db import transaction

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.models import Notice
from passerelle.people.models import Person


@transaction.atomic
def read(notice: Notice, *, by: Actor, unread: bool = False) -> None:
    """Mark one as read, or as unread again. Idempotent."""
    own = Notice.objects.filter(pk=notice.pk, person_id=by.own_id)
    own.filter(read_at__isnull=unread is False).update(read_at=None if unread else now())


@transaction.atomic
def read_all(*, by: Actor, until: int) -> None:
    """Mark as read what was shown: nothing that came after the notice ``until``."""
    Notice.objects.filter(person_id=by.own_id, read_at=None, pk__lte=until).update(read_at=now())


@transaction.atomic
def read_about(contribution: Contribution, *, by: Actor) -> None:
    """Whoever reads a conversation has read what tells of it."""
    Notice.objects.filter(person_id=by.own_id, read_at=None, contribution=contribution).update(read_at=now())


@transaction.atomic
def set_mail_rhythm(person: Person, rhythm: Person.MailRhythm) -> None:
    """Choose when mail tells what happened; whoever holds the link in one of the mails may."""
    Person.objects.filter(pk=person.pk).update(mail_rhythm=rhythm)
