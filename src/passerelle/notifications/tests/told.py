"""What stands in an inbox, in the words its owner reads."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session

from cast.people import as_actor
from passerelle.communities.models import Membership
from passerelle.contributions.models import Follow
from passerelle.lib.clock import now
from passerelle.notifications.lines import RELATED, NoticeLine, lines
from passerelle.notifications.models import PushSubscription
from passerelle.notifications.reading import notices, unread_count
from passerelle.people.models import Person
from passerelle.work.worker import run_all


def told(person: Person) -> list[NoticeLine]:
    """The inbox of somebody, newest first, after all jobs ran; what is counted is what is shown."""
    run_all()
    actor = as_actor(person)
    shown = lines(actor, list(notices(actor).select_related(*RELATED)))
    assert unread_count(as_actor(person)) == len([line for line in shown if not line.is_read])
    return shown


def sentences(person: Person) -> list[str]:
    """Only the sentences."""
    return [line.sentence for line in told(person)]


def follow_all(level: str, people: list[Person], **subject: object) -> None:
    """Have people follow something."""
    Follow.objects.bulk_create([Follow(person=person, level=level, **subject) for person in people])


def crowd(place: object, count: int) -> list[Person]:
    """Many members of a community."""
    people = Person.objects.bulk_create(
        [Person(name=f"Member {number}", sort_name=f"m{number:04}", language="en") for number in range(count)]
    )
    Membership.objects.bulk_create([Membership(person=person, community=place) for person in people])
    return people


def has_device(person: Person) -> PushSubscription:
    """Have somebody signed in on a device that is to be told, for as long as a session lasts."""
    session = Session.objects.create(session_key=f"device-of-{person.pk}", expire_date=now() + timedelta(days=1))
    made = {"p256dh": "", "auth": "", "browser": "firefox", "system": "android"}
    endpoint = f"https://push.example/{person.pk}"
    return PushSubscription.objects.create(person=person, session=session, endpoint=endpoint, **made)
