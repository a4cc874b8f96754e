"""What somebody who answers for a site is asked, with all four answers at hand: nothing more has to be loaded to give one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from passerelle.kinds.innovation.practice.forms.answering import AnswerForm
from passerelle.kinds.innovation.practice.models import Adoption


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the four, and what belongs to it."""

    value: str
    label: StrOrPromise
    form: AnswerForm


@dataclass(frozen=True, slots=True)
class Asked:
    """A site, and the answers one may give for it."""

    adoption: Adoption
    choices: list[Choice]


def asked(waiting: Iterable[Adoption]) -> list[Asked]:
    """Every form has names of its own on the page."""
    return [Asked(one, [_choice(one, value) for value in Adoption.Answer]) for one in waiting]


def _choice(adoption: Adoption, value: Adoption.Answer) -> Choice:
    names = f"id_{adoption.pk}_{value}_%s"
    return Choice(value, value.label, AnswerForm(said=value, auto_id=names, initial={"seen": adoption.answers}))
