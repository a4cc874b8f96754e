"""After a restore nobody is told twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from passerelle.doors.feeds.models import Feed
from passerelle.exchange.backups.quieting import quieten
from passerelle.exchange.tasks import make_findable
from passerelle.lib.clock import now
from passerelle.notifications.models import Notice
from passerelle.work import queue
from passerelle.work.models import Job
from passerelle.work.tasks import task_names
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def test_what_reaches_people_is_set_aside_and_the_rest_goes_on(cast):
    Job.objects.create(task="notifications.mail_notice", arguments={"notice_id": 1}, key="mail")
    Job.objects.create(task="webhooks.deliver", lease_until=now() + timedelta(minutes=1), leased_by="a dead worker")
    queue.enqueue(make_findable, people=[cast.ada.pk], communities=[], contributions=[], replies=[])
    done = quieten()
    assert done["jobs_set_aside"] == 2
    assert {job.task for job in Job.objects.dead()} == {"notifications.mail_notice", "webhooks.deliver"}
    assert all(job.last_error.startswith("restored from a backup") for job in Job.objects.dead())
    run_all()
    assert not Job.objects.waiting().exists()


def test_no_notice_waits_for_a_mail(cast):
    Notice.objects.create(person=cast.ada, entry_id=1, verb="reply.published", reason="reply")
    assert quieten()["notices_not_mailed"] == 1
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_everybody_signs_in_anew(cast, visit):
    client = visit(cast.ada)
    assert Session.objects.exists()
    assert quieten()["sessions_ended"] == 1
    assert client.get("/").status_code == 302


def test_an_address_that_was_ended_since_stays_ended(cast):
    Feed.objects.create(owner=cast.ada, about=Feed.About.HOME)
    quieten()
    assert not Feed.objects.exists()


def test_every_task_that_reaches_people_is_set_aside(db):
    telling = [name for name in task_names() if "mail" in name or name == "notifications.tell"]
    names = [name for name in telling if "forget" not in name]
    assert len(names) > 3
    Job.objects.bulk_create(Job(task=name) for name in names)
    quieten()
    assert {job.task for job in Job.objects.dead()} == set(names)


def test_what_an_erasure_still_has_to_do_is_done(db):
    names = [name for name in task_names() if "erased" in name or "forget" in name]
    Job.objects.bulk_create(Job(task=name) for name in names)
    quieten()
    assert not Job.objects.dead().exists()
