"""Mail and push as work: each is a job, so that a slow server holds nobody up and a broken one is tried again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from passerelle.lib.clock import now
from passerelle.notifications.mailing.rhythm import plan_again
from passerelle.notifications.mailing.sending import due_digests, people_waiting, send_at_once, send_digest
from passerelle.notifications.models import Notice, PushSubscription
from passerelle.notifications.pushing import sending as pushing
from passerelle.notifications.wishes.choices import PUSH, due
from passerelle.people.models import Person
from passerelle.work.queue import enqueue
from passerelle.work.schedules import every
from passerelle.work.tasks import task


@task("notifications.mail_notice", in_turn=True)
def mail_notice(*, notice_id: int) -> None:
    """Mail one notice by itself, or try again when its owner may be disturbed."""
    notice = Notice.objects.select_related("person").filter(pk=notice_id, mailed_at=None).first()
    if notice is None or send_at_once(notice):
        return
    if later := plan_again(notice):
        enqueue(mail_notice, run_at=later, notice_id=notice.pk)


@task("notifications.mail_digest")
def mail_digest(*, person_id: int, day: str) -> None:
    """Send somebody's summary."""
    person = Person.objects.filter(pk=person_id).first()
    if person is not None:
        send_digest(person, date.fromisoformat(day))


@every(timedelta(minutes=15))  # several times an hour, each time zone has hours of its own, some by halves and quarters
@task("notifications.mail_digests")
def mail_digests() -> None:
    """Begin the summaries that are due."""
    for people in people_waiting():
        found = due_digests(people=people)
        with transaction.atomic():  # on a disk that takes its time one promise for all of them
            for person, day in found:
                key = f"notifications.mail_digest:{person}:{day}"
                enqueue(mail_digest, key=key, person_id=person, day=day.isoformat())


@task("notifications.push_notice")
def push_notice(*, notice_id: int) -> None:
    """Tell the devices of one notice's owner, or try again when they may be disturbed."""
    notice = Notice.objects.select_related("person").filter(pk=notice_id).first()
    if notice is None or pushing.push_notice(notice):
        return
    if (later := due([notice], PUSH).get(notice_id)) and later > now():
        enqueue(push_notice, run_at=later, notice_id=notice_id)


@task("notifications.push_test", max_attempts=2)
def push_test(*, subscription_id: int) -> None:
    """Send one device the message its owner asked for."""
    device = PushSubscription.objects.select_related("person").filter(pk=subscription_id).first()
    if device is not None:
        pushing.push_trial(device)
