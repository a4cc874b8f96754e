"""Whoever is asked or thanked is told; who they can help is found by it; of somebody erased nothing is kept; merging loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Contribution
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.matching.models import Ask, Availability, Solved, Unwanted, Week
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.texts import head
from passerelle.people.models import PersonTopic
from passerelle.search.listeners import renew_people
from passerelle.work.tasks import task


def _asked(entry: Entry) -> Told:
    """The one person, as long as their answer is waited for."""
    told = Told(entry.actor_id, head(entry).body_id)
    waits = Ask.objects.filter(
        contribution_id=entry.contribution_id or 0, person_id=entry.particulars["person"], waits=True
    )
    told.add(Reason.MENTION, *waits.values_list("person_id", flat=True))
    return told


tells(
    "help.asked",
    Telling(_asked, {Reason.MENTION: words("%(who)s asks whether you can help with “%(what)s”")}),
)


def _thanked(entry: Entry) -> Told:
    """Who brought it, and who gave the answer."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.MOVED, *entry.particulars["thanked"])
    told.spare(entry.actor_id)
    return told


def _words(notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, str]:
    """What it solved, as it stands today."""
    by_report = {entry.subject_id: notice.pk for notice, entry in notices}
    return {by_report[pk]: said for pk, said in Solved.objects.filter(pk__in=by_report).values_list("pk", "words")}


tells(
    "reuse.reported",
    Telling(
        _thanked,
        {Reason.MOVED: words("%(who)s found in “%(what)s” what they were looking for, and thanks you")},
        details=_words,
    ),
)
listen("help.decided")(renew_people)


@listen("contribution.merged")
@task("matching.bring_along")
@transaction.atomic
def bring_along(*, entry_id: int) -> None:
    """What was merged brings along whom it helped and who was asked; what was said of the other stays as it is."""
    heads = Contribution.objects.unscoped("what was merged, and what it lives on in")
    source = heads.get(pk=Entry.objects.get(pk=entry_id).contribution_id or 0)
    target = source
    while target.merged_into_id is not None:
        target = heads.get(pk=target.merged_into_id)
    for table in (Solved, Ask):
        rows = table._default_manager.filter(contribution=source)
        there = table._default_manager.filter(contribution=target).values_list("person_id", flat=True)
        rows.exclude(person_id__in=[*there, target.author_id or 0]).update(contribution=target)
        rows.delete()


@listen("person.erased")
@task("matching.forget_person")
def forget_person(*, entry_id: int) -> None:
    """Delete what somebody who was erased decided, what they were asked, and what they said of what solved their problem."""
    person = Entry.objects.get(pk=entry_id).subject_id
    for table in (Availability, Unwanted, Week, Ask, Solved):
        table._default_manager.filter(person_id=person).delete()
    Ask.objects.filter(asker_id=person).update(asker=None)


@listen("topic.merged")
@task("matching.keep_no")
def keep_no(*, entry_id: int) -> None:
    """Two topics are one: whoever agreed to one and said *not me* of the other is not suggested. A no weighs more."""
    unwanted = Unwanted.objects.filter(topic_id=Entry.objects.get(pk=entry_id).particulars["into"])
    PersonTopic.objects.filter(
        topic_id__in=unwanted.values("topic_id"), person_id__in=unwanted.values("person_id")
    ).delete()
