"""What needs an administrator now, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.checking import Level
from passerelle.communities.models import Community
from passerelle.communities.reading import active_stewards
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.web.administration.reading.configuration import findings
from passerelle.work.models import Job

SOON = timedelta(days=14)
LONG_WAITING = timedelta(minutes=10)
MOST_NAMED = 5
BACKUP_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at: what it is, why it matters, where to go."""

    title: str
    text: str
    url: str
    tone: str = "attention"


def matters() -> list[Matter]:
    """Everything that needs a look today."""
    return [*_jobs(), *_configuration(), *_backup(), *_refusing(), *_leaderless(), *_guests()]


def leaderless() -> list[Community]:
    """Open communities in which nobody is left who could decide."""
    led = active_stewards().values("community_id")
    alone = Community.objects.unscoped("administrators know every community by name").filter(archived_at=None)
    return list(alone.exclude(pk__in=led))


def _jobs() -> Iterator[Matter]:
    dead = Job.objects.dead().count()
    if dead:
        title = ngettext("%(num)s job was set aside", "%(num)s jobs were set aside", dead) % {"num": dead}
        text = _("They failed again and again. Let them run once more, or give them up.")
        yield Matter(title, text, reverse("admin_jobs"), "danger")
    late = Job.objects.waiting().filter(run_at__lt=now() - LONG_WAITING).count()
    if late:
        title = ngettext("%(num)s job waits for too long", "%(num)s jobs wait for too long", late) % {"num": late}
        yield Matter(title, _("Perhaps no worker is running."), reverse("admin_jobs"), "danger")


def _configuration() -> Iterator[Matter]:
    if not settings.PASSERELLE.email_url:
        text = _("Invitations and notices are only kept as files: set PASSERELLE_EMAIL_URL.")
        yield Matter(_("Mail is not configured"), text, reverse("admin_settings"))
    found = findings()
    if found:
        is_wrong = any(finding.level == Level.WRONG for finding in found)
        title = ngettext("%(num)s setting needs a look", "%(num)s settings need a look", len(found)) % {
            "num": len(found)
        }
        text = _("Something does not work as it should.") if is_wrong else _("It works, and somebody may regret it.")
        yield Matter(title, text, reverse("admin_settings"), "danger" if is_wrong else "attention")


def _backup() -> Iterator[Matter]:
    made = Entry.objects.filter(verb="organisation.backed_up").order_by("-at").values_list("at", flat=True).first()
    if made is None or made < now() - BACKUP_EVERY:
        title = (
            _("No backup is known") if made is None else _("The last backup is of %(day)s") % {"day": date_format(made)}
        )
        yield Matter(
            title, _("Run “passerelle backup” every night, and try a restore once."), reverse("admin_settings")
        )


def _refusing() -> Iterator[Matter]:
    people = Person.objects.present().filter(refusing_addresses__stopped_at__isnull=False)
    owners = people.filter(email=F("refusing_addresses__address")).order_by("sort_name")
    count = owners.count()
    if count:
        title = ngettext("%(num)s address refuses our mail", "%(num)s addresses refuse our mail", count) % {
            "num": count
        }
        names = ", ".join(person.name for person in owners[:MOST_NAMED])
        text = _("Nothing is sent there any more, and its owner is told; perhaps it has changed: %(names)s")
        yield Matter(title, text % {"names": names if count <= MOST_NAMED else f"{names}, …"}, reverse("admin_people"))


def _leaderless() -> Iterator[Matter]:
    for community in leaderless():
        yield Matter(
            _("%(community)s has no community manager") % {"community": community.name},
            _("Nobody there can let people in or decide what waits. Name somebody, or archive it."),
            reverse("admin_community", args=[community.pid]),
        )


def _guests() -> Iterator[Matter]:
    today = now().date()
    ending = Person.objects.present().filter(is_guest=True, access_until__lte=today + SOON).order_by("access_until")
    for guest in ending.select_related("sponsor"):
        yield Matter(
            _("%(name)s’s access ends on %(day)s")
            % {"name": guest.name, "day": date_format(guest.access_until or today)},
            _("Their sponsor is %(name)s.") % {"name": guest.sponsor.name}
            if guest.sponsor
            else _("They have no sponsor."),
            reverse("admin_people"),
        )
