"""Input of those who weigh ideas, and of those who ask them to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.idea.models import Criterion
from passerelle.kinds.innovation.idea.models.weighing import HEAVIEST, LONGEST_NOTE, MOST_CRITERIA, SCALE
from passerelle.lib.words_field import WordsField
from passerelle.people.person_field import PersonField

UNSURE = "unsure"
USUAL: tuple[tuple[StrOrPromise, int], ...] = (  # what a community begins with that never said by what it weighs
    (_("It solves a problem many people have"), 3),
    (_("We can do it with what we have"), 2),
    (_("One will be able to measure what it brings"), 1),
)


class CriteriaForm(forms.Form):
    """As many sentences as there are places, each with its weight; an empty one is none."""

    def __init__(self, sent: Any, *, criteria: Sequence[Criterion]) -> None:
        """Show what is so; else what one might begin with."""
        super().__init__(sent)
        known: dict[int, tuple[StrOrPromise, int]] = {one.place: (one.label, one.weight) for one in criteria}
        known = known or dict(enumerate(USUAL))
        for place in range(MOST_CRITERIA):
            label, weight = known.get(place, ("", 1))
            self.fields[f"label_{place}"] = WordsField(
                label=_("Criterion %(number)s") % {"number": place + 1}, max_length=80, required=False, initial=label
            )
            self.fields[f"weight_{place}"] = forms.IntegerField(
                label=_("Its weight"), min_value=1, max_value=HEAVIEST, required=False, initial=weight
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each place."""
        return [(self[f"label_{place}"], self[f"weight_{place}"]) for place in range(MOST_CRITERIA)]

    def clean(self) -> dict[str, Any]:
        """One at least, and each once."""
        cleaned: dict[str, Any] = super().clean() or {}
        said = [cleaned.get(f"label_{place}", "") for place in range(MOST_CRITERIA)]
        if not any(said) and not self.errors:
            self.add_error("label_0", _("Write one at least."))
        for place, label in enumerate(said):
            if label and label.casefold() in (other.casefold() for other in said[:place]):
                self.add_error(f"label_{place}", _("This one stands here twice."))
        return cleaned

    def values(self) -> dict[int, tuple[str, int]]:
        """The argument of the verb."""
        rows = {place: self.cleaned_data[f"label_{place}"] for place in range(MOST_CRITERIA)}
        return {place: (label, self.cleaned_data[f"weight_{place}"] or 1) for place, label in rows.items() if label}


class ReviewerForm(forms.Form):
    """Whom one asks, and by when."""

    person = PersonField(label=_("Who weighs it"))
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, sent: Any, *, actor: Actor, due_on: date) -> None:
        """Among the people the actor may meet."""
        super().__init__(sent, initial={"due_on": due_on})
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # a PersonField


class OwnerForm(forms.Form):
    """Who decides."""

    person = PersonField(label=_("Who decides"), required=False)

    def __init__(self, sent: Any, *, actor: Actor, name: str) -> None:
        """With who does by now."""
        super().__init__(sent, initial={"person": name})
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # a PersonField
        self.fields["person"].help_text = _(
            "Name, e-mail or the address of their page. Leave it empty: the community managers decide alone."
        )


class ScoreForm(forms.Form):
    """How far each criterion holds, and a note on it."""

    def __init__(self, sent: Any, *, criteria: Sequence[Criterion], said: Mapping[int, tuple[int | None, str]]) -> None:
        """Begin with what the reviewer said before."""
        super().__init__(sent)
        self.criteria = criteria
        choices = [
            *((str(value), f"{value} · {words}") for value, words in SCALE.items()),
            (UNSURE, _("I cannot tell")),
        ]
        for one in criteria:
            value, note = said.get(one.pk, ("", ""))
            self.fields[f"mark_{one.place}"] = forms.ChoiceField(
                label=one.label,
                choices=choices,
                widget=forms.RadioSelect,
                initial=UNSURE if value is None else str(value),
            )
            self.fields[f"note_{one.place}"] = WordsField(
                label=_("A note on this"), max_length=LONGEST_NOTE, required=False, initial=note
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each criterion."""
        return [(self[f"mark_{one.place}"], self[f"note_{one.place}"]) for one in self.criteria]

    def values(self) -> dict[int, tuple[int | None, str]]:
        """The argument of the verb."""
        marks = {one.pk: self.cleaned_data[f"mark_{one.place}"] for one in self.criteria}
        notes = {one.pk: self.cleaned_data[f"note_{one.place}"] for one in self.criteria}
        return {pk: (None if mark == UNSURE else int(mark), notes[pk]) for pk, mark in marks.items()}
