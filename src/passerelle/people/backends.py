"""Ways to sign in: address and password, or staff number and the code on a printed card."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person, StaffCard

MAX_FAILURES = 5
PAUSE = timedelta(minutes=15)


def may_sign_in(person: Any) -> bool:
    """Whether somebody is present today: not deactivated, and for a guest not past their last day."""
    return isinstance(person, Person) and not person.is_former


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Address and password; whoever left is nobody from the next request on."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Present people only."""
        return may_sign_in(user)

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, None once they may no longer sign in."""
        return _who_may_sign_in(user_id)


class StaffCardBackend(BaseBackend):
    """Checks the code; five wrong ones pause the card for a quarter of an hour."""

    def authenticate(
        self, request: HttpRequest | None, staff_number: str | None = None, code: str | None = None, **credentials: Any
    ) -> Person | None:
        """The person of this card, None when number or code are wrong or the card is paused."""
        if not staff_number or not code:
            return None
        with transaction.atomic():
            cards = StaffCard.objects.select_for_update(of=("self",)).select_related("person")
            card = cards.filter(person__staff_number=staff_number.strip()).first()
            if card is None or (card.blocked_until and card.blocked_until > now()):
                make_password(code)  # takes as long as checking, so that time tells nothing about numbers
                return None
            right = check_password(plain_code(code), card.code_hash)
            card.failures = 0 if right else card.failures + 1
            card.blocked_until = now() + PAUSE if card.failures >= MAX_FAILURES else None
            card.save(update_fields=["failures", "blocked_until"])
        person = card.person
        return person if right and may_sign_in(person) else None

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, None once they may no longer sign in."""
        return _who_may_sign_in(user_id)


def _who_may_sign_in(user_id: int) -> Person | None:
    person: Person | None = next(iter(_person(int(user_id))), None)
    return person if may_sign_in(person) else None


@prepared
def _person(pk: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk).order_by()


def plain_code(code: str) -> str:
    """A code as it was printed, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()
