"""The idea's own fields."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.kinds.innovation.idea.models import FEWEST, MOST, Idea
from passerelle.kinds.innovation.idea.models.promise import MOST_DAYS


class IdeaForm(forms.ModelForm[Idea]):
    """The problem is asked for; the rest may come later."""

    class Meta:
        """All that people write."""

        model = Idea
        fields: ClassVar[list[str]] = ["problem", "for_whom", "effect", "effort", "looking_for", "team_places"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "problem": forms.Textarea(attrs={"rows": 3}),
            "effect": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts: ClassVar = {
            "problem": _("What goes wrong today, and how often? One example is worth more than a rule."),
            "for_whom": _("Customers, a team, a site, everybody."),
            "looking_for": _("Somebody who knows the till, draws, counts: colleagues join from the page of the idea."),
            "team_places": _("Without a number nobody can join."),
            "effect": _("Say how one would notice: minutes, euros, errors."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An idea that is typed in names its problem; one that was taken over from elsewhere may lack it."""
        super().__init__(*args, **kwargs)
        self.fields["problem"].required = True


class BudgetForm(forms.Form):
    """How many votes each person has in a community."""

    votes = forms.IntegerField(
        label=_("Votes of each person"),
        min_value=FEWEST,
        max_value=MOST,
        help_text=_(
            "Few votes make people choose. What somebody has given already stays given, also when you lower the number."
        ),
    )


class PromiseForm(forms.Form):
    """How soon ideas get their next step."""

    working_days = forms.IntegerField(
        label=_("Next step within how many working days"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_(
            "Everybody sees it on the board. What waits longer is told to whoever decides about it, after as long again to the "
            "community managers, and to nobody else."
        ),
    )
