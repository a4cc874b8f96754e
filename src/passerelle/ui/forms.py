"""A form with one field of each sort, for the gallery."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GalleryForm(forms.Form):
    """Shows how each sort of field looks; it is never stored."""

    title = forms.CharField(label=_("Title"), help_text=_("One sentence somebody else would search for."))
    email = forms.EmailField(label=_("E-mail"))
    body = forms.CharField(label=_("What happened"), widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label=_("Community"), choices=[("lab", "Product lab"), ("milan", "Milan shops")])
    audience = forms.ChoiceField(
        label=_("Who reads this"),
        choices=[("members", _("Members of this community")), ("staff", _("Everybody at work here"))],
        widget=forms.RadioSelect,
        initial="members",
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        choices=[("light", "Lighting"), ("till", "Till"), ("stock", "Stock")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label=_("Needed by"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    file = forms.FileField(label=_("Picture"), required=False)
    notify = forms.BooleanField(
        label=_("Tell me when somebody answers"), help_text=_("Once a day at most."), required=False, initial=True
    )
    closed = forms.CharField(label=_("Set by your organisation"), disabled=True, required=False, initial="Europe/Rome")
