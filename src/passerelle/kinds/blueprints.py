"""Blueprints: the seven ways a community may start; they choose kinds and policies, words included."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.contributions.kinds import all_kinds

_FILE = Path(__file__).parent / "blueprints.toml"
_WORDS: dict[str, tuple[StrOrPromise, StrOrPromise, StrOrPromise]] = {
    "innovation-lab": (
        _("Innovation lab"),
        _("What the field sees becomes ideas, and ideas become products."),
        _("Say what you saw before what you think. An early question is worth more than a late answer."),
    ),
    "practice-network": (
        _("Practice network"),
        _("What works at one site is shared so that others can take it up."),
        _("Tell what you did, what it needed and what it brought. Failures are welcome: they save others time."),
    ),
    "retail-network": (
        _("Retail network"),
        _("Stores help each other, and headquarters listens."),
        _("Short is fine. Name the store. If it concerns a customer, leave out who they are."),
    ),
    "knowledge-centre": (
        _("Knowledge centre"),
        _("Answers anyone can find and reuse."),
        _("Search first, then ask. Give your source. Mend what is out of date."),
    ),
    "campaign-room": (
        _("Campaign room"),
        _("A campaign gets better because the field talks back."),
        _("Report what customers said in their words. Numbers with their period."),
    ),
    "change-programme": (
        _("Change programme"),
        _("A change people can ask about and take part in."),
        _("Every question gets an answer or a date for one. Doubts are work, not resistance."),
    ),
    "social": (
        _("Social"),
        _("People with something in common, beside work."),
        _("Be kind. Come as you are."),
    ),
}


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a community starts with; everything can be changed afterwards."""

    slug: str
    label: StrOrPromise
    purpose: StrOrPromise
    guidelines: StrOrPromise
    icon: str
    kinds: tuple[str, ...]
    visibility: str
    joining: str
    contributing: str

    def initial(self) -> dict[str, Any]:
        """Values for the form of a new community."""
        return {
            "visibility": self.visibility,
            "joining": self.joining,
            "contributing": self.contributing,
            "guidelines": str(self.guidelines),
            "kinds": list(self.kinds),
        }


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text())


def blueprints() -> list[Blueprint]:
    """Every blueprint, with the kinds that are installed."""
    installed = {kind.slug for kind in all_kinds()}
    return [
        Blueprint(
            slug,
            *_WORDS[slug],
            row["icon"],
            tuple(k for k in row["kinds"] if k in installed),
            row["visibility"],
            row["joining"],
            row["contributing"],
        )
        for slug, row in _rows().items()
    ]


def find_blueprint(slug: str) -> Blueprint | None:
    """The blueprint of this slug."""
    return next((blueprint for blueprint in blueprints() if blueprint.slug == slug), None)
