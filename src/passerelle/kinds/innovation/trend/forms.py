"""The trend's own question, and the choice of a trend for a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.communities.reading import writable
from passerelle.contributions.kinds import get_kind, kinds_for
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.trend.models import Trend
from passerelle.kinds.innovation.trend.reading import Group
from passerelle.lib.words_field import WordsField


class TrendForm(forms.ModelForm[Trend]):
    """What it may mean."""

    class Meta:
        """One line."""

        model = Trend
        fields: ClassVar[list[str]] = ["meaning"]
        help_texts: ClassVar = {"meaning": _("One sentence. It may stay empty until you know.")}


class ChooseForm(forms.Form):
    """The trend a signal belongs to, of those one may read."""

    trend = forms.ChoiceField(
        label=_("Trend"), widget=forms.RadioSelect, error_messages={"required": _("Choose a trend.")}
    )

    def __init__(self, *args: Any, trends: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer them by public id."""
        super().__init__(*args, **kwargs)
        self.fields["trend"].choices = trends  # type: ignore[attr-defined]  # a choice field


class NameForm(forms.Form):
    """A new trend made of signals: those that are alike, each of which may be left out, or some of a trend."""

    title = WordsField(label=_("What is heard, in a few plain words"), max_length=200)
    text = WordsField(label=_("What it is about"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))
    meaning = WordsField(label=_("What it may mean for us"), max_length=300, required=False)
    community = forms.ModelChoiceField(label=_("Community"), queryset=Community.objects.none(), to_field_name="pid")
    signals = forms.ModelMultipleChoiceField(
        label=_("Its signals"),
        queryset=Contribution.objects.none(),
        to_field_name="pid",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        signal: Contribution,
        group: Group | None,
        whole: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the communities one may contribute to, that of the signal first, and signals; those of the group are chosen."""
        super().__init__(*args, **kwargs)
        chosen = [card.id for card in group.signals] if group else [signal.pk]
        seen = Contribution.objects.visible_to(actor).filter(pk__in=whole or chosen)
        alike = seen.select_related("body").order_by("id")
        places = [place.pk for place in writable(actor) if get_kind("trend") in kinds_for(place.kinds)]
        communities = Community.objects.readable_by(actor).filter(pk__in=places)
        self.fields["signals"].queryset = alike  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["signals"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]  # the same
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]  # a ModelChoiceField
        self.initial = {"signals": [one for one in alike if one.pk in chosen], "community": signal.home}
