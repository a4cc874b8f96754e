"""Letters of the house: its name and colour are looked up, the rest says who writes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.people.models import Organisation
from passerelle.ui.letters.writing import Foot, House, Letter, write


def house() -> House:
    """Who writes; Passerelle itself before the organisation was named."""
    home = Organisation.home()
    return House(home.name, home.accent) if home else House("Passerelle")


def letter(template: str, subject: str, to: str, context: Mapping[str, Any], *, foot: Foot, **options: Any) -> Letter:
    """A letter of the house; ``options`` are those of ``ui.letters.writing.write``."""
    return write(template, subject, to, context, house=house(), foot=foot, **options)
