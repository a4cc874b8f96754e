"""Input for articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.forms.origin import OriginField
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading.gathering import pinnable
from passerelle.lib.words_field import WordsField
from passerelle.people.models import Person
from passerelle.people.person_field import PersonField

MOST_VERSIONS = 1_000_000


class ArticleForm(forms.ModelForm[Article]):
    """Its genre, its sources, how often it is looked at again; and the conversation it is distilled from."""

    origin = OriginField(required=False, widget=forms.HiddenInput)

    class Meta:
        """All that people write."""

        model = Article
        fields: ClassVar[list[str]] = ["genre", "sources", "review_every"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "genre": forms.RadioSelect(),
            "sources": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {
            "sources": _("One a line: an address, a document, a person who was asked."),
            "review_every": _("Whoever answers for it is asked then whether it still holds."),
        }


class PeopleForm(forms.Form):
    """Who answers for an article, who checks it, and who writes it along."""

    owner = PersonField(label=_("Who answers for it"))
    reviewer = PersonField(
        label=_("Who checks it before it is published"),
        required=False,
        help_text=_("Leave it empty: the community managers are asked."),
    )
    co_author = PersonField(label=_("Somebody else who writes it along"), required=False)

    def __init__(self, sent: Any, *, actor: Actor, writing: list[Person], **kwargs: Any) -> None:
        """With those who have a part already, as far as the actor may meet them."""
        super().__init__(sent, **kwargs)
        for name in ("owner", "reviewer", "co_author"):
            self.fields[name].actor = actor  # type: ignore[attr-defined]  # a PersonField
        if known := Person.objects.visible_to(actor).filter(pk__in=[one.pk for one in writing]):
            self.fields["drop"] = forms.ModelMultipleChoiceField(
                known,
                to_field_name="pid",
                required=False,
                label=_("Take off as co-author"),
                widget=forms.CheckboxSelectMultiple,
            )

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb."""
        return {"drop": [], **self.cleaned_data}


class UseForm(forms.Form):
    """Where one used it, what it brought, and a number if there is one."""

    context = WordsField(
        label=_("Where, and for what?"),
        max_length=300,
        help_text=_("The site, the team, the customer: others see by that whether theirs is such a place."),
    )
    effect = WordsField(
        label=_("What did it bring?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Also what did not work, and what you did differently."),
    )
    number = forms.DecimalField(label=_("A number, if there is one"), max_digits=14, decimal_places=2, required=False)
    measure = WordsField(
        label=_("What the number counts"),
        max_length=60,
        required=False,
        help_text=_("Hours saved each month, returns less in a hundred."),
    )

    def clean(self) -> dict[str, Any]:
        """A number and what it counts belong together."""
        values = super().clean() or {}
        if "number" in self.errors or "measure" in self.errors:
            return values
        if values.get("number") is not None and not values.get("measure"):
            self.add_error("measure", _("Say what the number counts."))
        if values.get("measure") and values.get("number") is None:
            self.add_error("number", _("Write the number, or leave both empty."))
        return values


class VersionForm(forms.Form):
    """Which version."""

    number = forms.IntegerField(min_value=1, max_value=MOST_VERSIONS)

    def chosen(self) -> int:
        """Its number; 0, which there is not, for anything else."""
        return self.cleaned_data["number"] if self.is_valid() else 0


class CheckForm(forms.Form):
    """Whether it holds, and why one thinks so."""

    holds = forms.TypedChoiceField(
        label=_("Does it still hold?"),
        choices=[("yes", _("Yes, I checked it")), ("no", _("No, it is outdated"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    why = WordsField(
        label=_("How you know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. If it is outdated: what changed."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever says that it is outdated says why."""
        values = super().clean() or {}
        if values.get("holds") is False and not values.get("why") and "why" not in self.errors:
            self.add_error("why", _("Say what changed, so that somebody can put it right."))
        return values


class PinForm(forms.Form):
    """In which article of questions and answers, or in which collection."""

    article = forms.ModelChoiceField(
        Contribution.objects.none(), to_field_name="pid", label=_("In which article"), empty_label=None
    )

    def __init__(self, sent: Any, *, actor: Actor, genre: str) -> None:
        """Offer those of this genre that the actor writes."""
        super().__init__(sent)
        written = pinnable(actor, genre).order_by("title", "pk")
        self.fields["article"].queryset = written  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["article"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]  # a ModelChoiceField
