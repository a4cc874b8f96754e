"""What a reader wants to see of it: which practices, which sites, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.portfolio.cells import OVERDUE, TRIED, WORDS
from passerelle.lib.locales import country_name
from passerelle.lib.text import one_line
from passerelle.people.models import Site, Unit
from passerelle.people.site_types import type_in_words
from passerelle.topics.models import Topic, name_for_reader
from passerelle.trail.models import Grade

LONGEST = 80  # characters one looks for
WORDS_NAME = "q"
ORDERS: Mapping[str, StrOrPromise] = {
    "": _("Most used first"),
    "name": _("By name"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "effect": _("By what it brought"),
}
Choices = Mapping[str, list[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A value for each way of narrowing, empty where it was not used; unknown values are none."""

    values: dict[str, str]
    choices: Choices
    q: str
    by_country: bool
    whole: bool
    page: int
    narrowing: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """What was chosen."""
        return self.values[name]

    def query(self, **more: str) -> str:
        """The same again with something else, as the end of an address."""
        told = {**self.narrowing, **({"by": "country"} if self.by_country else {}), **more}
        return "?" + urlencode({name: value for name, value in told.items() if value})


def asked(actor: Actor, there: QuerySet[Contribution], query: Mapping[str, str], *, names_overdue: bool) -> Asked:
    """Read a query under the eyes of an actor; partners narrow by their own sites alone and are offered no units."""
    choices = _choices(actor, there, names_overdue=names_overdue)
    values = {name: query.get(name, "") for name in choices}
    values = {name: value if value in dict(choices[name]) else "" for name, value in values.items()}
    words = one_line(query.get(WORDS_NAME, ""), LONGEST)
    number = query.get("page", "")
    told = {name: value for name, value in {**values, WORDS_NAME: words}.items() if value}
    return Asked(
        values=values,
        choices=choices,
        q=words,
        by_country=query.get("by") == "country",
        whole=query.get("sites") == "all",
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1,
        narrowing=told,
    )


def _choices(actor: Actor, there: QuerySet[Contribution], *, names_overdue: bool) -> Choices:
    topics = Topic.objects.filter(pk__in=there.values("topics")).annotate(said=name_for_reader()).order_by("said")
    sites = Site.objects.exclude(country="") if actor.is_staff else Site.objects.none()
    units = Unit.objects.all() if actor.is_staff else Unit.objects.none()
    codes = sites.order_by("country").values_list("country", flat=True).distinct()
    types = Site.types() if actor.is_staff else []
    hidden = {TRIED, *(() if names_overdue else (OVERDUE,))}
    return {
        "cell": [(code, words) for code, words in WORDS.items() if code not in hidden],
        "state": list(get_kind("practice").states.items()),
        "grade": [(grade, grade) for grade in Grade.values],
        "topic": list(topics.values_list("pid", "said")),
        "country": sorted(((code, country_name(code)) for code in codes), key=itemgetter(1)),
        "type": [(name, type_in_words(name)) for name in types],
        "unit": list(units.values_list("pid", "name")),
        "order": list(ORDERS.items()),
    }


ALL: Mapping[str, tuple[StrOrPromise, StrOrPromise]] = {
    "cell": (_("How it stands at a site"), _("Everything")),
    "state": (_("State of the practice"), _("All but the retired ones")),
    "grade": (pgettext_lazy("figure", "Grade"), _("Every grade")),
    "topic": (_("Topic"), _("Every topic")),
    "country": (_("Country"), _("Every country")),
    "type": (_("Type of site"), _("Every type")),
    "unit": (_("Unit"), _("Every unit")),
}
