"""What somebody fills in who arrives, and what an administrator does who opens the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from passerelle.lib.words_field import WordsField
from passerelle.people.actions.face import CHARTER_LENGTH, NAME_LENGTH
from passerelle.people.languages import offered_languages
from passerelle.people.models import Invitation, Organisation, Person
from passerelle.people.names import LENGTH
from passerelle.ui.colours import ACCENTS


class ArrivalForm(forms.Form):
    """A name and a password; the address is that of the invitation."""

    name = WordsField(
        label=_("Your name"),
        max_length=LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("A name is needed: others will see it.")},
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, invitation: Invitation) -> None:
        """Somebody whom a table brought here has a name already. A password must not resemble the address."""
        known = Person.objects.filter(email=invitation.email).values_list("name", flat=True).first()
        super().__init__(data, initial={"name": known or ""})
        self.invitation = invitation
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean_password(self) -> str:
        """As strong as everywhere here."""
        password: str = self.cleaned_data["password"]
        named = self.cleaned_data.get("name", "")
        validate_password(password, Person(email=self.invitation.email, name=named))
        return password


class FirstRunForm(forms.Form):
    """The face of the installation, and what people accept before their first page."""

    name = WordsField(label=_("Name of your organisation"), max_length=NAME_LENGTH)
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("A picture; it stands beside the name."))
    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENTS, required=False, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages people may choose"), required=False, widget=forms.CheckboxSelectMultiple
    )
    charter = forms.CharField(
        label=_("Charter"),
        required=False,
        max_length=CHARTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("How you want to treat each other here. Everybody reads and accepts it once. Markdown works."),
    )

    def __init__(self, data: Mapping[str, Any] | None, files: Any, *, home: Organisation | None) -> None:
        """Filled with what is so already; offers the languages of the installation."""
        start = {name: getattr(home or Organisation(), name) for name in ("name", "accent", "languages", "charter")}
        super().__init__(data, files, initial=start)
        self.fields["languages"].choices = offered_languages(None)  # type: ignore[attr-defined]  # a choice field
