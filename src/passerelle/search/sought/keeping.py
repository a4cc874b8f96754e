"""What was counted is put down: numbers of a week, and the words that many looked for. Never a person, nor a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Model

from passerelle.people.models import Person
from passerelle.science.publication import MINIMUM
from passerelle.search.models import SoughtWeek, SoughtWords
from passerelle.search.sought.counting import Tally, is_wanted, monday, same
from passerelle.search.words import fold, words

KEPT = timedelta(weeks=26)


def keep() -> None:
    """Put down what this week and the last brought so far; forget what is old, and all of it where it is not wanted."""
    kept_from = monday() - KEPT if is_wanted() else date.max
    for table in (SoughtWeek, SoughtWords):
        table._default_manager.filter(monday__lt=kept_from).delete()
    if not is_wanted():
        return
    for week in (monday() - timedelta(weeks=1), monday()):
        for language, _name in settings.LANGUAGES:
            _keep(Tally(week, language), monday=week, language=language)


def _keep(tally: Tally, **of: object) -> None:
    people, searches, vain = tally.totals()
    if people >= MINIMUM:
        _raise(SoughtWeek, {"searches": searches, "vain": vain}, **of)
    told = tally.words()
    names = set(_names({word for said, *_counts in told for word in same(said).split()})) if told else set()
    written = {same(said): said for said in _written(**of)} if told else {}
    for said, asking, none in told:
        folded = same(said)
        if not any(set(folded.split()) <= name for name in names):
            counts = {"people": asking, "vain": none if none >= MINIMUM else 0}
            _raise(SoughtWords, counts, words=written.get(folded, said), **of)


def _written(**of: object) -> Iterator[str]:
    """How the words of a week are spelled that stand there already: after a restart somebody else may be the fifth."""
    return SoughtWords.objects.filter(**of).values_list("words", flat=True).iterator()


def _raise(table: type[Model], counts: dict[str, int], **of: object) -> None:
    """After a restart it was counted from nothing again: a number that was told never falls."""
    row, is_new = table._default_manager.get_or_create(**of, defaults=counts)
    if is_new or all(getattr(row, name) >= value for name, value in counts.items()):
        return
    for name, value in counts.items():
        setattr(row, name, max(getattr(row, name), value))
    row.save(update_fields=list(counts))


def _names(asked: set[str]) -> Iterator[frozenset[str]]:
    """The words of names of people that were looked for: who looks for a person is nobody's business."""
    for name in Person.objects.values_list("name", flat=True).iterator():
        parts = frozenset(fold(word) for word in words(name))
        if parts & asked:
            yield parts
