"""The table and the times of what reaches somebody. What was typed is kept, and what is wrong is said beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from passerelle.notifications.families import Family
from passerelle.notifications.models import EVERY_DAY, Wishes
from passerelle.notifications.moments import FURTHEST
from passerelle.notifications.wishes.choices import Choices
from passerelle.notifications.wishes.peace import DAY
from passerelle.notifications.wishes.saying import hour
from passerelle.notifications.wishes.ways import Way, unusual_pushes, unusual_ways, ways_for
from passerelle.people.models import Person

TIMES = ("rhythm", "weekday", "hour", "quiet_from", "quiet_until", "leave_from", "leave_until", "paused_until")
NAMES = [(number + 1, name) for number, name in WEEKDAYS.items()]


class Day(forms.DateField):
    """A day one may leave empty."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        """Say in words what cannot be read."""
        super().__init__(required=False, error_messages={"invalid": _("This is no day.")}, **kwargs)


class Hour(forms.TypedChoiceField):
    """A full hour of the day; what they are called depends on the reader's language, so the form names them."""

    def __init__(self, **kwargs: Any) -> None:
        """None where it may be left out and is."""
        super().__init__(coerce=int, empty_value=None, **kwargs)


class AttentionForm(forms.Form):
    """One row for each family of reasons, then when: summary, quiet hours, working days, leave and pause."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=Wishes.Rhythm.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label=_("On which day"), coerce=int, choices=NAMES)
    hour = Hour(label=_("From which hour on"))
    quiet_from = Hour(label=_("Quiet from"), required=False)
    quiet_until = Hour(label=_("Quiet until"), required=False)
    working_days = forms.MultipleChoiceField(
        label=_("Days on which I want to be reached"),
        choices=NAMES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day. To hear nothing for a while, use the pause.")},
    )
    leave_from = Day(label=_("First day away"))
    leave_until = Day(label=_("Last day away"))
    paused_until = Day(label=_("Pause until"), help_text=_("From this day on everything is as chosen above."))
    no_mail = forms.BooleanField(
        label=_("No mail at all, whatever is chosen above"),
        help_text=_("The inbox keeps everything."),
        required=False,
    )

    def __init__(self, data: Any = None, *, wishes: Wishes, choices: Choices, has_device: bool, today: date) -> None:
        """As it is now; a leave or a pause that is over is not shown any more."""
        self.wishes, self.has_device, self.today = wishes, has_device, today
        super().__init__(data, initial=_initial(wishes, choices, today))
        for family in Family:
            ways = [(way.value, way.label) for way in ways_for(family)]
            self.fields[f"way_{family}"] = forms.ChoiceField(
                label=family.label, choices=ways, widget=forms.RadioSelect, initial=choices.at_most(family)
            )
            if has_device:
                self.fields[f"push_{family}"] = forms.BooleanField(
                    label=_("On my devices"), required=False, initial=choices.pushed(family)
                )
        hours = [(number, hour(number)) for number in range(24)]
        self.fields["hour"].choices = hours  # type: ignore[attr-defined]  # a choice field, as the next two
        for name in ("quiet_from", "quiet_until"):
            self.fields[name].choices = [("", _("no hour")), *hours]  # type: ignore[attr-defined]

    def rows(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        """The way of each family, and whether it is pushed where there are devices."""
        for family in Family:
            yield self[f"way_{family}"], self[f"push_{family}"] if self.has_device else None

    def clean(self) -> dict[str, Any]:
        """Hours and days that go together."""
        told: dict[str, Any] = super().clean() or {}
        self._check_quiet(told.get("quiet_from"), told.get("quiet_until"))
        self._check_leave(told.get("leave_from"), told.get("leave_until"))
        back = told.get("paused_until")
        if back and not self.today < back <= self.today + FURTHEST:
            self.add_error("paused_until", _("Choose a day from tomorrow on, within a year."))
        return told

    def _check_quiet(self, start: int | None, end: int | None) -> None:
        if (start is None) != (end is None):
            missing = "quiet_from" if start is None else "quiet_until"
            self.add_error(missing, _("Quiet hours have a beginning and an end: choose both, or none."))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("Quiet hours end at another hour than they begin."))

    def _check_leave(self, start: date | None, end: date | None) -> None:
        if {"leave_from", "leave_until"} & set(self.errors):
            return
        if start and not end:
            self.add_error("leave_until", _("Say until when you are away."))
        elif end and not start:
            self.add_error("leave_from", _("Say from when you are away."))
        elif start and end and end < start:
            self.add_error("leave_until", _("This is before you leave."))
        elif end and end < self.today:
            self.add_error("leave_until", _("This day is past."))

    def values(self) -> dict[str, Any]:
        """The columns of ``Wishes``. What concerns devices stays as it was while there is none."""
        told = self.cleaned_data
        ways = {family: Way(told[f"way_{family}"]) for family in Family}
        pushed = {family for family in Family if told.get(f"push_{family}")}
        return {
            **{name: told[name] for name in TIMES},
            "working_days": "".join(day for day in EVERY_DAY if day in told["working_days"]),
            "ways": unusual_ways(ways),
            "pushes": unusual_pushes(pushed) if self.has_device else self.wishes.pushes,
        }

    def most(self) -> Person.MailRhythm:
        """What is mailed at most; a mail that was asked for once a day at most is in the table from now on."""
        return Person.MailRhythm.NEVER if self.cleaned_data["no_mail"] else Person.MailRhythm.AT_ONCE


def _initial(wishes: Wishes, choices: Choices, today: date) -> dict[str, Any]:
    told = {name: getattr(wishes, name) for name in TIMES}
    if wishes.leave_until and wishes.leave_until < today:
        told |= {"leave_from": None, "leave_until": None}
    if wishes.paused_until and wishes.paused_until < today + DAY:
        told["paused_until"] = None
    return {**told, "working_days": list(wishes.working_days), "no_mail": choices.most == Person.MailRhythm.NEVER}
