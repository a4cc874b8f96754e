"""What a practice brought at a site, period by period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any, Literal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.kinds.innovation.practice import periods
from passerelle.kinds.innovation.practice.actions.measure import LARGEST, MOST
from passerelle.kinds.innovation.practice.forms.offering import DAY
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.lib.clock import now
from passerelle.lib.words_field import WordsField

GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f\u2009'’](?=\d{3}(?!\d))")  # 1 234 as sheets write it
TOO_LONG = _("Write it with at most twelve digits, and two after the comma: nobody counts further than that.")
TWO_READINGS = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}")


Known = tuple[str, str, bool]  # what was measured, in which unit, whether more of it is good


class NumbersField(forms.CharField):
    """Numbers in one line or many, as they are copied from a sheet; a comma before decimals is one.

    ``1,234`` is a thousand to some and a little more than one to others: whoever means one of them says which.
    """

    widget = forms.Textarea(attrs={"rows": 2, "inputmode": "decimal"})

    def clean(self, value: Any) -> list[float]:
        """The numbers, or a sentence that says which is none."""
        found: list[float] = []
        for word in re.split(r"[\s;]+", GROUPED.sub("", str(super().clean(value))).strip()):
            if not word:
                continue
            if TWO_READINGS.fullmatch(word):
                told = {"word": word, "whole": re.sub("[.,]", "", word), "part": f"{word}0"}
                raise forms.ValidationError(
                    _now("“%(word)s” can be read in two ways: write %(whole)s, or %(part)s.") % told
                )
            try:
                number = float(word.replace(",", ".").replace("−", "-"))
            except ValueError:
                raise forms.ValidationError(_now("“%(word)s” is no number.") % {"word": word[:40]}) from None
            if not isfinite(number) or abs(number) > LARGEST:
                raise forms.ValidationError(
                    _now("“%(word)s” is larger than anybody could count.") % {"word": word[:40]}
                )
            if len(found) == MOST:
                raise forms.ValidationError(_now("At most %(num)s numbers.") % {"num": MOST})
            found.append(number)
        return found


class MeasureForm(forms.Form):
    """Before and after, here and elsewhere; without the elsewhere it says less, and the page says so."""

    metric = WordsField(label=_("What was measured?"), max_length=120)
    unit = WordsField(label=pgettext_lazy("measure", "Unit"), max_length=40, required=False)
    more_is_better = forms.TypedChoiceField(
        label=_("What is good?"),
        choices=[("yes", _("More of it")), ("no", _("Less of it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    pre = NumbersField(
        label=_("Here, before"),
        required=False,
        help_text=_("One number for each week or month, at least eight, as you copy them from a sheet."),
    )
    post = NumbersField(label=_("Here, after"))
    control_pre = NumbersField(
        label=_("At a place without it, before"),
        required=False,
        help_text=_(
            "The same weeks at a site that changed nothing. Without it nobody can tell what would have happened anyway."
        ),
    )
    control_post = NumbersField(label=_("At a place without it, after"), required=False)
    by_lot = forms.BooleanField(
        label=_("The lot decided which site began when, or an order the sites did not choose"),
        required=False,
        help_text=_(
            "Then nobody began because things were bad. "
            "The grade is A once somebody else who answers for the practice, or a community manager, confirms it."
        ),
    )
    starts_on = forms.DateField(
        label=pgettext_lazy("period", "From"),
        widget=DAY,
        help_text=_(
            "From the first number before to the last one after; what you write as after begins on the day from which it is in use."
        ),
    )
    ends_on = forms.DateField(label=pgettext_lazy("period", "Until"), widget=DAY)
    method = WordsField(label=_("How it was measured"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    worth = forms.DecimalField(
        label=_("Worth in a year"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        error_messages=dict.fromkeys(("max_digits", "max_decimal_places", "max_whole_digits"), TOO_LONG),
        help_text=_("Counted only once a second person of your site has confirmed it."),
    )
    worth_unit = WordsField(label=_("Of what"), max_length=40, required=False, help_text=_("Euros, hours, kilograms."))

    def __init__(self, *args: Any, known: Sequence[Known] = (), adoption: Adoption | None = None, **more: Any) -> None:
        """``known``: what others measured, the commonest first, which stands there to begin with: only what is the same is taken together.

        Where it was proven there is no second person of the site who could confirm what it is worth, and nobody is asked.
        """
        super().__init__(*args, **more)
        if adoption is None:
            del self.fields["worth"], self.fields["worth_unit"]
        self.adoption = adoption
        self.known = {"metric": _once(known, 0), "unit": _once(known, 1)}
        for name, words in self.known.items():
            if words:
                self.fields[name].widget.attrs["list"] = f"known-{name}"
        if known:
            metric, unit, is_more = known[0]
            begun = {"metric": metric, "unit": unit, "more_is_better": "yes" if is_more else "no"}
            self.initial = {**begun, **self.initial}
            self.fields["metric"].help_text = _(
                "Choose what others measured, in their unit, if you can: only what is the same is taken together."
            )

    def clean(self) -> dict[str, Any]:
        """Days in their order; a worth of something."""
        values = super().clean() or {}
        begins, ends = values.get("starts_on"), values.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _now("This day lies before the one on which it begins."))
        elif ends and ends > timezone.localdate(now()):
            self.add_error("ends_on", _now("This day is still to come: what was measured is over."))
        elif (
            begins
            and ends
            and (said := periods.why_too_short(self.adoption, begins, ends, len(values.get("post", ()))))
        ):
            self.add_error("ends_on", said)
        for missing, there in (("control_pre", "control_post"), ("control_post", "control_pre")):
            if values.get(there) and not values.get(missing) and missing not in self.errors:
                self.add_error(missing, _now("To compare, the other place needs both: before and after."))
        if values.get("worth") is not None and not values.get("worth_unit"):
            self.add_error("worth_unit", _now("Say of what: euros, hours, kilograms."))
        return values


def _once(known: Sequence[Known], at: Literal[0, 1]) -> list[str]:
    return [words for words in dict.fromkeys(each[at] for each in known) if words]
