"""Signing in and up: allauth's forms in our words, and the one for printed cards."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.people import shared_device
from passerelle.people.addresses import allowed_domains, domain_of


class _Plain:
    """Labels say what a field is; a placeholder that repeats them only gets in the way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]  # mixed into forms
            field.widget.attrs.pop("placeholder", None)


class _OnOwnDevice:
    """Who can sign in as somebody is not decided on a tablet that others pick up a minute later."""

    def clean(self) -> Any:
        if shared_device.is_shared(context.request):
            raise ValidationError(_("This device is shared: change it on one of your own."))
        return super().clean()  # type: ignore[misc]  # mixed into forms


class SignInForm(_Plain, LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password; others may use this device too."""

    shared = forms.BooleanField(
        label=gettext_lazy("Others use this device too"),
        help_text=gettext_lazy("You are signed out after a quarter of an hour, and nothing stays here."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The link to a new password stands under the form, not inside the help of a field."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("E-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, shortly where the device is shared."""
        answer: HttpResponse = super().login(request, redirect_url=redirect_url)
        if self.cleaned_data["shared"]:
            shared_device.begin(request)
        return answer


class SignUpForm(_Plain, SignupForm):  # type: ignore[misc]  # as above
    """For the owners of addresses under the allowed domains."""

    def clean_email(self) -> str:
        """The domain must be exactly one of the allowed ones."""
        email = str(super().clean_email())
        if domain_of(email) not in allowed_domains(settings.PASSERELLE.signup_domains):
            raise ValidationError(
                _("Sign-up is open to addresses of the organisation only. Ask a colleague to invite you.")
            )
        return email


class NewAddressForm(_Plain, _OnOwnDevice, AddEmailForm):  # type: ignore[misc]
    """Another address; it counts once it is confirmed."""


class ChangeForm(_Plain, _OnOwnDevice, ChangePasswordForm):  # type: ignore[misc]
    """A new password, with the present one."""


class ForgottenForm(_Plain, ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link to a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The same name for the same thing on every page."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext_lazy("E-mail")


class NewPasswordForm(_Plain, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, with the link from the mail."""


class FirstPasswordForm(_Plain, _OnOwnDevice, SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who had none."""


class AgainForm(_Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password once more before something that matters."""


class CardForm(forms.Form):
    """Staff number and code, as they stand on the card."""

    staff_number = forms.CharField(
        label=gettext_lazy("Staff number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code on the card"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Others use this device too"),
        help_text=gettext_lazy("You are signed out after a quarter of an hour, and nothing stays here."),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        """The request is what the ways to sign in are asked with."""
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Find out whose card it is, as ``person``."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            cleaned["person"] = authenticate(self.request, staff_number=cleaned["staff_number"], code=cleaned["code"])
            if cleaned["person"] is None:
                raise ValidationError(
                    _(
                        "Number and code do not go together. After five wrong tries a card rests for a quarter of an hour."
                    )
                )
        return cleaned
