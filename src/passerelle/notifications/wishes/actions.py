"""What somebody decides about what reaches them. Nobody else's business, so the journal has no entry of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.notifications.mailing.sending import claim, due_digests
from passerelle.notifications.models import Notice, Wishes
from passerelle.notifications.wishes.choices import choices_of
from passerelle.notifications.wishes.presets import Preset
from passerelle.notifications.wishes.ways import Way, unusual_pushes, unusual_ways
from passerelle.people.models import Person


@transaction.atomic
def choose(values: Mapping[str, Any], rhythm: Person.MailRhythm = Person.MailRhythm.AT_ONCE, *, by: Actor) -> None:
    """Replace some columns of the actor's wishes, and what is mailed at most. What waits for a summary is in the next one."""
    before, is_due = _rounds(by.own_id), bool(due_digests(people=[by.own_id]))
    Wishes.objects.update_or_create(person_id=by.own_id, defaults=values)
    _mail_at_most(by.own_id, rhythm)
    after = choices_of([by.own_id])[by.own_id].rounds
    last = after.last(now())
    # A round that began before it was chosen was another one's: only who had one coming at this moment gets it still.
    if _rounds(by.own_id) != before and last and not is_due:
        claim(by.own_id, last.day)


def take_preset(preset: Preset, *, by: Actor) -> None:
    """Have the table as a preset makes it; hours, days and leave stay."""
    table = {"ways": unusual_ways(preset.ways), "pushes": unusual_pushes(preset.pushed)}
    choose(table | ({"rhythm": preset.rhythm} if preset.rhythm else {}), by=by)


@transaction.atomic
def set_mail_rhythm(person: Person, rhythm: Person.MailRhythm) -> None:
    """Choose what is mailed at most; whoever holds the link in one of the mails may."""
    _mail_at_most(person.pk, rhythm)


def _mail_at_most(person: int, rhythm: Person.MailRhythm) -> None:
    """What is no longer to be mailed never will be, even if mail is wanted again in a year."""
    Person.objects.filter(pk=person).update(mail_rhythm=rhythm)
    wait = Notice.objects.filter(person_id=person, mailed_at=None, digest_from__isnull=False)
    wanted = choices_of([person])[person].reasons(Way.DIGEST, Way.NOW)
    wait.exclude(reason__in=wanted).update(digest_from=None)


def _rounds(person: int) -> tuple[str, int, int]:
    rounds = choices_of([person])[person].rounds
    return rounds.rhythm, rounds.weekday, rounds.hour
