"""The journal: who did what, where and when; newest first, narrowed by a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.forms import Form
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.pagination import page
from passerelle.web.administration.reading.naming import PEOPLE, Name, Names, names_of
from passerelle.web.administration.reading.verbs import in_words

PAGE = 50
PORTION = 500
NAMED = {"contribution", "person", "post", "topic"}
# Distinct verbs by jumping from one to the next in the index, instead of reading every entry.
VERBS = """
WITH RECURSIVE verbs(verb) AS (
    SELECT min(verb) FROM journal_entry
    UNION ALL
    SELECT (SELECT min(verb) FROM journal_entry WHERE verb > verbs.verb) FROM verbs WHERE verbs.verb IS NOT NULL
)
SELECT verb FROM verbs WHERE verb IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry with the names of today."""

    entry: Entry
    verb: StrOrPromise
    who: Name | None
    what: Name | None
    where: Name | None
    details: list[tuple[str, Name]]

    @property
    def is_own(self) -> bool:
        """Whether it is about whoever did it."""
        return self.entry.subject_type == "person" and self.entry.subject_id == self.entry.actor_id

    @property
    def about(self) -> Name | None:
        """What the words of the verb go on with."""
        if self.is_own or self.is_unnamed:
            return None
        return self.what or self.where

    @property
    def is_unnamed(self) -> bool:
        """Whether it is about something with a name this reader does not know."""
        return self.what is None and self.entry.subject_type in NAMED and not self.is_own


def known_verbs() -> list[str]:
    """Every verb that occurs, in order."""
    with connection.cursor() as cursor:
        cursor.execute(VERBS)
        return [row[0] for row in cursor.fetchall()]


def context(form: Form, actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """The page: the form as it was filled in and the lines it asks for; none while it asks for what cannot be."""
    found = narrowed(form.cleaned_data) if form.is_valid() else Entry.objects.none()
    shown = page(found, order=("-pk",), size=PAGE, cursor=query.get("cursor", ""))
    asked = {name: value for name, value in query.items() if name in form.fields and value}
    return {
        "form": form,
        "lines": lines(shown.rows, actor),
        "asked": bool(asked),
        "sheet_query": urlencode(asked),
        "next_query": shown.next_cursor and urlencode({**asked, "cursor": shown.next_cursor}),
    }


def narrowed(wanted: Mapping[str, Any]) -> QuerySet[Entry]:
    """The entries a valid form asks for, newest first."""
    found = Entry.objects.order_by("-pk")
    if wanted.get("verb"):
        found = found.filter(verb=wanted["verb"])
    if wanted.get("person"):
        found = found.filter(actor=wanted["person"])
    if wanted.get("community"):
        found = found.filter(community_id=wanted["community"].pk)
    if wanted.get("since"):
        found = found.filter(at__gte=_midnight(wanted["since"]))
    if wanted.get("until"):
        found = found.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
    return found


def lines(entries: list[Entry], actor: Actor) -> list[EntryLine]:
    """Entries with names."""
    names = names_of(entries, actor)
    return [_line(entry, names) for entry in entries]


def every_line(found: QuerySet[Entry], actor: Actor) -> Iterator[EntryLine]:
    """All of them, a portion at a time, in constant memory and without holding a cursor."""
    portion = list(found[:PORTION])
    while portion:
        yield from lines(portion, actor)
        portion = list(found.filter(pk__lt=portion[-1].pk)[:PORTION])


def _line(entry: Entry, names: Names) -> EntryLine:
    what = names.of_subject(entry) or names.contributions.get(entry.contribution_id or 0)
    where = names.communities.get(entry.community_id or 0)
    return EntryLine(
        entry=entry,
        verb=in_words(entry.verb),
        who=names.people.get(entry.actor_id or 0),
        what=what if what != where else None,
        where=where,
        details=[
            (key, _detail(key, value, names)) for key, value in entry.particulars.items() if value not in (None, [], "")
        ],
    )


def _detail(key: str, value: object, names: Names) -> Name:
    if key in PEOPLE and isinstance(value, int):
        return names.people.get(value) or Name(str(value))
    return Name(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
