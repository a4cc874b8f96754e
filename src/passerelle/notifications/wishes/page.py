"""The page *What reaches me*, the same number of queries whatever somebody chose."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import get_current_timezone_name, localtime

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.models import Wishes
from passerelle.notifications.pushing.devices import devices
from passerelle.notifications.pushing.keys import is_possible
from passerelle.notifications.wishes.choices import choices_of
from passerelle.notifications.wishes.forms import AttentionForm
from passerelle.notifications.wishes.presets import PRESETS
from passerelle.notifications.wishes.saying import say
from passerelle.notifications.wishes.ways import Way
from passerelle.people.actions import refusing_address


def form_of(actor: Actor, data: Any = None) -> AttentionForm:
    """The form as the actor's wishes are, or as it was sent."""
    wishes = Wishes.objects.filter(person_id=actor.own_id).first() or Wishes(person_id=actor.own_id)
    choices = choices_of([actor.own_id])[actor.own_id]
    has_device = is_possible() and devices(actor).exists()
    return AttentionForm(data, wishes=wishes, choices=choices, has_device=has_device, today=localtime(now()).date())


def context(actor: Actor, form: AttentionForm) -> dict[str, Any]:
    """What stands around it: what holds now in words, and what one press would make of it."""
    choices = choices_of([actor.own_id])[actor.own_id]
    presets = [(preset, preset.holds(choices, has_device=form.has_device)) for preset in PRESETS.values()]
    return {
        "form": form,
        "sentences": say(choices, form.today, has_device=form.has_device),
        "presets": presets,
        "ways": list(Way),
        "can_push": is_possible(),
        "zone": get_current_timezone_name().replace("_", " "),
        "refusing": refusing_address(actor.person) if actor.person else None,
    }
