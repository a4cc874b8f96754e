"""What stands where a practice and a site meet: one letter in a statement, a word on a page, a shape beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from markupsafe import Markup, escape

from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.rules import OFFERED

Stage, Answer = Adoption.Stage, Adoption.Answer
USED, INTRODUCED, CONSIDERED, OVERDUE, HELD, DECLINED, GIVEN_UP, TRIED, NEVER = "uicohndt-"
WORDS: Mapping[str, StrOrPromise] = {
    USED: _("In use"),
    INTRODUCED: _("Being introduced"),
    CONSIDERED: _("Being considered"),
    OVERDUE: _("An answer is overdue"),
    HELD: _("On hold"),
    DECLINED: _("Not for them"),
    GIVEN_UP: _("Given up"),
    TRIED: _("Where it was tried first"),
    NEVER: _("Never offered"),
}
EMPTY = "<td>"


def letter(moment: datetime, *, names_overdue: bool) -> Case:
    """The letter of an adoption, worked out where it is read; whose answer is overdue is told to those who may ask for it alone."""
    late = Q(stage=Stage.CONSIDERING, due_at__lt=moment, practice__contribution__state__in=OFFERED)
    told = [When(late, then=Value(OVERDUE))] if names_overdue else []
    return Case(
        When(stage=Stage.IN_USE, then=Value(USED)),
        When(stage=Stage.ADAPTING, then=Value(INTRODUCED)),
        When(stage=Stage.DECLINED, then=Value(DECLINED)),
        When(stage=Stage.DROPPED, then=Value(GIVEN_UP)),
        *told,
        When(answer=Answer.HOLD, due_at__gte=moment, then=Value(HELD)),
        default=Value(CONSIDERED),
    )


def row(cells: Mapping[int, str], width: int, address: str, begin: int = 0) -> Markup:
    """The cells of a practice from one column on, each with a word for who listens; what was never offered is empty."""
    line = [EMPTY] * width
    known = {
        code: f"<td><a class={code} href={address}>{escape(words)}</a>"
        for code, words in WORDS.items()
        if code != NEVER
    }
    for place, code in cells.items():
        if 0 <= place - begin < width:
            line[place - begin] = known[code]
    return Markup("".join(line))  # noqa: S704  letters, an address of ours and escaped words
