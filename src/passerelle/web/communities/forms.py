"""Founding and steering a community."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community, MembershipRule
from passerelle.contributions.kinds import all_kinds
from passerelle.journal.actor import Actor
from passerelle.lib.neighbours import NEIGHBOURS
from passerelle.lib.words_field import WordsField
from passerelle.people.person_field import PersonField
from passerelle.topics.fields import TopicNamesField
from passerelle.topics.finding import find_or_create
from passerelle.web.communities.objectives import from_lines


class CommunityForm(forms.ModelForm[Community]):
    """What a community is, and its three policies."""

    kinds = forms.MultipleChoiceField(
        label=_("What people bring here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means everything."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken here"),
        required=False,
        choices=list(NEIGHBOURS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    topics = TopicNamesField(label=_("Topics"), help_text=_("Separated by commas."))

    class Meta:
        """The fields a community manager decides."""

        model = Community
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("name", "purpose", "guidelines", "welcome"), WordsField
        )
        fields: ClassVar[list[str]] = [
            "name",
            "purpose",
            "guidelines",
            "welcome",
            "visibility",
            "joining",
            "contributing",
            "open_to_partners",
            "weekly_messages",
            "parent",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "visibility": forms.RadioSelect,
            "joining": forms.RadioSelect,
            "contributing": forms.RadioSelect,
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "guidelines": forms.Textarea(attrs={"rows": 4}),
            "welcome": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the installed kinds, and as parent the communities this actor may see."""
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind.slug, kind.plural) for kind in all_kinds()]  # type: ignore[attr-defined]
        parents = Community.objects.visible_to(actor).filter(archived_at=None).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("Below no other")  # type: ignore[attr-defined]
        self.fields["parent"].label = _("Stands below")
        self.fields["parent"].help_text = _("For finding the way only: it changes no rights.")
        if not self.instance.pk:
            del self.fields["weekly_messages"]  # founding asks for little
        else:
            self.initial["topics"] = ", ".join(str(topic) for topic in self.instance.topics.prefetch_related("labels"))
            self.initial["kinds"], self.initial["languages"] = self.instance.kinds, self.instance.languages

    def values(self) -> dict[str, Any]:
        """The keyword arguments of the verbs; topics nobody used before are made here."""
        topics = find_or_create(self.cleaned_data["topics"], get_language() or settings.LANGUAGE_CODE)
        return {**self.cleaned_data, "topics": topics}


class RuleForm(forms.ModelForm[MembershipRule]):
    """Who is a member by what they are."""

    class Meta:
        """At least one condition."""

        model = MembershipRule
        field_classes: ClassVar[dict[str, Any]] = {"job_title": WordsField}
        fields: ClassVar[list[str]] = ["unit", "site", "organisation", "country", "job_title"]

    def clean(self) -> dict[str, Any]:
        """A rule without any condition would make everybody a member."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one condition."))
        return cleaned


class InviteForm(forms.Form):
    """Whom to ask in, by name."""

    person = PersonField(label=_("Who?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Look among the people this actor may meet."""
        super().__init__(*args, **kwargs)
        self.fields["person"].actor = actor  # type: ignore[attr-defined]  # it is a PersonField


class BroadcastForm(forms.Form):
    """One message to all members."""

    title = WordsField(label=_("Title"), max_length=200)
    text = WordsField(label=_("Message"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 6}))

    def typed(self) -> tuple[str, str]:
        """Title and text as far as they are written, cut where the form would refuse them."""
        return str(self["title"].value() or "")[:200], str(self["text"].value() or "")[:4_000]


class ObjectivesForm(forms.Form):
    """Objectives as plain lines; key results beneath theirs, with a percentage."""

    lines = forms.CharField(
        label=_("Objectives and key results"),
        required=False,
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "One objective a line. Beneath it, key results begin with a dash "
            "and may end with a percentage: “- Twelve stores take part 40%”."
        ),
    )

    def clean_lines(self) -> list[dict[str, Any]]:
        """Objectives with their key results."""
        return from_lines(self.cleaned_data["lines"])
