"""What somebody decides about their devices. Nobody else's business, so the journal has no entry of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.pushing.browsers import browser_and_system
from passerelle.notifications.pushing.models import PushSubscription
from passerelle.people.models import Person

MOST = 10  # devices of one person; who has more has forgotten the oldest


def devices(actor: Actor) -> QuerySet[PushSubscription]:
    """One's own devices that are still signed in, newest first."""
    mine = PushSubscription.objects.filter(person_id=actor.own_id, session__expire_date__gt=now())
    return mine.order_by("-created_at", "-pk")


@transaction.atomic
def tell_here(
    person: Person, session_key: str, *, endpoint: str, p256dh: str, auth: str, user_agent: str
) -> PushSubscription:
    """Have this browser told from now on; what an earlier session of it had asked for is replaced."""
    browser, system = browser_and_system(user_agent)
    known = PushSubscription.objects.filter(endpoint=endpoint).first()
    words = known is not None and known.person_id == person.pk and known.shows_words
    PushSubscription.objects.filter(session_id=session_key).exclude(endpoint=endpoint).delete()
    device, _is_new = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person,
            "session_id": session_key,
            "p256dh": p256dh,
            "auth": auth,
            "browser": browser,
            "system": system,
            "shows_words": words,
            "created_at": now(),
        },
    )
    mine = PushSubscription.objects.filter(person=person).order_by("-created_at", "-pk")
    PushSubscription.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
    return device


@transaction.atomic
def forget(device: PushSubscription) -> None:
    """Tell this device nothing more."""
    PushSubscription.objects.filter(pk=device.pk).delete()


@transaction.atomic
def show_words(device: PushSubscription, *, shown: bool) -> None:
    """Whether the sentence itself appears on this device, or only that there is something."""
    PushSubscription.objects.filter(pk=device.pk).update(shows_words=shown)
