"""What administrators fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.lib.words_field import WordsField
from passerelle.people.actions.face import CHARTER_LENGTH, NAME_LENGTH
from passerelle.people.models import Person
from passerelle.people.person_field import PersonField
from passerelle.topics import actions as topic_actions
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import DESCRIPTION_LENGTH, live_topics
from passerelle.topics.models import Topic
from passerelle.ui.colours import ACCENTS
from passerelle.web.administration.reading.verbs import in_words

MANY_SYNONYMS = 40


class FaceForm(forms.Form):
    """Name, colour, languages."""

    name = WordsField(label=_("Name"), max_length=NAME_LENGTH, help_text=_("Stands at the top of every page and mail."))
    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENTS, required=False, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which people may read the pages. Nothing chosen means all of them."),
    )


class LogoForm(forms.Form):
    """The picture beside the name."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP. Without a file the present one is taken away."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/avif"}),
    )


class CharterForm(forms.Form):
    """What people accept before their first page."""

    charter = forms.CharField(
        label=_("Charter"),
        required=False,
        max_length=CHARTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Markdown. Without a text nobody is asked."),
    )
    ask_again = forms.BooleanField(
        label=_("Ask everybody to accept it again"),
        required=False,
        help_text=_("At their next page. Leave this out when you only mend a word."),
    )


class StewardForm(forms.Form):
    """Who becomes community manager."""

    person = PersonField(label=_("Who?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Look among the people this actor may meet."""
        super().__init__(*args, **kwargs)
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # it is a PersonField

    def clean_person(self) -> Person:
        """Somebody of the organisation."""
        person: Person = self.cleaned_data["person"]
        if person.is_guest:
            raise forms.ValidationError(_("A guest cannot be community manager."))
        return person


class TopicForm(forms.Form):
    """A topic's name, its name and what it is in each language offered, its synonyms."""

    name = WordsField(
        label=_("Name"), max_length=80, help_text=_("Shown where a language has no name of its own for it.")
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        """One more field for each language; filled with what is there."""
        self.topic = topic
        labels = list(topic.labels.order_by("name"))
        kwargs["initial"] = {
            "name": topic.name,
            "synonyms": ", ".join(label.name for label in labels if label.synonym),
            **{f"name_{label.language}": label.name for label in labels if not label.synonym},
            **{f"description_{language}": text for language, text in topic.descriptions.items()},
        }
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=language, required=False, max_length=80, widget=forms.TextInput(attrs={"lang": code})
            )
        for code, language in settings.LANGUAGES:
            self.fields[f"description_{code}"] = WordsField(
                label=format_lazy("{what} ({language})", what=_("What it is"), language=language),
                required=False,
                max_length=DESCRIPTION_LENGTH,
                widget=forms.Textarea(attrs={"lang": code, "rows": 2}),
            )
        self.fields["synonyms"] = TopicNamesField(
            label=_("Synonyms"),
            most=MANY_SYNONYMS,
            max_length=2_000,
            help_text=_("Other words people type for it, separated by commas."),
        )

    def clean(self) -> dict[str, Any]:
        """Every name belongs to one topic only."""
        cleaned: dict[str, Any] = super().clean() or {}
        for field, value in list(cleaned.items()):
            if field.startswith("description_"):
                continue
            names = value if field == "synonyms" else [value]
            taken = topic_actions.owner_of(names, but=self.topic)
            if taken:
                text = _("“%(name)s” belongs to the topic “%(topic)s”: merge the two instead.")
                self.add_error(field, forms.ValidationError(text, params={"name": taken[0], "topic": taken[1].name}))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb."""
        names, descriptions = (
            {code: self.cleaned_data[f"{field}_{code}"] for code, _language in settings.LANGUAGES}
            for field in ("name", "description")
        )
        once = {field: self.cleaned_data[field] for field in ("name", "synonyms")}
        return {**once, "names": names, "descriptions": descriptions}


class NewTopicForm(forms.Form):
    """A topic nobody used yet."""

    name = WordsField(label=_("New topic"), max_length=80)

    def clean_name(self) -> str:
        """A name no topic has."""
        name: str = self.cleaned_data["name"]
        taken = topic_actions.owner_of([name])
        if taken:
            raise forms.ValidationError(
                _("The topic “%(topic)s” has this name already."), params={"topic": taken[1].name}
            )
        return name


class MergeForm(forms.Form):
    """Which topic takes this one's place."""

    into = forms.ModelChoiceField(
        queryset=Topic.objects.none(), to_field_name="pid", label=_("Merge into"), empty_label=_("Choose a topic")
    )

    def __init__(self, *args: Any, topic: Topic, among: QuerySet[Topic], **kwargs: Any) -> None:
        """Offer every other topic one looks after."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = among.exclude(pk=topic.pk)  # type: ignore[attr-defined]  # a ModelChoiceField


class EditorForm(forms.Form):
    """Who looks after which topic."""

    person = PersonField(label=_("Who?"))
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        to_field_name="pid",
        required=False,
        label=_("Which topic?"),
        empty_label=_("All topics"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer every topic in use."""
        super().__init__(*args, **kwargs)
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # it is a PersonField
        self.fields["topic"].queryset = live_topics()  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_person(self) -> Person:
        """Somebody of the organisation."""
        person: Person = self.cleaned_data["person"]
        if person.is_guest:
            raise forms.ValidationError(_("A guest cannot look after topics."))
        return person


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


class JournalForm(forms.Form):
    """What of the journal to show."""

    person = PersonField(label=_("Who"), required=False, present=False, help_text="")
    verb = forms.ChoiceField(label=_("What"), required=False)
    community = forms.ModelChoiceField(
        queryset=Community.objects.none(),
        to_field_name="pid",
        required=False,
        label=_("Where"),
        empty_label=_("Everywhere"),
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, actor: Actor, verbs: list[str], **kwargs: Any) -> None:
        """Offer the verbs that occur, and every community: administrators know them by name."""
        super().__init__(*args, **kwargs)
        named_verbs = sorted(((verb, f"{in_words(verb)} ({verb})") for verb in verbs), key=_by_words)
        self.fields["verb"].choices = [("", _("Everything")), *named_verbs]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # it is a PersonField
        named = Community.objects.unscoped("administrators know every community by name")
        self.fields["community"].queryset = named  # type: ignore[attr-defined]  # a ModelChoiceField
