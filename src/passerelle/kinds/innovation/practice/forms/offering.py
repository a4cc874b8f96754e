"""To whom a practice is offered, and who answers for a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from operator import itemgetter
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor, person_actor
from passerelle.kinds.innovation.practice.ahead import AheadField
from passerelle.kinds.innovation.practice.audience import fits, free_sites, known_types, meant
from passerelle.kinds.innovation.practice.focal import focal_people
from passerelle.kinds.innovation.practice.models import FocalPerson
from passerelle.kinds.innovation.practice.naming import may_answer_for
from passerelle.lib.clock import now
from passerelle.lib.locales import country_name
from passerelle.people.models import Person, Site, Unit
from passerelle.people.person_field import PersonField
from passerelle.people.site_types import type_in_words
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic

WEEKS = timedelta(weeks=3)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NARROWING = ("countries", "types", "unit", "topic")
LONGEST_KEY = 18  # digits, beyond which no database keeps a key


class SitesField(forms.ModelMultipleChoiceField[Site]):
    """Sites, each with who answers for it."""

    names: dict[int, str]

    def label_from_instance(self, site: Site) -> str:
        """Its name and country, and who will be asked."""
        asked = self.names.get(site.pk) or _now("nobody yet: the community managers")
        told = [site.name, country_name(site.country) if site.country else "", asked]
        return " · ".join(filter(None, told))


def names_of(people: Mapping[int, FocalPerson]) -> dict[int, str]:
    """For each site the name of who answers for it."""
    shown = Person.objects.in_bulk({row.person_id for row in people.values()})
    return {site: shown[row.person_id].name for site, row in people.items()}


def other_types() -> forms.BooleanField:
    """Whether sites of a type that never met it are meant as well; those chosen by name or type are."""
    return forms.BooleanField(
        required=False,
        label=_("Sites of other types as well"),
        help_text=_(
            "Otherwise only sites of a type that it comes from or was offered to already, unless you choose types."
        ),
    )


def answer_by() -> AheadField:
    """The day until which sites answer."""
    return AheadField(
        label=_("Answer by"),
        widget=DAY,
        initial=lambda: timezone.localdate(now()) + WEEKS,
        help_text=_("Three weeks let people try it on a Saturday or two first."),
    )


class OfferForm(forms.Form):
    """Which sites, by what they have in common or by name, and by when they answer."""

    types = forms.MultipleChoiceField(
        required=False, label=_("All sites of a type"), widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        required=False, label=_("All sites of a country"), widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.all(),
        to_field_name="pid",
        required=False,
        label=_("All sites where a unit works"),
        empty_label=_("Every unit"),
    )
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        to_field_name="pid",
        required=False,
        label=_("All sites with a topic"),
        empty_label=_("Every topic"),
        help_text=_("Where a signal with it was heard, or somebody answers for it."),
    )
    any_type = other_types()
    sites = SitesField(
        queryset=Site.objects.none(),
        to_field_name="pid",
        required=False,
        label=_("Sites by name"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They come in addition. What stands above narrows each other: shops, in Italy."),
    )
    due_on = answer_by()

    def __init__(self, *args: Any, contribution: Contribution, actor: Actor, **kwargs: Any) -> None:
        """Offer what there is among the sites that may be asked."""
        super().__init__(*args, **kwargs)
        self.contribution, self.actor, self.free = contribution, actor, free_sites(contribution)
        sites, people = self.fields["sites"], focal_people(contribution)
        sites.queryset = self.free  # type: ignore[attr-defined]  # a SitesField
        sites.names = names_of(people)  # type: ignore[attr-defined]  # a SitesField
        codes = set(self.free.exclude(country="").values_list("country", flat=True))
        self._choose("countries", sorted(((code, country_name(code)) for code in codes), key=itemgetter(1)))
        types = sorted(set(self.free.exclude(type="").values_list("type", flat=True)))
        self._choose("types", [(name, type_in_words(name)) for name in types])
        topics = contribution.topics.all()
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a model choice
        if not topics:
            del self.fields["topic"]

    def chosen(self) -> list[Site]:
        """All that were named in one way or another."""
        told = {name: self.cleaned_data[name] for name in NARROWING if self.cleaned_data.get(name)}
        together = meant(self.free, actor=self.actor, contribution=self.contribution, **told)
        named = {site.pk for site in self.cleaned_data["sites"]}
        found = self.free.filter(Q(pk__in=named) | Q(pk__in=together.values("pk")))
        if told.get("types") or self.cleaned_data["any_type"]:
            return list(found)
        types = known_types([self.contribution.pk])[self.contribution.pk]
        return [site for site in found if site.pk in named or fits(site, types)]

    def _choose(self, name: str, choices: Sequence[tuple[str, StrOrPromise]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not choices:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least one site."""
        values = super().clean() or {}
        if not self.errors and not self.chosen():
            self.add_error("sites", _now("Choose at least one site."))
        return values


class FocalForm(forms.Form):
    """Who answers for a site, and who stands in."""

    site = forms.ModelChoiceField(
        queryset=Site.objects.all(),
        to_field_name="pid",
        required=False,
        label=_("Site"),
        empty_label=_("Choose a site"),
    )
    person = PersonField(label=_("Who answers for it"), required=False)
    deputy = PersonField(label=_("Who stands in"), required=False)
    topics = TopicNamesField(
        label=_("Only practices with a topic"), help_text=_("Separated by commas. Leave empty for all practices.")
    )

    def __init__(self, sent: Any, *, actor: Actor, community: Community) -> None:
        """Whoever answers for a site can be taken off."""
        super().__init__(sent)
        self.community = community
        if not community.open_to_partners:
            self.fields["site"].queryset = Site.objects.filter(organisation=None)  # type: ignore[attr-defined]  # a model choice
        for name in ("person", "deputy"):
            self.fields[name].actor = actor  # type: ignore[attr-defined]  # a PersonField
        known = FocalPerson.objects.filter(community=community).select_related("site", "person", "deputy", "topic")
        if known:
            self.fields["drop"] = Leaving(known.order_by("site__name", "pk"))

    def clean_person(self) -> Person | None:
        """Somebody who reads here."""
        return self._reads("person")

    def clean_deputy(self) -> Person | None:
        """The same."""
        return self._reads("deputy")

    def clean(self) -> dict[str, Any]:
        """A site and its person belong together."""
        values = super().clean() or {}
        site, person, deputy = (values.get(name) for name in ("site", "person", "deputy"))
        if site and not person and "person" not in self.errors:
            self.add_error("person", _now("Say who answers for this site."))
        if (person or deputy) and not site and "site" not in self.errors:
            self.add_error("site", _now("Choose the site."))
        if person and person == deputy:
            self.add_error("deputy", _now("The deputy is somebody else."))
        for name, one in (("person", person), ("deputy", deputy)):
            if site and one and not may_answer_for(one, site):
                said = _now("%(name)s comes from a partner, and answers only for sites of theirs.")
                self.add_error(name, said % {"name": one.name})
        return values

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb; topics nobody used before are made here."""
        told = self.cleaned_data
        topics = find_or_create(told["topics"], get_language() or "")
        return {
            **{name: told[name] for name in ("site", "person", "deputy")},
            "topics": topics,
            "drop": told.get("drop", ()),
        }

    def _reads(self, name: str) -> Person | None:
        person: Person | None = self.cleaned_data[name]
        if person is not None and self.community.pk not in readable_ids(person_actor(person)):
            raise forms.ValidationError(_now("%(name)s cannot read this community.") % {"name": person.name})
        return person


class Leaving(forms.ModelMultipleChoiceField[FocalPerson]):
    """Those who answer, to be taken off."""

    def __init__(self, known: Any) -> None:
        """Show each with the site."""
        super().__init__(queryset=known, required=False, label=_now("Take off"), widget=forms.CheckboxSelectMultiple)

    def clean(self, value: Any) -> Any:
        """A number too large for any row is none of them."""
        return super().clean([one for one in value or () if len(str(one)) < LONGEST_KEY])

    def label_from_instance(self, row: FocalPerson) -> str:
        """The site, who answers and who stands in, and on what."""
        people = " / ".join(person.name for person in (row.person, row.deputy) if person is not None)
        return f"{row.site.name} · {people} · {row.topic or _now('all practices')}"
