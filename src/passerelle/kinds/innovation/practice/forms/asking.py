"""A question about a practice."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.ahead import MomentField
from passerelle.lib.clock import now
from passerelle.lib.words_field import WordsField
from passerelle.people.person_field import PersonField


class AskForm(forms.Form):
    """What one wants to know; what stands in the way, where that is why one asks, begins it."""

    title = WordsField(label=_("Your question in one sentence"), max_length=200)
    text = WordsField(label=_("What those who answer should know"), max_length=5_000, widget=forms.Textarea)
    first_at = MomentField(
        label=_("A time to talk"),
        required=False,
        help_text=_(
            "Half an hour, in your time zone. Whoever is asked chooses with one press. Leave it empty to ask in writing alone."
        ),
    )
    second_at = MomentField(label=_("Another time"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both times together, as many as there are."""
        told = dict(super().clean() or {})
        times = [moment for name in ("first_at", "second_at") if (moment := told.pop(name, None))]
        if len(times) != len(set(times)):
            self.add_error("second_at", _("This is the same time once more: choose another, or leave it empty."))
        return told | {"times": times}


class ContactForm(forms.Form):
    """Who is asked, and when; for the contact themselves, whether they go on."""

    person = PersonField(
        label=_("Who is asked about it"), required=False, help_text=_("Leave it empty: whoever brought it is asked.")
    )
    reached = WordsField(
        label=_("When one can ask them"),
        max_length=160,
        required=False,
        help_text=_("Mornings by phone, a visit on Thursdays."),
    )

    def __init__(self, sent: Any, *, actor: Actor, names: bool, **kwargs: Any) -> None:
        """``names``: whoever says who it is; otherwise the contact, who says the rest."""
        super().__init__(sent, **kwargs)
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # a PersonField
        if not names:
            del self.fields["person"]
            self.fields["leave"] = forms.BooleanField(label=_now("I no longer want to be asked"), required=False)
            self.fields["reached"].label = _now("When one can ask you")


def begun(contribution: Contribution, about: str) -> dict[str, Any]:
    """How a question begins, by what stands in the way; nothing for anything else."""
    titles = {
        "knows_why": _now("Why does “%(what)s” work?"),
        "has_needs": _now("“%(what)s”: what to do where something it needs is missing?"),
        "talked": _now("Who has half an hour to talk about “%(what)s”?"),
    }
    texts = {
        "knows_why": _now("We would like to take it up and do not see yet what makes it work."),
        "has_needs": _now("What is missing here:"),
        "talked": _now("We would like to hear from those who do it how it goes."),
    }
    if about not in titles:
        return {}
    begins = {"title": (titles[about] % {"what": contribution.name})[:200], "text": texts[about]}
    return {**begins, **_two_times()} if about == "talked" else begins


def _two_times() -> dict[str, datetime]:
    """In the morning of the second working day from today, and in the afternoon of the fourth."""
    days: list[date] = []
    day = timezone.localdate(now())
    while len(days) < 4:
        day += timedelta(days=1)
        if day.isoweekday() <= 5:
            days.append(day)
    zone = timezone.get_current_timezone()
    morning, afternoon = (datetime.combine(on, at, zone) for on, at in ((days[1], time(10)), (days[3], time(14))))
    return {"first_at": morning, "second_at": afternoon}
