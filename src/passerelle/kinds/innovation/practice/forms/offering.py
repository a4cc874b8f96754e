"""To whom a practice is offered, and who answers for a site."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor, person_actor
from passerelle.kinds.innovation.practice.focal import focal_people
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson, Practice
from passerelle.people.models import Person, Site, Unit
from passerelle.people.person_field import PersonField
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_KEY = 18  # digits, beyond which no database keeps a key


class SitesField(forms.ModelMultipleChoiceField[Site]):
    """Sites, each with who answers for it."""

    names: dict[int, str]

    def label_from_instance(self, site: Site) -> str:
        """Its name, and who will be asked."""
        return f"{site.name} · {self.names.get(site.pk) or _now('nobody yet: the community managers')}"


class OfferForm(forms.Form):
    """Which sites, and by when they answer."""

    sites = SitesField(
        queryset=Site.objects.all(),
        to_field_name="pid",
        required=False,
        label=_("Sites"),
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        required=False, label=_("All sites of a country"), widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.all(), to_field_name="pid", required=False, label=_("All sites where a unit works")
    )
    due_on = forms.DateField(
        label=_("Answer by"), widget=DAY, help_text=_("Two weeks let people try it on one Saturday first.")
    )

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        """Offer the sites that were not asked yet, without the one where it was tried."""
        super().__init__(*args, **kwargs)
        asked = Adoption.objects.filter(practice_id=contribution.pk).exclude(site=None).values("site_id")
        tried = Practice.objects.filter(pk=contribution.pk).exclude(site=None).values("site_id")
        free = Site.objects.exclude(pk__in=asked).exclude(pk__in=tried)
        sites, people = self.fields["sites"], focal_people(contribution)
        sites.queryset = free  # type: ignore[attr-defined]  # a SitesField
        shown = Person.objects.in_bulk({row.person_id for row in people.values()})
        sites.names = {site: shown[row.person_id].name for site, row in people.items()}  # type: ignore[attr-defined]  # a SitesField
        codes = sorted(set(free.exclude(country="").values_list("country", flat=True)))
        self.fields["countries"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]  # a choice field
        if not codes:
            del self.fields["countries"]

    def chosen(self) -> Collection[Site]:
        """All that were named in one way or another."""
        values = self.cleaned_data
        free: Any = self.fields["sites"].queryset  # type: ignore[attr-defined]  # a SitesField
        named = Q(pk__in=[site.pk for site in values["sites"]]) | Q(country__in=values.get("countries") or ())
        if unit := values["unit"]:
            works = Person.objects.present().filter(Q(unit=unit) | Q(unit__parent=unit)).exclude(site=None)
            named |= Q(pk__in=works.values("site_id"))
        return list(free.filter(named))

    def clean(self) -> dict[str, Any]:
        """At least one site."""
        values = super().clean() or {}
        if not self.errors and not self.chosen():
            self.add_error("sites", _now("Choose at least one site."))
        return values


class FocalForm(forms.Form):
    """Who answers for a site, and who stands in."""

    site = forms.ModelChoiceField(queryset=Site.objects.all(), to_field_name="pid", required=False, label=_("Site"))
    person = PersonField(label=_("Who answers for it"), required=False)
    deputy = PersonField(label=_("Who stands in"), required=False)
    topics = TopicNamesField(
        label=_("Only practices with a topic"), help_text=_("Separated by commas. Leave empty for all practices.")
    )

    def __init__(self, sent: Any, *, actor: Actor, community: Community) -> None:
        """Whoever answers for a site can be taken off."""
        super().__init__(sent)
        self.community = community
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
