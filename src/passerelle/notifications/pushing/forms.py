"""What a browser sends when it wants to be told."""

from __future__ import annotations

from django import forms
from django.conf import settings

from passerelle.lib.outbound import Forbidden, target_of
from passerelle.notifications.pushing.sealing import are_keys


class DeviceForm(forms.Form):
    """An address of its push service, and its keys. Where the address leads is looked at again with each message."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        """An address that may be called."""
        endpoint = str(self.cleaned_data["endpoint"])
        try:
            target_of(endpoint, settings.PASSERELLE.named_hosts)
        except Forbidden as error:
            raise forms.ValidationError(str(error)) from error
        return endpoint

    def clean(self) -> dict[str, str]:
        """Keys that fit each other."""
        fields = super().clean() or {}
        if not self.errors and not are_keys(fields["p256dh"], fields["auth"]):
            raise forms.ValidationError("no keys of a browser")
        return fields
