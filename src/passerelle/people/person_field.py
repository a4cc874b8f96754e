"""A field for somebody's name, for forms that work without scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor, anonymous_actor
from passerelle.people.models import Person


class PersonField(forms.CharField):
    """One person among those the actor may meet, by name, address or page; the form sets ``actor``.

    ``present``: only those who can sign in today.
    """

    actor: Actor = anonymous_actor()

    def __init__(self, *, present: bool = True, **kwargs: Any) -> None:
        """Say what may be typed."""
        self._present = present
        help_text = _("Name, e-mail or the address of their page.")
        super().__init__(**{"max_length": 160, "help_text": help_text, **kwargs})

    def clean(self, value: Any) -> Any:
        """The person, None for nothing where nothing is needed, or a sentence that helps to find the right one."""
        typed = str(super().clean(value))
        if not typed:
            return None
        found = self._find(typed)
        if len(found) > 1:
            raise forms.ValidationError(_("Several people have this name: give the address of their page instead."))
        if not found:
            raise forms.ValidationError(_("Nobody of this name was found."))
        return found[0]

    def _find(self, typed: str) -> list[Person]:
        people = Person.objects.visible_to(self.actor)
        if self._present:
            people = people.present().filter(is_imported=False)
        pid = typed.rstrip("/").rsplit("/", 1)[-1]
        by_address = people.filter(pid=pid)[:1] or people.filter(email__iexact=typed)[:1]
        return list(by_address or people.filter(name__iexact=typed)[:2])
