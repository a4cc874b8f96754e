"""Several practices to several sites at once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.actions.offer import MOST
from passerelle.kinds.innovation.practice.audience import fits, known_types, meant
from passerelle.kinds.innovation.practice.focal import focal_in
from passerelle.kinds.innovation.practice.forms.offering import SitesField, answer_by, names_of, other_types
from passerelle.kinds.innovation.practice.portfolio.matrix import practices_of, sites_for
from passerelle.kinds.innovation.practice.portfolio.plan import Plan, plan
from passerelle.kinds.innovation.practice.rules import OFFERED
from passerelle.lib.locales import country_name
from passerelle.people.models import Site, Unit
from passerelle.people.site_types import type_in_words


class PracticesField(forms.ModelMultipleChoiceField[Contribution]):
    """Practices by their titles."""

    def label_from_instance(self, one: Contribution) -> str:
        """Its title, or how its text begins."""
        return one.name


class PlanForm(forms.Form):
    """Which practices, which sites, and by when they answer."""

    practices = PracticesField(
        queryset=Contribution.objects.none(),
        to_field_name="pid",
        label=_("Practices"),
        widget=forms.CheckboxSelectMultiple,
    )
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

    def __init__(self, *args: Any, actor: Actor, community: Community, **kwargs: Any) -> None:
        """Offer what may be taken up here, and the sites there are."""
        super().__init__(*args, **kwargs)
        self.actor, self.known = actor, sites_for(actor, community)
        offered = practices_of(actor, community).filter(state__in=OFFERED).select_related("body", "home")
        self.fields["practices"].queryset = offered.order_by("title", "pk")  # type: ignore[attr-defined]  # a PracticesField
        sites, people = self.fields["sites"], focal_in(community, ())
        sites.queryset = self.known  # type: ignore[attr-defined]  # a SitesField
        sites.names = names_of(people)  # type: ignore[attr-defined]  # a SitesField
        codes = set(self.known.exclude(country="").values_list("country", flat=True))
        self._choose("countries", sorted(((code, country_name(code)) for code in codes), key=itemgetter(1)))
        types = sorted(set(self.known.exclude(type="").values_list("type", flat=True)))
        self._choose("types", [(name, type_in_words(name)) for name in types])

    def clean(self) -> dict[str, Any]:
        """Somebody who was not asked yet, and no more than can be asked at once."""
        values = super().clean() or {}
        if self.errors:
            return values
        values["plan"] = planned = self._plan(values)
        number = sum(map(len, planned.values()))
        if not number:
            self.add_error("sites", _now("Choose at least one site that was not asked yet."))
        if number > MOST:
            said = _now("That would be %(num)s offers. Choose fewer: at most %(most)s at once.")
            self.add_error("sites", said % {"num": number, "most": MOST})
        return values

    def _plan(self, values: dict[str, Any]) -> Plan:
        practices = list(values["practices"])
        told = {name: values[name] for name in ("countries", "types", "unit") if values.get(name)}
        together = meant(self.known, actor=self.actor, contribution=practices[0], **told)
        named = {site.pk for site in values["sites"]}
        free = plan(practices, list(self.known.filter(Q(pk__in=named) | Q(pk__in=together.values("pk")))))
        if told.get("types") or values["any_type"]:
            return free
        types = known_types([one.pk for one in practices])
        left = {
            one: [site for site in sites if site.pk in named or fits(site, types[one.pk])]
            for one, sites in free.items()
        }
        return {one: sites for one, sites in left.items() if sites}

    def _choose(self, name: str, choices: Sequence[tuple[str, StrOrPromise]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not choices:
            del self.fields[name]
