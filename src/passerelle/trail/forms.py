"""What people write on the trail."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import TOMBSTONES, Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.lib.words_field import WordsField
from passerelle.people.models import Person
from passerelle.trail.actions.link import link
from passerelle.trail.models import Link, Outcome, Relation, Role

ONWARDS = {Relation.DERIVED_FROM: _("Another comes from this"), Relation.INSPIRED_BY: _("Another is inspired by this")}
MOST_FOUND, MOST_WORDS = 12, 8


def _text(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3) -> WordsField:
    area = forms.Textarea(attrs={"rows": rows})
    return WordsField(label=label, help_text=help_text, max_length=4_000, required=required, widget=area)


class DecisionForm(forms.Form):
    """Why, between what, on which grounds."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=80)
    reason = _text(
        _("Why?"),
        _("Those who brought it read this. Say it so that they would bring something again."),
        required=True,
        rows=5,
    )
    options = _text(_("What else came into question?"))
    evidence = _text(_("What does it rest on?"), _("Numbers, trials, what people said; addresses of contributions."))
    dissent = _text(_("Who thought otherwise, and why?"))
    review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class LinkForm(forms.Form):
    """What it goes back to, or leads to: by address or by words of the title, among what one sees."""

    relation = forms.ChoiceField(label=_("How"))
    target = WordsField(label=_("To what"), max_length=300, help_text=_("Its address, or words of its title."))
    chosen = forms.ChoiceField(label=_("Which of these"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, contribution: Contribution, **kwargs: Any) -> None:
        """Offer the ways its kind goes back; and, for what leads on, that another comes from it."""
        super().__init__(*args, **kwargs)
        self.actor, self.contribution = actor, contribution
        relations = get_kind(contribution.kind_slug).relations
        self.fields["relation"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *((one, _now("This %(relation)s") % {"relation": Relation(one).label}) for one in relations),
            *((f"back.{one.value}", label) for one, label in ONWARDS.items()),
        ]
        self.found = self._found()
        if len(self.found) > 1:
            self.fields["chosen"].choices = [(head.pid, head.name) for head in self.found]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            self.fields["chosen"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The one that is meant."""
        values = super().clean() or {}
        pids = {head.pid: head for head in self.found}
        found = pids.get(values.get("chosen", "")) or (self.found[0] if len(self.found) == 1 else None)
        if found is None and self.found:
            self.add_error("chosen", _now("Several are called so: choose one."))
        elif found is None and "target" not in self.errors:
            self.add_error("target", _now("Nothing was found at this address, and no title has these words."))
        return {**values, "found": found}

    def ends(self) -> tuple[Contribution, Contribution, str]:
        """The later, the earlier, and how they hang together."""
        relation, other = self.cleaned_data["relation"], self.cleaned_data["found"]
        if relation.startswith("back."):
            return other, self.contribution, relation.removeprefix("back.")
        return self.contribution, other, relation

    def made(self) -> Link | None:
        """Say so; a refusal is said in the form, which keeps what was typed."""
        try:
            return link(*self.ends(), by=self.actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.reason))
            return None

    def _found(self) -> list[Contribution]:
        typed = one_line(str(self.data.get("target", "")), 300)
        if not typed:
            return []
        parts = [part for part in typed.split("/") if part]
        pid = (parts[parts.index("c") + 1] if "c" in parts[:-1] else parts[-1]) if parts else ""
        try:
            return [find_contribution(self.actor, pid)]
        except Http404:
            return self._titled(typed)

    def _titled(self, typed: str) -> list[Contribution]:
        """Those whose title has all these words, newest first."""
        heads = Contribution.objects.visible_to(self.actor).exclude(pk=self.contribution.pk)
        heads = heads.exclude(standing__in=TOMBSTONES)
        for word in typed.split()[:MOST_WORDS]:
            heads = heads.filter(title__icontains=word)
        return list(heads.select_related("home", "body").order_by("-pk")[:MOST_FOUND])


class OutcomeForm(forms.ModelForm[Outcome]):
    """One number, and how it was measured."""

    class Meta:
        """Texts are tidied as everywhere."""

        model = Outcome
        fields: ClassVar[list[str]] = [
            "metric",
            "unit",
            "baseline",
            "value",
            "starts_on",
            "ends_on",
            "site",
            "grade",
            "method",
        ]
        field_classes: ClassVar = {"metric": WordsField, "unit": WordsField, "method": WordsField}
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "method": forms.Textarea(attrs={"rows": 3}),
            **{day: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for day in ("starts_on", "ends_on")},
        }
        help_texts: ClassVar = {"baseline": _("Needed for the grades A to C, which compare.")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Partners are offered no list of sites."""
        super().__init__(*args, **kwargs)
        if not actor.is_staff:
            del self.fields["site"]

    def clean_ends_on(self) -> date:
        """What lies ahead was not measured."""
        day: date = self.cleaned_data["ends_on"]
        if day > timezone.localdate(now()):
            raise forms.ValidationError(
                _now("The period is not over yet: a number is written down once it was measured.")
            )
        return day

    def _post_clean(self) -> None:
        """What fits together is said by the verb, in words; the table would only say no."""


class MissingForm(forms.Form):
    """Who, by name, and what they did."""

    person = WordsField(label=_("Who?"), max_length=160, help_text=_("The whole name, or the address of their page."))
    role = forms.ChoiceField(label=_("What did they do?"), choices=Role.choices)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Look among the people this actor may meet."""
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_person(self) -> Person:
        """The one person of this name or page."""
        typed = self.cleaned_data["person"]
        known = Person.objects.visible_to(self.actor).present().filter(is_imported=False)
        page = typed.rstrip("/").rpartition("/")[2]
        found = list(known.filter(Q(name__iexact=typed) | Q(pid=page))[:2])
        if len(found) != 1:
            several = _now("Several people have this name: give the address of the page of the right one.")
            raise forms.ValidationError(several if found else _now("Nobody of this name was found."))
        return found[0]


EARLIEST = date(1800, 1, 1)


class DateForm(forms.Form):
    """The day it happened."""

    happened_on = forms.DateField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("Leave empty if it happened when it was written down."),
        validators=[MinValueValidator(EARLIEST, _("That long ago? Look at the year."))],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def moment(self) -> datetime | None:
        """Noon of that day, nothing for the day it was written."""
        day = self.cleaned_data["happened_on"]
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
