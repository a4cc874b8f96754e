"""The form that says how much of a contribution comes from each of its causes, in percent of those one sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.trail import rules
from passerelle.trail.models import PROVENANCE, Link, Status

WHOLE = 100


def weighable(actor: Actor, contribution: Contribution) -> list[Link]:
    """The links whose parts the actor may say: there is something to say from two on."""
    if not rules.may_link(contribution, actor) or not rules.answers_for(contribution, actor):
        return []
    found = Link.objects.visible_to(actor).filter(later=contribution, relation__in=PROVENANCE, status=Status.CONFIRMED)
    links = list(found.select_related("earlier__body").order_by("pk")[: WHOLE + 1])
    return links if 1 < len(links) <= WHOLE else []


class WeightsForm(forms.Form):
    """A percentage for each."""

    def __init__(self, *args: Any, links: Sequence[Link], **kwargs: Any) -> None:
        """Begin with how it is."""
        super().__init__(*args, **kwargs)
        self.links = {f"link{link.pk}": link for link in links}
        self.whole = sum(link.weight for link in links)
        shown = percentages([link.weight for link in links])
        for (name, link), part in zip(self.links.items(), shown, strict=True):
            self.fields[name] = forms.IntegerField(
                label=link.earlier.name, min_value=1, max_value=WHOLE, initial=part, label_suffix=""
            )

    def clean(self) -> dict[str, Any]:
        """Together they are all of it."""
        values = super().clean() or {}
        together = sum(values.get(name) or 0 for name in self.links)
        if not self.errors and together != WHOLE:
            raise forms.ValidationError(
                _("Together they are %(num)s percent: they must add up to 100.") % {"num": together}
            )
        return values

    def weights(self, every: Mapping[int, float]) -> dict[int, float]:
        """The parts of all links: those that are hidden from who fills this in keep theirs."""
        shown = {link.pk: self.cleaned_data[name] / WHOLE for name, link in self.links.items()}
        left = sum(part for pk, part in every.items() if pk not in shown)
        total = left + sum(part for pk, part in every.items() if pk in shown)
        hidden = left / total if total else 0.0
        parts = {pk: part * (1 - hidden) for pk, part in shown.items()}
        return parts | {pk: part / total for pk, part in every.items() if pk not in shown}


def percentages(weights: Sequence[float]) -> list[int]:
    """Proportions as whole percents that add up to 100, at least 1 each: what rounding leaves goes to the largest remainders."""
    whole = sum(weights)
    exact = [weight / whole * (WHOLE - len(weights)) for weight in weights]
    found = [1 + int(part) for part in exact]
    rest = sorted(range(len(weights)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in rest[: WHOLE - sum(found)]:
        found[place] += 1
    return found
