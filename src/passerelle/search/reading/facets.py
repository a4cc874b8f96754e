"""Ways to narrow a search: counted among what this reader sees, never in the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.locales import language_alone, language_called, language_name
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.search.models import Subject
from passerelle.search.reading.filters import subjects
from passerelle.search.reading.visible import Found
from passerelle.search.typed import Filter, Typed
from passerelle.topics.models import language_of_reader, name_for_reader

MOST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One link that changes the search."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What is on (to take away), and what may be added."""

    active: list[Choice]
    kinds: list[Choice]
    communities: list[Choice]
    topics: list[Choice]
    languages: list[Choice]
    periods: list[Choice]


def facets(actor: Actor, typed: Typed, found: Sequence[Found]) -> Facets:
    """The facets of a search. Two queries: for the names of communities, and for topics."""
    named = {part.name for part in typed.filters}
    return Facets(
        active=[Choice(_said(part), search_url(typed.without(part))) for part in typed.filters],
        kinds=[] if "kind" in named else _kinds(typed, found),
        communities=[] if "in" in named else _communities(actor, typed, found),
        topics=[] if "topic" in named else _topics(typed, found),
        languages=[] if "language" in named else _languages(typed, found),
        periods=[] if named & {"after", "before"} or not found else _periods(typed),
    )


def search_url(text: str) -> str:
    """The address of a search."""
    return f"{address('search')}?{urlencode({'q': text})}" if text else address("search")


def _added(typed: Typed, name: str, value: str) -> str:
    return search_url(f"{typed.text} {name}:{value}".strip())


def _said(part: Filter) -> str:
    """A filter as it was typed; a language by its name."""
    code = language_called(part.value) if part.name == "language" else ""
    return _("in %(language)s") % {"language": language_name(code)} if code else part.written


def _kinds(typed: Typed, found: Sequence[Found]) -> list[Choice]:
    counted = Counter(one.kind or one.subject.value for one in found)
    labels = subjects()
    return [
        Choice(labels.get(slug) or str(get_kind(slug).plural), _added(typed, "kind", slug), count)
        for slug, count in counted.most_common()
        if len(counted) > 1
    ]


def _communities(actor: Actor, typed: Typed, found: Sequence[Found]) -> list[Choice]:
    counted = Counter(one.community_id for one in found if one.subject == Subject.CONTRIBUTION and one.community_id)
    seen = {pk: (slug, name) for pk, slug, name in _named(actor, list(counted))} if len(counted) > 1 else {}
    common = [(*seen[pk], count) for pk, count in counted.most_common() if pk in seen][:MOST]
    return [Choice(name, _added(typed, "in", slug), count) for slug, name, count in common]


@prepared
def _named(actor: Actor, ids: Sequence[int]) -> QuerySet[Community, tuple[int, str, str]]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by().values_list("pk", "slug", "name")


def _topics(typed: Typed, found: Sequence[Found]) -> list[Choice]:
    """Those the cards found bear, unless everything bears the one."""
    ids = [one.subject_id for one in found if one.subject == Subject.CONTRIBUTION]
    counted = Counter(_borne(ids, language_of_reader()) if len(ids) > 1 else ())
    telling = [(slug, name, count) for (slug, name), count in counted.most_common() if count < len(found)][:MOST]
    return [Choice(name, _added(typed, "topic", slug), count) for slug, name, count in telling]


@prepared
def _borne(ids: Sequence[int], language: str) -> QuerySet[Any, tuple[str, str]]:
    """A row for each topic of each of these, read under the reader's rights before, with the name it has for that reader."""
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=ids)
    return links.order_by("topic__name").values_list("topic__slug", name_for_reader("topic", language))


def _languages(typed: Typed, found: Sequence[Found]) -> list[Choice]:
    counted = Counter(language_alone(one.language) for one in found if one.language)
    return [
        Choice(language_name(code), _added(typed, "language", code), count)
        for code, count in counted.most_common(MOST)
        if len(counted) > 1
    ]


def _periods(typed: Typed) -> list[Choice]:
    today = now().date()
    periods = {_("Past week"): 7, _("Past month"): 30, _("Past year"): 365}
    return [Choice(label, _added(typed, "after", str(today - timedelta(days=days)))) for label, days in periods.items()]
