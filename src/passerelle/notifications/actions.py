"""What somebody does with their lines. Nobody else's business, so the journal has no entry of it; the last one can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, TextChoices, Value
from django.db.models.functions import Least

from passerelle.contributions.actions import follow
from passerelle.contributions.models import Contribution, Follow
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.notifications.models import Gesture, Notice

AT_ONCE = 20_000  # lines one gesture changes: as many as its undoing can hold


class Sort(TextChoices):
    """What can be done with lines."""

    READ = "read"
    UNREAD = "unread"
    DONE = "done"
    BACK = "back"
    LATER = "later"


@transaction.atomic
def make_gesture(sort: Sort, lines: QuerySet[Notice], *, by: Actor, until: datetime | None = None) -> Gesture:
    """Do one thing with some of the actor's own lines, so that it can be undone. Idempotent; ``until`` is for what is put off."""
    own = Notice.objects.filter(
        person_id=by.own_id, pk__in=list(lines.order_by().values_list("pk", flat=True)[:AT_ONCE])
    )
    changed, values = _changes(sort, own, until)
    columns = sorted(values)
    before = {"columns": columns, "lines": [list(map(_plain, row)) for row in changed.values_list("pk", *columns)]}
    changed.update(**values)
    return _keep(by, before=before)


@transaction.atomic
def mute(contribution: Contribution, *, by: Actor) -> Gesture:
    """Hear nothing more of a conversation, and have read what it told."""
    mine = Follow.objects.filter(person_id=by.own_id, contribution=contribution)
    level, chosen = mine.values_list("level", "chosen").first() or ("", True)
    follow(contribution, Follow.Level.MUTE, by=by)
    read = make_gesture(Sort.READ, Notice.objects.filter(contribution=contribution), by=by)
    return _keep(by, before={**read.before, "chosen": chosen}, muted=contribution, level=level)


@transaction.atomic
def undo(token: str, *, by: Actor) -> bool:
    """Take back the last gesture; False when it was not the last, or was taken back already."""
    last = Gesture.objects.select_related("muted").filter(person_id=by.own_id, token=token).first()
    if last is None:
        return False
    columns, before = last.before["columns"], {pk: values for pk, *values in last.before["lines"]}
    rows = list(Notice.objects.filter(person_id=by.own_id, pk__in=before))
    for row in rows:
        for column, value in zip(columns, before[row.pk], strict=True):
            setattr(row, column, value and datetime.fromisoformat(value))
    Notice.objects.bulk_update(rows, columns, batch_size=500)
    if last.muted is not None:
        _hear_again(last, last.muted)
    last.delete()
    return True


@transaction.atomic
def read_all(shown: QuerySet[Notice], *, by: Actor) -> Gesture:
    """Mark as read what stands in the inbox among what was shown: not what is put off or done."""
    return make_gesture(Sort.READ, shown.filter(pk__in=Notice.objects.unread(now()).filter(person_id=by.own_id)), by=by)


@transaction.atomic
def read_one(notice: Notice, *, by: Actor) -> None:
    """Whoever was led somewhere by a line has read it; there is nothing to undo."""
    Notice.objects.filter(pk=notice.pk, person_id=by.own_id, read_at=None).update(read_at=now())


@transaction.atomic
def read_about(contribution: Contribution, *, by: Actor) -> None:
    """Whoever reads a conversation has read what tells of it."""
    Notice.objects.filter(person_id=by.own_id, read_at=None, contribution=contribution).update(read_at=now())


def _changes(sort: Sort, own: QuerySet[Notice], until: datetime | None) -> tuple[QuerySet[Notice], dict[str, Any]]:
    """The lines it changes, and what will stand in them."""
    moment = now()
    if sort == Sort.READ:
        return own.filter(read_at=None), {"read_at": moment}
    if sort == Sort.UNREAD:
        return own.exclude(read_at=None), {"read_at": None}
    if sort == Sort.DONE:
        return own.filter(done_at=None), {"done_at": moment}
    if sort == Sort.BACK:
        return own, {"done_at": None, "surfaces_at": Least(F("surfaces_at"), Value(moment))}
    if until is None or until <= moment:
        raise ValueError("put off until a moment that is past")
    return own, {"surfaces_at": until, "read_at": None, "done_at": None}


def _keep(by: Actor, **values: Any) -> Gesture:
    fresh = {"token": new_public_id(), "muted": None, "level": "", **values}
    return Gesture.objects.update_or_create(person_id=by.own_id, defaults=fresh)[0]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _hear_again(last: Gesture, conversation: Contribution) -> None:
    mine = Follow.objects.filter(person_id=last.person_id, contribution=conversation)
    mine.update(level=last.level, chosen=last.before["chosen"]) if last.level else mine.delete()
