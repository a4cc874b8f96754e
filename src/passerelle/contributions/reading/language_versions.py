"""The same in other languages: contributions of one kind, each of which says in a column of its own what it is a version of.

A version in the language of its original is none: it is an adaptation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import get_language

from passerelle.contributions.models import Contribution, Details, Reach, Standing
from passerelle.journal.actor import Actor
from passerelle.lib.locales import own_language_name

MOST = 12


@dataclass(frozen=True, slots=True)
class Version:
    """One of them, by its language."""

    head: Contribution
    language: str
    is_original: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """The others that this reader sees; ``is_stale``: the original changed since what they are reading was written."""

    others: list[Version]
    is_stale: bool

    @property
    def original(self) -> Contribution | None:
        """That of what they are reading, where it is another one."""
        return next((one.head for one in self.others if one.is_original), None)


class Instead(NamedTuple):
    """Which version somebody reads, where it lives, and its language."""

    contribution: int
    home: int
    language: str


@dataclass(frozen=True, slots=True)
class Column:
    """Where a kind keeps of what something is a version, and, if it does, when its words were last brought in line."""

    details: type[Details]
    source: str
    written: str = ""

    def versions(self, actor: Actor, contribution: Contribution, details: Details) -> Versions | None:
        """None where it is told in one language only, as far as this reader sees. Two queries."""
        above: int = getattr(details, f"{self.source}_id") or 0
        rows = self._rows(Q(pk=contribution.pk) | Q(**{f"{self.source}__in": [contribution.pk, above]}))
        seen = Contribution.objects.visible_to(actor).filter(pk__in=[*rows, above], kind_slug=contribution.kind_slug)
        heads = seen.filter(standing=Standing.PUBLISHED).exclude(language="").select_related("home", "body")
        known = {head.pk: head for head in heads.order_by("pk")}
        own, source = known.get(contribution.pk), known.get(above)
        if own is None:
            return None
        original = source if source is not None and source.language != own.language else own
        below = [one for pk, one in known.items() if pk in rows and rows[pk].source == original.pk]
        told = [original, *(one for one in below if one.language != original.language)][:MOST]
        others = [
            Version(one, own_language_name(one.language), one == original, _is_stale(original, one, rows))
            for one in told
            if one != own
        ]
        return Versions(others, _is_stale(original, own, rows)) if others else None

    def languages(self, actor: Actor, contribution: Contribution, details: Details) -> set[str]:
        """In which languages this reader sees it already."""
        known = self.versions(actor, contribution, details)
        return {contribution.language, *(one.head.language for one in (known.others if known else ()))}

    def nearest(self, actor: Actor, ids: Collection[int], states: Collection[str]) -> Mapping[int, Instead]:
        """Of these those that stand in a language nearer to the reader: the one of their pages, then one they speak."""
        return self.instead(actor, ids, reading_languages(actor), states)

    def instead(
        self, actor: Actor, ids: Collection[int], languages: Sequence[str], states: Collection[str]
    ) -> Mapping[int, Instead]:
        """Of these those another version is read of: the one in the first of these languages there is, else the original."""
        below = self.details._default_manager.exclude(**{self.source: None})
        beside = below.filter(pk__in=ids).values(self.source)
        links = below.filter(Q(**{f"{self.source}__in": ids}) | Q(**{f"{self.source}__in": beside}))
        above: dict[int, int] = dict(links.values_list("pk", f"{self.source}_id"))
        if not above:
            return {}
        seen = Contribution.objects.visible_to(actor).filter(pk__in={*above, *above.values()}, state__in=states)
        public = seen.filter(standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS).exclude(language="").order_by("pk")
        known = {pk: (language, home) for pk, language, home in public.values_list("pk", "language", "home_id")}
        groups: dict[int, list[int]] = {}
        for pk in known:
            original = above.get(pk, pk)
            if original in known and (pk == original or known[pk][0] != known[original][0]):
                groups.setdefault(original, []).insert(0 if pk == original else MOST, pk)
        return {
            pk: Instead(best, known[best][1], known[best][0])
            for group in groups.values()
            for best in [min(group, key=lambda one: _rank(known[one][0], languages))]
            for pk in group
            if pk != best and pk in ids
        }

    def _rows(self, which: Q) -> dict[int, _Row]:
        columns = [f"{self.source}_id", *([self.written] if self.written else [])]
        rows: Any = self.details._default_manager.filter(which).values_list("pk", *columns)
        return {pk: _Row(*told) for pk, *told in rows}


def reading_languages(actor: Actor) -> list[str]:
    """The language of the reader's pages, then those they say they speak."""
    return [get_language() or "", *(actor.person.languages if actor.person else [])]


class _Row(NamedTuple):
    """Of what it is a version, and when its words were brought in line."""

    source: int | None
    written: datetime | None = None


def _is_stale(original: Contribution, one: Contribution, rows: Mapping[int, _Row]) -> bool:
    """Whether the text of the original changed after that of the version."""
    if original == one or original.body is None or one.body is None or original.body.edited_at is None:
        return False
    written = rows[one.pk].written if one.pk in rows else None
    return original.body.edited_at > (written or one.body.edited_at or one.body.created_at)


def _rank(language: str, languages: Sequence[str]) -> int:
    return languages.index(language) if language in languages else len(languages)
