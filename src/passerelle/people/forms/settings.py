"""What people tell about themselves, and how they like their pages."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from passerelle.lib import locales
from passerelle.lib.neighbours import NEIGHBOURS
from passerelle.lib.words_field import WordsField
from passerelle.people.languages import offered_languages
from passerelle.people.models import Organisation, Person, PersonTopic
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic

MOST_TOPICS = 30


class ProfileForm(forms.ModelForm[Person]):
    """Everything here is read by colleagues; nothing but the name must be told."""

    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        """In the order of a conversation: who, what one gives and looks for, when and how to reach them."""

        model = Person
        field_classes: ClassVar[dict[str, Any]] = {"name": WordsField}
        fields: ClassVar[list[str]] = [
            "name",
            "pronouns",
            "help_with",
            "look_for",
            "responsibilities",
            "bio",
            "languages",
            "working_hours",
            "leave_from",
            "leave_until",
            "contact_channels",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "help_with": forms.Textarea(attrs={"rows": 2}),
            "look_for": forms.Textarea(attrs={"rows": 2}),
            "responsibilities": forms.Textarea(attrs={"rows": 2}),
            "bio": forms.Textarea(attrs={"rows": 4}),
            "contact_channels": forms.Textarea(attrs={"rows": 2}),
            "leave_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "leave_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "help_with": _("What may a colleague from elsewhere ask you about?"),
            "look_for": _("What would help you?"),
            "contact_channels": _(
                "Passerelle has no private messages: people meet in the open, or by a channel you name here. "
                "A phone number, a chat name, “at the workshop before ten”. Everybody who sees your page reads it."
            ),
            "working_hours": _("As you would say it: “Tuesday to Saturday, from ten”."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the languages in the reader's own."""
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = _spoken(self.instance)  # type: ignore[attr-defined]  # a choice field
        self.shown_languages = len(_near(self.instance))

    def clean(self) -> dict[str, Any]:
        """A leave ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("leave_from"), cleaned.get("leave_until")
        if end and not start:
            self.add_error("leave_from", _("Say from when you are away."))
        elif start and end and end < start:
            self.add_error("leave_until", _("This is before you leave."))
        return cleaned


class PreferencesForm(forms.ModelForm[Person]):
    """How pages look and speak, what one agrees to."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        """Nobody else sees these."""

        model = Person
        fields: ClassVar[list[str]] = [
            "language",
            "theme",
            "time_zone",
            "consents_coffee",
            "consents_quotes",
        ]
        widgets: ClassVar[dict[str, Any]] = {"theme": forms.RadioSelect}
        help_texts: ClassVar[dict[str, Any]] = {
            "consents_coffee": _("Now and then, with somebody you do not know yet. You can say no each time."),
            "consents_quotes": _("With your name, and only after you have read the quotation."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the organisation, and every time zone."""
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("As my browser says")), *offered_languages(Organisation.home())]  # type: ignore[attr-defined]
        zones = sorted(
            zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))
        )
        named = [(zone, zone.replace("_", " ")) for zone in zones]
        self.fields["time_zone"].choices = [("", _("That of the organisation")), *named]  # type: ignore[attr-defined]


class TopicsForm(forms.Form):
    """Subjects one knows; being found by one is a choice of its own each time."""

    known = forms.MultipleChoiceField(required=False)
    discoverable = forms.MultipleChoiceField(required=False)
    add = TopicNamesField(label=_("Add topics"), help_text=_("Separated by commas."))
    add_discoverable = forms.BooleanField(label=_("Colleagues may find me by these"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        """Know what was told before."""
        super().__init__(*args, **kwargs)
        rows = PersonTopic.objects.filter(person=person).select_related("topic").prefetch_related("topic__labels")
        self.rows = sorted(rows, key=lambda row: str(row.topic).casefold())
        choices = [(row.topic.pid, str(row.topic)) for row in self.rows]
        self.fields["known"].choices = choices  # type: ignore[attr-defined]
        self.fields["discoverable"].choices = choices  # type: ignore[attr-defined]

    def clean_add(self) -> list[str]:
        """Few enough to mean something."""
        names: list[str] = self.cleaned_data["add"]
        if len(names) + len(self.rows) > MOST_TOPICS:
            raise forms.ValidationError(_("That is a lot: name the ones you would like to be asked about."))
        return names

    def topics(self) -> dict[Topic, bool]:
        """Topic → may be found by; topics nobody used before are made here."""
        known, found_by = set(self.cleaned_data["known"]), set(self.cleaned_data["discoverable"])
        kept = {row.topic: row.topic.pid in found_by for row in self.rows if row.topic.pid in known}
        added = find_or_create(self.cleaned_data["add"], get_language() or "")
        return {**dict.fromkeys(added, self.cleaned_data["add_discoverable"]), **kept}


def _spoken(person: Person) -> list[tuple[str, str]]:
    """Every language that can be named: those already told first, then those of the installation, then the rest."""
    named = {code for code, _name in locales.languages()} | set(_near(person))
    near = _near(person)
    return [(code, locales.language_name(code)) for code in near] + sorted(
        ((code, locales.language_name(code)) for code in named - set(near)), key=lambda pair: pair[1].casefold()
    )


def _near(person: Person) -> list[str]:
    own = [code for code in person.languages if isinstance(code, str)]
    return list(dict.fromkeys([*own, *(code for code, _name in settings.LANGUAGES), *NEIGHBOURS]))
