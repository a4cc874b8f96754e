"""The composer's form: what every kind shares, then the kind's own questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.actions.edit import read_details
from passerelle.contributions.kinds import Kind
from passerelle.contributions.models import Change, Contribution
from passerelle.journal.actor import Actor
from passerelle.lib.words_field import WordsField, tidied_data
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic


class ContributionForm(forms.Form):
    """Title, text, topics, a time to appear; ``details`` is the kind's form, checked together with this one."""

    title = WordsField(label=_("Title"), max_length=200, required=False)
    text = WordsField(
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write something first.")},
    )
    topics = TopicNamesField(
        label=_("Topics"),
        help_text=_("Separated by commas. They help people in other communities find this."),
    )
    scheduled_for = forms.DateTimeField(
        label=_("Appear later"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave empty to publish now."),
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        actor: Actor,
        community: Community | None = None,
        editing: Contribution | None = None,
        **kwargs: Any,
    ) -> None:
        """Fit the form to a kind and to who fills it in; ``editing`` fills it from what is there."""
        self.kind, self.community, self.editing = kind, community, editing
        if editing is not None:
            kwargs.setdefault("initial", _initial(editing))
        super().__init__(*args, **kwargs)
        self.fields["title"].required = kind.title_required
        self.fields["title"].help_text = kind.title_hint
        self.fields["text"].label = kind.text_label
        if editing is not None or kind.initial in kind.private:
            del self.fields["scheduled_for"]
        self.details = self._details_form()
        if self.details is not None:
            kind.fit(self.details, actor)

    def _details_form(self) -> forms.ModelForm[Any] | None:
        if self.kind.form is None:
            return None
        instance = read_details(self.editing) if self.editing else None
        typed = tidied_data(self.data, self.kind.form.base_fields) if self.is_bound else None
        return self.kind.form(typed, initial=self.initial, instance=instance)

    def unjudged(self) -> ContributionForm:
        """The same as it was typed, for whoever goes on writing: what is missing or wrong is said when it is sent."""
        for part in filter(None, (self, self.details)):
            part._errors = ErrorDict()  # type: ignore[attr-defined]  # what a form was found to lack, by its own name for it
        return self

    def is_valid(self) -> bool:
        """Whether both parts are."""
        valid = super().is_valid()
        return (self.details is None or self.details.is_valid()) and valid

    def clean_scheduled_for(self) -> Any:
        """A moment to come."""
        moment = self.cleaned_data["scheduled_for"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("Choose a moment to come, or leave this empty to publish now."))
        return moment

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verb; topics nobody used before are made here."""
        values: dict[str, Any] = {
            "title": self.cleaned_data["title"],
            "text": self.cleaned_data["text"],
            "topics": self._topics(),
            "details": dict(self.details.cleaned_data) if self.details is not None else None,
        }
        if self.editing is None:
            values["scheduled_for"] = self.cleaned_data.get("scheduled_for")
        return values

    def _topics(self) -> list[Topic]:
        return find_or_create(self.cleaned_data["topics"], get_language() or "")


def _initial(contribution: Contribution) -> dict[str, Any]:
    """What is there, or what its author would like it to become."""
    change = Change.objects.filter(post=contribution.body_id).first()
    topics = contribution.topics.all()
    if change is None:
        wording = {"title": contribution.title, "text": contribution.body.source if contribution.body else ""}
    else:
        wording = {"title": change.title, "text": change.source, **(change.details or {})}
        topics = topics if change.topics is None else Topic.objects.filter(pk__in=change.topics)
    return {**wording, "topics": ", ".join(str(topic) for topic in topics.prefetch_related("labels"))}
