"""How allauth behaves here: sign-up closed by default, people kept in our own table."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from passerelle.people.models import Organisation, Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Lets people sign up only from allowed mail domains; invitations have their own way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether any mail domain may sign up by itself."""
        return bool(settings.PASSERELLE.signup_domains)

    def clean_email(self, email: str) -> str:
        """Accept an address for sign-up only when its domain is one of the allowed ones."""
        return str(super().clean_email(email)).lower()

    def new_user(self, request: HttpRequest) -> Person:
        """A person of the home organisation, not saved yet."""
        return Person(organisation=Organisation.objects.filter(kind=Organisation.Kind.HOME).first())

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Name the person by what stands before the @ until they tell more."""
        saved: Person = super().save_user(request, user, form, commit=False)
        saved.name = saved.name or (saved.email or "").partition("@")[0].replace(".", " ").title()
        saved.sort_name = saved.name
        if commit:
            saved.save()
        return saved
