"""A restored installation does not say again what was said before the backup, nor what became of it since.

Three things see to it, before the data folder gets its database: whatever would reach people outside this installation is set aside
in the queue, where an administrator may look at it and start it by hand; no notice waits for a mail any more; and everybody signs in
anew, so that a session ended since the backup stays ended. So do the rows of every model that says ``is_way_in``: secret addresses.
"""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from passerelle.contributions.kinds import all_kinds
from passerelle.lib.clock import now
from passerelle.notifications.models import Notice
from passerelle.work.models import Job

# Work that stays inside: indexes, memberships by rule, housekeeping, erasure. Anything not named here is set aside.
INSIDE = (
    "communities.",
    "contributions.",
    "doors_mail.forget_",
    "exchange.",
    "feeds.",
    "matching.forget",
    "notifications.forget_person",
    "people.forget_sessions",
    "saved_searches.forget_person",
    "search.",
    "topics.forget_editor",
    "trail.",
    "work.",
)
WHY = "restored from a backup: it may have run since; start it again if it should"


@transaction.atomic
def quieten() -> dict[str, int]:
    """Set aside what would reach people, and end all sessions; returns how much of each."""
    inside = Q(pk__in=[])
    for prefix in (*INSIDE, *(f"{kind.slug}." for kind in all_kinds())):
        inside |= Q(task__startswith=prefix)
    moment = now()
    running = Job.objects.filter(dead_at=None)
    parked = running.exclude(inside).update(dead_at=moment, lease_until=None, leased_by="", key=None, last_error=WHY)
    running.filter(inside).update(lease_until=None, leased_by="", attempts=0)
    silenced = Notice.objects.filter(mailed_at=None).update(mailed_at=moment)
    UserSession.objects.all().delete()
    for model in (each for each in apps.get_models() if getattr(each, "is_way_in", False)):
        model._base_manager.all().delete()
    ended, _rows = Session.objects.all().delete()
    return {"jobs_set_aside": parked, "notices_not_mailed": silenced, "sessions_ended": ended}
