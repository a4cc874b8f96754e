"""Sign-in for people without a mailbox: staff number and the code on a printed card."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.http import HttpRequest

from passerelle.lib.clock import now
from passerelle.people.models import Person, StaffCard

MAX_FAILURES = 5
PAUSE = timedelta(minutes=15)


class StaffCardBackend(BaseBackend):
    """Checks the code; five wrong ones pause the card for a quarter of an hour."""

    def authenticate(
        self, request: HttpRequest | None, staff_number: str | None = None, code: str | None = None, **credentials: Any
    ) -> Person | None:
        """The person of this card, None when number or code are wrong or the card is paused."""
        if not staff_number or not code:
            return None
        with transaction.atomic():
            cards = StaffCard.objects.select_for_update().select_related("person")
            card = cards.filter(person__staff_number=staff_number.strip()).first()
            if card is None or (card.blocked_until and card.blocked_until > now()):
                return None
            right = check_password(_plain(code), card.code_hash)
            card.failures = 0 if right else card.failures + 1
            card.blocked_until = now() + PAUSE if card.failures >= MAX_FAILURES else None
            card.save(update_fields=["failures", "blocked_until"])
        person = card.person
        return person if right and person.is_active and not person.has_ended else None  # type: ignore[return-value]  # the user model

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, None once they may no longer sign in."""
        person = Person.objects.filter(pk=user_id).first()
        return person if person and person.is_active and not person.has_ended else None


def _plain(code: str) -> str:
    """A code as it was printed, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()
