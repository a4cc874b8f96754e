"""The kind's own question."""

from django import forms

from lost_property.models import Lost


class LostForm(forms.ModelForm):
    """Where it was seen last."""

    class Meta:
        """One required field."""

        model = Lost
        fields = ["last_seen"]
