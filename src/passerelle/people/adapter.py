"""How allauth behaves here: sign-up closed by default, people kept in our own table, mail in their language."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from passerelle.people import shared_device
from passerelle.people.account_letters import account_letter
from passerelle.people.addresses import allowed_domains, normal_address
from passerelle.people.backends import may_sign_in
from passerelle.people.models import Organisation, Person
from passerelle.people.names import sort_key
from passerelle.ui.letters.writing import Letter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Lets people sign up only from allowed mail domains; invitations have their own way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether any mail domain may sign up by itself."""
        return bool(allowed_domains(settings.PASSERELLE.signup_domains))

    def clean_email(self, email: str) -> str:
        """A plain address in its one form; the sign-up form also asks for an allowed domain."""
        try:
            return normal_address(email)
        except ValueError as error:
            raise ValidationError(_("This is not an address mail can be sent to.")) from error

    def new_user(self, request: HttpRequest) -> Person:
        """A person of the home organisation, not saved yet."""
        return Person(organisation=Organisation.home())

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Name the person by what stands before the @ until they tell more."""
        saved: Person = super().save_user(request, user, form, commit=False)
        saved.name = saved.name or (saved.email or "").partition("@")[0].replace(".", " ").title()
        saved.sort_name = sort_key(saved.name)
        saved.language = translation.get_language() or ""
        if commit:
            saved.save()
        return saved

    def pre_login(self, request: HttpRequest, user: Person, **hooks: Any) -> HttpResponse | None:
        """A guest whose time is over is told so, as somebody deactivated is; both only after the right password."""
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        answer: HttpResponse | None = super().pre_login(request, user, **hooks)
        return answer

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """On a shared device the next person finds the card page."""
        if shared_device.is_shared(request):
            return reverse("card_login")
        return str(super().get_logout_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where one came from."""
        return reverse("settings_account")

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Letter:
        """The letter of this name, as ours are written."""
        return account_letter(template_prefix.rpartition("/")[2], email, context, headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person, where we know who it is."""
        person = context.get("user")
        language = person.language if isinstance(person, Person) else ""
        with translation.override(language or translation.get_language()):
            super().send_mail(template_prefix, email, context)
