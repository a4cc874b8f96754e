"""The managers' setting: who hears the signals of a community, and how soon."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.journal.actor import Actor, person_actor
from passerelle.kinds.innovation.signal.models import LONGEST, Listening
from passerelle.kinds.innovation.signal.routing import promised_days
from passerelle.lib.words_field import WordsField
from passerelle.people.models import Person, Unit
from passerelle.people.person_field import PersonField
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create

LONGEST_KEY = 18  # digits, beyond which no database keeps a key


class ListenersForm(forms.Form):
    """How soon, who else, and who no longer."""

    working_days = forms.IntegerField(
        label=gettext_lazy("Heard within how many working days"),
        min_value=1,
        max_value=LONGEST,
        help_text=gettext_lazy(
            "Sooner where it hurries: what is urgent today by six in the evening, within the week in five working days at most."
        ),
    )
    person = PersonField(label=gettext_lazy("Who else hears signals"), required=False)
    team = WordsField(
        label=gettext_lazy("Or a whole unit or community"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Its name. Each of its people who reads here is asked; one answer is enough."),
    )
    topics = TopicNamesField(
        label=gettext_lazy("Only those with a topic"),
        help_text=gettext_lazy("Separated by commas. Leave empty for all signals of this community."),
    )

    def __init__(self, sent: Any, *, actor: Actor, community: Community) -> None:
        """Fill in what is so; whoever listens can be taken off."""
        super().__init__(sent, initial={"working_days": promised_days(community)})
        self.community, self.actor = community, actor
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # a PersonField
        self.called = self._called(self.data.get("team", ""))
        if len(self.called) > 1:
            self.fields["which"] = forms.ChoiceField(
                label=_("Which of them"),
                choices=[(key, self._told(one)) for key, one in self.called.items()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Several are called so: choose which one hears signals.")},
            )
            self.order_fields(["working_days", "person", "team", "which"])
        known = Listening.objects.filter(community=community).select_related("person", "unit", "group", "topic")
        if known:
            self.fields["drop"] = Leaving(known.order_by("pk"), actor)

    def clean_person(self) -> Person | None:
        """Somebody who reads here."""
        person: Person | None = self.cleaned_data["person"]
        if person is not None and self.community.pk not in readable_ids(person_actor(person)):
            raise forms.ValidationError(_("%(name)s cannot read this community.") % {"name": person.name})
        return person

    def clean_team(self) -> str:
        """There is a unit or community of this name."""
        typed: str = self.cleaned_data["team"]
        if typed and not self.called:
            raise forms.ValidationError(_("No unit and no community you read has this name."))
        return typed

    def _called(self, sent: Any) -> dict[str, Unit | Community]:
        """All units and communities of this name, each by what tells it apart from the others."""
        try:
            typed = self.fields["team"].clean(sent)
        except forms.ValidationError:  # said where the field is cleaned
            typed = ""
        if not typed:
            return {}
        units = Unit.objects.filter(name__iexact=typed) if self.actor.is_staff else Unit.objects.none()
        groups = Community.objects.readable_by(self.actor).filter(name__iexact=typed)
        by_key: dict[str, Unit | Community] = {f"unit-{unit.slug}": unit for unit in units.select_related("parent")}
        return by_key | {f"community-{group.pid}": group for group in groups}

    def _told(self, one: Unit | Community) -> str:
        """What it is called, what it is, and what a unit is part of."""
        if isinstance(one, Community):
            return _("%(name)s (community)") % {"name": one.name}
        if one.parent is not None:
            return _("%(name)s (unit of %(parent)s)") % {"name": one.name, "parent": one.parent.name}
        return _("%(name)s (unit)") % {"name": one.name}

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb; topics nobody used before are made here."""
        team = self.called.get(self.cleaned_data.get("which") or next(iter(self.called), ""))
        return {
            "unit": team if isinstance(team, Unit) else None,
            "group": team if isinstance(team, Community) else None,
            "working_days": self.cleaned_data["working_days"],
            "person": self.cleaned_data["person"],
            "topics": find_or_create(self.cleaned_data["topics"], get_language() or ""),
            "drop": self.cleaned_data.get("drop", ()),
        }


class Leaving(forms.ModelMultipleChoiceField[Listening]):
    """Those who listen, to be taken off."""

    def clean(self, value: Any) -> Any:
        """A number too large for any row is none of them."""
        return super().clean([one for one in value or () if len(str(one)) < LONGEST_KEY])

    def __init__(self, known: Any, actor: Actor) -> None:
        """Show each with what they listen to."""
        self.readable = readable_ids(actor)
        super().__init__(queryset=known, required=False, label=_("Take off"), widget=forms.CheckboxSelectMultiple)

    def label_from_instance(self, listening: Listening) -> str:
        """Who, and to what; of a community this reader may not know of, not even its name."""
        hidden = listening.group_id is not None and listening.group_id not in self.readable
        who = listening.person or listening.unit or listening.group
        name = _("A community") if hidden or who is None else who.name
        what = listening.topic or _("all signals")
        return f"{name} · {what}"
